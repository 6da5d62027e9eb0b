package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
)

// iconSet holds the drawn icons; shell/icon.svg is the same drawing.
type iconSet struct{ touch, large, maskable []byte }

// stroke is a line with round ends on a square of 100 units.
type stroke struct {
	x1, y1, x2, y2 float64
	ink            color.RGBA
}

const strokeWidth = 7

func strokes() []stroke {
	white, yellow := color.RGBA{255, 255, 255, 255}, color.RGBA{255, 200, 87, 255}
	return []stroke{
		{29, 30, 29, 70, white}, {43, 30, 43, 70, white}, {57, 30, 57, 70, white}, {71, 30, 71, 70, white},
		{20, 62, 80, 38, yellow},
	}
}

func drawIcons() (iconSet, error) {
	var set iconSet
	var err error
	draw := func(size int, radius, scale float64) []byte {
		var out bytes.Buffer
		if e := png.Encode(&out, drawIcon(size, radius, scale)); e != nil {
			err = fmt.Errorf("web: draw icon: %w", e)
		}
		return out.Bytes()
	}
	set.touch = draw(192, 20, 1)
	set.large = draw(512, 20, 1)
	// A mask may cut all but the middle: no round corners, a smaller drawing.
	set.maskable = draw(512, 0, 0.8)
	return set, err
}

func drawIcon(size int, radius, scale float64) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, size, size))
	unit := 100 / float64(size)
	for py := range size {
		for px := range size {
			x, y := (float64(px)+0.5)*unit, (float64(py)+0.5)*unit
			c := fade(color.RGBA{18, 80, 75, 255}, coverage(tileDistance(x, y, radius), unit))
			for _, s := range strokes() {
				d := s.distance(50+(x-50)/scale, 50+(y-50)/scale) * scale
				c = over(c, s.ink, coverage(d, unit))
			}
			img.SetRGBA(px, py, c)
		}
	}
	return img
}

// tileDistance is how far a point lies outside the tile with round corners.
func tileDistance(x, y, radius float64) float64 {
	dx, dy := math.Abs(x-50)-50+radius, math.Abs(y-50)-50+radius
	return math.Hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - radius
}

// distance is how far a point lies outside the stroke.
func (s stroke) distance(x, y float64) float64 {
	dx, dy := s.x2-s.x1, s.y2-s.y1
	t := ((x-s.x1)*dx + (y-s.y1)*dy) / (dx*dx + dy*dy)
	t = min(max(t, 0), 1)
	return math.Hypot(x-s.x1-t*dx, y-s.y1-t*dy) - strokeWidth/2.0
}

// coverage is the part of a pixel of the given size inside the edge.
func coverage(distance, pixel float64) float64 {
	return min(max(0.5-distance/pixel, 0), 1)
}

func fade(c color.RGBA, part float64) color.RGBA {
	return over(color.RGBA{}, c, part)
}

// over lays part of an opaque color on another.
func over(below, above color.RGBA, part float64) color.RGBA {
	mix := func(b, a uint8) uint8 { return uint8(math.Round(float64(b)*(1-part) + float64(a)*part)) }
	return color.RGBA{mix(below.R, above.R), mix(below.G, above.G), mix(below.B, above.B), mix(below.A, above.A)}
}

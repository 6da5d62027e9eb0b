package clinic

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// Color is a clinic's own color, "#rrggbb" in small letters, or "".
type Color string

// ParseColor reads #rrggbb or #rgb.
func ParseColor(text string) (Color, error) {
	digits, ok := strings.CutPrefix(strings.ToLower(text), "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	if !ok || len(digits) != 6 || strings.Trim(digits, "0123456789abcdef") != "" {
		return "", errors.New("must be a color such as #12504b")
	}
	return Color("#" + digits), nil
}

// Least is the least contrast of a text with what it stands on: WCAG 2.2,
// success criterion 1.4.3, for text of any size.
const Least = 4.5

// ground is what texts of a theme stand on: the tokens paper, card and sunk of
// the style sheet, which a test compares.
type ground struct {
	papers []Color
	card   Color
	on     Color // text on the accent itself
	toward Color // where the accent goes until it can be read
}

func grounds(t Theme) ground {
	if t == Dark {
		return ground{[]Color{"#0d1413", "#151e1d", "#1c2726"}, "#151e1d", "#0a0f0e", "#ffffff"}
	}
	return ground{[]Color{"#f4f7f6", "#ffffff", "#edf2f1"}, "#ffffff", "#ffffff", "#000000"}
}

// Palette is a clinic's color corrected for one theme: each pair that is read
// has a contrast of at least Least.
type Palette struct{ Accent, Soft, OnAccent, Hero, HeroInk, HeroMuted Color }

// steps is how finely a color is moved.
const steps = 64

// Palette corrects the color for a theme. It keeps the hue and moves the
// color toward black, or in the dark toward white, no further than needed.
func (c Color) Palette(t Theme) Palette {
	g := grounds(t)
	p := Palette{OnAccent: g.on, HeroInk: "#ffffff"}
	for i := 0; i <= steps; i++ {
		p.Accent = c.mix(g.toward, i)
		p.Soft = g.card.mix(p.Accent, steps/9)
		if p.readable(g) {
			break
		}
	}
	p.Hero = c
	for i := 0; i <= steps; i++ {
		p.Hero = c.mix("#000000", i)
		p.HeroMuted = p.HeroInk.mix(p.Hero, steps/6)
		if contrast(p.HeroMuted, p.Hero) >= Least && contrast(p.HeroInk, p.Hero) >= heroLeast {
			break
		}
	}
	return p
}

// heroLeast is the contrast of the large amounts with their ground.
const heroLeast = 7

// readable reports whether the accent can be read wherever it stands.
func (p Palette) readable(g ground) bool {
	ok := contrast(p.Accent, g.on) >= Least && contrast(p.Accent, p.Soft) >= Least
	for _, paper := range g.papers {
		ok = ok && contrast(p.Accent, paper) >= Least
	}
	return ok
}

// mix goes i of steps from c to d.
func (c Color) mix(d Color, i int) Color {
	out := "#"
	for part := range 3 {
		a, b := c.part(part), d.part(part)
		n := (a*(steps-i) + b*i + steps/2) / steps
		out += string([]byte{hexDigits[n>>4], hexDigits[n&15]})
	}
	return Color(out)
}

const hexDigits = "0123456789abcdef"

// part is red, green or blue, 0 to 255.
func (c Color) part(i int) int {
	n, err := strconv.ParseUint(string(c[1+2*i:3+2*i]), 16, 8)
	if err != nil {
		panic("clinic: " + string(c) + " is no color") // ParseColor has read it
	}
	return int(n)
}

// contrast is WCAG's ratio of two colors, 1 to 21.
func contrast(a, b Color) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is WCAG's relative luminance.
func (c Color) luminance() float64 {
	sum := 0.0
	for i, weight := range [...]float64{0.2126, 0.7152, 0.0722} {
		v := float64(c.part(i)) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}

// Sheet is a style sheet that sets the color for both themes, or for the one
// that was chosen.
func (c Color) Sheet(t Theme) string {
	if c == "" {
		return ""
	}
	light, dark := c.Palette(Light).tokens(), c.Palette(Dark).tokens()
	switch t {
	case Light:
		return root + light + "}"
	case Dark:
		return root + dark + "}"
	}
	return root + light + "}@media (prefers-color-scheme:dark){" + root + dark + "}}"
}

// root outdoes the tokens of a chosen theme, which stand under
// :root[data-theme].
const root = ":root:root{"

func (p Palette) tokens() string {
	out := ""
	for _, t := range [...]struct {
		name  string
		value Color
	}{
		{"accent", p.Accent}, {"accent-ink", p.Accent}, {"accent-soft", p.Soft}, {"on-accent", p.OnAccent},
		{"hero", p.Hero}, {"hero-ink", p.HeroInk}, {"hero-muted", p.HeroMuted},
	} {
		out += "--" + t.name + ":" + string(t.value) + ";"
	}
	return out
}

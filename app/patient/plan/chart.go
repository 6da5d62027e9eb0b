package plan

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Chart is the running total as shapes in a box of Width by Height units. The
// shapes are for the eye; every number stands in the table.
type Chart struct {
	Width, Height int
	Low, High     string // paths of the two ends
	Band          string // between them, or below the one line
	Marks         []Mark // milestones
	Empty         string // over visits without amounts
	Top           Range  // the greatest total
}

// Mark is where a milestone stands.
type Mark struct{ X, Y, N int }

// Draw lays the rows out in a box.
func (a Answer) Draw(width, height int) Chart {
	c := Chart{Width: width, Height: height, Top: a.Course}
	n := len(a.Rows)
	if n == 0 || !a.Course.Known() {
		return c
	}
	scale := a.Course.High.Value
	if a.Course.Low.Value.GreaterThan(scale) {
		scale = a.Course.Low.Value
	}
	low, high := c.steps(a.Rows, scale, func(r Row) Amount { return r.Running.Low }), c.steps(a.Rows, scale, func(r Row) Amount { return r.Running.High })
	c.Low, c.High = path(low), path(high)
	c.Band = c.band(low, high, a.Course.Single())
	c.Empty = c.empty(a.Rows)
	for i, m := range a.Milestones {
		at := c.x(m.N-1, n)
		c.Marks = append(c.Marks, Mark{X: at, Y: c.yAt(high, at), N: i + 1})
	}
	return c
}

type point struct{ x, y int }

func (c Chart) x(i, n int) int { return i * c.Width / n }

func (c Chart) y(v, scale decimal.Decimal) int {
	if scale.IsZero() {
		return c.Height
	}
	up := v.Mul(decimal.New(int64(c.Height), 0)).DivRound(scale, 0)
	return c.Height - int(up.IntPart())
}

// steps goes from nothing up at each visit and stays until the next one. It
// ends where amounts end.
func (c Chart) steps(rows []Row, scale decimal.Decimal, of func(Row) Amount) []point {
	out := []point{{0, c.Height}}
	for i, r := range rows {
		if r.Unpublished {
			break
		}
		y := c.y(of(r).Value, scale)
		out = append(out, point{c.x(i, len(rows)), y}, point{c.x(i+1, len(rows)), y})
	}
	return out
}

func path(points []point) string {
	var b strings.Builder
	for i, p := range points {
		b.WriteString(map[bool]string{true: "M", false: "L"}[i == 0])
		b.WriteString(strconv.Itoa(p.x) + " " + strconv.Itoa(p.y))
	}
	return b.String()
}

func (c Chart) band(low, high []point, single bool) string {
	back := []point{{high[len(high)-1].x, c.Height}}
	if !single {
		back = nil
		for i := len(low) - 1; i >= 0; i-- {
			back = append(back, low[i])
		}
	}
	return path(append(append([]point{}, high...), back...)) + "Z"
}

// empty is a box over the visits that are left out.
func (c Chart) empty(rows []Row) string {
	for i, r := range rows {
		if r.Unpublished {
			return path([]point{{c.x(i, len(rows)), 0}, {c.Width, 0}, {c.Width, c.Height}, {c.x(i, len(rows)), c.Height}}) + "Z"
		}
	}
	return ""
}

// yAt is where the line stands just at a place.
func (c Chart) yAt(points []point, x int) int {
	y := c.Height
	for _, p := range points {
		if p.x > x {
			break
		}
		y = p.y
	}
	return y
}

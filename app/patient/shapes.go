package patient

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"therapytally/app/quote"
)

// shapes draw the running total in a box of Width by Height units. They are for
// the eye; the table has every number.
type shapes struct {
	Width, Height int
	Low, High     string      // paths of the two ends
	Band          string      // between them, or below the one line
	Marks         []mark      // milestones
	Empty         string      // over visits without amounts
	Top           quote.Range // the greatest total
}

// mark is the place of milestone N.
type mark struct{ X, Y, N int }

// draw lays the rows of an answer out in a box.
func draw(a quote.Answer, width, height int) shapes {
	c := shapes{Width: width, Height: height, Top: a.Course}
	n := len(a.Rows)
	if n == 0 || !a.Course.Known() {
		return c
	}
	scale := a.Course.High.Value
	if a.Course.Low.Value.GreaterThan(scale) {
		scale = a.Course.Low.Value
	}
	low, high := c.steps(a.Rows, scale, func(r quote.Row) quote.Amount { return r.Running.Low }), c.steps(a.Rows, scale, func(r quote.Row) quote.Amount { return r.Running.High })
	c.Low, c.High = path(low), path(high)
	c.Band = c.band(low, high, a.Course.Single())
	c.Empty = c.empty(a.Rows)
	for i, m := range a.Milestones {
		at := c.x(m.N-1, n)
		c.Marks = append(c.Marks, mark{X: at, Y: c.yAt(high, at), N: i + 1})
	}
	return c
}

type point struct{ x, y int }

func (c shapes) x(i, n int) int { return i * c.Width / n }

func (c shapes) y(v, scale decimal.Decimal) int {
	if scale.IsZero() {
		return c.Height
	}
	up := v.Mul(decimal.New(int64(c.Height), 0)).DivRound(scale, 0)
	return c.Height - int(up.IntPart())
}

// steps goes from nothing up at each visit and stays until the next one. It
// ends where amounts end.
func (c shapes) steps(rows []quote.Row, scale decimal.Decimal, of func(quote.Row) quote.Amount) []point {
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

func (c shapes) band(low, high []point, single bool) string {
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
func (c shapes) empty(rows []quote.Row) string {
	for i, r := range rows {
		if r.Unpublished {
			return path([]point{{c.x(i, len(rows)), 0}, {c.Width, 0}, {c.Width, c.Height}, {c.x(i, len(rows)), c.Height}}) + "Z"
		}
	}
	return ""
}

// yAt is the height of the line at a place.
func (c shapes) yAt(points []point, x int) int {
	y := c.Height
	for _, p := range points {
		if p.x > x {
			break
		}
		y = p.y
	}
	return y
}

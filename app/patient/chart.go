package patient

import (
	"fmt"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
)

const svgSpace = "http://www.w3.org/2000/svg"

func svg(tag string) app.HTMLElem { return app.Elem(tag).XMLNS(svgSpace) }

// The chart's box, and the room around it for labels and markers.
const (
	chartWidth, chartHeight = 600, 200
	chartLeft, chartTop     = 4, 36
	chartRight, chartBottom = 16, 34
)

// chart is the running total over the visits. What differs by color differs
// by pattern too, and the table below holds every number.
func (d *desk) chart() app.UI {
	w := d.words.Patient
	c := draw(d.answer, chartWidth, chartHeight)
	if c.High == "" {
		return el.Maybe("p", "unknown", w.Unknown)
	}
	low, high := d.words.Money(c.Top.Low.Value), d.words.Money(c.Top.High.Value)
	text := w.ChartText(d.answer.Reach.Visits, low, high)
	view := fmt.Sprintf("%d %d %d %d", -chartLeft, -chartTop, chartWidth+chartLeft+chartRight, chartHeight+chartTop+chartBottom)
	body := []app.UI{svg("title").ID("chart-title").Text(text), patterns(), d.grid()}
	body = append(body, svg("path").Class("band").Attr("d", c.Band).Attr("fill", "url(#hatch)"))
	if c.Empty != "" {
		body = append(body, svg("path").Class("left-out").Attr("d", c.Empty).Attr("fill", "url(#dots)"))
	}
	if !c.Top.Single() {
		body = append(body, svg("path").Class("low").Attr("d", c.Low))
	}
	body = append(body, svg("path").Class("high").Attr("d", c.High))
	body = append(body, marks(c)...)
	body = append(body, d.chartLabels(high)...)
	return el.In("figure", "chart",
		svg("svg").Attr("viewBox", view).Attr("role", "img").Attr("aria-labelledby", "chart-title").Body(body...),
		d.legend(c))
}

// patterns are the fills: stripes for what is paid, dots for what is left out.
func patterns() app.UI {
	return svg("defs").Body(
		svg("pattern").ID("hatch").Attr("width", "8").Attr("height", "8").Attr("patternUnits", "userSpaceOnUse").Attr("patternTransform", "rotate(45)").Body(
			svg("rect").Class("hatch-ground").Attr("width", "8").Attr("height", "8"),
			svg("path").Class("hatch-line").Attr("d", "M0 0V8")),
		svg("pattern").ID("dots").Attr("width", "8").Attr("height", "8").Attr("patternUnits", "userSpaceOnUse").Body(
			svg("rect").Class("dots-ground").Attr("width", "8").Attr("height", "8"),
			svg("circle").Class("dot").Attr("cx", "4").Attr("cy", "4").Attr("r", "1.2")))
}

func (d *desk) grid() app.UI {
	return svg("path").Class("grid").Attr("d", fmt.Sprintf("M0 0H%d M0 %dH%d M0 %dH%d", chartWidth, chartHeight/2, chartWidth, chartHeight, chartWidth))
}

func (d *desk) chartLabels(top string) []app.UI {
	rows := d.answer.Rows
	label := func(x, y int, anchor, text string) app.UI {
		return svg("text").Attr("x", x).Attr("y", y).Attr("text-anchor", anchor).Text(text)
	}
	return []app.UI{
		label(0, -8, "start", top),
		label(0, chartHeight+26, "start", d.words.Date(rows[0].Date)),
		label(chartWidth, chartHeight+26, "end", d.words.Date(rows[len(rows)-1].Date)),
	}
}

// marks are the milestones: a line and a number that the list below explains.
// Where two fall on one visit the later number stands above.
func marks(c shapes) []app.UI {
	var out []app.UI
	at := map[int]int{}
	for _, m := range c.Marks {
		y := max(0, m.Y-18) - 26*at[m.X]
		at[m.X]++
		x := max(m.X, 14)
		out = append(out,
			svg("path").Class("mark-line").Attr("d", fmt.Sprintf("M%d %dV%d", m.X, m.Y, c.Height)),
			svg("circle").Class("mark-dot").Attr("cx", x).Attr("cy", y).Attr("r", "10"),
			svg("text").Class("mark-text").Attr("x", x).Attr("y", y).Attr("text-anchor", "middle").Text(strconv.Itoa(m.N)))
	}
	return out
}

func (d *desk) legend(c shapes) app.UI {
	w := d.words.Patient
	if c.Top.Single() {
		return app.Elem("figcaption").Hidden(true)
	}
	return el.In("figcaption", "note",
		el.Maybe("span", "key solid", w.ChartHigh), el.Maybe("span", "key dashed", w.ChartLow))
}

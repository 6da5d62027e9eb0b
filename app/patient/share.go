package patient

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/quote"
	"therapytally/app/ui"
)

// share makes a link of the answers. It is made when asked for and not before:
// the address of the page stays as it was.
type share struct {
	app.Compo
	Desk       *desk
	Lang, Link string
	Copied     bool
}

// Render implements app.Composer.
func (s *share) Render() app.UI { return ui.Safe(s.Desk.words.Broken, s.render) }

func (s *share) render() app.UI {
	d, w := s.Desk, s.Desk.words.Patient.Share
	body := []app.UI{
		app.Elem("h2").ID("share-heading").Text(w.Heading),
		el.Maybe("p", "where", w.Intro),
		el.Button("make-link", "").OnClick(ui.Handle(s.onMake)).Text(w.Make),
	}
	if d.link != "" {
		body = append(body, s.made())
	}
	return app.Elem("section").ID("share").Class("panel").Aria("labelledby", "share-heading").Body(body...)
}

func (s *share) onMake(ctx app.Context, _ app.Event) {
	d := s.Desk
	d.do(ctx, func() {
		address := app.Window().Get("location").Get("href").String()
		address, _, _ = strings.Cut(address, "#")
		address, _, _ = strings.Cut(address, "?")
		d.link, d.copied = address+"#"+quote.Encode(d.state), false
	})
	d.then(func() { ui.Focus(d.root, "link") })
}

func (s *share) made() app.UI {
	d, w := s.Desk, s.Desk.words.Patient.Share
	said := ""
	if d.copied {
		said = w.Copied
	}
	return el.In("div", "made",
		el.In("div", "",
			app.Elem("label").Attr("for", "link").Text(w.Link),
			app.Elem("textarea").ID("link").Attr("readonly", true).Attr("rows", "4").Attr("spellcheck", "false").Text(d.link),
			el.Button("copy-link", "quiet").OnClick(ui.Handle(s.onCopy)).Text(w.Copy),
			app.Elem("p").Class("note").Role("status").Text(said),
			el.Maybe("h3", "", w.Holds),
			app.Elem("ul").ID("held").Class("plain").Body(s.held()...),
			el.Maybe("p", "note", w.HoldsNot)),
		s.picture())
}

func (s *share) onCopy(ctx app.Context, _ app.Event) {
	d := s.Desk
	d.do(ctx, func() { d.copied = true })
	box := app.Window().GetElementByID("link")
	box.Call("select")
	if clipboard := app.Window().Get("navigator").Get("clipboard"); clipboard.Truthy() {
		clipboard.Call("writeText", d.link)
	}
}

// held lists what stands in the link, by the names that the page uses.
func (s *share) held() []app.UI {
	d, w := s.Desk, s.Desk.words.Patient
	var items []app.UI
	for _, f := range quote.Held(d.state) {
		items = append(items, el.Maybe("li", "", w.Fields[f]+": "+d.valueName(f)))
	}
	return append(items, el.Maybe("li", "", w.Share.Lines(len(d.state.Lines))+": "+d.contents(d.state.Lines)))
}

// valueName is an answer as the page shows it.
func (d *desk) valueName(f quote.Field) string {
	w, value := d.words.Patient, d.state.Get(f)
	named := map[quote.Field]map[string]string{
		quote.Preset: w.Presets, quote.RateKind: w.RateKinds, quote.Place: w.Places,
		quote.SupplementPays: {quote.Yes: w.PaysToo.Yes, quote.No: w.PaysToo.No, quote.QMB: w.PaidByMedicaid},
		quote.Advantage:      {quote.Yes: w.PaysToo.Yes, quote.No: w.PaysToo.No},
		quote.Discipline:     w.Disciplines, quote.Lang: {value: w.ThisLanguage},
		quote.NextYear: {quote.Assume: w.NextYear.Yes, quote.LeaveOut: w.NextYear.No},
		quote.First:    {quote.Evaluation: w.PaysToo.Yes}, quote.Who: {value: w.Payers[value].Name},
	}[f][value]
	switch {
	case named != "":
		return named
	case f == quote.Start && !d.answer.Start.IsZero():
		return d.words.Date(d.answer.Start)
	}
	return value
}

// picture is the QR code of the link.
func (s *share) picture() app.UI {
	d, w := s.Desk, s.Desk.words.Patient.Share
	q, err := newQR(d.link)
	if err != nil {
		return el.Nothing()
	}
	var path strings.Builder
	for y := range q.Size {
		for x := range q.Size {
			if q.Black(x, y) {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x, y)
			}
		}
	}
	const quietZone = 4
	side := q.Size + 2*quietZone
	return el.In("figure", "qr",
		svg("svg").Attr("viewBox", fmt.Sprintf("%d %d %d %d", -quietZone, -quietZone, side, side)).Attr("role", "img").Attr("aria-label", w.QR).Attr("shape-rendering", "crispEdges").Body(
			svg("rect").Class("qr-ground").Attr("x", -quietZone).Attr("y", -quietZone).Attr("width", side).Attr("height", side),
			svg("path").Class("qr-dots").Attr("d", path.String())),
		el.Maybe("figcaption", "note", w.QR))
}

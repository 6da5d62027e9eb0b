package patient

import (
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/quote"
	"therapytally/app/ui"
	"therapytally/app/words"
	"therapytally/rules"
)

// asks lists the questions that are asked now, in their order. Medicare sets
// its own price, and without insurance there is no card.
func (d *desk) asks() []string {
	switch who := d.state.Get(quote.Who); {
	case who == "":
		return []string{"who", "often", "visit", "where"}
	case d.state.Original():
		return []string{"who", "card", "often", "visit", "where"}
	case who == quote.Nobody:
		return []string{"who", "often", "visit", "where", "price"}
	}
	return []string{"who", "card", "often", "visit", "where", "price"}
}

// stepNo says which question of how many it is; before it is known who pays,
// how many there are is not known either.
func (d *desk) stepNo(id string) string {
	asks, of := d.asks(), 0
	if d.state.Get(quote.Who) != "" {
		of = len(asks)
	}
	return d.words.Patient.Step(slices.Index(asks, id)+1, of)
}

// question is one card of the page: its number, what is asked, and where the
// answer stands.
func (d *desk) question(id, ask, where string, body ...app.UI) app.UI {
	head := []app.UI{
		el.Maybe("p", "step-no", d.stepNo(id)),
		app.Elem("h2").ID(id + "-heading").Text(ask),
		el.Maybe("p", "where", where),
	}
	return app.Elem("section").ID("ask-"+id).Class("question").Aria("labelledby", id+"-heading").Body(append(head, body...)...)
}

func (d *desk) field(f quote.Field) *ui.Field {
	w := d.words.Patient
	return &ui.Field{
		On: d, ID: string(f), Label: w.Fields[f], Value: d.state.Get(f), Hint: w.Hints[f], Problem: d.problemAt(f, -1), Mode: "decimal",
	}
}

func (d *desk) dollars(f quote.Field) *ui.Field {
	field := d.field(f)
	field.Prefix = "$"
	return field
}

func (d *desk) percent(f quote.Field) *ui.Field {
	field := d.field(f)
	field.Suffix = "%"
	return field
}

func (d *desk) count(f quote.Field) *ui.Field {
	field, w := d.field(f), d.words.Patient
	field.Mode, field.Steps = "numeric", true
	field.Less, field.More = w.Less+": "+field.Label, w.More+": "+field.Label
	return field
}

// who is the first question.
type who struct {
	app.Compo
	Desk   *desk
	Words  *words.Words
	Chosen string
}

// Render implements app.Composer.
func (q *who) Render() app.UI { return ui.Safe(q.Words.Broken, q.render) }

func (q *who) render() app.UI {
	w := q.Words.Patient
	var options []app.UI
	for _, payer := range quote.Payers() {
		options = append(options, q.Desk.radio(quote.Who, payer, w.Payers[payer].Name, w.Payers[payer].Note))
	}
	return q.Desk.question("who", w.WhoAsk, w.WhoWhere,
		el.In("fieldset", "",
			el.Maybe("legend", "unseen", w.WhoAsk),
			el.In("div", "options", options...)))
}

// radio is one answer of a question that is chosen from.
func (d *desk) radio(f quote.Field, value, name, note string) app.UI {
	id := string(f) + "-" + value
	return app.Elem("label").Attr("for", id).Body(
		app.ElemSelfClosing("input").ID(id).Attr("type", "radio").Attr("name", string(f)).Attr("checked", d.state.Get(f) == value).
			OnChange(ui.Handle(d.choose(f, value), id)),
		el.In("span", "", el.Maybe("strong", "", name), app.Elem("small").Hidden(note == "").Text(note)))
}

func (d *desk) choose(f quote.Field, value string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		d.change(ctx, func() {
			switch f {
			case quote.Preset:
				d.state.Use(value)
			case quote.Who:
				d.state.UsePayer(value)
			default:
				d.state.Set(f, value)
			}
		})
	}
}

// group is a question inside a card that is answered by choosing.
func (d *desk) group(f quote.Field, options ...app.UI) app.UI {
	w := d.words.Patient
	return el.In("fieldset", "field",
		el.Maybe("legend", "", w.Fields[f]),
		el.In("div", "options row", options...),
		app.Elem("p").Class("note").Hidden(w.Hints[f] == "").Text(w.Hints[f]))
}

// card is the second question: what the insurance card says.
type card struct {
	app.Compo
	Desk *desk
	Key  string
}

// Render implements app.Composer.
func (q *card) Render() app.UI { return ui.Safe(q.Desk.words.Broken, q.render) }

func (q *card) render() app.UI {
	d := q.Desk
	w, payer := d.words.Patient, d.state.Get(quote.Who)
	fields := q.fields(payer)
	if len(fields) == 0 { // nothing to ask, or nobody chosen
		return el.Nothing()
	}
	return d.question("card", w.CardAsk, w.CardWhere[payer], el.In("div", "fields", fields...))
}

func (q *card) fields(payer string) []app.UI {
	d := q.Desk
	w := d.words.Patient
	switch payer {
	case quote.Medicare:
		return []app.UI{d.dollars(quote.Deductible), d.dollars(quote.Used)}
	case quote.Supplement:
		return []app.UI{d.group(quote.SupplementPays,
			d.radio(quote.SupplementPays, quote.Yes, w.PaysToo.Yes, ""), d.radio(quote.SupplementPays, quote.No, w.PaysToo.No, ""),
			d.radio(quote.SupplementPays, quote.QMB, w.PaidByMedicaid, ""), d.radio(quote.SupplementPays, "", w.PaysToo.Unsure, "")),
			d.dollars(quote.Deductible), d.dollars(quote.Used)}
	case quote.CopayPlan:
		return []app.UI{d.dollars(quote.Copay), d.dollars(quote.Most), d.named(quote.Deductible, w.NoDeductible), d.dollars(quote.YearDeductible), d.dollars(quote.YearMost)}
	case quote.SharePlan:
		return []app.UI{d.dollars(quote.Deductible), q.coinsurance(), d.named(quote.Copay, w.NoCopay), d.dollars(quote.Most), d.dollars(quote.YearDeductible), d.dollars(quote.YearMost)}
	case quote.Medicaid:
		return []app.UI{d.named(quote.Copay, w.NoCopayMedicaid)}
	}
	return nil
}

func cardFields() []quote.Field {
	return []quote.Field{quote.Deductible, quote.Copay, quote.Percent, quote.Most, quote.YearDeductible, quote.YearMost, quote.SupplementPays, quote.Used}
}

func (q *card) coinsurance() *ui.Field {
	d := q.Desk
	field := d.percent(quote.Percent)
	if item, ok := quote.Usual(d.book, quote.Percent); ok {
		field.Hint += " " + d.empty(item)
	}
	return field
}

// empty says with which published percentages an empty field is counted.
func (d *desk) empty(item rules.GuideItem) string {
	return d.words.Patient.Empty(item.Low.String()+"%", item.High.String()+"%")
}

// named is a field of dollars whose empty answer means something of its own.
func (d *desk) named(f quote.Field, hint string) *ui.Field {
	field := d.dollars(f)
	field.Hint = hint
	return field
}

// often is the third question.
type often struct {
	app.Compo
	Desk *desk
	Key  string
}

// Render implements app.Composer.
func (q *often) Render() app.UI { return ui.Safe(q.Desk.words.Broken, q.render) }

func (q *often) render() app.UI {
	d, w := q.Desk, q.Desk.words.Patient
	days := quote.Starts(d.book)
	start := d.field(quote.Start)
	start.Type, start.Least, start.Most = "date", days.From.String(), days.Through.String()
	return d.question("often", w.OftenAsk, w.OftenWhere,
		el.In("div", "fields", d.count(quote.PerWeek), d.count(quote.Weeks), start))
}

// visit is the fourth question: what a visit holds.
type visit struct {
	app.Compo
	Desk *desk
	Key  string
}

// Render implements app.Composer.
func (q *visit) Render() app.UI { return ui.Safe(q.Desk.words.Broken, q.render) }

func (q *visit) render() app.UI {
	d, w := q.Desk, q.Desk.words.Patient
	var options []app.UI
	for _, id := range quote.Presets() {
		options = append(options, d.radio(quote.Preset, id, w.Presets[id], d.contents(quote.PresetLines(id))))
	}
	return d.question("visit", w.VisitAsk, w.VisitWhere,
		el.In("fieldset", "",
			el.Maybe("legend", "unseen", w.VisitAsk),
			el.In("div", "options", options...)),
		app.Elem("div").Class("check").Hidden(!d.state.CanEvaluate()).Body(
			app.ElemSelfClosing("input").ID(string(quote.First)).Attr("type", "checkbox").Attr("checked", d.state.Get(quote.First) != "").Aria("describedby", "first-note").OnChange(ui.Handle(q.onFirst)),
			app.Elem("label").Attr("for", string(quote.First)).Text(w.Fields[quote.First]),
			app.Elem("p").ID("first-note").Class("note").Text(w.EvaluationHint)),
		el.Button("edit-visit", "link").Aria("expanded", d.editing).Aria("controls", "visit-lines").OnClick(ui.Handle(q.onEdit)).Text(w.Edit),
		app.Elem("div").ID("visit-lines").Hidden(!d.editing).Body(q.lines()...),
		app.Elem("p").Class("note problem").Hidden(d.problemAt(quote.Preset, -1) == "").Text(d.problemAt(quote.Preset, -1)))
}

// visitKey is what the fourth question depends on.
func (d *desk) visitKey() string {
	key := d.key(quote.Preset, quote.Discipline, quote.First) + strconv.FormatBool(d.editing)
	for i, l := range d.state.Lines {
		key += "|" + l.Code + "|" + l.Units + "|" + d.problemAt(quote.Preset, i)
	}
	return key
}

// contents says what a visit holds, such as "97530 × 2, 97110 × 1".
func (d *desk) contents(lines []quote.Line) string {
	text := ""
	for i, l := range lines {
		if i > 0 {
			text += ", "
		}
		text += l.Code + " × " + l.Units
	}
	return text
}

func (q *visit) onFirst(ctx app.Context, _ app.Event) {
	value := ""
	if ctx.JSSrc().Get("checked").Bool() {
		value = quote.Evaluation
	}
	q.Desk.change(ctx, func() { q.Desk.state.Set(quote.First, value) })
}

func (q *visit) onEdit(ctx app.Context, _ app.Event) {
	q.Desk.do(ctx, func() { q.Desk.editing = !q.Desk.editing })
}

func (q *visit) lines() []app.UI {
	d, w := q.Desk, q.Desk.words.Patient
	var out []app.UI
	for i := range d.state.Lines {
		out = append(out, &line{Desk: d, Words: d.words, At: i, Code: d.state.Lines[i].Code, Units: d.state.Lines[i].Units, Problem: d.problemAt(quote.Preset, i)})
	}
	return append(out, el.Button("add-line", "quiet add").Hidden(len(d.state.Lines) >= quote.MaxLines).OnClick(ui.Handle(q.onAdd)).Body(
		app.Elem("span").Aria("hidden", true).Text("+"), app.Text(w.AddLine)))
}

func (q *visit) onAdd(ctx app.Context, _ app.Event) {
	d := q.Desk
	at := len(d.state.Lines)
	d.do(ctx, func() {
		d.state.Lines = append(d.state.Lines, quote.Line{Code: "", Units: "1"})
		d.typing = lineField(at)
		d.recount()
	})
	d.then(func() { ui.Focus(d.root, lineID(at, "code")) })
}

// line is one service of a visit.
type line struct {
	app.Compo
	Desk        *desk
	Words       *words.Words
	At          int
	Code, Units string
	Problem     string
}

// CompoID implements app.DismountEnforcer.
func (l *line) CompoID() string { return lineID(l.At, "row") }

// Render implements app.Composer.
func (l *line) Render() app.UI { return ui.Safe(l.Words.Broken, l.render) }

func (l *line) render() app.UI {
	w := l.Words.Patient
	name := l.Desk.nameOf(l.Code)
	return el.In("div", "visit-line",
		&ui.Field{On: l.Desk, ID: lineID(l.At, "code"), Label: w.Code, Value: l.Code, Hint: name, Problem: l.Problem},
		&ui.Field{
			On: l.Desk, ID: lineID(l.At, "units"), Label: w.Units, Value: l.Units, Mode: "numeric", Steps: true,
			Less: w.Less + ": " + w.Units + " " + l.Code, More: w.More + ": " + w.Units + " " + l.Code,
		},
		el.Button("", "icon remove").Aria("label", w.DropLine+" "+strconv.Itoa(l.At+1)+" "+l.Code).OnClick(ui.Handle(l.onDrop, l.At)).Text("×"))
}

func (l *line) onDrop(ctx app.Context, _ app.Event) {
	d := l.Desk
	d.change(ctx, func() { d.state.Lines = append(d.state.Lines[:l.At:l.At], d.state.Lines[l.At+1:]...) })
	d.then(func() { ui.Focus(d.root, "add-line") })
}

// nameOf is the plain name of a code in the reader's language.
func (d *desk) nameOf(c string) string {
	c = strings.ToUpper(strings.TrimSpace(c))
	if name := d.words.Patient.Names[c]; name != "" || d.words.Lang != quote.English {
		return name
	}
	return quote.NameOf(d.book, c)
}

// where is the fifth question.
type where struct {
	app.Compo
	Desk *desk
	Key  string
}

// Render implements app.Composer.
func (q *where) Render() app.UI { return ui.Safe(q.Desk.words.Broken, q.render) }

func (q *where) render() app.UI {
	d, w := q.Desk, q.Desk.words.Patient
	zip := d.field(quote.ZIP)
	zip.Mode = "numeric"
	return d.question("where", w.WhereAsk, w.WhereWhere, el.In("div", "fields", zip))
}

package day

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/el"
	"therapytally/app/keep"
	"therapytally/app/sheet"
	"therapytally/app/timer"
	"therapytally/app/ui"
	"therapytally/app/workspace"
	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/finding"
)

// Export is the sheet as a file. An empty visit that nobody asked for is no
// part of it.
func (d *Day) Export() []byte {
	d.EndRename()
	d.Save()
	out := sheet.Sheet{}
	for _, v := range d.Sheet.Visits {
		if d.stored[v.ID] {
			out.Visits = append(out.Visits, v)
		}
	}
	return out.Export()
}

// Import adds the visits of a file; if anything in it is wrong, none.
func (d *Day) Import(data []byte) {
	d.EndRename()
	d.Save()
	in, err := sheet.Import(data)
	if err == nil {
		err = d.vet(in)
	}
	added := 0
	if err == nil {
		d.dropBlank()
		added, err = d.Sheet.Join(in, d.keep.NewID)
	}
	if err != nil {
		d.refuse(err)
		return
	}
	first := len(d.Sheet.Visits) - added
	for _, v := range d.Sheet.Visits[first:] {
		d.stored[v.ID] = true
		d.put(v.ID, v.Encode())
	}
	d.putOrder()
	d.view.open = true
	d.notify(noticeImported, added)
	d.notices[len(d.notices)-1].detail = d.words.Day.Keep.Here(len(in.Visits) - added)
	d.crowded()
	if d.Sheet.Index(d.Current) < 0 {
		d.goTo("")
	}
}

// vet refuses a file that holds what no form has or what a field does not
// take. An ID that no page has given may be a patient's name or number: the sheet
// gives the visit a new one.
func (d *Day) vet(in *sheet.Sheet) error {
	items, err := d.guideItems()
	if err != nil {
		return err
	}
	for i := range in.Visits {
		v := &in.Visits[i]
		v.Timer.Seen.Run = ""
		if slices.ContainsFunc(v.Ticked, func(id string) bool { return !items[id] }) {
			return &sheet.Fault{Field: "ticked", Why: sheet.UnknownKey, Visit: i + 1}
		}
		_, known := draft.Restore(v.Rows, v.Texts, "").Keep()
		for name := range v.Texts {
			if _, ok := known[name]; !ok {
				return &sheet.Fault{Field: name, Why: sheet.UnknownKey, Visit: i + 1}
			}
		}
		if wrong, _ := d.strip(v); len(wrong) > 0 {
			return &sheet.Fault{Field: string(slices.Min(wrong)), Why: sheet.BadText, Visit: i + 1}
		}
		d.adopt(v)
		if !keep.Given(v.ID) {
			d.identify(in, v)
		}
	}
	return nil
}

// identify gives a visit of a file an ID of ours: that of the same visit of the
// sheet, if the file has been here before.
func (d *Day) identify(in *sheet.Sheet, v *sheet.Visit) {
	v.ID = d.keep.NewID()
	if here := d.Sheet.Like(*v); here != nil && in.Index(here.ID) < 0 {
		v.ID = here.ID
	}
}

// guideItems are the IDs of what can be ticked.
func (d *Day) guideItems() (map[string]bool, error) {
	all, err := d.store.Find.Book.GuideAll()
	out := map[string]bool{}
	for _, item := range all {
		out[item.ID] = true
	}
	return out, err
}

// dropBlank takes the visit off the desk that nothing was typed into.
func (d *Day) dropBlank() {
	if at := d.Sheet.Index(d.Current); at >= 0 && !d.stored[d.Current] {
		d.Sheet.Visits = append(d.Sheet.Visits[:at:at], d.Sheet.Visits[at+1:]...)
	}
}

func (d *Day) refuse(err error) {
	fault := &sheet.Fault{Why: sheet.NotJSON}
	errors.As(err, &fault)
	d.notify(noticeNotImported, 0)
	d.notices[len(d.notices)-1].detail = d.words.Day.Keep.FileWrong(*fault)
	if d.Sheet.Index(d.Current) < 0 {
		d.goTo("")
	}
}

// toTell counts the visits of the biller's file of which the screen has
// something to say.
type toTell struct {
	without int // they have no claim lines
	open    int // their time is not finished
	unpaid  int // a line is denied, or waits for what the clinician says of KX
	marked  int // it stands twice, or may lack its last change
}

// CSV is the file for the biller: the engine's lines of every visit, or one row
// that says why there are none. A visit that nobody asked for is no part of it.
func (d *Day) CSV() (text string, tell toTell) {
	d.EndRename()
	d.Save()
	var lines []sheet.BillerLine
	for _, v := range d.Sheet.Visits {
		if !d.stored[v.ID] {
			continue
		}
		s := d.aside(v)
		payer := d.words.Day.Clinic.PayerName(s.Form.Payer.Kind)
		if s.Phase != workspace.Ready || len(s.Answer.Lines) == 0 {
			tell.without++
			lines = append(lines, d.leftOut(v, payer, s))
			continue
		}
		mark := d.markOf(v.ID)
		tell.marked += count(mark == keep.Conflict || mark == keep.Older)
		of := d.billerLines(v.Label, payer, s)
		tell.open += count(unfinished(s))
		tell.unpaid += count(slices.ContainsFunc(of, func(l sheet.BillerLine) bool { return l.Status == string(rules.Denied) || l.Status == openKX }))
		lines = append(lines, of...)
	}
	return sheet.BillerCSV(lines), tell
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// openKX is the status of a line over the threshold of which the clinician has
// not said yet whether it is medically necessary.
const openKX = "KX open"

// statusOf is what becomes of a line, as the biller's file has it: the
// engine's word, or that KX is open.
func statusOf(l rules.Line, e rules.Estimate) string {
	waits := func(f finding.Finding) bool { return f.ID == finding.KXAttest && slices.Contains(f.Codes, l.Code) }
	if l.Status == rules.Payable && slices.ContainsFunc(e.Findings, waits) {
		return openKX
	}
	return string(l.Status)
}

// unfinished reports a visit whose time is not settled: a timer or a pause
// runs, a span waits for the clinician or has no service, or a service has no
// minutes.
func unfinished(s *workspace.Store) bool {
	log := s.Form.Time
	for _, span := range log.Spans {
		if span.Running() || span.Asks() {
			return true
		}
	}
	return len(missing(s)) > 0 || len(s.Form.Loose(s.Reading)) > 0 || s.Form.OtherDay() != ""
}

// onPaper counts the visits on the paper whose time is not finished.
func (d *Day) onPaper() (n int) {
	for _, v := range d.Sheet.Visits {
		sum, _ := d.sum(v.ID)
		if sum.Open && (d.view.paper == paperSheet || v.ID == d.Current) {
			n++
		}
	}
	return n
}

// tellUnfinished says how many visits are not finished.
func (d *Day) tellUnfinished(n int) {
	if n > 0 {
		d.notify(noticeUnfinished, n)
	}
}

// billerLines are the lines of one visit. The minutes of a code stand on its
// first line alone, so that a sum over lines is right.
func (d *Day) billerLines(label, payer string, s *workspace.Store) []sheet.BillerLine {
	var out []sheet.BillerLine
	told := map[code.HCPCS]bool{}
	total := strconv.Itoa(s.Answer.Units.TimedMinutes)
	treatment, lacks := d.treatment(s)
	why := d.why(sumOf(s))
	for _, l := range s.Answer.Lines {
		line := sheet.BillerLine{
			Label: label, Date: s.Answer.Date.String(), Code: l.Code.String(), Units: strconv.Itoa(l.Units), Modifiers: modifiers(l),
			TotalTimedMinutes: total, TreatmentMinutes: treatment, Payer: payer, Status: statusOf(l, s.Answer), Reason: why,
		}
		if !told[l.Code] && !slices.Contains(lacks, l.Code.String()) {
			told[l.Code] = true
			therapist, assistant := minutesOf(s.Reading.Visit, l.Code)
			line.Minutes, line.AssistantMinutes = strconv.Itoa(therapist), strconv.Itoa(assistant)
		}
		out = append(out, line)
	}
	return out
}

func modifiers(l rules.Line) string {
	var out []string
	for _, m := range l.Modifiers {
		out = append(out, m.String())
	}
	return strings.Join(out, " ")
}

// minutesOf are the minutes that were entered for a code.
func minutesOf(v rules.Visit, c code.HCPCS) (therapist, assistant int) {
	for _, s := range v.Services {
		if s.Code == c {
			therapist += s.Minutes
			assistant += s.AssistantMinutes
		}
	}
	return therapist, assistant
}

// instant is the present for the timer.
func (d *Day) instant() timer.Instant {
	now := d.device.Now()
	return timer.Instant{Wall: now.Wall, Offset: now.Offset}
}

// files are the ways out of the page, and one back in.
func (p *Parts) files() app.UI {
	w := p.words.Day
	name := "therapy-tally-" + p.device.Today()
	return app.Elem("div").Class("files").Role("group").Aria("labelledby", "files-heading").Body(
		app.Elem("h3").ID("files-heading").Text(w.Files),
		el.Say("p", "note", w.FilesHint),
		el.In("div", "tools",
			p.button("save-json", "quiet", w.Save, func(ctx app.Context) {
				p.On.Do(ctx, func() { download(p.root, name+".json", "application/json", string(p.Export())) })
			}),
			p.button("open-json", "quiet", w.Open, func(ctx app.Context) {
				ctx.PreventUpdate()
				app.Window().GetElementByID("open-file").Call("click")
			}),
			app.ElemSelfClosing("input").ID("open-file").Attr("type", "file").Attr("accept", ".json,application/json").Hidden(true).
				Aria("label", w.Open).OnChange(ui.Handle(p.onFile)),
			p.button("save-csv", "quiet", w.CSV, func(ctx app.Context) { p.On.Do(ctx, func() { p.saveCSV(name) }) }),
			p.button("print-visit", "quiet", w.PrintVisit, func(ctx app.Context) { p.print(ctx, paperVisit) }),
			p.button("print-sheet", "quiet", w.PrintSheet, func(ctx app.Context) { p.print(ctx, paperSheet) }),
		),
	)
}

func (p *Parts) saveCSV(name string) {
	text, tell := p.CSV()
	download(p.root, name+".csv", "text/csv;charset=utf-8", text)
	if tell.without > 0 {
		p.notify(noticeWithout, tell.without)
	}
	p.tellUnfinished(tell.open)
	if tell.unpaid > 0 {
		p.notify(noticeUnpaid, tell.unpaid)
	}
	if tell.marked > 0 {
		p.notify(noticeTwice, tell.marked)
	}
}

// largest is the most bytes of a file that is read at all.
const largest = 32 << 20

// onFile reads the chosen file. The input is emptied, so that the same file
// can be chosen again.
func (p *Parts) onFile(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	in := ctx.JSSrc()
	file := in.Get("files").Call("item", 0)
	if file.IsNull() || file.IsUndefined() {
		return
	}
	if file.Get("size").Int() > largest {
		p.later(func() { p.refuse(&sheet.Fault{Field: "MB", Why: sheet.TooLong}) })
		return
	}
	ui.Await(ctx, file.Call("text"), func(text app.Value) {
		in.Set("value", "")
		p.later(func() { p.Import([]byte(text.String())) })
	})
}

package visit

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/workspace"
	"therapytally/rules"
	"therapytally/rules/trace"
)

var (
	spaces = regexp.MustCompile(`>\s+|\s+<`)
	tags   = regexp.MustCompile(`<[^>]*>`)
	unseen = regexp.MustCompile(`<span class="unseen">[^<]*</span>`)
	terms  = regexp.MustCompile(`<dt>([^<]*)</dt><dd>(.*?)</dd>`)
	lists  = regexp.MustCompile(`<dl [^>]*class="(amounts)".*?</dl>|<section [^>]*class="(threshold)".*?</section>|<li [^>]*class="(line)".*?</li>`) // attributes come in any order
	total  = regexp.MustCompile(`<span class="total">(.*?)</span></div>`)
)

// plain is the text that can be seen of a piece of HTML.
func plain(piece string) string {
	return strings.TrimSpace(html.UnescapeString(tags.ReplaceAllString(unseen.ReplaceAllString(piece, ""), "")))
}

// told is a place of the answer where an amount is told, and the engine's
// figure that belongs there.
type told struct {
	name, shown string
	figure      trace.Figure
}

// places reads all places of the answer that tell an amount of the visit.
func places(t *testing.T, d *desk) (out []told) {
	t.Helper()
	shown := spaces.ReplaceAllStringFunc(answerShown(d), strings.TrimSpace)
	w, line := d.words.Answer, 0
	add := func(piece, of string, figures map[string]trace.Figure) {
		for _, m := range terms.FindAllStringSubmatch(piece, -1) {
			if f, ok := figures[html.UnescapeString(m[1])]; ok {
				out = append(out, told{of + " " + m[1], plain(m[2]), f})
			}
		}
	}
	for _, m := range lists.FindAllStringSubmatch(shown, -1) {
		switch piece := m[0]; m[1] + m[2] + m[3] {
		case "amounts":
			s := d.Answer.Totals
			add(piece, "total", map[string]trace.Figure{w.Allowed: s.Allowed, w.MedicarePays: s.PlanPays, w.PatientOwes: s.Patient})
		case "threshold":
			s := d.Answer.Threshold
			add(piece, "threshold", map[string]trace.Figure{w.Limit: s.Limit, w.UsedAfter: s.After, w.Left: s.Remaining})
		case "line":
			l := d.Answer.Lines[line]
			line++
			out = append(out, told{l.Code.String(), plain(total.FindStringSubmatch(piece)[1]), l.Allowed})
			add(piece, l.Code.String(), map[string]trace.Figure{w.MedicarePays: l.PlanPays, w.PatientOwes: l.Patient})
		}
	}
	return out
}

// TestUnknownAmountsAreNeverZero asks visits with unknown prices: where the
// engine knows no amount, no place of the answer shows one, and each says that
// it is not known; the known ones beside them are told.
func TestUnknownAmountsAreNeverZero(t *testing.T) {
	for name, c := range map[string]struct {
		codes          []string
		payer          draft.Payer
		known, unknown int // at least
	}{
		"no price of Medicare's":        {codes: []string{"97039"}, known: 1, unknown: 7},
		"one of two without a price":    {codes: []string{"97530", "97039"}, known: 4, unknown: 7},
		"the patient owes the charge":   {codes: []string{"97037"}, unknown: 2},
		"a plan without a rate":         {codes: []string{"97530"}, payer: draft.Payer{Kind: rules.Commercial, UnitRule: rules.TotalTime, Way: draft.NoRate, Copay: "30"}, unknown: 4},
		"a plan's rate without a price": {codes: []string{"97530", "97039"}, payer: draft.Payer{Kind: rules.MedicareAdvantage, UnitRule: rules.PerCode, Way: draft.OfPercent, Rate: "100", Coinsurance: "20"}, known: 1, unknown: 5},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			if c.payer.Kind != "" {
				d.Form.Payer = c.payer
			}
			for i, text := range c.codes {
				if i > 0 {
					d.Form.Add()
				}
				d.Type(draft.CodeOf(i+1), text)
				if text == "97530" {
					d.Type(draft.MinutesOf(i+1), "30")
				}
			}
			if d.Phase != workspace.Ready {
				t.Fatalf("phase %d: %+v", d.Phase, d.Problem)
			}
			checkPlaces(t, d, c.known, c.unknown)
		})
	}
}

func checkPlaces(t *testing.T, d *desk, known, unknown int) {
	t.Helper()
	for _, p := range places(t, d) {
		switch {
		case p.figure.Known():
			known--
			if p.shown != d.words.Money(p.figure.Value) {
				t.Errorf("%s shows %q, want %s", p.name, p.shown, p.figure.Value)
			}
		default:
			unknown--
			if p.shown != d.words.Answer.Unknown {
				t.Errorf("%s is not known and shows %q", p.name, p.shown)
			}
		}
	}
	if known > 0 || unknown > 0 {
		t.Errorf("%d places of known amounts and %d of unknown ones were not found in %s", max(known, 0), max(unknown, 0), answerShown(d))
	}
	if s := d.Answer.Threshold; s != nil && !s.After.Known() && strings.Contains(answerShown(d), `value="0.00"`) {
		t.Error("the bar of the threshold is drawn as if nothing were used")
	}
	s := d.Answer.Totals
	texts := map[string]string{"the sentence": d.summary(), "the bar below": plain(app.HTMLString(&peek{Desk: d, Text: d.peekText(), Phase: d.Phase}))}
	for where, text := range texts {
		want := 0
		for i, f := range []trace.Figure{s.Allowed, s.Patient, s.PlanPays} {
			if where == "the bar below" && i > 1 {
				break // it has no room for what the payer pays
			}
			if f.Known() {
				want++
			}
		}
		if got := strings.Count(text, "$"); got != want {
			t.Errorf("%s tells %d amounts where %d are known: %s", where, got, want, text)
		}
	}
}

package day

import (
	"slices"
	"strconv"
	"strings"

	"therapytally/app/draft"
	"therapytally/app/sheet"
	"therapytally/app/timer"
	"therapytally/app/workspace"
)

// leftOutStatus is the status of a visit that has no claim lines.
const leftOutStatus = "left out"

// lack is what a visit wants: why it has no lines, or is incomplete.
type lack struct {
	minutes []string // codes without minutes
	timed   int      // minutes that made no unit
	problem draft.Problem
}

func lackOf(s *workspace.Store) lack {
	out := lack{minutes: missing(s), problem: s.Problem}
	if s.Phase == workspace.Ready {
		out.timed = s.Answer.Units.TimedMinutes
	}
	return out
}

// missing are the codes of a visit whose minutes are not there: the total of
// its treatment is not known then.
func missing(s *workspace.Store) (codes []string) {
	for _, c := range s.Form.Treatment(s.Reading, timer.Instant{}).Missing {
		if !slices.Contains(codes, c.String()) {
			codes = append(codes, c.String())
		}
	}
	return codes
}

// treatment is the total of a visit's treatment minutes as a text, or "" and
// the codes that it lacks.
func (d *Day) treatment(s *workspace.Store) (text string, lacks []string) {
	if lacks = missing(s); len(lacks) > 0 {
		return "", lacks
	}
	return strconv.Itoa(s.Form.Treatment(s.Reading, d.instant()).Minutes), nil
}

// why says why a visit has no claim lines, or what it lacks; "" if it is
// complete.
func (d *Day) why(sum Sum) string {
	w, l := d.words.Day.Paper, sum.lack
	switch {
	case sum.Phase == workspace.Blocked:
		return w.ToFix(d.words.Problem(l.problem, d.words.Date, d.store.Find.Book.Covered()))
	case sum.Phase == workspace.Broken:
		return w.NoAnswer
	case len(sum.Lines) == 0 && len(l.minutes) > 0 && l.timed == 0:
		return w.NoMinutes(l.minutes)
	case len(sum.Lines) == 0 && l.timed > 0:
		return w.NoUnits(l.timed)
	case len(sum.Lines) == 0:
		return w.NoServices
	case len(l.minutes) > 0:
		return w.Incomplete(l.minutes)
	case sum.Open:
		return w.Unsettled
	}
	return ""
}

// leftOut is the row of a visit that has no claim lines. A biller's import
// finds no code in it and names the row, and a missing one nobody would miss.
func (d *Day) leftOut(v sheet.Visit, payer string, s *workspace.Store) sheet.BillerLine {
	return sheet.BillerLine{Label: v.Label, Date: v.Texts[sheet.DateField], Payer: payer, Status: leftOutStatus, Reason: d.why(sumOf(s))}
}

// linesOrWhy are the lines of a visit on the day sheet, and what it lacks.
func (p *Parts) linesOrWhy(sum Sum) string {
	return strings.TrimSpace(p.lines(sum.Lines) + " " + p.why(sum))
}

// timeNotes are the sentence with the two totals of the visit on the desk, and
// what it lacks.
func (p *Parts) timeNotes() []string {
	w, timed := p.words.Day.Paper, p.store.Answer.Units.TimedMinutes
	out := []string{w.TimedOnly(timed)}
	if t := p.store.Form.Treatment(p.store.Reading, p.instant()); len(t.Missing) == 0 {
		out[0] = w.Timed(timed, t.Minutes)
	}
	if why := p.why(sumOf(p.store)); why != "" {
		out = append(out, why)
	}
	return out
}

// Package rules turns the minutes of a therapy visit into billable units,
// claim lines with modifiers, the payer's price and the patient's share. It is
// pure: no clock, no input or output, no floats. Every number comes with its
// rule and its source, and trace.Replay proves it again.
package rules

import (
	"strings"

	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/mpfs"
	"therapytally/rules/ncci"
	"therapytally/rules/therapy"
	"therapytally/rules/timed"
	"therapytally/rules/trace"
)

// For estimates a visit with the built-in rule book. The error is a *Refusal
// where the visit cannot be answered: nothing is guessed.
func For(v Visit) (Estimate, error) {
	b, err := Standard()
	if err != nil {
		return Estimate{}, err
	}
	return b.For(v)
}

// For estimates a visit: units, lines, status letters and edits, price,
// threshold, shares, totals, modifiers, in this order.
func (b *Book) For(v Visit) (Estimate, error) { return b.estimate(v, trace.New()) }

// ForUntraced computes the same amounts without keeping the steps.
func (b *Book) ForUntraced(v Visit) (Estimate, error) { return b.estimate(v, nil) }

func (b *Book) estimate(v Visit, t *trace.Trace) (Estimate, error) {
	r, err := b.begin(v, t)
	if err != nil {
		return Estimate{}, err
	}
	r.walk()
	return r.e, nil
}

// walk is the order of operations.
func (r *run) walk() {
	r.countUnits()
	r.makeLines()
	r.statuses()
	r.edits()
	r.price()
	r.threshold()
	r.notePrices()
	r.share()
	r.total()
	r.modifiers()
	r.finish()
}

// run is one estimate under way.
type run struct {
	b        *Book
	t        *trace.Trace
	v        Visit
	e        Estimate
	rvu      *mpfs.RVU
	ptp      ncci.Tables
	mue      *ncci.Limits
	place    mpfs.Place // zero: national
	gpci     *mpfs.GPCI
	numbers  numbers
	services []service
	lines    []claimLine
	nothing  trace.Figure // the one node of 0
	unit     trace.Figure // the one node of 1
	left     left
}

// service is the services of one code, pooled.
type service struct {
	first   int // index of the first Service of the code
	info    CodeInfo
	row     mpfs.Row
	input   Service // minutes and units added up
	minutes trace.Figure
	team    therapy.Team // known where an assistant took part
	units   trace.Figure
}

func (r *run) note(id finding.ID, codes []code.HCPCS, args ...any) {
	f := finding.New(id, codes, args...)
	for i := range f.Cites {
		if source, ok := r.sourceOf(f.Cites[i].Source); ok {
			f.Cites[i].Source = source
		}
	}
	r.e.Findings = append(r.e.Findings, f)
}

// sourceOf names the document that is in force behind a table, a number or a
// document of several editions, where the catalog cites one of these.
func (r *run) sourceOf(cited string) (string, bool) {
	name, ok := strings.CutPrefix(cited, "@")
	if !ok {
		return "", false
	}
	source, err := r.b.facts.Document(name, r.v.Date)
	return source, err == nil
}

// countUnits applies both unit rules to the timed codes and takes the units of
// untimed codes as entered.
func (r *run) countUnits() {
	var times []timed.Time
	for i := range r.services {
		s := &r.services[i]
		if s.info.Timed {
			times = append(times, timed.Time{Code: s.info.Code, Minutes: s.minutes})
		} else {
			s.units = r.untimedUnits(s)
		}
	}
	chart := timed.Chart{First: r.number(firstUnitMinimum), Unit: r.number(minutesPerUnit)}
	total := timed.TotalTime(r.t, chart, times, r.v.Prefer)
	each := timed.PerCode(r.t, chart, times)
	inForce, other, otherRule := total, each, PerCode
	if r.v.Payer.UnitRule == PerCode {
		inForce, other, otherRule = each, total, TotalTime
	}
	next := timed.Next(r.t, chart, inForce, otherRule == TotalTime)
	r.e.Units = Units{
		Rule:         r.v.Payer.UnitRule,
		TimedMinutes: inForce.Minutes.Int(), TimedUnits: inForce.Units.Int(),
		ByCode: r.byCode(inForce, true), Next: Next{next.Int()},
		Other:         Other{otherRule, other.Units.Int(), r.byCode(other, false)},
		MinutesFigure: inForce.Minutes, UnitsFigure: inForce.Units, NextFigure: next,
	}
	if inForce.Tie != nil {
		r.e.Units.Tie = &Tie{inForce.Tie.Units, inForce.Tie.Among, inForce.Tie.Chosen, inForce.Tie.Why}
	}
	r.unitFindings(inForce, other, times)
}

func (r *run) untimedUnits(s *service) trace.Figure {
	l := trace.Label{Rule: "units-untimed", Subject: s.info.Code.String(), Name: "units as entered", Unit: trace.Units}
	if s.input.Units == nil {
		l.Name = "one unit, none was entered"
		return r.t.Assumed(l, whole(1))
	}
	return r.t.Given(l, whole(*s.input.Units))
}

// byCode lists the units of timed codes in order of entry; inForce hands them
// to the services.
func (r *run) byCode(result timed.Result, inForce bool) UnitCounts {
	out := make(UnitCounts, 0, len(result.Counts))
	for i := range r.services {
		s := &r.services[i]
		if !s.info.Timed {
			continue
		}
		units := result.Counts[len(out)].Units
		out = append(out, UnitCount{s.info.Code, units.Int(), s.minutes.Int(), units})
		if inForce {
			s.units = units
		}
	}
	return out
}

package sheet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"therapytally/rules/order"
)

// The guide items that the signals are about; SignalCeiling says what none of
// them proves and stands wherever one is shown.
const (
	SignalShare   = "audit-share-97530"
	SignalSame    = "audit-same-units"
	SignalApart   = "audit-often-59"
	SignalCeiling = "audit-ceiling"

	activities = "97530"
)

// Signal is a plain count over the log of this device: Count of Of. It judges
// nothing, since no source gives a limit.
type Signal struct {
	Rule      string // ID of the guide item
	Count, Of int
}

// Signals counts over the visits that have been worked out: units of 97530
// among timed units; visits that have the same units as most others have; and
// visits with 59 or an X modifier. A count of nothing is left out.
func Signals(visits []Visit) []Signal {
	var share, same, apart Signal
	patterns := map[string]int{}
	for _, v := range visits {
		if v.Billed == nil || len(v.Billed.Lines) == 0 {
			continue
		}
		same.Of++
		share.add(v.Billed.timed())
		if slices.ContainsFunc(v.Billed.Lines, func(l Line) bool { return l.Apart }) {
			apart.Count++
		}
		p := v.Billed.pattern()
		patterns[p]++
		same.Count = max(same.Count, patterns[p])
	}
	share.Rule, same.Rule, apart.Rule = SignalShare, SignalSame, SignalApart
	apart.Of = same.Of
	if same.Count == 1 {
		same.Count = 0 // one visit repeats nothing
	}
	return slices.DeleteFunc([]Signal{share, same, apart}, func(s Signal) bool { return s.Count == 0 })
}

func (s *Signal) add(count, of int) {
	s.Count += count
	s.Of += of
}

// timed is the units of 97530, and all timed units.
func (b *Billed) timed() (activity, all int) {
	for _, l := range b.Lines {
		if !l.Timed {
			continue
		}
		all += l.Units
		if l.Code == activities {
			activity += l.Units
		}
	}
	return activity, all
}

// pattern is the codes with their units, in whatever order they were billed.
func (b *Billed) pattern() string {
	units := map[string]int{}
	var codes []string
	for _, l := range b.Lines {
		if _, seen := units[l.Code]; !seen {
			codes = append(codes, l.Code)
		}
		units[l.Code] += l.Units
	}
	order.By(codes, cmp.Compare)
	var out strings.Builder
	for _, c := range codes {
		out.WriteString(c + " " + strconv.Itoa(units[c]) + ";")
	}
	return out.String()
}

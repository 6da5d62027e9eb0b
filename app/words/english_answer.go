package words

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"therapytally/rules"
	"therapytally/rules/trace"
)

func englishAnswer() Answer {
	a := Answer{
		Heading:      "Estimate",
		TimedMinutes: func(n int) string { return plural(n, "timed minute", "timed minutes") },
		Units:        units, TimedUnits: func(n int) string { return plural(n, "timed unit", "timed units") },
		AndUntimed: func(untimed, all int) string { return fmt.Sprintf("+ %d untimed = %s", untimed, units(all)) },
		Allowed:    "Allowed", MedicarePays: "Medicare pays", PatientOwes: "Patient owes",
		Why: "Why?", WhyHint: "Select any underlined number to see how it was worked out and where it is printed.",
		HeldBack: "Sequestration, held back by Medicare", AssistantCut: "Assistant's 15 percent, not paid by Medicare", Deductible: "Deductible, owed by the patient", Coinsurance: "Coinsurance, owed by the patient",
		Next: func(more, total, unit int) string {
			return fmt.Sprintf("A %s unit begins at %d timed minutes, %d from here.", ordinal(unit), total, more)
		},
		NextOfCode: func(more int) string {
			return "The next unit of a code begins in " + minutes(more) + "."
		},
		Counts:     "Only one-on-one, skilled time that was given and documented counts.",
		TieHeading: "Your choice",
		GiveTo:     func(code string) string { return code },
		Lines:      "Claim lines", Unit: "unit", Full: "in full", Later: "reduced", Each: "each",
		UnitNo:    func(n int) string { return "Unit " + strconv.Itoa(n) },
		UnitNos:   func(from, to int) string { return fmt.Sprintf("Units %d–%d", from, to) },
		Modifiers: "Modifiers", Modifier: "Modifier", Unknown: "not known",
		Threshold: "Yearly threshold", Limit: "Threshold", UsedAfter: "Used with this visit", Left: "Left",
		ThresholdOf: map[string]string{"ptSlp": "PT and SLP together", "ot": "OT"},
		Attest:      "Therapy above the threshold is medically necessary and documented.",
		AttestHint:  "Your statement as the clinician; with it KX is printed on the lines.",
		Separate: []Separate{
			{"59", "separate"}, {"XE", "other encounter"}, {"XP", "other practitioner"}, {"XS", "other body part"}, {"XU", "no overlap"},
		},
		SeparateOf: func(code string) string { return code + " was a separate service" },
		Findings:   "What to know before billing", Finding: saidFinding, Severity: severities(), Source: "Source",
		Partial: "Some amounts are not known, so the totals that need them are not either.",
		NotCounted: func(names []string) string {
			return "Not counted yet, minutes are missing: " + listed(names) + "."
		},
		WaitingTitle: "Enter the minutes",
		WaitingText:  "Units, claim lines and prices appear here as you type.",
		BlockedTitle: "Fix this first", GrowingTitle: "Almost there",
		BlockedText: "No result is shown until it is right.", GoThere: "Go to the field",
		Place: func(place, date string) string { return "Original Medicare · " + place + " · " + date },
		Peek:  "See the estimate",
		Marks: Marks{
			Denied: func(codes []string) string { return listed(codes) + " denied" },
			KX:     "KX due", Tie: "A unit to place", Time: "Time to check", Block: "Do not send yet",
		},
		Announce: func(n, timed, min int, allowed, medicare, patient string) string {
			return fmt.Sprintf("%s. Medicare allows %s and pays %s. The patient owes %s.", earned(n, timed, min), allowed, medicare, patient)
		},
		AnnounceHidden: func(why string) string { return "No result. " + why },
	}
	a.Status = map[rules.Status]string{
		rules.Denied: "Denied", rules.Bundled: "Bundled", rules.NotCovered: "Not covered", rules.Unpriced: "No published price",
	}
	a.Liability = map[rules.Liability]string{rules.PatientLiable: "the patient owes the charge", rules.ProviderLiable: "the clinic bears it"}
	return a
}

// earned says what the minutes came to, and that untimed units do not come
// from them.
func earned(n, timed, min int) string {
	switch {
	case timed == n:
		return units(n) + " from " + minutes(min)
	case timed == 0:
		return units(n) + ", untimed"
	}
	return fmt.Sprintf("%s, %d of them from %s", units(n), timed, minutes(min))
}

func englishWhy() Why {
	return Why{
		Title: func(what string) string { return "Why " + what + "?" },
		Close: "Close", Steps: "Made from", From: "from",
		Kind: map[trace.Kind]string{
			trace.Derived: "Worked out", trace.Given: "You entered it", trace.Published: "Published", trace.Assumed: "Assumed",
			trace.Constant: "Part of the rule", trace.Carried: "From the course of visits",
		},
		Op: operation, Pick: picked,
		Rule: "Rule", Source: "Source", Prints: "It prints",
		Minutes: func(v decimal.Decimal) string { return minutes(int(v.IntPart())) },
		Units:   func(v decimal.Decimal) string { return units(int(v.IntPart())) },
		Show:    "Show the steps of", Hide: "Hide the steps of", National: "national average",
	}
}

// operation says in words what a step did with its values.
func operation(op trace.Op, place int32, v []string) string {
	switch {
	case len(v) == 0:
		return ""
	case op == trace.Sum:
		return strings.Join(v, " + ")
	case op == trace.Difference:
		return strings.Join(v, " − ")
	case op == trace.Product:
		return strings.Join(v, " × ")
	case op == trace.Min:
		return "the least of " + listed(v)
	case op == trace.Max:
		return "the greatest of " + listed(v)
	case op == trace.Round && place == 2:
		return v[0] + ", rounded to the cent, half a cent up"
	case op == trace.Round:
		return v[0] + ", rounded half up"
	case op == trace.Count && len(v) == 2:
		return "how many whole " + v[1] + " fit in " + v[0]
	case op == trace.Step && len(v) == 3:
		return v[0] + ": the first unit from " + v[1] + ", one more for each further " + v[2]
	case op == trace.Rank && len(v) > 1:
		return "number " + v[0] + " of " + listed(v[1:]) + ", largest first"
	case op == trace.Share && len(v) > 1:
		return "a part of " + v[0] + ", cent by cent in proportion to " + listed(v[1:])
	}
	return listed(v)
}

// picked says which tests led to a choice.
func picked(value string, tests []string) string {
	if len(tests) == 0 {
		return value
	}
	return value + ", because " + listed(tests)
}

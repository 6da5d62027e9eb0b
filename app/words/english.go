package words

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"therapytally/app/draft"
	"therapytally/app/lookup"
	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/finding"
)

// English returns the words for the United States.
func English() *Words {
	return &Words{
		Lang: "en", Money: money, Number: number, Date: date,
		Form: englishForm(), Answer: englishAnswer(), Why: englishWhy(), Day: englishDay(), Time: englishTime(), Decide: englishDecide(), Note: englishNote(), Library: englishLibrary(), Patient: englishPatient(), Embed: englishEmbed(), Problem: problem,
		Notice: []string{
			"Therapy Tally estimates. It is not a bill, not a Good Faith Estimate and not legal advice.",
			"CPT codes belong to the AMA. The plain names are ours.",
		},
		Broken: "Something went wrong here, so the results are hidden. What you typed is safe and stays on this device.",
		Again:  "Try again",
	}
}

// money writes dollars: $2,480.00. Unrounded amounts keep their digits.
func money(d decimal.Decimal) string {
	text := d.Abs().StringFixed(max(2, -d.Exponent()))
	whole, cents, _ := strings.Cut(text, ".")
	if long := strings.TrimRight(cents, "0"); len(long) > 2 {
		cents = long
	} else {
		cents = cents[:2]
	}
	sign := ""
	if d.IsNegative() {
		sign = "−"
	}
	return sign + "$" + grouped(whole) + "." + cents
}

func grouped(digits string) string {
	var b strings.Builder
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func number(d decimal.Decimal) string { return strings.Replace(d.String(), "-", "−", 1) }

// isoDate writes a date that the browser or the timer has given.
func isoDate(text string) string {
	d, err := code.ParseDate(text)
	if err != nil {
		return text
	}
	return date(d)
}

func date(d code.Date) string {
	months := [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	parts := strings.Split(d.String(), "-")
	month, err := strconv.Atoi(parts[1])
	if err != nil || month < 1 || month > len(months) {
		return d.String()
	}
	return months[month-1] + " " + strings.TrimPrefix(parts[2], "0") + ", " + parts[0]
}

func plural(n int, one, many string) string {
	if n == 1 {
		return strconv.Itoa(n) + " " + one
	}
	return strconv.Itoa(n) + " " + many
}

func units(n int) string { return plural(n, "unit", "units") }

func minutes(n int) string { return plural(n, "minute", "minutes") }

func ordinal(n int) string {
	suffix := "th"
	switch {
	case n%100 >= 11 && n%100 <= 13:
	case n%10 == 1:
		suffix = "st"
	case n%10 == 2:
		suffix = "nd"
	case n%10 == 3:
		suffix = "rd"
	}
	return strconv.Itoa(n) + suffix
}

// listed joins names with commas and a final "and".
func listed(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// basis says what one unit of a code is.
func basis(b string) string {
	switch b {
	case lookup.Timed:
		return "timed, 15 minutes"
	case "per-session-day":
		return "untimed, once a session"
	}
	return "untimed, " + strings.ReplaceAll(b, "-", " ")
}

func englishForm() Form {
	return Form{
		Visit: "The visit", Services: "Services", Coverage: "Payer and coverage",
		Date: "Date of service", Discipline: "Discipline", Place: "Place", PlaceHint: "ZIP code, city or state",
		National: "National average",
		Disciplines: map[code.Discipline]Discipline{
			code.PT: {"PT", "Physical"}, code.OT: {"OT", "Occupational"}, code.SLP: {"SLP", "Speech"},
		},
		Service: func(n int) string { return "Service " + strconv.Itoa(n) },
		Code:    "Service", Minutes: "Minutes", WithTherapist: "Therapist's minutes", Units: "Units", Charge: "Your charge per unit",
		MinutesHint: "25, 25 min or 0:25", ChargeHint: "Optional. Medicare allows the lesser of your charge and its fee.",
		Charges: "Enter your charges", Remove: "Remove",
		Basis: basis, Adding: "One more", Taking: "One less", Earned: units,
		CodeHint: "Code or plain name", Untimed: "Untimed: counted once, whatever the time", Add: "Add a service",
		Deductible:     "Deductible left this year",
		DeductibleHint: "Empty: taken as met.",
		Used: func(d code.Discipline) string {
			if d == code.OT {
				return "Used this year, OT"
			}
			return "Used this year, PT and SLP"
		},
		UsedHint: "What Medicare allowed before this visit; it counts toward the KX threshold. Empty: taken as 0.",
		QP:       "Paid as a qualifying participant (QP)",
		QPHint:   "Advanced payment models have a conversion factor of their own from 2026.",
		PlaceFound: func(name, locality string) string {
			if name == "" {
				return "Medicare locality " + locality
			}
			return name + " · Medicare locality " + locality
		},
		CoverageHint: "Deductible, KX threshold, payment model", PlanHint: "Rate, copay, coinsurance, deductible",
		PayersRules: "What this payer does otherwise than usual",
		Choices:     func(n int) string { return plural(n, "choice", "choices") },
		Of:          func(what, whose string) string { return what + ", " + whose },
	}
}

func problem(p draft.Problem, say func(code.Date) string, covered code.Span) string {
	switch p.Reason {
	case draft.DateMissing:
		return "Enter the date of service."
	case draft.DateOutside:
		return fmt.Sprintf("Prices are published for %s to %s. Choose a date in that span; no price is carried over from another year.", say(covered.From), say(covered.Through))
	case draft.PlaceMissing:
		return "Enter a ZIP code or a place, or choose National average."
	case draft.PlaceUnknown:
		return "No Medicare locality has this name. Enter a ZIP code, a city or a state."
	case draft.PlaceVague:
		return "More than one place fits. Choose one from the list."
	case draft.ZIPShort:
		return "A ZIP code has five digits."
	case draft.ZIPUnknown:
		return fmt.Sprintf("ZIP code %s is not in Medicare’s file. Check it, or choose the place by name.", p.Detail)
	case draft.CodeMissing:
		return "Choose the service that took these minutes."
	case draft.CodeUnknown:
		return "No service fits. Enter a code such as 97110, or a name such as gait."
	case draft.CodeVague:
		return "More than one service fits. Choose one from the list, or enter all five characters of its code."
	}
	return numberProblem(p)
}

func numberProblem(p draft.Problem) string {
	switch p.Reason {
	case draft.MinutesNotNumber:
		return "Type whole minutes, like 15."
	case draft.MinutesTooMany:
		return fmt.Sprintf("At most %d minutes fit one service. Check the number.", rules.MaxMinutes)
	case draft.UnitsNotNumber:
		return "Enter the number of units, such as 1."
	case draft.UnitsOutside:
		return fmt.Sprintf("Enter 1 to %d units.", rules.MaxUnits)
	case draft.MoneyNotNumber:
		return "Enter dollars and cents, such as 120 or 120.50."
	case draft.MoneyTooMuch:
		return "This amount is too large. Check the number."
	case draft.PercentWrong:
		return "Enter a percentage from 0 to " + p.Detail + ", such as 20."
	case draft.SharingMissing:
		return "Enter the copay, the coinsurance or the deductible that is left: a plan other than Medicare needs one of them."
	}
	return sentence(p.Detail)
}

// sentence makes an engine's reason a sentence of the screen.
func sentence(reason string) string {
	if reason == "" {
		return "This visit cannot be worked out. Check the fields."
	}
	return strings.ToUpper(reason[:1]) + strings.TrimSuffix(reason[1:], ".") + "."
}

func severities() map[finding.Severity]string {
	return map[finding.Severity]string{
		finding.Blocks: "Do not send yet", finding.Reduces: "Paid less", finding.Warns: "Check", finding.Notes: "Good to know",
	}
}

package words

import (
	"fmt"

	"therapytally/app/quote"
	"therapytally/rules"
	"therapytally/rules/finding"
)

func englishPatient() Patient {
	return Patient{
		PatientFrame: englishFrame(), PatientAsk: englishAsk(), PatientAnswer: englishPatientAnswer(),
		PatientCourse: englishCourse(), PatientCompare: englishCompare(),
		Fields: englishFields(), Hints: englishHints(), Findings: englishPatientFindings(), Names: englishNames(),
		Paper: englishPatientPaper(), Share: englishPatientShare(), Rules: englishPatientRules(), Steps: englishPatientSteps(),
	}
}

func englishFrame() PatientFrame {
	return PatientFrame{
		Title:         "What will therapy cost me?",
		ThisLanguage:  "English",
		OtherLanguage: "Español", OtherCode: quote.Spanish, Review: "",
	}
}

func englishAsk() PatientAsk {
	return PatientAsk{
		NoDeductible: "A deductible is what you pay each year before your plan pays. Empty: your plan has none for visits with a copay.",
		NoCopay:      "A copay is a set sum that you pay at each visit. Empty: none.", NoCopayMedicaid: "A copay is a set sum that you pay at each visit. Empty: none. Many states ask for none or a few dollars.",
		Step: func(n, of int) string {
			if of == 0 {
				return fmt.Sprintf("Question %d", n)
			}
			return fmt.Sprintf("Question %d of %d", n, of)
		},
		WhoAsk: "Who pays for your therapy?", WhoWhere: "Look at your insurance card. The name of the plan is on the front.",
		Payers: map[string]Reply{
			quote.Medicare:   {"Medicare", "The red, white and blue card, and no other plan"},
			quote.Supplement: {"Medicare and a second plan", "Medigap, Medicaid or another plan that pays after Medicare"},
			quote.CopayPlan:  {"A plan with a copay", "Medicare Advantage, or any plan where you pay a set sum each visit"},
			quote.SharePlan:  {"A plan with a deductible", "You pay all at first, then a part of each bill"},
			quote.Medicaid:   {"Medicaid", "Your state may use its own name for it"},
			quote.Nobody:     {"No insurance", "Or you choose not to use it"},
		},
		CardAsk: "What does your plan leave to you?",
		CardWhere: map[string]string{
			quote.Medicare:   "Sign in at Medicare.gov and look under “My claims”, or look at your last Medicare letter.",
			quote.Supplement: "Sign in at Medicare.gov and look under “My claims”. The card of your second plan shows its letter, such as G.",
			quote.CopayPlan:  "The copay is on the front of your card: look for “Specialist” or “Therapy”. The rest is in your plan’s website or app.",
			quote.SharePlan:  "Look in your plan’s website or app under “Deductible” or “Spending so far”. The part you pay is on your card.",
			quote.Medicaid:   "Look at your card or your last letter. Or call the number on the back of the card.",
		},
		PaysToo: Replies{"Yes", "No", "I do not know"}, PaidByMedicaid: "My second plan is Medicaid, and it pays all (QMB)",
		Empty:    func(low, high string) string { return "Empty: we count with " + low + " to " + high + "." },
		OftenAsk: "How often will you go, and for how long?", OftenWhere: "It is in your plan of care. Ask the clinic. We fill in 2 visits a week for 6 weeks.",
		VisitAsk: "What is done in a visit?", VisitWhere: "Ask the clinic, or look at a past bill. Choose the visit that is most like yours, then change it if you know more.",
		Presets: map[string]string{
			"pt-45": "Usual 45-minute physical therapy", "pt-30": "Short 30-minute physical therapy", "pt-60": "Long 60-minute physical therapy",
			"ot-45": "Usual 45-minute occupational therapy", "slp": "Speech therapy",
		},
		Disciplines: map[string]string{"PT": "physical therapy", "OT": "occupational therapy", "SLP": "speech therapy"},
		Units:       "Units", Code: "Code", AddLine: "Add a service", DropLine: "Take out",
		Less: "One less", More: "One more", Edit: "Change what is in the visit",
		EvaluationHint: "The first visit often holds a check-up of your needs. It costs more.",
		WhereAsk:       "Where is the clinic?", WhereWhere: "Its ZIP code is in its address. Prices of Medicare differ by place.",
		PriceWhereCash: "Only the clinic can tell. Ask: “What is your cash price for a visit like mine?”",
		PriceAsk:       "What is the price of the clinic?", PriceWhere: "Only the clinic or your plan can tell. Ask: “What does my plan allow for a visit like this?”",
		RateKinds:    map[string]string{quote.ByPercent: "As a part of Medicare’s price", quote.ByUnit: "For each unit", quote.ByVisit: "For each visit"},
		RangeHeading: "Published prices of this service", RangeNote: "Guides give these prices for this one service. They are not your price. A unit is 15 minutes. If you give no price, we use the lowest and the highest.",
		RangeUnit: func(low, high string) string { return low + " to " + high + " a unit" },
		Source:    "Source",
	}
}

func englishPatientAnswer() PatientAnswer {
	return PatientAnswer{
		AnswerHeading: "What you may pay", AskFirst: "Say who pays", AskFirstText: "The first answer shows here at once.",
		MendHeading: "Please check this", MendText: "We show no amount until it is right.",
		Faults: map[quote.Fault]string{
			quote.NotMoney: "Write dollars and cents, such as 30 or 30.50.", quote.NotPercent: "Write a percent, such as 20.",
			quote.NotPerWeek: "Write a number from 1 to 5.", quote.NotWeeks: "Write a number from 1 to 52.", quote.NotUnits: "Write a number of units from 1 to 8.",
			quote.NotCode: "We do not know this code. It has five signs, such as 97110.",
			quote.NotDate: "Write the whole date of your next visit.", quote.NoPrices: "We have no prices for this day.",
			quote.NotZIP: "We do not know this ZIP code. It has five digits.", quote.NoLines: "Add at least one service.",
			quote.AboveYear: "This is more than Medicare’s deductible for the year.", quote.MeantPercent: "Write it as a percent.",
			quote.Refused: "We cannot work this out. Please check your answers.",
		},
		Next: "Your next visit", After: "A visit once the deductible is met", PlanPays: "Your insurance pays",
		MedicarePays: "Medicare pays", SecondPlan: "What your second plan pays is not in this amount.",
		CourseOf: englishVisits,
		Between:  func(low, high string) string { return low + " to " + high },
		Unknown:  "not known", Working: "working it out…",
		Days:            func(from, through string) string { return "Choose a day from " + from + " to " + through + "." },
		YearsDeductible: func(year int, dollars string) string { return fmt.Sprintf("It is %s in %d.", dollars, year) },
		DidYouMean:      func(percent string) string { return "Did you mean " + percent + "%? Then write " + percent + "." },
		NotYet:          "The prices of that year are not out yet.", NotYetText: "You chose to leave those visits out, so there is nothing to count. We can use the latest prices. The real prices will differ.",
		MissingCopay:  "We show no amount without your copay. It is on your card, near “Specialist” or “Therapy”. Or ask your plan: “What is my copay for a therapy visit?”",
		MissingPrice:  "We show no amount without the price of a visit. Ask the clinic or your plan: “What does my plan allow for a visit like mine?”",
		MissingCash:   "We show no amount without the price of a visit. Ask the clinic: “What is your cash price for a visit like mine?”",
		NarrowHeading: "To get a closer answer, find out:", NeedHeading: "To get an answer, find out:",
		Narrows: map[quote.Field]string{
			quote.Deductible: "what is left of your deductible", quote.SupplementPays: "whether your second plan pays the deductible",
			quote.Copay: "your copay for a visit", quote.Percent: "the part you pay after the deductible",
			quote.YearDeductible: "your deductible for a whole year", quote.Rate: "the price of the clinic",
			quote.Advantage: "whether your plan is Medicare Advantage",
		},
		NotABill: "This is not a bill. It is an estimate from your answers.", WhyHint: "Choose any number to see how we got it.", Peek: "See the answer",
		Basis: func(date, place, release string) string {
			return "From " + date + " · " + place + " · Medicare prices " + release
		},
		Starting:   func(date string) string { return "From " + date },
		PlaceNamed: func(zip, locality string) string { return zipped(zip) + "(prices of " + locality + ")" },
		National:   "average of the whole country",

		NotesHeading:    "Good to know",
		IncludedHeading: "What is counted",
		IncludedLine: func(name, code string, units int) string {
			return namedCode(name, code) + ", " + plural(units, "unit", "units")
		},
		IncludedFirst: "First visit", IncludedOther: "Each other visit",
		ChangeHeading: "What could change it",
		Changes: []string{
			"A visit that is longer, or has other services.", "Other bills that use up your deductible first.",
			"Visits that you skip or add.", "Rules of your plan, such as a limit on visits or a needed OK.",
			"Braces, tests and other things that are billed on their own.",
		},
		NextYearAsk: "Some visits are in a year whose prices are not out yet. What should we do with them?",
		NextYear:    Replies{Yes: "Count them with the latest prices", No: "Leave them out"},
		AssumedNote: "The real prices will differ. These visits are marked as assumed.", AssumedMark: "assumed", LeftOut: "not counted",
		LeftOutCount: func(n int) string { return plural(n, "visit is", "visits are") + " left out." },
	}
}

// englishVisits says how many visits an amount holds, and what of them.
func englishVisits(r rules.Reach) string {
	all := plural(r.Visits, "visit", "visits")
	switch {
	case r.LeftOut > 0:
		return fmt.Sprintf("%s (%d more in %s not counted)", all, r.LeftOut, years(r, " and "))
	case r.Assumed == r.Visits:
		return fmt.Sprintf("%s in %s with %d prices", all, years(r, " and "), r.PricesOf)
	case r.Assumed > 0:
		return fmt.Sprintf("%s, %d of them in %s with %d prices", all, r.Assumed, years(r, " and "), r.PricesOf)
	case r.Visits > 1:
		return "All " + all
	}
	return all
}

func englishCourse() PatientCourse {
	return PatientCourse{
		ChartHeading: "How it adds up", ChartHint: "What you have paid after each visit.",
		ChartText: func(n int, low, high string) string {
			if low == high {
				return fmt.Sprintf("Chart: after %s you have paid %s. The table below shows each step.", plural(n, "visit", "visits"), high)
			}
			return fmt.Sprintf("Chart: after %s you have paid %s to %s. The table below shows each step.", plural(n, "visit", "visits"), low, high)
		},
		ChartLow: "at the least", ChartHigh: "at the most",
		ShowAll:      "Show every visit",
		TableHeading: "Visit by visit", Visit: "Visit", Date: "Date", YouPay: "You pay", SoFar: "So far",
		VisitNo: func(n int) string { return fmt.Sprintf("Visit %d", n) },
		Milestones: map[string]string{
			"deductible-met": "Your deductible is met.", "out-of-pocket-met": "You reach the most you pay in a year. Your plan pays the rest.",
			"kx": "You pass Medicare’s yearly mark for therapy. Your therapist must say that you still need it.", quote.NewYear: "January 1: your deductible starts over.",
			quote.NewYearMaximum: "January 1: your out-of-pocket maximum starts over.",
		},
		MilestoneAt: func(n int, date string) string { return fmt.Sprintf("Visit %d, %s", n, date) },
		AtMost:      "Shown for the highest amount.",
	}
}

func englishCompare() PatientCompare {
	return PatientCompare{
		CompareHeading: "What if …", Now: "As planned", Instead: "Instead",
		FewerHeading: "… I go less often?", CashHeading: "… I pay cash and leave my insurance out?",
		ClinicHeading: "… I go to another clinic?", PlaceHeading: "… I am treated elsewhere?",
		CashNote:       "Cash does not count toward your deductible.",
		CashNoMedicare: "With Medicare a clinic may not charge you cash for care that Medicare covers.",
		PlaceNote:      "A hospital may have its own price. Ask for it, and put it in as another clinic.",
		ClinicNote:     "Same kind of price as above.", ClinicMedicare: "Medicare sets the price. It differs only by place.",
		Places: map[string]string{"12": "At home", "22": "In a hospital’s clinic"}, NoPlace: "Choose a place",
		Cheaper: "You pay less.", Dearer: "You pay more.", Same: "You pay the same.", Unclear: "It may be more or less.", Impossible: "We cannot work this out.",
		TotalFor: func(n int) string { return plural(n, "visit", "visits") },
	}
}

func englishFields() map[quote.Field]string {
	return map[quote.Field]string{
		quote.Who:        "Who pays",
		quote.Deductible: "Left of the deductible this year", quote.Copay: "Copay for a visit", quote.Percent: "Coinsurance: your part of each bill",
		quote.Most: "Left until your out-of-pocket maximum", quote.YearDeductible: "Deductible of a whole year", quote.YearMost: "Out-of-pocket maximum of a whole year",
		quote.SupplementPays: "Does your second plan pay the deductible?", quote.Used: "Therapy used this year",
		quote.PerWeek: "Visits a week", quote.Weeks: "Weeks", quote.Start: "Date of the next visit",
		quote.NextYear: "Visits after January 1", quote.Preset: "The visit", quote.Discipline: "Kind of therapy",
		quote.First: "The next visit is my first one here", quote.ZIP: "ZIP code of the clinic",
		quote.RateKind: "How the price is given", quote.Rate: "Price", quote.Advantage: "Is it a Medicare Advantage plan?",
		quote.FewerPerWeek: "Visits a week", quote.FewerWeeks: "Weeks", quote.Cash: "Cash price of a visit",
		quote.OtherRate: "Price of the other clinic", quote.OtherZIP: "ZIP code of the other clinic", quote.Place: "Place", quote.Lang: "Language",
	}
}

func englishHints() map[quote.Field]string {
	return map[quote.Field]string{
		quote.Deductible:     "A deductible is what you pay each year before your plan pays. If you do not know, leave it empty: we show the lowest and the highest.",
		quote.Copay:          "A copay is a set sum that you pay at each visit. If you do not know it, leave this blank. Then we show no amount.",
		quote.Percent:        "Coinsurance is the part you pay after the deductible. It starts at 20%, as in many plans.",
		quote.Most:           "The out-of-pocket maximum is the most you pay in a year. Then your plan pays all. Empty: we count as if it were far off.",
		quote.YearDeductible: "We need it only if your visits go past January 1.",
		quote.YearMost:       "We need it only if your visits go past January 1.",
		quote.SupplementPays: "Plans C and F do. Plan G does not. We assume that it pays all of your 20%. Plans K and L pay a part.",
		quote.Advantage:      "These plans pay less for later units of a day. Other plans do not.",
		quote.Used:           "The dollars that Medicare allowed for therapy. It is in your Medicare letters. Empty: none.",
		quote.PerWeek:        "We fill in 2.",
		quote.Weeks:          "We fill in 6.",
		quote.Start:          "We fill in today.",
		quote.First:          "",
		quote.ZIP:            "Empty: the average of the whole country.",
		quote.Rate:           "If you do not know it, leave this blank. Then we show only what does not depend on it.",
		quote.FewerPerWeek:   "Empty: one visit a week less.",
		quote.FewerWeeks:     "Empty: as long as planned.",
		quote.Cash:           "Ask the clinic.",
	}
}

func englishPatientFindings() map[finding.ID]string {
	return map[finding.ID]string{
		finding.ReleaseAge:               "Some price tables were made for other days of this year. The last cents may differ.",
		finding.NationalAverage:          "You gave no ZIP code. So Medicare’s prices are the average of the whole country.",
		finding.ZIPAmbiguous:             "Your ZIP code lies in two price areas. We use the main one.",
		finding.YearToDateAssumed:        "We count no therapy before this course toward Medicare’s yearly mark.",
		finding.KXAttest:                 "You pass Medicare’s yearly mark for therapy. Medicare still pays if your therapist says that you need more.",
		finding.OverReview:               "You get a lot of therapy. Medicare may ask to see the notes before it pays.",
		finding.SelfPayMedicare:          "If you have Medicare, a clinic may not charge you cash for care that Medicare covers.",
		finding.QMB:                      "Medicaid pays your part. You owe nothing, and the clinic may not bill you.",
		finding.RateNeeded:               "We do not know the price of the clinic. So we cannot say what your plan pays.",
		finding.PlanDeductibleAssumedMet: "We count no deductible for this plan.",
		finding.NextYearUnpublished:      "The prices of the next year are not out. Those visits show no amounts.",
		finding.NextDeductibleAssumed:    "We do not know your deductible for the new year. So we count none after January 1.",
		finding.NextMaximumAssumed:       "We do not know your yearly maximum for the new year. So we count none after January 1.",
		finding.VisitsWithoutAmounts:     "We do not have a price for some later visits. They show no amounts.",

		finding.NextYearAssumed:   "For visits in a year without prices, we use the latest prices. The real prices will differ.",
		finding.StatusBundled:     "One service has no price of its own. You owe nothing for it.",
		finding.StatusInvalid:     "Medicare does not take one of the codes. You owe nothing for it.",
		finding.StatusNotCovered:  "Medicare does not pay for one service. You owe the clinic’s price for it. Ask first.",
		finding.StatusUnpriced:    "One service has no set price. Ask the clinic.",
		finding.StatusRestricted:  "Medicare pays for one service only in some cases. Ask the clinic.",
		finding.HospitalPlace:     "In a hospital, the hospital must send the bill.",
		finding.PairNever:         "Two of the services are not paid on the same day. You owe nothing for one of them.",
		finding.PairDenied:        "Two of the services may not be paid on the same day. You owe nothing for one of them then.",
		finding.OverLineLimit:     "There are more units of a service than the plan pays in a day. You owe nothing for it then.",
		finding.OverAbsoluteLimit: "There are more units of a service than Medicare ever pays in a day. You owe nothing for it then.",
		finding.OverLimit:         "There are more units of a service than Medicare pays in a day. You owe nothing for it then.",
	}
}

// namedCode is a code with its plain name, or alone where none is known.
func namedCode(name, code string) string {
	if name == "" {
		return code
	}
	return name + " (" + code + ")"
}

// zipped names a ZIP, where one was given.
func zipped(zip string) string {
	if zip == "" {
		return ""
	}
	return "ZIP " + zip + " "
}

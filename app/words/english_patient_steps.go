package words

// englishNames are plain names of the codes that presets use. Other codes keep
// the name of the rule book.
func englishNames() map[string]string {
	return map[string]string{
		"97530": "practice of daily moves", "97110": "exercise", "97112": "balance and body control", "97140": "hands-on treatment",
		"97116": "walking practice", "97535": "self-care at home", "92507": "speech treatment", "97162": "first check-up, physical",
		"97166": "first check-up, occupational", "97150": "group treatment", "97035": "ultrasound", "G0283": "electric treatment",
	}
}

// englishPatientRules are the sentences of the rules in a patient's words.
func englishPatientRules() map[string]string {
	return map[string]string{
		"minutes": "The minutes of each service. One unit is 15 minutes.", "timed-minutes": "The minutes of all timed services of the day are added up.",
		"units-total-time": "8 to 22 minutes are one unit. Each 15 minutes more are one more unit.",
		"units-per-code":   "Each service is counted on its own. 8 minutes make its first unit.",
		"units-own":        "Each service first gets a unit for each full 15 minutes.", "units-leftover": "What is left goes to the service with the most minutes.",
		"units-next": "The next unit starts 8 minutes into the next 15.", "units-untimed": "This service is one unit, however long it takes.",
		"gpci": "Medicare raises or lowers each part of the price by place.", "gpci-national": "You gave no place. So no part is raised or lowered.",
		"rvu":     "Medicare gives each service points for the work, the cost of the clinic, and the risk.",
		"fee":     "The points, each times the number of the place, times the dollars for a point. It is rounded once, to the cent.",
		"mppr":    "The unit with the highest clinic cost is paid in full. For each other unit of the day Medicare counts half of that cost.",
		"allowed": "The units are added up. This is the most the clinic may charge under your plan.",
		"charge":  "What the clinic charges.", "kx-threshold": "Medicare keeps a yearly mark for therapy. Above it your therapist must say that you need more.",
		"kx-threshold-pt-slp": "The yearly mark for physical and speech therapy.", "kx-threshold-ot": "The yearly mark for occupational therapy.",
		"review-threshold": "Above this Medicare may look at the notes.", "conversion-factor": "The dollars for one point. Medicare sets them each year.",
		"conversion-factor-qp": "The dollars for one point in some clinics.", "mppr-pe-factor": "Later units keep half of the clinic cost.",
		"first-unit-minimum": "The first unit needs 8 minutes.", "minutes-per-unit": "One unit is 15 minutes.",
		"part-b-coinsurance": "Medicare pays 80 percent. You pay 20.", "part-b-deductible": "What you pay each year before Medicare pays.",
		"deductible": "First you pay what is left of your deductible.", "coinsurance": "After the deductible you pay 20 percent. It is rounded for each service.",
		"medicare-part": "Medicare pays the rest.", "sequestration": "A law holds back 2 percent of what Medicare pays. You do not pay it.",
		"supplement": "Your second plan pays its part.", "patient-share": "You owe the deductible and your 20 percent, less what a second plan pays.",
		"total": "All parts are added up.", "provider-receives": "What the clinic gets from all.", "nothing": "Nothing is due here.",
		"percent-of-medicare": "The price is a percent of Medicare’s price. Each unit is rounded.", "rate": "The price for each unit.",
		"per-visit": "The price for the visit. It is split over the services.", "self-pay": "Without insurance you pay the clinic’s price.",
		"plan-share":    "First you pay the deductible, then the copay, then your part of what is left.",
		"out-of-pocket": "Once you reach the most you pay in a year, your plan pays the rest.", "spread": "The amount of the visit is split over the services, so that the cents add up.",
		"beyond-allowed": "Your plan pays nothing for it. You owe the clinic’s price.", "write-off": "The clinic drops this part.",
	}
}

// englishPatientSteps are the names of steps in a patient's words.
func englishPatientSteps() map[string]string {
	return map[string]string{
		"fee of all units": "price of all units", "conversion factor": "dollars for one point",
		"deductible left after this line": "deductible left after this service", "left of the deductible after the visit": "deductible left after the visit",
		"left of this year's deductible before the visit":   "deductible left before the visit",
		"left of this year's deductible: assumed to be met": "deductible left: we count none",
		"MP × GPCI": "risk points for the place", "PE × GPCI": "clinic points for the place", "work × GPCI": "work points for the place",
		"adjusted RVUs": "all points", "full unit": "unit in full", "in dollars": "in dollars", "MP GPCI": "place number, risk", "PE GPCI": "place number, clinic",
		"work GPCI": "place number, work", "MP RVU": "risk points", "PE RVU (non-facility)": "clinic points", "PE RVU (facility)": "clinic points", "work RVU": "work points",
		"PE after MPPR": "half of the clinic points", "later unit (MPPR)": "later unit, cut", "MPPR: part of the PE that later units keep": "part that later units keep",
		"allowed": "price under your plan", "allowed for the visit": "price of the visit", "the patient owes": "you pay", "the patient owes so far": "you have paid so far",
		"Medicare's part": "Medicare’s part", "Medicare pays": "Medicare pays", "Part B coinsurance": "your 20 percent", "deductible and coinsurance": "deductible and your part",
		"allowed after the deductible": "price after the deductible", "allowed after deductible and copay": "price after deductible and copay",
		"copay per visit": "copay", "cost sharing": "your part", "cost sharing of this line": "your part of this service", "the patient owes on this line": "you pay for this service",
		"left until the out-of-pocket maximum": "left until your yearly maximum", "within the out-of-pocket maximum": "within your yearly maximum",
		"out-of-pocket maximum still left": "yearly maximum still left", "copay within the out-of-pocket maximum": "copay within your yearly maximum",
		"rate per unit": "price of a unit", "rate per visit": "price of a visit", "rate as a part of Medicare's amount": "percent of Medicare’s price",
		"part of this line": "part of this service", "allowed that is left on this line": "what is left of this service",
		"part of the coinsurance that the supplement pays": "part that your second plan pays", "supplement's part of this line": "second plan, this service",
		"supplement's part of the coinsurance": "second plan’s part", "supplement's part of the coinsurance before rounding": "second plan’s part before rounding",
		"the supplement pays": "your second plan pays", "supplement pays": "your second plan pays",
	}
}

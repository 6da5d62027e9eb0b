package finding

import "therapytally/rules/trace"

type entry struct {
	severity  Severity
	says, fix string
	cites     []trace.Cite
}

func cite(source, at, says string) []trace.Cite {
	return []trace.Cite{{Source: source, At: at, Says: says}}
}

// catalogue holds the words of every verdict. It is read-only.
var catalogue = map[ID]entry{
	ReleaseAge: {Notes, "The %s table in use is release %s, made for %s to %s; the date of service is %s.",
		"Check the newest CMS release before you rely on the last cent.",
		cite("own-code-book", "release spans", "a release stands for its calendar year until a later one of that year is loaded")},
	NationalAverage: {Notes, "The amounts are the national average: no place was given.",
		"Choose your locality or enter a ZIP for the amounts of your place.",
		cite("cms-gpci-2026", "GPCI2026.csv", "109 localities with indices of their own")},
	ZIPAmbiguous: {Warns, "ZIP %s lies in more than one Medicare locality; the amounts are those of %s, which CMS lists as the default.",
		"Choose the locality by name if the clinic lies in the other part.",
		cite("cms-zip5-2025q4", "plus-four flag", "ZIP+4 is needed")},
	UnitsTie: {Notes, "Equal leftover minutes: %d unit may go to another code. We chose %s.",
		"Choose the code that the note supports best; either is right.",
		cite("cms-100-04-ch5", "§20.2.C, example 2", "either code may be billed with the extra unit")},
	UnitRulesDiffer: {Notes, "This rule gives %d timed units; the other rule (total time or per code) gives %d.",
		"Use the rule that the payer's contract names: Medicare counts total time, many commercial plans count per code.",
		cite("cpt-time", "midpoint rule", "each code stands alone")},
	UnderEightMinutes: {Warns, "%d timed minutes in all earn no unit: the first unit needs 8.",
		"Document the minutes; do not bill them.",
		cite("cms-100-04-ch5", "§20.2.C", "do not bill for services performed for less than 8 minutes")},
	NoUnit: {Notes, "%s: its %d minutes count toward the total, but the units go to codes with more minutes.",
		"Document the minutes; the code is not billed today.",
		cite("cms-100-04-ch5", "§20.2.C, example 4", "bill the services with the most minutes")},
	PoolingUnsure: {Warns, "%s: it is not established whether its minutes pool with other timed codes, so its units are taken as entered.",
		"Enter the units that the payer accepts.",
		cite("own-code-book", "column pool", "unsure: no source seen says whether 97129 and 97130 pool")},
	StatusBundled: {Reduces, "%s is bundled: Medicare pays nothing for it apart, and nobody owes it.",
		"Leave it off, or keep it for the record at 0.00.",
		cite("cms-rvu26c", "status B", "payment is bundled into other services")},
	StatusInvalid: {Blocks, "Medicare does not take %s.%s",
		"Report the code that Medicare takes; the patient owes nothing for this one.",
		cite("cms-rvu26c", "status I", "not valid for Medicare purposes")},
	StatusNotCovered: {Reduces, "Medicare does not cover %s: the patient owes the clinic's charge.",
		"Tell the patient before the service; enter the charge to see the amount.",
		cite("cms-rvu26c", "status N", "non-covered service")},
	StatusUnpriced: {Warns, "%s has no price in the fee schedule: the Medicare contractor sets it.",
		"Ask the MAC for its price; until then the totals are unknown.",
		cite("cms-rvu26c", "status C", "contractors price the code")},
	HospitalPlace: {Reduces, "%s in private practice is not paid at place of service %s: patients of a hospital are billed by the hospital.",
		"Check the place of service, or let the hospital bill.",
		cite("cms-rvu25d-layout", "PCTC indicator 7", "not paid to independent therapists for hospital patients")},
	ChargeBelowFee: {Reduces, "%s: your charge of %s is less than the fee of %s, and Medicare allows the lesser of the two.",
		"Charge at least the fee to be allowed all of it.",
		cite("usc-1395m", "42 USC 1395m(k)(1)(B)", "the lesser of the actual charge and the fee schedule amount")},
	MPPRApplied: {Notes, "One price times the units says %s; Medicare allows %s, because it halves the practice expense of every therapy unit after the first.",
		"Nothing to do: the payer applies the reduction by itself.",
		cite("novitas-mppr", "page 00147106", "full payment for the unit with the highest practice expense, 50 percent of it for all others")},
	YearToDateAssumed: {Notes, "Nothing used toward this year's threshold of %s was entered; it is taken as 0.00.",
		"Enter what Medicare has allowed this year to see when KX begins.",
		cite("kx-pages", "threshold", "allowed amounts count from 1 January")},
	KXAttest: {Blocks, "With this visit the use exceeds the yearly threshold of %s: lines over it are denied without KX.",
		"Say whether the therapy is medically necessary and documented; only then KX may be printed.",
		cite("kx-pages", "KX modifier", "each line over the threshold needs KX")},
	KXPrinted: {Notes, "KX stands on the lines over the yearly threshold of %s, as you attested.",
		"Keep the reason for medical necessity in the record.",
		cite("kx-pages", "KX modifier", "each line over the threshold needs KX")},
	OverReview: {Warns, "The use of %s is above %s: the claim may be selected for medical review.",
		"Have the documentation ready.",
		cite("kx-pages", "targeted medical review", "3,000")},
	DeductibleAssumedMet: {Notes, "The Part B deductible of %[2]s for %[1]d is taken as met.",
		"Enter what is left of it: the patient pays that first.",
		cite("cms-part-b-2026", "deductible", "before the coinsurance")},
}

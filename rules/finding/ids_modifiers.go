package finding

// The rows R01 to R28 of the modifier rules that are findings of their own, and
// the findings of courses. R20 is HospitalPlace, R23 a refusal of overlapping
// intervals, R24 StatusInvalid, R25 StatusBundled, R26 OverAbsoluteLimit, R27
// OverLimit.
const (
	// R01 is that an always-therapy code has none of GP, GO and GN.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"modifiers":["52"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","52"]}]}
	R01 ID = "r01-discipline-missing"

	// R02 is that a line has two or more of GP, GO and GN.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","GO"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15,"modifiers":["GP"]}]}
	R02 ID = "r02-two-disciplines"

	// R03 is that 97161 to 97164 lack GP.
	//
	// Example: {"services":[{"code":"97161","modifiers":["52"]}]}
	// Near miss: {"services":[{"code":"97161","modifiers":["GP"]}]}
	R03 ID = "r03-pt-evaluation"

	// R04 is that 97165 to 97168 lack GO.
	//
	// Example: {"discipline":"OT","services":[{"code":"97165","modifiers":["52"]}]}
	// Near miss: {"discipline":"OT","services":[{"code":"97165","modifiers":["GO"]}]}
	R04 ID = "r04-ot-evaluation"

	// R05 is that 92521 to 92524, 92597 and 92607 lack GN.
	//
	// Example: {"discipline":"SLP","services":[{"code":"92521","modifiers":["52"]}]}
	// Near miss: {"discipline":"SLP","services":[{"code":"92521","modifiers":["GN"]}]}
	R05 ID = "r05-slp-evaluation"

	// R06 is that CQ stands without GP, or with GO or GN.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"modifiers":["GO","CQ"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","CQ"]}]}
	R06 ID = "r06-cq-without-gp"

	// R07 is that CO stands without GO, or with GP or GN.
	//
	// Example: {"discipline":"OT","services":[{"code":"97530","minutes":15,"modifiers":["GP","CO"]}]}
	// Near miss: {"discipline":"OT","services":[{"code":"97530","minutes":15,"modifiers":["GO","CO"]}]}
	R07 ID = "r07-co-without-go"

	// R08 is that CQ and CO stand on one line.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","CQ","CO"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","CQ"]}]}
	R08 ID = "r08-cq-and-co"

	// R09 is that KX stands without GP, GO or GN.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"modifiers":["KX"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","KX"]}]}
	R09 ID = "r09-kx-without-discipline"

	// R10 is that 59 stands with an X modifier, or two X modifiers on one line.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","59","XU"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","XU"]}]}
	R10 ID = "r10-two-distinct"

	// R11 is that 91 stands on a therapy code.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","91"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","76"]}]}
	R11 ID = "r11-lab-repeat"

	// R12 is that 22, 76 or 77 is used where a pair needs 59 or X.
	//
	// Example: {"services":[{"code":"97530","minutes":15},{"code":"97542","minutes":15,"modifiers":["GP","76"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15},{"code":"97110","minutes":15,"modifiers":["GP","76"]}]}
	R12 ID = "r12-wrong-opener"

	// R13 is that 59 or an X modifier is used on a pair that never opens.
	//
	// Example: {"services":[{"code":"97530","minutes":15},{"code":"95851","modifiers":["GP","59"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15},{"code":"97542","minutes":15,"distinct":"59","modifiers":["GP","59"]}]}
	R13 ID = "r13-never-opens"

	// R14 is that two or more of GA, GY and GZ stand on one line.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","GA","GZ"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","GY"]}]}
	R14 ID = "r14-two-liabilities"

	// R15 is that GA or GZ stands with KX.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","KX","GA"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","GA"]}]}
	R15 ID = "r15-kx-with-denial"

	// R16 is that two of 95, 93 and GT stand on one line.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","95","GT"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","95"]}]}
	R16 ID = "r16-two-deliveries"

	// R17 is that 96 and 97 stand on one line.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","96","97"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","97"]}]}
	R17 ID = "r17-two-benefits"

	// R18 is that an SLP reports 97530, 97110, 97112 or 97150.
	//
	// Example: {"discipline":"SLP","services":[{"code":"97530","minutes":15}]}
	// Near miss: {"discipline":"SLP","services":[{"code":"92507"}]}
	R18 ID = "r18-slp-unusual"

	// R19 is that two evaluations of one discipline stand on one day.
	//
	// Example: {"services":[{"code":"97161"},{"code":"97164"}]}
	// Near miss: {"services":[{"code":"97161"},{"code":"97530","minutes":15}]}
	R19 ID = "r19-two-evaluations"

	// R21 is that 97750, 97755 or 97763 stands with an evaluation.
	//
	// Example: {"services":[{"code":"97161"},{"code":"97750","minutes":15}]}
	// Near miss: {"services":[{"code":"97161"},{"code":"97530","minutes":15}]}
	R21 ID = "r21-test-with-evaluation"

	// R22 is that a re-evaluation stands beside treatment.
	//
	// Example: {"services":[{"code":"97164"},{"code":"97530","minutes":15}]}
	// Near miss: {"services":[{"code":"97164"}]}
	R22 ID = "r22-re-evaluation-with-treatment"

	// R28 is that an assistant modifier stands on an SLP line.
	//
	// Example: {"discipline":"SLP","services":[{"code":"92507","modifiers":["GN","CQ"]}]}
	// Near miss: {"discipline":"SLP","services":[{"code":"92507","modifiers":["GN"]}]}
	R28 ID = "r28-slp-assistant"

	// NextYearUnpublished tells that visits lie in a year whose prices are not
	// published, and are left out as chosen.
	//
	// Example: {"date":"@last-3","services":[{"code":"97530","minutes":15}]}
	// Episode: {"perWeek":1,"weeks":2,"assumeNextYear":false}
	// Near miss: {"date":"@last-10","services":[{"code":"97530","minutes":15}]}
	NextYearUnpublished ID = "next-year-unpublished"

	// NextYearAssumed tells that visits were computed with the prices of
	// another year.
	//
	// Example: {"date":"@last-3","services":[{"code":"97530","minutes":15}]}
	// Episode: {"perWeek":1,"weeks":2}
	// Near miss: {"date":"@last-10","services":[{"code":"97530","minutes":15}]}
	NextYearAssumed ID = "next-year-assumed"

	// NextDeductibleAssumed tells that no deductible of the plan was entered for
	// the new year of a course, so that none is counted.
	//
	// Example: {"date":"2025-12-28","payer":{"kind":"commercial","rate":{"perVisit":"100.00"}},"yearToDate":null,"coverage":{"deductibleRemaining":"500.00"},"services":[{"code":"97530","minutes":15}]}
	// Episode: {"perWeek":1,"weeks":2}
	// Near miss: {"date":"2025-12-28","payer":{"kind":"commercial","rate":{"perVisit":"100.00"}},"yearToDate":null,"coverage":{"deductibleRemaining":"500.00","yearly":{"deductible":"500.00"}},"services":[{"code":"97530","minutes":15}]}
	NextDeductibleAssumed ID = "next-deductible-assumed"

	// NextMaximumAssumed tells that no out-of-pocket maximum of the plan was
	// entered for the new year of a course, so that none is counted.
	//
	// Example: {"date":"2025-12-28","payer":{"kind":"commercial","rate":{"perVisit":"100.00"}},"yearToDate":null,"coverage":{"copay":"30.00","outOfPocketRemaining":"500.00"},"services":[{"code":"97530","minutes":15}]}
	// Episode: {"perWeek":1,"weeks":2}
	// Near miss: {"date":"2025-12-21","payer":{"kind":"commercial","rate":{"perVisit":"100.00"}},"yearToDate":null,"coverage":{"copay":"30.00","outOfPocketRemaining":"500.00"},"services":[{"code":"97530","minutes":15}]}
	NextMaximumAssumed ID = "next-maximum-assumed"

	// VisitsWithoutAmounts tells that later visits of a course cannot be priced,
	// though the first one can: a code may be gone from a newer release.
	//
	// Example: {"date":"2025-12-28","services":[{"code":"97530","minutes":15},{"code":"97110","minutes":15}]}
	// Data: table/rvu-2026C.csv 97110,A,0.45,0.41,0.41,0.01,0,1,7,5,XXX 97111,A,0.45,0.41,0.41,0.01,0,1,7,5,XXX
	// Episode: {"perWeek":1,"weeks":2}
	// Near miss: {"date":"2025-12-21","services":[{"code":"97530","minutes":15},{"code":"97110","minutes":15}]}
	VisitsWithoutAmounts ID = "visits-without-amounts"

	// NoMinutes tells that a timed code was entered without minutes.
	//
	// Example: {"services":[{"code":"97530","minutes":0},{"code":"97110","minutes":15}]}
	// Near miss: {"services":[{"code":"97530","minutes":15},{"code":"97110","minutes":15}]}
	NoMinutes ID = "no-minutes"

	// NoUnitAlone tells that a code earns no unit under the per-code rule.
	//
	// Example: {"payer":{"kind":"commercial","unitRule":"ama","rate":{"perVisit":"85.00"}},"yearToDate":null,"coverage":{"copay":"30.00"},"services":[{"code":"97530","minutes":20},{"code":"97110","minutes":5}]}
	// Near miss: {"payer":{"kind":"commercial","unitRule":"ama","rate":{"perVisit":"85.00"}},"yearToDate":null,"coverage":{"copay":"30.00"},"services":[{"code":"97530","minutes":20},{"code":"97110","minutes":8}]}
	NoUnitAlone ID = "no-unit-alone"

	// DeductibleAboveYear tells that more is said to be left of the deductible
	// than the year's.
	//
	// Example: {"coverage":{"deductibleRemaining":"283.01"},"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"coverage":{"deductibleRemaining":"283.00"},"services":[{"code":"97530","minutes":15}]}
	DeductibleAboveYear ID = "deductible-above-year"

	// ExcludedByGY tells that GY declares the service not covered, while the
	// amounts take it as paid.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","GY"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","GX"]}]}
	ExcludedByGY ID = "excluded-by-gy"

	// WithoutEffect tells that something was entered that changes nothing here.
	//
	// Example: {"payer":{"kind":"commercial","unitCap":2,"rate":{"perVisit":"85.00"}},"yearToDate":null,"coverage":{"copay":"30.00"},"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"payer":{"kind":"commercial","unitCap":2,"rate":{"perUnit":{},"otherwise":"38.00"}},"yearToDate":null,"coverage":{"copay":"30.00"},"services":[{"code":"97530","minutes":15}]}
	WithoutEffect ID = "without-effect"
)

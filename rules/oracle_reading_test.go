package rules_test

// oracleReadings are the places where the contract's words allow two readings.
// The zero value is the literal one; each field turns to the other. Flip a
// field here, not the algorithm, when the contract decides otherwise.
type oracleReadings struct {
	// "Per-line shares of a visit amount are spread like perVisit": by what each
	// line is allowed (zero value), or by the lines' Medicare amounts.
	sharesByMedicare bool
	// "partial is true where an amount is unknown; it is absent then": the totals
	// that hold an unpriced line are absent, or they leave that line out.
	totalsLeaveOutUnpriced bool
	// R20 "private-practice PT/OT": SLP is free of it, or falls under it.
	hospitalCatchesSLP bool
	// "4 Edits (where edits). Status letters first": letters hold even with
	// edits false, which by its key means pairs and daily limits, or not.
	lettersNeedEdits bool
	// "qmb: patient 0.00, the unpaid part is qmbWriteOff": a charge for a service
	// that is not covered is written off too, or the patient owes it.
	qmbOwesBeyond bool
	// threshold.kx and an episode's kx: needed by a line, or printed on one.
	kxMeansPrinted bool
	// 59/X on a line that a later edit or 7 denies: stays printed, or goes.
	deniedDropsDistinct bool
	// unitCap among equal lowest amounts: the last goes first, or the first.
	capTakesFirst bool
	// Self-pay prints no CQ/CO: one line, or still two.
	selfPayTwoLines bool
	// The out-of-pocket maximum counts what the plan leaves to the patient, or
	// only what the patient pays after the supplement.
	maximumCountsAfterSupplement bool
}

var oracleRead = oracleReadings{}

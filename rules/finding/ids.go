package finding

// The verdicts. Below each stand one visit that triggers it and one near miss
// that does not, as JSON over {"date":"2026-08-03","discipline":"PT",
// "yearToDate":{"ptSlp":"0","ot":"0"},"coverage":{"deductibleRemaining":"0"},"locality":"national"};
// a test runs both. @last is the last day on which a visit can be answered.
const (
	// ReleaseAge tells that the table in force was made for other days than
	// the date of service; of the code pairs, which of the day no newer table
	// is about.
	//
	// Example: {"date":"2026-11-30","services":[{"code":"97750","minutes":15},{"code":"97763","minutes":15}]}
	// Near miss: {"date":"2026-11-30","services":[{"code":"97530","minutes":15},{"code":"97140","minutes":15},{"code":"97110","minutes":15}]}
	ReleaseAge ID = "release-age"

	// NationalAverage tells that no place was given.
	//
	// Example: {"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"locality":"01112-05","services":[{"code":"97530","minutes":15}]}
	NationalAverage ID = "national-average"

	// ZIPAmbiguous tells that CMS needs ZIP+4 to tell the locality.
	//
	// Example: {"locality":null,"zip":"02324","services":[{"code":"97530","minutes":15}]}
	// Near miss: {"locality":null,"zip":"94103","services":[{"code":"97530","minutes":15}]}
	ZIPAmbiguous ID = "zip-ambiguous"

	// UnitsTie tells that equal leftover minutes make the unit the clinician's
	// choice.
	//
	// Example: {"services":[{"code":"97112","minutes":20},{"code":"97110","minutes":20}]}
	// Near miss: {"services":[{"code":"97112","minutes":21},{"code":"97110","minutes":20}]}
	UnitsTie ID = "units-tie"

	// UnitRulesDiffer tells that the other unit rule gives another number.
	//
	// Example: {"services":[{"code":"97530","minutes":10},{"code":"97110","minutes":8}]}
	// Near miss: {"services":[{"code":"97530","minutes":15},{"code":"97110","minutes":8}]}
	UnitRulesDiffer ID = "unit-rules-differ"

	// UnderEightMinutes tells that the timed minutes earn no unit.
	//
	// Example: {"services":[{"code":"97530","minutes":7}]}
	// Near miss: {"services":[{"code":"97530","minutes":8}]}
	UnderEightMinutes ID = "under-eight-minutes"

	// NoUnit tells that a code with minutes gets no unit while others do.
	//
	// Example: {"services":[{"code":"97110","minutes":18},{"code":"97140","minutes":13},{"code":"97116","minutes":10},{"code":"97035","minutes":8}]}
	// Near miss: {"services":[{"code":"97110","minutes":33},{"code":"97140","minutes":7}]}
	NoUnit ID = "no-unit"

	// PoolingUnsure tells that it is not established whether the minutes of a
	// code pool.
	//
	// Example: {"services":[{"code":"97129","minutes":15}]}
	// Near miss: {"services":[{"code":"97129","units":1}]}
	PoolingUnsure ID = "pooling-unsure"

	// StatusBundled tells that Medicare never pays the code apart.
	//
	// Example: {"services":[{"code":"97010"}]}
	// Near miss: {"services":[{"code":"97012"}]}
	StatusBundled ID = "status-bundled"

	// StatusInvalid tells that Medicare does not take the code.
	//
	// Example: {"services":[{"code":"97014"}]}
	// Near miss: {"services":[{"code":"G0283"}]}
	StatusInvalid ID = "status-invalid"

	// StatusNotCovered tells that Medicare does not cover the code.
	//
	// Example: {"services":[{"code":"97037"}]}
	// Near miss: {"services":[{"code":"97035","minutes":15}]}
	StatusNotCovered ID = "status-not-covered"

	// StatusUnpriced tells that the fee schedule has no price for the code.
	//
	// Example: {"services":[{"code":"97039"}]}
	// Near miss: {"services":[{"code":"97026"}]}
	StatusUnpriced ID = "status-unpriced"

	// HospitalPlace tells that a private practice is not paid for patients of
	// a hospital.
	//
	// Example: {"pos":"22","services":[{"code":"97530","minutes":15}]}
	// Near miss: {"pos":"12","services":[{"code":"97530","minutes":15}]}
	HospitalPlace ID = "hospital-place"

	// ChargeBelowFee tells that the clinic's charge is less than the fee.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"charge":"30.00"}]}
	// Near miss: {"services":[{"code":"97530","minutes":15,"charge":"35.07"}]}
	ChargeBelowFee ID = "charge-below-fee"

	// MPPRApplied tells what the reduction of later units takes off.
	//
	// Example: {"services":[{"code":"97530","minutes":25}]}
	// Near miss: {"services":[{"code":"97530","minutes":15}]}
	MPPRApplied ID = "mppr-applied"

	// YearToDateAssumed tells that nothing was said of this year's use.
	//
	// Example: {"yearToDate":null,"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"services":[{"code":"97530","minutes":15}]}
	YearToDateAssumed ID = "year-to-date-assumed"

	// KXAttest asks for the clinician's attestation above the threshold.
	//
	// Example: {"yearToDate":{"ptSlp":"2460.00"},"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"yearToDate":{"ptSlp":"2444.93"},"services":[{"code":"97530","minutes":15}]}
	KXAttest ID = "kx-attest"

	// KXPrinted tells that lines carry KX on the clinician's attestation.
	//
	// Example: {"kxJustified":true,"yearToDate":{"ptSlp":"2460.00"},"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"kxJustified":true,"services":[{"code":"97530","minutes":15}]}
	KXPrinted ID = "kx-printed"

	// OverReview tells that the claim may be selected for review.
	//
	// Example: {"kxJustified":true,"yearToDate":{"ptSlp":"2980.00"},"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"kxJustified":true,"yearToDate":{"ptSlp":"2964.93"},"services":[{"code":"97530","minutes":15}]}
	OverReview ID = "over-review-threshold"

	// DeductibleAssumedMet tells that nothing was said of the deductible.
	//
	// Example: {"coverage":{},"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"services":[{"code":"97530","minutes":15}]}
	DeductibleAssumedMet ID = "deductible-assumed-met"

	// StatusRestricted tells that Medicare pays the code under special terms
	// only.
	//
	// Example: {"services":[{"code":"97026"}]}
	// Near miss: {"services":[{"code":"97028"}]}
	StatusRestricted ID = "status-restricted"

	// MPPROff tells that the reduction was switched off for Medicare, which
	// always applies it.
	//
	// Example: {"payer":{"mppr":false},"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"payer":{"mppr":true},"services":[{"code":"97530","minutes":15}]}
	MPPROff ID = "mppr-off"

	// EditsOff tells that pairs and daily limits were switched off for Medicare.
	//
	// Example: {"payer":{"edits":false},"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"payer":{"edits":true},"services":[{"code":"97530","minutes":15}]}
	EditsOff ID = "edits-off"

	// SelfPayMedicare tells that a Medicare beneficiary may not be charged
	// privately for covered therapy.
	//
	// Example: {"payer":{"kind":"self-pay","rate":{"perVisit":"85.00"}},"yearToDate":null,"coverage":null,"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"services":[{"code":"97530","minutes":15}]}
	SelfPayMedicare ID = "self-pay-medicare"

	// RateNeeded tells that the payer's rate is missing, so that its amounts are
	// unknown.
	//
	// Example: {"payer":{"kind":"commercial"},"yearToDate":null,"coverage":{"copay":"30.00"},"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"payer":{"kind":"commercial","rate":{"perUnit":{},"otherwise":"38.00"}},"yearToDate":null,"coverage":{"copay":"30.00"},"services":[{"code":"97530","minutes":15}]}
	RateNeeded ID = "rate-needed"

	// NoRate tells that the rate has no amount for a code.
	//
	// Example: {"payer":{"kind":"commercial","rate":{"perUnit":{"97110":"38.00"}}},"yearToDate":null,"coverage":{"copay":"30.00"},"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"payer":{"kind":"commercial","rate":{"perUnit":{"97530":"38.00"}}},"yearToDate":null,"coverage":{"copay":"30.00"},"services":[{"code":"97530","minutes":15}]}
	NoRate ID = "no-rate"

	// UnitCap tells that the plan's daily cap leaves units unpaid.
	//
	// Example: {"payer":{"kind":"commercial","unitCap":1,"rate":{"perUnit":{},"otherwise":"38.00"}},"yearToDate":null,"coverage":{"copay":"30.00"},"services":[{"code":"97530","minutes":30}]}
	// Near miss: {"payer":{"kind":"commercial","unitCap":2,"rate":{"perUnit":{},"otherwise":"38.00"}},"yearToDate":null,"coverage":{"copay":"30.00"},"services":[{"code":"97530","minutes":30}]}
	UnitCap ID = "unit-cap"

	// AssistantQuickForm tells that the short form of the 10 % test says
	// otherwise than the exact one.
	//
	// Example: {"services":[{"code":"97150","minutes":32,"assistantMinutes":4}]}
	// Near miss: {"services":[{"code":"97150","minutes":36,"assistantMinutes":5}]}
	AssistantQuickForm ID = "assistant-quick-form"

	// PairNever tells that a pair of codes is never paid together.
	//
	// Example: {"services":[{"code":"97530","minutes":15},{"code":"95851"}]}
	// Near miss: {"services":[{"code":"97530","minutes":15},{"code":"97110","minutes":15}]}
	PairNever ID = "pair-never"

	// PairDenied tells that a pair of codes needs a modifier, which was not
	// asserted.
	//
	// Example: {"services":[{"code":"97530","minutes":15},{"code":"97542","minutes":15}]}
	// Near miss: {"services":[{"code":"97530","minutes":15},{"code":"97542","minutes":15,"distinct":"59"}]}
	PairDenied ID = "pair-denied"

	// PairOpened tells that the asserted modifier opens a pair.
	//
	// Example: {"services":[{"code":"97530","minutes":15},{"code":"97542","minutes":15,"distinct":"XU"}]}
	// Near miss: {"services":[{"code":"97530","minutes":15},{"code":"97542","minutes":15}]}
	PairOpened ID = "pair-opened"

	// OverLineLimit tells that units exceed a limit that counts per claim line
	// (MAI 1).
	//
	// Example: {"services":[{"code":"97035","minutes":38}]}
	// Data: table/mue-2026Q2.csv 97035,2,3,2,3 97035,2,1,2,1
	// Near miss: {"services":[{"code":"97035","minutes":37}]}
	OverLineLimit ID = "over-line-limit"

	// OverAbsoluteLimit is R26: units exceed an absolute limit of the day (MAI
	// 2).
	//
	// Example: {"services":[{"code":"97161","units":2}]}
	// Near miss: {"services":[{"code":"97161","units":1}]}
	OverAbsoluteLimit ID = "r26-over-absolute-limit"

	// OverLimit is R27: units exceed a limit of the day that an appeal may raise
	// (MAI 3).
	//
	// Example: {"services":[{"code":"97530","minutes":98}]}
	// Near miss: {"services":[{"code":"97530","minutes":97}]}
	OverLimit ID = "r27-over-limit"

	// WithinLimit tells that units above the limit that guides print are within
	// the true one.
	//
	// Example: {"services":[{"code":"97530","minutes":75}]}
	// Near miss: {"services":[{"code":"97530","minutes":60}]}
	WithinLimit ID = "within-limit"

	// No59Needed tells that no pair is in force where older guides ask for 59.
	//
	// Example: {"services":[{"code":"97530","minutes":15},{"code":"97140","minutes":15}]}
	// Near miss: {"services":[{"code":"97530","minutes":15},{"code":"97535","minutes":15}]}
	No59Needed ID = "no-59-needed"

	// DistinctNotNeeded tells that a separate service was asserted and no pair
	// needs it.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"distinct":"59"}]}
	// Near miss: {"services":[{"code":"97530","minutes":15},{"code":"97542","minutes":15,"distinct":"59"}]}
	DistinctNotNeeded ID = "distinct-not-needed"

	// FacilitySamePrice tells that therapy codes cost the same in a facility.
	//
	// Example: {"pos":"31","services":[{"code":"97530","minutes":15}]}
	// Near miss: {"pos":"32","services":[{"code":"97530","minutes":15}]}
	FacilitySamePrice ID = "facility-same-price"

	// KXDenied tells that lines over the threshold are denied and the clinic
	// bears them.
	//
	// Example: {"kxJustified":false,"yearToDate":{"ptSlp":"2460.00"},"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"kxJustified":false,"services":[{"code":"97530","minutes":15}]}
	KXDenied ID = "kx-denied"

	// KXDeniedABN tells that lines over the threshold are denied and the patient
	// owes the charge.
	//
	// Example: {"abn":true,"kxJustified":false,"yearToDate":{"ptSlp":"2460.00"},"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"abn":true,"kxJustified":false,"services":[{"code":"97530","minutes":15}]}
	KXDeniedABN ID = "kx-denied-abn"

	// QMB tells that the patient may not be billed.
	//
	// Example: {"coverage":{"deductibleRemaining":"0","qmb":true},"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"coverage":{"deductibleRemaining":"0","qmb":false},"services":[{"code":"97530","minutes":15}]}
	QMB ID = "qmb"

	// ChargeAssumed tells that the charge of an unassigned claim was taken to be
	// the limiting charge.
	//
	// Example: {"payer":{"participation":"nonpar-unassigned"},"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"payer":{"participation":"nonpar-unassigned"},"services":[{"code":"97530","minutes":15,"charge":"38.00"}]}
	ChargeAssumed ID = "charge-assumed"

	// PlanDeductibleAssumedMet tells that nothing was said of the plan's
	// deductible.
	//
	// Example: {"payer":{"kind":"commercial","rate":{"perVisit":"85.00"}},"yearToDate":null,"coverage":{"copay":"30.00"},"services":[{"code":"97530","minutes":15}]}
	// Near miss: {"payer":{"kind":"commercial","rate":{"perVisit":"85.00"}},"yearToDate":null,"coverage":{"copay":"30.00","deductibleRemaining":"0"},"services":[{"code":"97530","minutes":15}]}
	PlanDeductibleAssumedMet ID = "plan-deductible-assumed-met"

	// ModifierMissing tells that we print a modifier that the clinician left
	// out.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"assistantMinutes":15,"modifiers":["GP"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15,"assistantMinutes":15,"modifiers":["GP","CQ"]}]}
	ModifierMissing ID = "modifier-missing"

	// ModifierNotOurs tells that the clinician put a modifier that nothing calls
	// for.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","59"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15,"modifiers":["GP"]}]}
	ModifierNotOurs ID = "modifier-not-ours"

	// ModifierLeftOff tells that a modifier of the clinician was not carried to
	// the line.
	//
	// Example: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","95","93"]}]}
	// Near miss: {"services":[{"code":"97530","minutes":15,"modifiers":["GP","95"]}]}
	ModifierLeftOff ID = "modifier-left-off"
)

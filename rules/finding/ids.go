package finding

// The verdicts. Below each stand one visit that triggers it and one near miss
// that does not, as JSON over {"date":"2026-08-03","discipline":"PT",
// "yearToDate":{},"coverage":{"deductibleRemaining":"0"},"locality":"national"};
// a test runs both.
const (
	// ReleaseAge tells that the table in force was made for other days than
	// the date of service.
	//
	// Example: {"date":"2026-11-02","services":[{"code":"97530","minutes":15}]}
	// Near miss: {"date":"2026-09-30","services":[{"code":"97530","minutes":15}]}
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
)

package rules

import "fmt"

// checkSupported refuses the parts of the contract that this build does not
// answer yet, by key. They are never ignored.
func (r *run) checkSupported() error {
	v := r.v
	for _, part := range []struct {
		key   string
		given bool
	}{
		{"setting", v.Setting != PrivatePractice},
		{"payer.kind", v.Payer.Kind != Medicare},
		{"payer.participation", v.Payer.Participation != Participating},
		{"payer.unitCap", v.Payer.UnitCap != nil},
		{"payer.rate", v.Payer.Rate != nil},
		{"payer.mppr", v.Payer.MPPR != nil},
		{"payer.edits", v.Payer.Edits != nil},
		{"alsoToday", len(v.AlsoToday) > 0},
		{"kxJustified", v.KXJustified != nil && !*v.KXJustified},
		{"abn", v.ABN},
		{"coverage.secondary", v.Coverage.Secondary != nil},
		{"coverage.qmb", v.Coverage.QMB},
		{"coverage.yearly", v.Coverage.Yearly != nil},
	} {
		if part.given {
			return refuse(part.key, "is not supported yet")
		}
	}
	for i, s := range v.Services {
		if key := unsupportedService(s); key != "" {
			return refuse(fmt.Sprintf("services[%d].%s", i, key), "is not supported yet")
		}
	}
	return nil
}

func unsupportedService(s Service) string {
	switch {
	case s.AssistantMinutes != 0:
		return "assistantMinutes"
	case s.Distinct != "":
		return "distinct"
	case len(s.Modifiers) > 0:
		return "modifiers"
	case len(s.Intervals) > 0:
		return "intervals"
	}
	return ""
}

// checkPayer refuses keys that the payer's kind does not use.
func (r *run) checkPayer() error {
	if r.v.Payer.UnitRule == PerCode {
		return refuse("payer.unitRule", "ama is refused with medicare: Medicare counts total time (CMS Pub. 100-04, ch. 5, §20.2)")
	}
	c := r.v.Coverage
	for _, part := range []struct {
		key   string
		given bool
	}{{"coinsurance", c.Coinsurance != nil}, {"copay", c.Copay != nil}, {"deductibleApplies", c.DeductibleApplies != nil}, {"outOfPocketRemaining", c.OutOfPocketRemaining != nil}} {
		if part.given {
			return refuse("coverage."+part.key, "is not used with medicare: its 20 %% comes from the data")
		}
	}
	return nil
}

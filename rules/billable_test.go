package rules

import "testing"

// TestBillable: a claim carries what the plan pays or prices itself, and of the
// denied lines those that the patient then owes, such as a GA line with an ABN.
func TestBillable(t *testing.T) {
	for _, c := range []struct {
		status Status
		liable Liability
		want   bool
	}{
		{Payable, "", true}, {Unpriced, "", true},
		{Denied, PatientLiable, true}, {Denied, ProviderLiable, false},
		{Bundled, ProviderLiable, false}, {NotCovered, PatientLiable, false}, {"", PatientLiable, false},
	} {
		if got := (Line{Status: c.status, Liability: c.liable}).Billable(); got != c.want {
			t.Errorf("%q, liable %q: on the claim %v, want %v", c.status, c.liable, got, c.want)
		}
	}
}

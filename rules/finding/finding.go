// Package finding is the catalog of verdicts. A verdict is not a Go error:
// the claim could still be sent. Each has a stable ID that may retire and
// never changes its meaning.
package finding

import (
	"fmt"
	"slices"

	"therapytally/rules/code"
	"therapytally/rules/trace"
)

// ID names a verdict.
type ID string

// Severity says what a finding does to the claim.
type Severity string

// The severities, gravest first.
const (
	Blocks  Severity = "blocks"  // the claim must not be sent so
	Reduces Severity = "reduces" // something is paid less or not at all
	Warns   Severity = "warns"   // look before sending
	Notes   Severity = "notes"   // information
)

// Finding is one verdict on a visit: what is so, what to do next, and where
// that stands written.
type Finding struct {
	ID       ID           `json:"id"`
	Severity Severity     `json:"severity"`
	Codes    []code.HCPCS `json:"codes"`
	Message  string       `json:"message"`
	Fix      string       `json:"fix"`
	Cites    []trace.Cite `json:"cites"`
	Args     []any        `json:"-"` // what fills the message
}

// New makes a finding from the catalog. args fill the sentence's verbs.
func New(id ID, codes []code.HCPCS, args ...any) Finding {
	e := catalog[id]
	if codes == nil {
		codes = []code.HCPCS{}
	}
	message := e.says
	if len(args) > 0 {
		message = fmt.Sprintf(e.says, args...)
	}
	return Finding{id, e.severity, codes, message, e.fix, slices.Clone(e.cites), args}
}

// All returns every ID of the catalog, in no order.
func All() []ID {
	ids := make([]ID, 0, len(catalog))
	for id := range catalog {
		ids = append(ids, id)
	}
	return ids
}

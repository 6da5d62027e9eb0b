package draft

import (
	"slices"
	"strings"
)

// TakesNumber reports a field of a number: it says itself what is wrong with
// what was typed, and keeps nothing else.
func TakesNumber(f Field) bool {
	if slices.Contains([]Field{Deductible, UsedPTSLP, UsedOT, PayerRate, PayerCap, PayerCopay, PayerCoinsurance}, f) {
		return true
	}
	part := string(f[strings.LastIndexByte(string(f), '-')+1:])
	return strings.HasPrefix(string(f), "service-") && slices.Contains([]string{partMinutes, partAssistant, partUnits, partCharge}, part)
}

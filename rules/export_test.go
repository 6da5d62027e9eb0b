package rules

// LoadStandard loads the book that is built into the program anew; Standard
// loads it once.
func LoadStandard() (*Book, error) { return loadStandard() }

// SetNames are the sets of codes that rules speak of.
func SetNames() []string {
	return []string{string(evaluations), string(reEvaluations), string(slpUnusual), string(notWithEvaluation), string(expects59), string(limitMistold)}
}

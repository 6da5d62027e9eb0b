package rules

// LoadStandard loads the book that is built into the program anew; Standard
// loads it once.
func LoadStandard() (*Book, error) { return loadStandard() }

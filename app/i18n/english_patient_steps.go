package i18n

// englishNames are plain names of the codes that presets use. Other codes keep
// the name of the rule book.
func englishNames() map[string]string { return nil }

// englishPatientRules are the sentences of the rules in a patient's words.
func englishPatientRules() map[string]string {
	return map[string]string{}
}

// englishPatientSteps are the names of steps in a patient's words.
func englishPatientSteps() map[string]string {
	return map[string]string{}
}

package words

import (
	"therapytally/app/quote"
	"therapytally/rules/trace"
)

// ForPatient returns the words of the patient's page in a language: the steps
// of a figure are told in plain words there.
func ForPatient(lang string) *Words {
	w := English()
	w.Why.Kind[trace.Given] = "From your answers"
	if lang == quote.Spanish {
		w = spanish()
	}
	p := w.Patient
	w.Why.Says = func(rule, says string) string { return told(p.Rules, rule, says) }
	w.Why.Named = func(name string) string { return told(p.Steps, name, name) }
	return w
}

func told(plain map[string]string, key, otherwise string) string {
	if text := plain[key]; text != "" {
		return text
	}
	return otherwise
}

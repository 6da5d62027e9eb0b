package words

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"therapytally/app/quote"
)

// The bounds: school grade 6 by Flesch and Kincaid; "rather easy" and up by
// Fernández Huerta (70 to 80 is rather easy, grade 6 of its own table).
const (
	hardestGrade  = 6.0
	hardestHuerta = 70.0
)

// Terms that the page explains where they first stand, names and codes: they
// are no measure of how hard a sentence is, so they are left out of it. All
// other words count, long ones such as therapy and insurance too.
var explained = regexp.MustCompile(`(?i)\b(deductibles?|coinsurance|copays?|out-of-pocket maximum|medicare( advantage)?|medicaid|medigap|` +
	`deducibles?|coseguro|copagos?|gastos de bolsillo|NPI|TIN|ZIP|CFR|[A-Z]?[0-9][0-9A-Z.,$%]*|www\.[a-z./]+|“[^”]*”)`)

// sentences are the texts of the page that are sentences. What is built from
// values is read with sample values.
func sentences(lang string) []string {
	var out []string
	w := ForPatient(lang)
	add := func(text string) {
		if !strings.ContainsAny(text, ".?!") {
			return // a label is no sentence
		}
		for _, s := range regexp.MustCompile(`[.?!]+(\s|$)`).Split(text, -1) {
			s = strings.TrimSpace(explained.ReplaceAllString(s, ""))
			if len(words(s)) >= 3 {
				out = append(out, s)
			}
		}
	}
	fieldsOf(reflect.ValueOf(w.Patient), "", func(path string, v reflect.Value) {
		if v.Kind() == reflect.String && !strings.HasPrefix(path, ".Steps") {
			add(v.String())
		}
	})
	add(w.Patient.LeftOutCount(3))
	add(w.Patient.ChartText(12, "$100", "$200"))
	for _, p := range paragraphs(lang) {
		add(p)
	}
	return out
}

// paragraphs are the page's static texts in a language.
func paragraphs(lang string) []string {
	data, err := os.ReadFile("../../web/shell/pages/patient.html")
	if err != nil {
		return nil
	}
	var out []string
	for _, line := range strings.Split(string(data), "\n") {
		for _, m := range regexp.MustCompile(`<(?:dd|span class="(e[ns])"[^>]*)>([^<]*)<`).FindAllStringSubmatch(line, -1) {
			spanish := m[1] == "es" || m[1] == "" && regexp.MustCompile(`[áéíóúñ]|usted`).MatchString(line)
			if spanish == (lang == quote.Spanish) {
				out = append(out, m[2])
			}
		}
	}
	return out
}

func words(s string) []string {
	return regexp.MustCompile(`[\p{L}’']+`).FindAllString(s, -1)
}

// syllables counts groups of vowels; a final silent e of English is none.
func syllables(word, lang string) int {
	word = strings.ToLower(word)
	if lang == quote.Spanish {
		// A weak vowel beside a strong one is one syllable; two strong are two.
		word = regexp.MustCompile(`[iuü]?([aeoáéó])[iuyü]?`).ReplaceAllString(word, "$1.")
		return max(1, len(regexp.MustCompile(`[aeoáéóíú]|[iuü]+`).FindAllString(word, -1)))
	}
	if len(word) > 3 && strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") {
		word = word[:len(word)-1]
	}
	if strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "ted") && !strings.HasSuffix(word, "ded") && len(word) > 4 {
		word = word[:len(word)-2]
	}
	return max(1, len(regexp.MustCompile(`[aeiouy]+`).FindAllString(word, -1)))
}

func measure(lang string) (sentencesN, wordsN, syllablesN float64) {
	for _, s := range sentences(lang) {
		sentencesN++
		for _, w := range words(s) {
			wordsN++
			syllablesN += float64(syllables(w, lang))
		}
	}
	return sentencesN, wordsN, syllablesN
}

func TestThePageIsEasyToRead(t *testing.T) {
	s, w, y := measure(quote.English)
	grade := 0.39*w/s + 11.8*y/w - 15.59
	t.Logf("English: %.0f sentences, %.1f words each, %.2f syllables a word: Flesch-Kincaid grade %.1f (at most %.0f)", s, w/s, y/w, grade, hardestGrade)
	if grade > hardestGrade {
		t.Error("English is too hard")
	}
	s, w, y = measure(quote.Spanish)
	huerta := 206.84 - 60*y/w - 1.02*w/s
	t.Logf("Spanish: %.0f sentences, %.1f words each, %.2f syllables a word: Fernández Huerta %.1f (at least %.0f)", s, w/s, y/w, huerta, hardestHuerta)
	if huerta < hardestHuerta {
		t.Error("Spanish is too hard")
	}
}

// The longest sentences are the hardest: none may run on.
func TestNoSentenceRunsOn(t *testing.T) {
	for _, lang := range []string{quote.English, quote.Spanish} {
		for _, s := range sentences(lang) {
			if n := len(words(s)); n > 26 {
				t.Errorf("%s: %d words: %s", lang, n, s)
			}
		}
	}
}

func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{"visit": 2, "price": 1, "therapy": 3, "table": 2, "worked": 1, "added": 2} {
		if got := syllables(word, quote.English); got != want {
			t.Errorf("%s has %d syllables, want %d", word, got, want)
		}
	}
	for word, want := range map[string]int{"cuenta": 2, "visita": 3, "año": 2, "día": 2, "usted": 2, "cuidado": 3, "leer": 2, "precio": 2} {
		if got := syllables(word, quote.Spanish); got != want {
			t.Errorf("%s tiene %d sílabas, no %d", word, want, got)
		}
	}
}

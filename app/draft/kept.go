package draft

import (
	"maps"
	"slices"
	"strings"

	"therapytally/app/timer"
	"therapytally/rules/code"
)

// Names of what is kept besides the texts of the fields.
const (
	keptQP       = "qp"
	keptAttested = "attested"
	keptCharges  = "charges-shown"
	keptPrefer   = "prefer"
	keptDistinct = "distinct."
	keptHelped   = "assistants"
	keptDated    = "dated"
	partBy       = "by"
	partHand     = "hand"
	partFed      = "fed"

	yes = "yes"
	// joint stands between codes: a blank or a dash between two runs of five
	// digits would look like a phone number to the guard of the day sheet.
	joint = ","
)

// once are the text fields that stand once.
func once() []Field { return []Field{Date, Place, Deductible, UsedPTSLP, UsedOT} }

// Keep writes what was typed and chosen as texts by name, with the keys of its services in
// their order. What is empty is left out; time and ticks are kept as they are.
func (s *State) Keep() (rows []int, texts map[string]string) {
	texts = map[string]string{string(Discipline): s.Discipline.String()}
	put := func(name, text string) {
		if text != "" {
			texts[name] = text
		}
	}
	for _, f := range once() {
		put(string(f), s.Text(f))
	}
	for _, r := range s.Rows {
		rows = append(rows, r.Key)
		for _, f := range r.fields() {
			put(string(f), *r.text(f))
		}
		put(string(fieldOf(r.Key, partHand)), flag(r.Hand))
		put(string(fieldOf(r.Key, partFed)), flag(r.fed))
		if r.By != timer.Therapist {
			put(string(fieldOf(r.Key, partBy)), string(r.By))
		}
	}
	s.Payer.keep(put)
	put(keptQP, flag(s.QP))
	put(keptAttested, flag(s.Attested))
	put(keptCharges, flag(s.Charges))
	put(keptHelped, flag(s.Assistants))
	put(keptDated, flag(s.Dated))
	var prefer []string
	for _, c := range s.Prefer {
		prefer = append(prefer, c.String())
	}
	put(keptPrefer, strings.Join(prefer, joint))
	for c, modifier := range s.Distinct {
		put(keptDistinct+c.String(), modifier)
	}
	return rows, texts
}

func (r *Row) fields() []Field {
	return []Field{CodeOf(r.Key), MinutesOf(r.Key), AssistantOf(r.Key), UnitsOf(r.Key), ChargeOf(r.Key)}
}

func flag(on bool) string {
	if on {
		return yes
	}
	return ""
}

// Restore reads back what Keep has written. A text that cannot be is as if it
// were not there.
func Restore(rows []int, texts map[string]string, firstService string) *State {
	s := New("", "", firstService)
	s.Rows, s.lastKey = nil, 0
	for _, key := range rows {
		s.Rows = append(s.Rows, Row{Key: key})
		s.lastKey = max(s.lastKey, key)
	}
	if d, err := code.ParseDiscipline(texts[string(Discipline)]); err == nil {
		s.Discipline = d
	}
	for _, f := range once() {
		s.Set(f, texts[string(f)])
	}
	for i := range s.Rows {
		r := &s.Rows[i]
		for _, f := range r.fields() {
			*r.text(f) = texts[string(f)]
		}
		r.Hand, r.By = texts[string(fieldOf(r.Key, partHand))] == yes, whoOf(texts[string(fieldOf(r.Key, partBy))])
		r.fed = texts[string(fieldOf(r.Key, partFed))] == yes
	}
	s.Payer = restorePayer(texts)
	s.QP, s.Attested, s.Charges = texts[keptQP] == yes, texts[keptAttested] == yes, texts[keptCharges] == yes
	s.Assistants, s.Dated = texts[keptHelped] == yes, texts[keptDated] == yes
	s.restoreChoices(texts)
	s.settle()
	return s
}

// Untouched reports whether nothing was entered since the form came, with its
// first service and in its place.
func (s *State) Untouched() bool {
	blank := New(s.Date, s.Place, s.firstService)
	blank.Discipline, blank.Payer = s.Discipline, s.Payer
	rows, texts := s.Keep()
	blankRows, blankTexts := blank.Keep()
	return s.Focus == "" && len(s.Time.Spans)+len(s.Ticked) == 0 && slices.Equal(rows, blankRows) && maps.Equal(texts, blankTexts)
}

// Take gives a restored form its log. Where the log never held anything, the
// minutes are no timer's of this visit: they came from a copied one.
func (s *State) Take(log timer.Log) {
	s.Time = log
	if log.Next > 0 {
		return
	}
	for i := range s.Rows {
		s.Rows[i].fed = false
	}
}

// whoOf is who was with the patient; the therapist, unless it says otherwise.
func whoOf(text string) timer.By {
	if by := timer.By(text); by == timer.Assistant || by == timer.Both {
		return by
	}
	return timer.Therapist
}

func (s *State) restoreChoices(texts map[string]string) {
	for text := range strings.SplitSeq(texts[keptPrefer], joint) {
		if c, err := code.ParseHCPCS(text); err == nil {
			s.Prefer = append(s.Prefer, c)
		}
	}
	for name, modifier := range texts {
		text, is := strings.CutPrefix(name, keptDistinct)
		if c, err := code.ParseHCPCS(text); is && err == nil {
			s.Distinct[c] = modifier
		}
	}
}

// settle marks every field as one that the user has left: nobody is typing in
// a form that was just brought back, so its faults are shown.
func (s *State) settle() {
	for _, f := range slices.Concat(once(), PayerFields()) {
		s.left[f] = true
	}
	for i := range s.Rows {
		for _, f := range s.Rows[i].fields() {
			s.left[f] = true
		}
	}
}

// Fields are the text fields of the state with what stands in them.
func (s *State) Fields() map[Field]string {
	out := map[Field]string{}
	for _, f := range slices.Concat(once(), PayerFields()) {
		out[f] = s.Text(f)
	}
	for i := range s.Rows {
		for _, f := range s.Rows[i].fields() {
			out[f] = s.Text(f)
		}
	}
	return out
}

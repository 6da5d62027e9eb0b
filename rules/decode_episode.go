package rules

import (
	"bytes"
	"encoding/json"

	"therapytally/rules/strict"
)

// ParseEpisode reads {"visit": Visit, "episode": {...}}. The error is a
// *Refusal that names the field.
func ParseEpisode(data []byte) (Visit, Plan, error) {
	root, err := strict.Parse(data, MaxVisitBytes)
	if err != nil {
		return Visit{}, Plan{}, refusal(err)
	}
	o := root.Object(&err)
	if !o.Get("visit").Given() || !o.Get("episode").Given() {
		o.Fail("episode", "needs a visit and an episode")
	}
	v := decodeVisit(o.Get("visit"), &err)
	p := decodePlan(o.Object("episode"), &err)
	o.Done()
	if err != nil {
		return Visit{}, Plan{}, refusal(err)
	}
	return v, p, nil
}

func decodePlan(r strict.Reader, err *error) Plan {
	p := Plan{PerWeek: r.Int("perWeek", 1, MaxPerWeek), Weeks: r.Int("weeks", 1, MaxWeeks)}
	assume := optionalBool(r, "assumeNextYear") // default true
	p.PublishedOnly = assume != nil && !*assume
	for _, day := range r.List("weekdays") {
		p.Weekdays = append(p.Weekdays, day.Text(err))
	}
	r.Done()
	return p
}

// isEpisode reports whether the JSON is an object that begins with the keys of
// a course.
func isEpisode(data []byte) bool {
	dec := json.NewDecoder(bytes.NewReader(data))
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return false
	}
	key, err := dec.Token()
	return err == nil && (key == "visit" || key == "episode")
}

func (b *Book) answerEpisode(data []byte) []byte {
	v, p, err := ParseEpisode(data)
	if err != nil {
		return refused(err)
	}
	e, err := b.Episode(v, p)
	if err != nil {
		return refused(err)
	}
	out, err := json.Marshal(e)
	if err != nil {
		return refused(err)
	}
	return out
}

package quote

import (
	"errors"
	"slices"
	"strings"

	"therapytally/app/link"
)

// A link holds the answers in its fragment, which no browser sends to any
// server. It begins with its version; a reader of another version is told.
const (
	linkVersion = "v1"
	LongestLink = 2000
	longestText = 14 // a date is 10 characters, a million dollars 12
	lineKey     = "line"
)

// Errors of a link that cannot be read.
var (
	ErrVersion = errors.New("plan: read link: made by another version")
	ErrLink    = errors.New("plan: read link: not a link of this page")
)

// Encode writes the answers as a fragment, without the "#". Texts that are
// longer than any real answer are left out: they cannot be answers.
func Encode(s *State) string {
	parts := []string{linkVersion}
	for _, f := range Fields() {
		if text := s.Get(f); text != "" && len(text) <= longestText {
			parts = append(parts, string(f)+"="+link.Escape(text))
		}
	}
	for _, l := range s.Lines {
		if len(l.Code) <= longestText && len(l.Units) <= longestText {
			parts = append(parts, lineKey+"="+link.Escape(l.Code)+"*"+link.Escape(l.Units))
		}
	}
	return strings.Join(parts, "&")
}

// Held lists the fields that a link of these answers holds.
func Held(s *State) []Field {
	var out []Field
	for _, f := range Fields() {
		if text := s.Get(f); text != "" && len(text) <= longestText {
			out = append(out, f)
		}
	}
	return out
}

// Decode reads a fragment. It takes nothing on trust: unknown keys, repeated
// keys and choices that do not exist are refused.
func Decode(fragment string) (*State, error) {
	fragment = strings.TrimPrefix(fragment, "#")
	if len(fragment) > LongestLink {
		return nil, ErrLink
	}
	parts := strings.Split(fragment, "&")
	switch {
	case len(parts[0]) < 2 || parts[0][0] != 'v' || strings.Trim(parts[0][1:], "0123456789") != "":
		return nil, ErrLink
	case parts[0] != linkVersion:
		return nil, ErrVersion
	}
	s := &State{values: map[Field]string{}}
	for _, part := range parts[1:] {
		key, text, _ := strings.Cut(part, "=")
		if err := s.take(key, text); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *State) take(key, text string) error {
	if key == lineKey {
		return s.takeLine(text)
	}
	f := Field(key)
	value, read := link.Unescape(text)
	_, again := s.values[f]
	allowed := choices(f)
	if !read || again || value == "" || len(value) > longestText || !slices.Contains(Fields(), f) || len(allowed) > 0 && !slices.Contains(allowed, value) {
		return ErrLink
	}
	s.values[f] = value
	return nil
}

func (s *State) takeLine(text string) error {
	name, units, ok := strings.Cut(text, "*")
	code, ok1 := link.Unescape(name)
	number, ok2 := link.Unescape(units)
	if !ok || !ok1 || !ok2 || len(code) > longestText || len(number) > longestText || len(s.Lines) == MaxLines {
		return ErrLink
	}
	s.Lines = append(s.Lines, Line{code, number})
	return nil
}

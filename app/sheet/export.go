package sheet

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"therapytally/rules"
	"therapytally/rules/code"
)

const (
	// Format names our files; Version is the one written and the only one
	// read.
	Format  = "therapy-tally-day-sheet"
	Version = 1

	longestFile  = 32 << 20
	longestVisit = 1 << 20
	deepest      = 8
)

// file is the JSON of a sheet.
type file struct {
	Format  string  `json:"format"`
	Version int     `json:"version"`
	Visits  []Visit `json:"visits"`
}

// Export writes the sheet as JSON: the same sheet gives the same bytes.
func (s *Sheet) Export() []byte {
	visits := s.Visits
	if visits == nil {
		visits = []Visit{}
	}
	return append(marshal(file{Format, Version, visits}), '\n')
}

// marshal cannot fail: the types hold only numbers, texts and lists of them.
func marshal(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic("sheet: " + err.Error())
	}
	return data
}

// Import reads an exported sheet strictly: a key unknown or given twice, a
// label that looks like a name or a time that cannot be is an error, and then
// nothing is taken.
func Import(data []byte) (*Sheet, error) {
	if len(data) > longestFile {
		return nil, &Fault{"the file", TooLong}
	}
	var head struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if !utf8.Valid(data) || json.Unmarshal(data, &head) != nil {
		return nil, &Fault{"the file", NotJSON}
	}
	if head.Format != Format || head.Version != Version {
		return nil, &Fault{"the file", OtherVersion}
	}
	var f file
	if err := readStrictly(data, &f); err != nil {
		return nil, err
	}
	s := &Sheet{Visits: f.Visits}
	if err := s.Check(); err != nil {
		return nil, err
	}
	return s, nil
}

// readStrictly reads one JSON value with known keys, each given once.
func readStrictly(data []byte, into any) error {
	if twice := keyTwice(data); twice != "" {
		return &Fault{twice, Twice}
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		if key, found := strings.CutPrefix(err.Error(), "json: unknown field "); found {
			return &Fault{key, UnknownKey}
		}
		return &Fault{"the file", NotJSON}
	}
	if _, err := dec.Token(); err != io.EOF {
		return &Fault{"the file", NotJSON}
	}
	return nil
}

// keyTwice returns a key that an object gives twice, in whatever case:
// encoding/json would let the last one win. Field names of the form are keys
// of their own and differ by case.
func keyTwice(data []byte) string {
	dec := json.NewDecoder(bytes.NewReader(data))
	var open []map[string]bool // nil: a list
	isKey := false
	for {
		token, err := dec.Token()
		if err != nil || len(open) > deepest {
			return "" // the reader will say what is wrong
		}
		switch t := token.(type) {
		case json.Delim:
			open, isKey = nest(open, t)
			continue
		case string:
			if isKey {
				seen := open[len(open)-1]
				if key := strings.ToLower(t); seen[key] {
					return t
				} else {
					seen[key] = true
				}
				isKey = false
				continue
			}
		}
		isKey = len(open) > 0 && open[len(open)-1] != nil
	}
}

// nest follows a bracket and says whether a key comes next.
func nest(open []map[string]bool, t json.Delim) ([]map[string]bool, bool) {
	switch t {
	case '{':
		return append(open, map[string]bool{}), true
	case '[':
		return append(open, nil), false
	}
	open = open[:len(open)-1]
	return open, len(open) > 0 && open[len(open)-1] != nil
}

// Check refuses a sheet that cannot be.
func (s *Sheet) Check() error {
	if len(s.Visits) > MostVisits {
		return &Fault{"visits", TooMany}
	}
	seen := map[string]bool{}
	for _, v := range s.Visits {
		if err := v.Check(); err != nil {
			return err
		}
		if seen[v.ID] {
			return &Fault{"id", Twice}
		}
		seen[v.ID] = true
	}
	return nil
}

// Check refuses a visit that cannot be.
func (v *Visit) Check() error {
	if !isName(v.ID) {
		return &Fault{"id", BadField}
	}
	if why := CheckLabel(v.Label); why != Fine {
		return &Fault{"label", why}
	}
	if err := v.checkRows(); err != nil {
		return err
	}
	if len(v.Texts) > MostFields || len(v.Ticked) > MostTicks {
		return &Fault{"texts", TooMany}
	}
	for field, text := range v.Texts {
		if err := checkText(field, text); err != nil {
			return err
		}
	}
	if slices.ContainsFunc(v.Ticked, func(id string) bool { return !isName(id) }) {
		return &Fault{"ticked", BadField}
	}
	if v.Timer.Check() != nil {
		return &Fault{"timer", BadTimer}
	}
	return v.Billed.check()
}

func (v *Visit) checkRows() error {
	if len(v.Rows) > MostRows {
		return &Fault{"rows", TooMany}
	}
	for i, key := range v.Rows {
		if key < 1 || slices.Contains(v.Rows[:i], key) {
			return &Fault{"rows", Twice}
		}
	}
	return nil
}

func (b *Billed) check() error {
	if b == nil {
		return nil
	}
	if _, err := code.ParseDate(b.Date); err != nil {
		return &Fault{"billed", BadField}
	}
	for _, l := range b.Lines {
		if _, err := code.ParseHCPCS(l.Code); err != nil || l.Units < 0 || l.Units > rules.MaxUnits {
			return &Fault{"billed", BadField}
		}
	}
	return nil
}

// Encode writes one visit for keeping.
func (v Visit) Encode() string { return string(marshal(v)) }

// Decode reads one kept visit under the ID that it is kept under, which of a
// conflict's second state is not the one that it was written with.
func Decode(id, data string) (Visit, error) {
	var v Visit
	if len(data) > longestVisit || json.Unmarshal([]byte(data), &v) != nil {
		return Visit{}, &Fault{"the visit", NotJSON}
	}
	v.ID = id
	if err := v.Check(); err != nil {
		return Visit{}, err
	}
	return v, nil
}

// Join adds the visits of another sheet at the end. A visit whose ID is taken
// gets a new one. If they do not all fit, none is added.
func (s *Sheet) Join(other *Sheet, newID func() string) error {
	if len(s.Visits)+len(other.Visits) > MostVisits {
		return &Fault{"visits", TooMany}
	}
	for _, v := range other.Visits {
		v = v.Clone()
		if s.Index(v.ID) >= 0 {
			v.ID = newID()
		}
		if err := s.insert(len(s.Visits), v); err != nil {
			return err
		}
	}
	return nil
}

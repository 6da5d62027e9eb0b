package sheet

import (
	"bytes"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"therapytally/app/timer"
)

const (
	// Format names our files; Version is the one written and the only one
	// read.
	Format  = "therapy-tally-day-sheet"
	Version = 1

	mostInFile   = 4 * MostVisits
	longestFile  = 32 << 20
	longestVisit = 1 << 20
	deepest      = 8
)

// file is the JSON of a sheet.
type file struct {
	Format  string  `json:"format"`
	Version int     `json:"version"`
	Visits  []Visit `json:"visits"`
	Sum     string  `json:"sum,omitempty"` // of what was entered; none: a file of another hand
}

// sumOf is the checksum of what was entered.
func sumOf(visits []Visit) string {
	return strconv.FormatUint(uint64(crc32.ChecksumIEEE(marshal(visits))), 16)
}

// Export writes the sheet as JSON: the same sheet gives the same bytes, and so
// does one that was read from them.
func (s *Sheet) Export() []byte {
	visits := make([]Visit, len(s.Visits))
	for i, v := range s.Visits {
		v.Timer.Seen.Run = ""
		visits[i] = v
	}
	return append(marshal(file{Format, Version, visits, sumOf(visits)}), '\n')
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
// label that looks like a name, a time that cannot be or a sum that is not the
// file's is an error, and then nothing is taken.
func Import(data []byte) (*Sheet, error) {
	if len(data) > longestFile {
		return nil, &Fault{Field: "the file", Why: TooLong}
	}
	var head struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if !utf8.Valid(data) || json.Unmarshal(data, &head) != nil {
		return nil, &Fault{Field: "the file", Why: NotJSON}
	}
	if head.Format != Format || head.Version != Version {
		return nil, &Fault{Field: "the file", Why: OtherVersion}
	}
	var f file
	if err := readStrictly(data, &f); err != nil {
		return nil, err
	}
	s := &Sheet{Visits: f.Visits}
	if err := s.Check(); err != nil {
		return nil, err
	}
	for i := range s.Visits {
		if err := s.Visits[i].checkTimes(); err != nil {
			return nil, in(i, err)
		}
	}
	if f.Sum != "" && f.Sum != sumOf(f.Visits) {
		return nil, &Fault{Field: "sum", Why: Damaged}
	}
	return s, nil
}

// checkTimes refuses times that no tablet can have counted.
func (v *Visit) checkTimes() error {
	place, why := v.Timer.Refused()
	switch {
	case place == 0:
		return nil
	case why == timer.OverMidnight:
		return &Fault{Field: "timer", Why: OverMidnight, Time: place}
	}
	return &Fault{Field: "timer", Why: Overlaps, Time: place}
}

// in names the visit that a refusal is about.
func in(visit int, err error) error {
	var f *Fault
	if errors.As(err, &f) {
		f.Visit = visit + 1
	}
	return err
}

// readStrictly reads one JSON value with known keys, each given once.
func readStrictly(data []byte, into any) error {
	if twice := keyTwice(data); twice != "" {
		return &Fault{Field: twice, Why: Twice}
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		if key, found := strings.CutPrefix(err.Error(), "json: unknown field "); found {
			return &Fault{Field: key, Why: UnknownKey}
		}
		return &Fault{Field: "the file", Why: NotJSON}
	}
	if _, err := dec.Token(); err != io.EOF {
		return &Fault{Field: "the file", Why: NotJSON}
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

// Check refuses a sheet that cannot be. One that two tabs have filled may hold
// more visits than can be added.
func (s *Sheet) Check() error {
	if len(s.Visits) > mostInFile {
		return &Fault{Field: "visits", Why: TooMany}
	}
	seen := map[string]bool{}
	for i, v := range s.Visits {
		if err := v.Check(); err != nil {
			return in(i, err)
		}
		if seen[v.ID] {
			return &Fault{Field: "id", Why: Twice, Visit: i + 1}
		}
		seen[v.ID] = true
	}
	return nil
}

// Check refuses a visit that cannot be.
func (v *Visit) Check() error {
	if !isName(v.ID) {
		return &Fault{Field: "id", Why: BadField}
	}
	if why := CheckLabel(v.Label); why != Fine {
		return &Fault{Field: "label", Why: why}
	}
	if err := v.checkRows(); err != nil {
		return err
	}
	if len(v.Texts) > MostFields || len(v.Ticked) > MostTicks {
		return &Fault{Field: "texts", Why: TooMany}
	}
	for field, text := range v.Texts {
		if err := checkText(field, text); err != nil {
			return err
		}
	}
	for i, id := range v.Ticked {
		switch {
		case !isName(id):
			return &Fault{Field: "ticked", Why: BadField}
		case slices.Contains(v.Ticked[:i], id):
			return &Fault{Field: "ticked", Why: Twice}
		}
	}
	if v.Timer.Check() != nil {
		return &Fault{Field: "timer", Why: BadTimer}
	}
	return nil
}

func (v *Visit) checkRows() error {
	if len(v.Rows) > MostRows {
		return &Fault{Field: "rows", Why: TooMany}
	}
	for i, key := range v.Rows {
		if key < 1 || slices.Contains(v.Rows[:i], key) {
			return &Fault{Field: "rows", Why: Twice}
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
		return Visit{}, &Fault{Field: "the visit", Why: NotJSON}
	}
	v.ID = id
	if err := v.Check(); err != nil {
		return Visit{}, err
	}
	return v, nil
}

// Join adds the visits of another sheet at the end and returns how many. A
// visit that is here as it stands is left out; one of another state gets an ID
// of its own. If they do not all fit, none is added; an empty sheet takes any
// file.
func (s *Sheet) Join(other *Sheet, newID func() string) (added int, err error) {
	var fresh []Visit
	for _, v := range other.Visits {
		v = v.Clone()
		if here := s.Visit(v.ID); here != nil {
			if here.same(v) {
				continue
			}
			v.ID = newID()
		}
		fresh = append(fresh, v)
	}
	if len(s.Visits) > 0 && len(s.Visits)+len(fresh) > MostVisits {
		return 0, &Fault{Field: "visits", Why: TooMany}
	}
	s.Visits = append(s.Visits, fresh...)
	return len(fresh), nil
}

// same reports two states that differ in which run of the page has read the
// clocks, or in nothing.
func (v Visit) same(o Visit) bool {
	v.Timer.Seen.Run, o.Timer.Seen.Run = "", ""
	return v.Encode() == o.Encode()
}

// Like finds a visit that is the same but for its ID.
func (s *Sheet) Like(v Visit) *Visit {
	for i := range s.Visits {
		v.ID = s.Visits[i].ID
		if s.Visits[i].same(v) {
			return &s.Visits[i]
		}
	}
	return nil
}

package cms

import (
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"strings"
	"time"

	"therapytally/rules/code"
)

// windows holds the characters of cp1252 from 0x80 to 0x9f; the five that it
// leaves open keep their number.
var windows = []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")

// decode reads cp1252, the encoding of every CMS text file.
func decode(data []byte) string {
	var b strings.Builder
	b.Grow(len(data))
	for _, c := range data {
		switch {
		case c < 0x80:
			b.WriteByte(c)
		case c < 0xa0:
			b.WriteRune(windows[c-0x80])
		default:
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

// stray is DOS's end-of-file mark, which some CMS files carry as a last row.
const stray = "\x1a"

// lines counts physical lines from 1 and yields them without their end, be it
// CRLF or LF. Stray rows are passed over.
func lines(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		n := 0
		for line := range strings.Lines(text) {
			n++
			line = strings.TrimRight(line, "\r\n")
			if line != stray && !yield(n, line) {
				return
			}
		}
	}
}

// sheet reads a csv file record by record.
type sheet struct {
	file string
	csv  *csv.Reader
	line int // physical line on which the record begins
}

func newSheet(file string, data []byte) *sheet {
	r := csv.NewReader(strings.NewReader(decode(data)))
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	return &sheet{file: file, csv: r}
}

// next returns the next record; at the end it returns io.EOF.
func (s *sheet) next() ([]string, error) {
	for {
		cells, err := s.csv.Read()
		if err != nil {
			return nil, s.wrap(err)
		}
		s.line, _ = s.csv.FieldPos(0)
		if len(cells) > 1 || cells[0] != stray {
			return cells, nil
		}
	}
}

func (s *sheet) wrap(err error) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return fault(s.file, parse.Line, "", "character %d: %v", parse.Column, parse.Err)
	}
	return err
}

// rest calls see for every record that is left.
func (s *sheet) rest(see func(cells []string) error) error {
	for {
		cells, err := s.next()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = see(cells)
		}
		if err != nil {
			return err
		}
	}
}

// squeeze trims a cell and turns each run of blanks and line ends into one
// blank: captions are broken over lines and padded at will.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func empty(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// clone copies cells out of a record that is used again for the next row.
func clone(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = strings.Clone(c)
	}
	return out
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// isCode reports whether s has the form of a procedure code.
func isCode(s string) bool {
	_, err := code.ParseHCPCS(s)
	return err == nil
}

func parseDay(layout, s string) (code.Date, bool) {
	t, err := time.Parse(layout, s)
	if err != nil {
		return code.Date{}, false
	}
	d, err := code.ParseDate(t.Format(time.DateOnly))
	return d, err == nil
}

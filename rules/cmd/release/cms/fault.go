package cms

import (
	"fmt"
	"strconv"
)

// Fault is a place in a published file that is not as its layout says.
type Fault struct {
	File   string // as CMS named it
	Line   int    // physical line; 0 where the whole file is at fault
	Column string // the caption, or the columns of a fixed-width file
	Why    string
}

func (f *Fault) Error() string {
	at := f.File
	if f.Line > 0 {
		at += ":" + strconv.Itoa(f.Line)
	}
	if f.Column != "" {
		at += ": " + f.Column
	}
	return "release: read " + at + ": " + f.Why
}

func fault(file string, line int, column, why string, args ...any) error {
	return &Fault{file, line, column, fmt.Sprintf(why, args...)}
}

// show quotes a cell in a message and keeps it short. It is never called with
// a description.
func show(cell string) string {
	const most = 16
	if len(cell) > most {
		cell = cell[:most] + "..."
	}
	return strconv.Quote(cell)
}

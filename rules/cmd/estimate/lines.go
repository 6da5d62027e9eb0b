package main

import (
	"bufio"
	"bytes"
	"io"

	"therapytally/rules"
)

// line is a line of the input without its end and the blanks around it. Of a
// line longer than a visit may be there is the size alone.
type line struct {
	text []byte // nil where the line is too long
	size int64
}

// reader reads lines of any length in bounded memory.
type reader struct {
	r       *bufio.Reader
	started bool
}

func newReader(in io.Reader) *reader { return &reader{r: bufio.NewReaderSize(in, 64<<10)} }

// mark is the byte order mark that Windows programs write before UTF-8 text.
var mark = []byte("\xef\xbb\xbf")

// next returns the next line, or io.EOF behind the last one: the newline at the
// end of the input begins no line. After any other error the line is lost.
func (r *reader) next() (line, error) {
	if !r.started {
		r.started = true
		if first, _ := r.r.Peek(len(mark)); bytes.Equal(first, mark) { // an error comes back with the first line
			r.r.Discard(len(mark))
		}
	}
	text, size := []byte{}, int64(0)
	for {
		part, err := r.r.ReadSlice('\n')
		size += int64(len(part))
		if size <= rules.MaxVisitBytes+int64(len("\r\n")) {
			text = append(text, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && size > 0, err == nil:
			return whole(text, size, part), nil
		}
		return line{}, err
	}
}

// whole is a line whose end has been read. The last part of it tells how much
// of its size is the line's end.
func whole(text []byte, size int64, last []byte) line {
	if int64(len(text)) == size {
		last = text // its end may have come in two parts
	}
	size -= int64(len(last) - len(bytes.TrimRight(last, "\r\n")))
	if size > rules.MaxVisitBytes {
		return line{nil, size}
	}
	text = bytes.TrimSpace(text)
	return line{text, int64(len(text))}
}

// Command estimate answers visits: one JSON visit a line on standard input,
// one JSON answer a line on standard output, in order. It exits 0 even where
// single visits are refused, and 2 when the input is no JSON lines at all.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"therapytally/rules"
)

func main() {
	trace := flag.Bool("trace", false, "write every step of the arithmetic")
	knows := flag.Bool("knows", false, "list every number and table of this build with its dates and source, and stop")
	flag.Parse()
	if *knows {
		os.Exit(list(os.Stdout, os.Stderr))
	}
	os.Exit(run(os.Stdin, os.Stdout, os.Stderr, *trace))
}

const (
	exitOK      = 0
	exitBroken  = 1
	exitNotJSON = 2
)

func run(in io.Reader, out, errs io.Writer, trace bool) int {
	book, err := rules.Standard()
	if err != nil {
		fmt.Fprintln(errs, "estimate: load:", err)
		return exitBroken
	}
	lines := bufio.NewReaderSize(in, 64<<10)
	answers := bufio.NewWriter(out)
	defer answers.Flush()
	given, valid := 0, 0
	for {
		line, err := readLine(lines)
		if len(line) > 0 {
			given++
			if json.Valid(line) {
				valid++
			}
			answers.Write(book.Answer(line, trace))
			answers.WriteByte('\n')
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			fmt.Fprintln(errs, "estimate: read:", err)
			return exitBroken
		}
	}
	if given > 0 && valid == 0 {
		fmt.Fprintln(errs, "estimate: the input is no JSON lines: write one visit a line")
		return exitNotJSON
	}
	return exitOK
}

// list writes what this build knows, one thing a paragraph.
func list(out, errs io.Writer) int {
	book, err := rules.Standard()
	if err != nil {
		fmt.Fprintln(errs, "estimate: load:", err)
		return exitBroken
	}
	for _, k := range book.Knows() {
		kind := "number"
		if k.Table {
			kind = "table"
		}
		fmt.Fprintf(out, "%s %s: %s\n  answers for %s\n", kind, k.ID, k.Value, k.Span)
		if k.Own != k.Span {
			fmt.Fprintf(out, "  made for %s\n", k.Own)
		}
		fmt.Fprintf(out, "  %s: %s (%s), %s: %s\n  seen: %s; confidence %s\n", k.Source.Publisher, k.Source.Title, k.Source.Date, k.At, k.Says, k.Source.Seen, k.Source.Confidence)
	}
	return exitOK
}

// readLine returns the next line without blanks around it. Of a line that is
// longer than a visit may be, it keeps just enough to be refused.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line) <= rules.MaxVisitBytes {
			line = append(line, part...)
		}
		if err != bufio.ErrBufferFull {
			return bytes.TrimSpace(line), err
		}
	}
}

// Command estimate answers visits: one JSON visit a line on standard input,
// one JSON answer a line on standard output, in order. An empty line is refused
// like any other, so that the two files can be joined line by line; a byte order
// mark at the start of the input is skipped. It exits 0 even where single visits
// are refused, 1 when the input could not be read or the answers could not be
// written, and 2 when the input is no JSON lines at all.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
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
	lines, answers := newReader(in), bufio.NewWriter(out)
	given, valid := 0, 0
	for {
		l, err := lines.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return broken(errs, errors.Join(wrapped("read", err), wrapped("write", answers.Flush())))
		}
		given++
		if json.Valid(l.text) {
			valid++
		}
		answers.Write(answerTo(book, l, trace))
		if err := answers.WriteByte('\n'); err != nil { // the writer keeps its first error
			return broken(errs, wrapped("write", err))
		}
	}
	if err := answers.Flush(); err != nil {
		return broken(errs, wrapped("write", err))
	}
	if given > 0 && valid == 0 {
		fmt.Fprintln(errs, "estimate: the input is no JSON lines: write one visit a line")
		return exitNotJSON
	}
	return exitOK
}

func broken(errs io.Writer, err error) int {
	fmt.Fprintln(errs, err)
	return exitBroken
}

// wrapped names the step that failed; no error stays none.
func wrapped(step string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("estimate: %s: %w", step, err)
}

// answerTo answers every line, so that the n-th answer belongs to the n-th line.
func answerTo(book *rules.Book, l line, trace bool) []byte {
	switch {
	case l.size == 0:
		return refusal("the line is empty")
	case l.text == nil:
		return refusal(fmt.Sprintf("is %d bytes; at most %d are read", l.size, rules.MaxVisitBytes))
	}
	return book.Answer(l.text, trace)
}

func refusal(reason string) []byte {
	out, _ := json.Marshal(map[string]rules.Refusal{"error": {Field: "visit", Reason: reason}}) // two strings always encode
	return out
}

// list writes what this build knows, one thing a paragraph.
func list(out, errs io.Writer) int {
	book, err := rules.Standard()
	if err != nil {
		fmt.Fprintln(errs, "estimate: load:", err)
		return exitBroken
	}
	w := bufio.NewWriter(out)
	for _, k := range book.Knows() {
		kind := "number"
		if k.Table {
			kind = "table"
		}
		fmt.Fprintf(w, "%s %s: %s\n  answers for %s\n", kind, k.ID, k.Value, k.Span)
		if k.Own != k.Span {
			fmt.Fprintf(w, "  made for %s\n", k.Own)
		}
		fmt.Fprintf(w, "  %s: %s (%s), %s: %s\n  seen: %s; confidence %s\n", k.Source.Publisher, k.Source.Title, k.Source.Date, k.At, k.Says, k.Source.Seen, k.Source.Confidence)
	}
	if err := w.Flush(); err != nil {
		return broken(errs, wrapped("write", err))
	}
	return exitOK
}

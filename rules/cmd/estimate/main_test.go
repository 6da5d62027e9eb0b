package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"therapytally/rules"
)

const good = `{"date":"2026-08-03","discipline":"PT","services":[{"code":"97530","minutes":15}]}`

func answer(t *testing.T, input string, trace bool) (int, []map[string]any, string) {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(strings.NewReader(input), &out, &errs, trace)
	var answers []map[string]any
	for line := range strings.Lines(out.String()) {
		var m map[string]any
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatalf("%v in %.80s", err, line)
		}
		answers = append(answers, m)
	}
	return code, answers, errs.String()
}

func TestLinesInOrder(t *testing.T) {
	refused := strings.Replace(good, "15", "-1", 1)
	code, got, errs := answer(t, good+"\n"+refused+"\nnot json\n"+good, false)
	if code != exitOK || errs != "" || len(got) != 4 {
		t.Fatalf("exit %d, %d answers, %q", code, len(got), errs)
	}
	if got[0]["totals"].(map[string]any)["allowed"] != "35.07" || got[0]["trace"] != nil || got[3]["totals"] == nil {
		t.Errorf("first answer %v", got[0])
	}
	if e := got[1]["error"].(map[string]any); e["field"] != "services[0].minutes" {
		t.Errorf("refusal %v", e)
	}
	if e := got[2]["error"].(map[string]any); e["field"] != "visit" {
		t.Errorf("no JSON %v", e)
	}
}

func TestTrace(t *testing.T) {
	_, got, _ := answer(t, good, true)
	tr := got[0]["trace"].(map[string]any)
	nodes, figures := tr["nodes"].([]any), tr["figures"].(map[string]any)
	at := int(figures["lines[0].allowed"].(float64))
	if v := nodes[at].(map[string]any)["value"]; v != "35.07" {
		t.Errorf("lines[0].allowed is node %d: %v", at, v)
	}
}

func TestNoJSONLines(t *testing.T) {
	if code, _, errs := answer(t, "hello\nworld\n", false); code != exitNotJSON || errs == "" {
		t.Errorf("exit %d, %q", code, errs)
	}
	if code, got, _ := answer(t, "", false); code != exitOK || len(got) != 0 {
		t.Errorf("empty input: exit %d", code)
	}
}

// TestKnows: every number and table stands there with its dates and source.
func TestKnows(t *testing.T) {
	var out, errs bytes.Buffer
	if code := list(&out, &errs); code != exitOK || errs.Len() > 0 {
		t.Fatalf("exit %d, %q", code, errs.String())
	}
	for _, want := range []string{
		"number part-b-deductible: 283 USD per calendar year\n  answers for 2026-01-01 to 2026-12-31",
		"table rvu-2026C: 2026C\n  answers for 2026-01-01 to 2026-12-31\n  made for 2026-07-01 to 2026-12-31",
		"table ncci-2024Q3", "confidence",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it does not say %q", want)
		}
	}
}

// TestEveryLineIsAnswered: the n-th answer belongs to the n-th line, so that
// the two files can be joined line by line. The newline that ends the file
// begins no line.
func TestEveryLineIsAnswered(t *testing.T) {
	for _, c := range []struct{ input, want string }{
		{good + "\n\n" + good, "yes empty yes"},
		{"\n" + good + "\n \t\n", "empty yes empty"},
		{good + "\r\n\r\n" + good + "\r\n", "yes empty yes"},
		{good + "\n", "yes"},
		{good + "\n\n", "yes empty"},
		{"\xef\xbb\xbf" + good + "\n" + good, "yes yes"},
		{"\xef\xbb\xbf", ""},
		{good + "\n\xef\xbb\xbf" + good, "yes no"}, // a mark within the file is no part of a visit
	} {
		_, got, _ := answer(t, c.input, false)
		var said []string
		for _, a := range got {
			e, refused := a["error"].(map[string]any)
			switch {
			case !refused:
				said = append(said, "yes")
			case e["reason"] == "the line is empty":
				said = append(said, "empty")
			default:
				said = append(said, "no")
			}
		}
		if s := strings.Join(said, " "); s != c.want {
			t.Errorf("%.60q: %s, want %s", c.input, s, c.want)
		}
	}
	if code, _, errs := answer(t, "\n\n", false); code != exitNotJSON || errs == "" {
		t.Errorf("nothing but empty lines: exit %d, %q", code, errs)
	}
}

// TestOverlongLine: a line that is too long is refused with its real size, and
// the next one is answered.
func TestOverlongLine(t *testing.T) {
	for _, size := range []int{rules.MaxVisitBytes + 1, 10 * rules.MaxVisitBytes} {
		_, got, _ := answer(t, strings.Repeat("[", size)+"\r\n"+good, false)
		if len(got) != 2 || got[0]["error"] == nil || got[1]["error"] != nil {
			t.Fatalf("%d answers: %v", len(got), got)
		}
		want := fmt.Sprintf("is %d bytes; at most %d are read", size, rules.MaxVisitBytes)
		if e := got[0]["error"].(map[string]any); e["field"] != "visit" || e["reason"] != want {
			t.Errorf("it says %v, want %s", e, want)
		}
	}
	if _, got, _ := answer(t, strings.Repeat(" ", rules.MaxVisitBytes-len(good))+good, false); len(got) != 1 || got[0]["error"] != nil {
		t.Errorf("the longest line: %v", got)
	}
}

// TestAnEndlessLineTakesNoMemory reads a line of 64 MB.
func TestAnEndlessLineTakesNoMemory(t *testing.T) {
	answer(t, good, false) // the book is loaded
	const size, most = 64 << 20, 4 << 20
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	code := run(io.LimitReader(endless{}, size), io.Discard, io.Discard, false)
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; code != exitNotJSON || took > most {
		t.Errorf("exit %d, %d bytes taken, at most %d", code, took, most)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '['
	}
	return len(p), nil
}

// TestAReadErrorFails: what was read is answered, a half line is not, and the
// program says that there was more.
func TestAReadErrorFails(t *testing.T) {
	var out, errs bytes.Buffer
	in := io.MultiReader(strings.NewReader(good+"\n"+good[:40]), iotest.ErrReader(errors.New("the disk is gone")))
	if code := run(in, &out, &errs, false); code != exitBroken || !strings.Contains(errs.String(), "the disk is gone") {
		t.Errorf("exit %d, %q", code, errs.String())
	}
	if n := strings.Count(out.String(), "\n"); n != 1 {
		t.Errorf("%d answers", n)
	}
}

// TestAWriteErrorFails: answers that are not on the disk are no success. The
// kernel's own full disk where there is one, and a writer that fails early.
func TestAWriteErrorFails(t *testing.T) {
	try := func(name string, out io.Writer) {
		var errs bytes.Buffer
		if code := run(strings.NewReader(good), out, &errs, false); code != exitBroken || !strings.HasPrefix(errs.String(), "estimate: write:") {
			t.Errorf("%s: exit %d, %q", name, code, errs.String())
		}
		errs.Reset()
		if code := list(out, &errs); code != exitBroken || !strings.HasPrefix(errs.String(), "estimate: write:") {
			t.Errorf("%s, -knows: exit %d, %q", name, code, errs.String())
		}
	}
	try("a closed pipe", closedPipe())
	if full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0); err == nil {
		defer full.Close()
		try("a full disk", full)
	}
	many := strings.NewReader(strings.Repeat(good+"\n", 2000))
	run(many, closedPipe(), io.Discard, false)
	if many.Len() == 0 {
		t.Error("it reads on though nothing can be written")
	}
}

func closedPipe() io.Writer {
	r, w := io.Pipe()
	r.Close()
	return w
}

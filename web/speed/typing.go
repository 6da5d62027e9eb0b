package main

import (
	"fmt"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// strokes is how many keystrokes a round types, and batch how many rounds.
const strokes = 40

// scene is a page made ready for typing: the field, and where its answer shows.
type scene struct {
	name, path    string
	field, answer string
	prepare       func(*tab) error
	digit         string // typed and deleted in turn; each changes the answer
}

func scenes() []scene {
	return []scene{
		{"visit page, four lines", "/", "#service-1-minutes", "#answer", usualVisit, "8"},
		{"patient page, 12 visits", "/patient/", "#rate", ".desk", func(t *tab) error { return course(t, "6") }, "5"},
		{"patient page, 100 visits", "/patient/", "#rate", ".desk", func(t *tab) error { return course(t, "50") }, "5"},
	}
}

// typing measures from a keystroke to the paint that shows its answer.
func (b *bench) typing() error {
	for _, s := range scenes() {
		times, err := b.typed(s)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		slow := make([]float64, len(times))
		middle := make([]float64, len(times))
		for i := range times {
			slow[i], middle[i] = p95(times[i]), median(times[i])
		}
		b.table.add(row{name: "keystroke to paint, p95, " + s.name, value: median(slow), unit: "ms", limit: 50,
			control: "median " + amount(median(middle), "ms"), peers: "35 to 46 ms, one big component 85"})
	}
	return nil
}

// typed gives the milliseconds of each stroke, round by round.
func (b *bench) typed(s scene) ([][]float64, error) {
	t, err := b.browser.profile()
	if err != nil {
		return nil, err
	}
	defer t.close()
	if _, err := t.usable(b.ours.url(s.path)); err != nil {
		return nil, err
	}
	if err := s.prepare(t); err != nil {
		return nil, err
	}
	if err := t.slowProcessor(slowdown); err != nil {
		return nil, err
	}
	script := fmt.Sprintf(`(watched.answer = %q, document.querySelector(%q).focus())`, s.answer, s.field)
	if err := t.do("focus", script); err != nil {
		return nil, err
	}
	var rounds [][]float64
	for range b.rounds {
		times, err := t.strokes(s.digit)
		if err != nil {
			return nil, err
		}
		rounds = append(rounds, times)
	}
	return rounds, nil
}

// strokes types and deletes a digit in turn and waits after each until the
// answer has come to rest.
func (t *tab) strokes(digit string) ([]float64, error) {
	if err := t.do("forget", "watched.strokes.length = 0"); err != nil {
		return nil, err
	}
	for i := range strokes {
		key := digit
		if i%2 == 1 {
			key = kb.Backspace
		}
		if err := t.keys(key); err != nil {
			return nil, err
		}
		if err := t.do("rest", "watched.rest()"); err != nil {
			return nil, err
		}
	}
	return eval[[]float64](t, "watched.strokes.map(({ took }) => took).filter(Boolean)")
}

// keys types text, or a key of package kb, into what has the focus.
func (t *tab) keys(text string) error { return chromedp.Do(t.ctx, chromedp.KeyEvent(text)) }

// do runs a script, a promise to its end.
func (t *tab) do(what, script string) error {
	if _, err := eval[bool](t, "Promise.resolve("+script+").then(() => true)"); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// put sets a field as its picker does.
func (t *tab) put(selector, value string) error {
	return t.do("put", fmt.Sprintf(`((e) => {
		e.value = %q;
		e.dispatchEvent(new Event("input", { bubbles: true }));
		e.dispatchEvent(new Event("blur"));
	})(document.querySelector(%q))`, value, selector))
}

// usualVisit is the contract's worked example and one line more.
func usualVisit(t *tab) error {
	if err := t.put("#date", "2026-08-03"); err != nil {
		return err
	}
	if err := t.put("#service-1-minutes", "30"); err != nil {
		return err
	}
	for _, code := range []string{"97110", "97140", "97112"} {
		if err := t.do("add", `document.querySelector("#add-service").click()`); err != nil {
			return err
		}
		if err := t.until(`/^service-\d+-code$/.test(document.activeElement.id)`); err != nil {
			return err
		}
		minutes, err := eval[string](t, `"#" + document.activeElement.id.replace("code", "minutes")`)
		if err != nil {
			return err
		}
		if err := t.keys(code + kb.Tab); err != nil {
			return err
		}
		if err := t.put(minutes, "15"); err != nil {
			return err
		}
	}
	return t.until(`document.querySelector("#answer").innerText.includes("$")`)
}

// course is a patient's of two visits a week.
func course(t *tab, weeks string) error {
	if err := t.put("#start", "2026-01-05"); err != nil {
		return err
	}
	if err := t.do("pick", `document.querySelector('label[for="who-share-plan"]').click()`); err != nil {
		return err
	}
	if err := t.until(`document.querySelector("#weeks") && document.querySelector("#rate")`); err != nil {
		return err
	}
	if err := t.put("#weeks", weeks); err != nil {
		return err
	}
	if err := t.put("#rate", "12"); err != nil {
		return err
	}
	time.Sleep(time.Second)
	return nil
}

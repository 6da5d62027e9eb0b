package main

import (
	"fmt"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// strokes is how many keys a round types.
const strokes = 40

// scene is a page made ready for typing: the field, and where its answer shows.
type scene struct {
	name, url     string
	field, answer string
	prepare       func(*tab) error
	digit         string // typed and deleted in turn; each changes the answer
}

func (b *bench) scenes() []scene {
	visit, patient := b.ours.url("/"), b.ours.url("/patient/")
	return []scene{
		{"visit page, four lines, 3 and 38 minutes", visit, "#service-1-minutes", "#answer", func(t *tab) error { return usualVisit(t, "3") }, "8"},
		{"the same, 30 and 308 minutes", visit, "#service-1-minutes", "#answer", func(t *tab) error { return usualVisit(t, "30") }, "8"},
		{"patient page, 12 visits", patient, "#rate", "#answer", func(t *tab) error { return course(t, "6") }, "5"},
		{"patient page, 100 visits", patient, "#rate", "#answer", func(t *tab) error { return course(t, "50") }, "5"},
	}
}

// stroke is one keystroke: milliseconds to the paint of its answer's first
// change, which is its amounts, and of its last.
type stroke struct {
	First float64 `json:"first"`
	Last  float64 `json:"last"`
}

// typing measures from a keystroke to the paint that shows its answer. The
// control is a field of the hello world, which does nothing at a keystroke:
// what the browser takes by itself.
func (b *bench) typing() error {
	idle := scene{"hello", b.hello.url("/"), "body > div > p > input", "", func(*tab) error { return nil }, "8"}
	for _, s := range b.scenes() {
		floor, err := b.typed(idle)
		if err != nil {
			return fmt.Errorf("%s: %w", idle.name, err)
		}
		rounds, err := b.typed(s)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		first, last := slowest(rounds)
		bare, _ := slowest(floor)
		b.table.add(row{name: "keystroke to its amounts, p95, " + s.name, value: first, unit: "ms", limit: 50,
			control: amount(bare, "ms") + ", no program", peers: "35 to 46 ms, one big component 85"})
		b.table.add(row{name: "  until nothing changes any more", value: last, unit: "ms"})
	}
	return nil
}

// slowest is the median over the rounds of their 95th percentiles.
func slowest(rounds [][]stroke) (first, last float64) {
	var firsts, lasts []float64
	for _, round := range rounds {
		var f, l []float64
		for _, s := range round {
			f, l = append(f, s.First), append(l, s.Last)
		}
		firsts, lasts = append(firsts, p95(f)), append(lasts, p95(l))
	}
	return median(firsts), median(lasts)
}

// typed gives the strokes of each round.
func (b *bench) typed(s scene) ([][]stroke, error) {
	t, err := b.browser.profile()
	if err != nil {
		return nil, err
	}
	defer t.close()
	if _, err := t.usable(s.url); err != nil {
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
	var rounds [][]stroke
	for range b.rounds {
		round, err := t.strokes(s.digit)
		if err != nil {
			return nil, err
		}
		rounds = append(rounds, round)
	}
	return rounds, nil
}

// strokes types and deletes a digit in turn and waits after each until the
// answer has come to rest. A stroke without an answer is a fault of the scene.
func (t *tab) strokes(digit string) ([]stroke, error) {
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
	answered, err := eval[[]stroke](t, "watched.strokes.filter(({ first }) => first)")
	if err == nil && len(answered) < strokes {
		err = fmt.Errorf("only %d of %d keystrokes changed the answer", len(answered), strokes)
	}
	return answered, err
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
func usualVisit(t *tab, minutes string) error {
	if err := t.put("#date", "2026-08-03"); err != nil {
		return err
	}
	if err := t.put("#service-1-minutes", minutes); err != nil {
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

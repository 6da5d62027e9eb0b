package engines

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"
)

// engine is one browser, driven by WebDriver's commands in the browser's own
// way of carrying them.
type engine interface {
	// navigate opens an address and waits for its page.
	navigate(url string) error
	// script runs the body of a function and returns its value as JSON.
	script(body string) (json.RawMessage, error)
	// typeKeys types into the field that selector finds.
	typeKeys(selector, text string) error
}

// person uses an engine and fails the test where the page does not follow.
type person struct {
	t *testing.T
	engine
}

func (p person) opens(url string) {
	p.t.Helper()
	if err := p.navigate(url); err != nil {
		p.t.Fatalf("open %s: %v", url, err)
	}
}

// types replaces what the field holds.
func (p person) types(selector, text string) {
	p.t.Helper()
	_, err := p.script(fmt.Sprintf("document.querySelector(%q).select()", selector))
	if err := firstError(err, p.typeKeys(selector, text)); err != nil {
		p.t.Fatalf("type into %s: %v", selector, err)
	}
}

// sees waits until a JavaScript expression, or what it promises, holds.
func (p person) sees(expression string) {
	p.t.Helper()
	var last any
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		value, err := p.script("return Promise.resolve(" + expression + ").then((value) => !!value)")
		if err == nil && string(value) == "true" {
			return
		}
		last = fmt.Sprint(string(value), " ", err)
	}
	body, _ := p.script(`return document.documentElement.dataset.app + ": " + document.body.innerText.slice(0, 600)`)
	p.t.Fatalf("never: %s (%v)\n%s", expression, last, body)
}

// reads returns what the element shows.
func (p person) reads(selector string) string {
	p.t.Helper()
	value, err := p.script(fmt.Sprintf("return document.querySelector(%q)?.innerText ?? ''", selector))
	var text string
	if err := firstError(err, json.Unmarshal(value, &text)); err != nil {
		p.t.Fatalf("read %s: %v", selector, err)
	}
	return text
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

package rules

import (
	"fmt"
	"io/fs"

	"therapytally/rules/strict"
	"therapytally/rules/trace"
)

// Rule is one rule in words, with the place where it stands written. Nodes of
// a trace name their rule by ID.
type Rule struct {
	ID, Says string
	Cite     trace.Cite
}

// Rule returns a rule by the ID that a trace node carries.
func (b *Book) Rule(id string) (Rule, bool) {
	r, ok := b.rules[id]
	return r, ok
}

const ruleFile = "rule.json"

func (b *Book) loadRules(fsys fs.FS) error {
	data, err := fs.ReadFile(fsys, ruleFile)
	if err != nil {
		return err
	}
	root, err := strict.Parse(data, 1<<20)
	if err != nil {
		return fmt.Errorf("%s: %w", ruleFile, err)
	}
	b.rules = map[string]Rule{}
	o := root.Object(&err)
	for _, id := range o.Keys() {
		item := o.Object(id)
		rule := Rule{id, item.Text("says"), trace.Cite{Source: item.Text("source"), At: item.Text("at")}}
		if _, known := b.facts.Source(rule.Cite.Source); !known {
			item.Fail("source", "names no file of source/")
		}
		item.Done()
		b.rules[id] = rule
	}
	if err != nil {
		return fmt.Errorf("%s: %w", ruleFile, err)
	}
	return nil
}

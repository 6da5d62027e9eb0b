package cms

import (
	"fmt"
	"slices"
	"strings"
)

// changes says what a table changes against another of the same form: keys
// that are new, keys that are gone, each changed value old -> new.
func changes(f form, old, now [][]string) []string {
	before, after := byKey(f, old), byKey(f, now)
	var out []string
	for _, key := range keysOf(before, after) {
		a, b := before[key], after[key]
		switch {
		case len(a) == 0:
			out = append(out, "+ "+key+": "+joined(f, b))
		case len(b) == 0:
			out = append(out, "- "+key+": "+joined(f, a))
		case len(a) == 1 && len(b) == 1:
			out = append(out, cellChanges(f, key, a[0], b[0])...)
		case joined(f, a) != joined(f, b):
			out = append(out, fmt.Sprintf("  %s: %s -> %s", key, joined(f, a), joined(f, b)))
		}
	}
	return out
}

func byKey(f form, rows [][]string) map[string][][]string {
	m := map[string][][]string{}
	for _, row := range rows {
		key := strings.Join(row[:f.keys], "/")
		m[key] = append(m[key], row)
	}
	return m
}

func keysOf(a, b map[string][][]string) []string {
	var keys []string
	for _, m := range []map[string][][]string{a, b} {
		for key := range m {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func joined(f form, rows [][]string) string {
	var out []string
	for _, row := range rows {
		out = append(out, strings.Join(row[f.keys:], ","))
	}
	return strings.Join(out, " | ")
}

func cellChanges(f form, key string, a, b []string) (out []string) {
	for i := f.keys; i < len(f.columns); i++ {
		if a[i] != b[i] {
			out = append(out, fmt.Sprintf("  %s %s: %s -> %s", key, f.columns[i].Name, orNone(a[i]), orNone(b[i])))
		}
	}
	return out
}

func orNone(s string) string {
	if s == "" {
		return "(none)"
	}
	return s
}

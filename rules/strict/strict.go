// Package strict reads JSON without forgiveness: an unknown key, a key given
// twice, a wrong type or deep nesting is an error that names the field by its
// path, such as services[0].minutes. (encoding/json accepts duplicate keys
// silently and cannot tell where.)
package strict

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// MaxDepth is the deepest nesting read.
const MaxDepth = 16

// Error is a fault at a field.
type Error struct{ Field, Reason string }

func (e *Error) Error() string {
	if e.Field == "" {
		return e.Reason
	}
	return e.Field + ": " + e.Reason
}

// Value is a JSON value and where it stands. The zero Value is an absent one:
// every getter then returns its zero result without an error.
type Value struct {
	spot
	v    any // nil, bool, number, string, []Value or *object
	here bool
}

// spot is a place in a text. Its path is put together when a fault names it.
type spot struct {
	in   *spot // the object or list that it lies in, nil for the whole text
	key  string
	item int // of a list, from 1
}

// Path returns the value's path.
func (s *spot) Path() string {
	switch {
	case s.in == nil:
		return s.key
	case s.item > 0:
		return s.in.Path() + "[" + strconv.Itoa(s.item-1) + "]"
	}
	return Join(s.in.Path(), s.key)
}

func (s *spot) fault(reason string) error { return &Error{s.Path(), reason} }

type object struct {
	at     *spot
	fields []field
	places map[string]int // of the keys, where there are many
}

type field struct {
	Value
	seen bool
}

// few is how many keys are sought one after the other.
const few = 16

func (o *object) find(key string) *field {
	if o.places != nil {
		if i, ok := o.places[key]; ok {
			return &o.fields[i]
		}
		return nil
	}
	for i := range o.fields {
		if o.fields[i].key == key {
			return &o.fields[i]
		}
	}
	return nil
}

func (o *object) add(v Value) {
	o.fields = append(o.fields, field{Value: v})
	if o.places != nil {
		o.places[v.key] = len(o.fields) - 1
	} else if len(o.fields) > few {
		o.places = map[string]int{}
		for i, f := range o.fields {
			o.places[f.key] = i
		}
	}
}

// Parse reads exactly one JSON value of at most limit bytes.
func Parse(data []byte, limit int) (Value, error) {
	if len(data) > limit {
		return Value{}, &Error{"", fmt.Sprintf("is %d bytes; at most %d are read", len(data), limit)}
	}
	if !utf8.Valid(data) {
		return Value{}, &Error{"", "is not UTF-8 text"}
	}
	s := &scanner{text: string(data)}
	v, err := s.read(spot{}, 0)
	if err != nil {
		return Value{}, err
	}
	if s.next(); s.at < len(s.text) {
		return Value{}, &Error{"", "has text after the JSON value"}
	}
	return v, nil
}

func (s *scanner) read(at spot, depth int) (Value, error) {
	if depth > MaxDepth {
		return Value{}, at.fault(fmt.Sprintf("is nested deeper than %d levels", MaxDepth))
	}
	var v any
	var err error
	switch s.next() {
	case '{':
		v, err = s.object(&at, depth)
	case '[':
		v, err = s.list(&at, depth)
	default:
		var reason string
		if v, reason = s.scalar(); reason != "" {
			err = at.fault(reason)
		}
	}
	if err != nil {
		return Value{}, err
	}
	return Value{at, v, true}, nil
}

func (s *scanner) object(at *spot, depth int) (*object, error) {
	o := &object{at: at}
	s.at++
	for first := true; !s.take('}'); first = false {
		if !first && !s.take(',') || s.next() != '"' {
			return nil, at.fault(s.wrong())
		}
		key, reason := s.str()
		if reason == "" && !s.take(':') {
			reason = s.wrong()
		}
		if reason != "" {
			return nil, at.fault(reason)
		}
		to := spot{in: at, key: key.(string)}
		if o.find(to.key) != nil {
			return nil, to.fault("is given twice")
		}
		v, err := s.read(to, depth+1)
		if err != nil {
			return nil, err
		}
		o.add(v)
	}
	return o, nil
}

func (s *scanner) list(at *spot, depth int) ([]Value, error) {
	list := []Value{}
	s.at++
	for !s.take(']') {
		if len(list) > 0 && !s.take(',') {
			return nil, at.fault(s.wrong())
		}
		v, err := s.read(spot{in: at, item: len(list) + 1}, depth+1)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

// Join names a key below a path; a long or odd key is quoted and cut.
func Join(path, key string) string {
	if len(key) > 40 {
		key = strconv.Quote(key[:40]) + "..."
	}
	if path == "" {
		return key
	}
	return path + "." + key
}

// Given reports whether the value was present.
func (v Value) Given() bool { return v.here }

// Fail returns an error at the value's path.
func (v Value) Fail(format string, args ...any) error {
	return v.fault(fmt.Sprintf(format, args...))
}

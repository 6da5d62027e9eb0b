// Package strict reads JSON without forgiveness: an unknown key, a key given
// twice, a wrong type or deep nesting is an error that names the field by its
// path, such as services[0].minutes. (encoding/json accepts duplicate keys
// silently and cannot tell where.)
package strict

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
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

// Value is a JSON value with its path. The zero Value is an absent one: every
// getter then returns its zero result without an error.
type Value struct {
	path string
	v    any // nil, bool, json.Number, string, []Value or *object
	here bool
}

type object struct {
	keys   []string
	fields map[string]Value
	seen   map[string]bool
}

// Parse reads exactly one JSON value of at most limit bytes.
func Parse(data []byte, limit int) (Value, error) {
	if len(data) > limit {
		return Value{}, &Error{"", fmt.Sprintf("is %d bytes; at most %d are read", len(data), limit)}
	}
	if !utf8.Valid(data) {
		return Value{}, &Error{"", "is not UTF-8 text"}
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	v, err := read(dec, "", 0)
	if err != nil {
		return Value{}, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return Value{}, &Error{"", "has text after the JSON value"}
	}
	return v, nil
}

func read(dec *json.Decoder, path string, depth int) (Value, error) {
	token, err := dec.Token()
	if err != nil {
		return Value{}, &Error{path, "is not JSON: " + reason(err)}
	}
	if depth > MaxDepth {
		return Value{}, &Error{path, fmt.Sprintf("is nested deeper than %d levels", MaxDepth)}
	}
	switch token {
	case json.Delim('{'):
		return readObject(dec, path, depth)
	case json.Delim('['):
		return readArray(dec, path, depth)
	}
	return Value{path, token, true}, nil
}

func reason(err error) string {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return "it ends too early"
	}
	return err.Error()
}

func readObject(dec *json.Decoder, path string, depth int) (Value, error) {
	o := &object{fields: map[string]Value{}, seen: map[string]bool{}}
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return Value{}, &Error{path, "is not JSON: " + reason(err)}
		}
		key := token.(string)
		at := Join(path, key)
		if _, twice := o.fields[key]; twice {
			return Value{}, &Error{at, "is given twice"}
		}
		v, err := read(dec, at, depth+1)
		if err != nil {
			return Value{}, err
		}
		o.keys = append(o.keys, key)
		o.fields[key] = v
	}
	_, err := dec.Token()
	if err != nil {
		return Value{}, &Error{path, "is not JSON: " + reason(err)}
	}
	return Value{path, o, true}, nil
}

func readArray(dec *json.Decoder, path string, depth int) (Value, error) {
	list := []Value{}
	for dec.More() {
		v, err := read(dec, path+"["+strconv.Itoa(len(list))+"]", depth+1)
		if err != nil {
			return Value{}, err
		}
		list = append(list, v)
	}
	if _, err := dec.Token(); err != nil {
		return Value{}, &Error{path, "is not JSON: " + reason(err)}
	}
	return Value{path, list, true}, nil
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

// Path returns the value's path.
func (v Value) Path() string { return v.path }

// Fail returns an error at the value's path.
func (v Value) Fail(format string, args ...any) error {
	return &Error{v.path, fmt.Sprintf(format, args...)}
}

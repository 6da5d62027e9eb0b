package strict

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// plain is a value as encoding/json gives it.
func plain(v Value) any {
	switch v := v.v.(type) {
	case number:
		return json.Number(v)
	case []Value:
		list := []any{}
		for _, item := range v {
			list = append(list, plain(item))
		}
		return list
	case *object:
		fields := map[string]any{}
		for _, f := range v.fields {
			fields[f.key] = plain(f.Value)
		}
		return fields
	}
	return v.v
}

// reference reads with encoding/json.
func reference(data []byte) (v any, err error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, errors.New("more text")
	}
	return v, nil
}

// compare holds a text against encoding/json: the same values, and the same
// texts refused but for what strict refuses besides.
func compare(t *testing.T, data []byte) {
	v, err := Parse(data, 1<<16)
	want, wrong := reference(data)
	switch {
	case err == nil && wrong != nil:
		t.Errorf("%q is taken; encoding/json: %v", data, wrong)
	case err == nil && !reflect.DeepEqual(plain(v), want):
		t.Errorf("%q is read as %v, want %v", data, plain(v), want)
	case err != nil && wrong == nil && utf8.Valid(data) && !strings.Contains(err.Error(), "twice") && !strings.Contains(err.Error(), "nested"):
		t.Errorf("%q is refused: %v", data, err)
	}
}

var texts = []string{
	`{}`, `[]`, ` [ 1 , "a" , true , false , null , {} , [ ] ] `, `0`, `-0`, `-`, `01`, `1.`, `.1`, `1.50`, `1e9`, `1E+9`, `1e-09`, `1e`, `1e+`, `--1`, `+1`, `1x`, `0x1`, `Infinity`, `NaN`,
	`"a\"b\\c\/d\b\f\n\r\t"`, `"\u0041\u00e9\u20ac\uD83D\ude00"`, `"\ud800"`, `"\ud800\u0041"`, `"\udc00\ud800"`, `"\ud800\ud800\udc00"`, `"\ud83d\n"`, `"\ud83d\`, `"\ud83d\u"`, `"\u00g0"`, `"\u12"`, `"\x41"`, `"\`, `"`, `"a`, "\"\n\"", "\"\x7f\"", "\"\u2028\"",
	`tru`, `truee`, `True`, `nul`, `nullnull`, `[1,]`, `[,1]`, `[1 2]`, `[1`, `[`, `]`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{,}`, `{a:1}`, `{"a" 1}`, `{"a":1 "b":2}`, `{"a":1}}`, `{"\u0061":1,"a":2}`, `{"a":[{"b":[0]}]}`, "\x00", "\ufeff{}", "{}\x00", "\v{}", `{"a":1} `, `{"a":1} 2`, ``, ` `,
}

func TestReadsAsEncodingJSON(t *testing.T) {
	for _, text := range texts {
		compare(t, []byte(text))
	}
	many := []string{}
	for c := 'a'; c <= 'z'; c++ {
		many = append(many, `"`+string(c)+`":"`+string(c)+`"`)
	}
	compare(t, []byte("{"+strings.Join(many, ",")+"}"))
	if _, err := Parse([]byte("{"+strings.Join(append(many, `"c":1`), ",")+"}"), 1<<16); err == nil || err.Error() != "c: is given twice" {
		t.Errorf("a key given twice among many: %v", err)
	}
}

func FuzzScan(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(text))
	}
	f.Fuzz(compare)
}

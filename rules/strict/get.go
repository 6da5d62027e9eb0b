package strict

import (
	"strconv"

	"github.com/shopspring/decimal"
)

// Reader takes fields out of one object and remembers the first error, so that
// a whole object reads without a check after each key.
type Reader struct {
	o   *object
	err *error
}

// Object starts to read an object; absent reads as empty. The first error of
// it and of everything read below it lands in err.
func (v Value) Object(err *error) Reader {
	if o, ok := v.v.(*object); ok {
		return Reader{o, err}
	}
	if v.here {
		fail(err, v.Fail("must be an object"))
	}
	return Reader{&object{at: &v.spot}, err}
}

func fail(err *error, e error) {
	if *err == nil {
		*err = e
	}
}

// at is where a key of the object stands, given or not.
func (r Reader) at(key string) spot { return spot{in: r.o.at, key: key} }

// Fail records an error at a key of the object.
func (r Reader) Fail(key, reason string) {
	at := r.at(key)
	fail(r.err, at.fault(reason))
}

// Get returns the value of a key and marks the key as known.
func (r Reader) Get(key string) Value {
	if f := r.o.find(key); f != nil {
		f.seen = true
		return f.Value
	}
	return Value{spot: r.at(key)}
}

// Keys returns the keys in order of appearance.
func (r Reader) Keys() (keys []string) {
	for _, f := range r.o.fields {
		keys = append(keys, f.key)
	}
	return keys
}

// Done refuses the keys that were never asked for.
func (r Reader) Done() {
	for _, f := range r.o.fields {
		if !f.seen {
			r.Fail(f.key, "is not a known key")
			return
		}
	}
}

// Object reads a key as an object.
func (r Reader) Object(key string) Reader { return r.Get(key).Object(r.err) }

// List reads a key as a list; absent is empty.
func (r Reader) List(key string) []Value {
	v := r.Get(key)
	list, ok := v.v.([]Value)
	if v.here && !ok {
		fail(r.err, v.Fail("must be a list"))
	}
	return list
}

// Text reads a key as a string.
func (r Reader) Text(key string) string { return r.Get(key).Text(r.err) }

// Text reads the value as a string.
func (v Value) Text(err *error) string {
	s, ok := v.v.(string)
	if v.here && !ok {
		fail(err, v.Fail("must be a string in quotes"))
	}
	return s
}

// Bool reads a key as true or false.
func (r Reader) Bool(key string) bool {
	v := r.Get(key)
	b, ok := v.v.(bool)
	if v.here && !ok {
		fail(r.err, v.Fail("must be true or false"))
	}
	return b
}

// Int reads a key as a whole number between low and high.
func (r Reader) Int(key string, low, high int) int {
	v := r.Get(key)
	if !v.here {
		return 0
	}
	n, ok := v.v.(number)
	i, err := strconv.Atoi(string(n))
	if !ok || err != nil || i < low || i > high {
		fail(r.err, v.Fail("must be a whole number from %d to %d", low, high))
		return 0
	}
	return i
}

// Decimal reads a key as a number in a string, such as "35.07": digits with at
// most places decimals, not negative, at most max.
func (r Reader) Decimal(key string, places int32, max int64) decimal.Decimal {
	return r.Get(key).Decimal(places, max, r.err)
}

// Decimal reads the value as a number in a string.
func (v Value) Decimal(places int32, max int64, err *error) decimal.Decimal {
	if !v.here {
		return decimal.Zero
	}
	s, ok := v.v.(string)
	d, good := ParseDecimal(s, places)
	if !ok || !good || d.GreaterThan(decimal.NewFromInt(max)) {
		fail(err, v.Fail("must be a number in quotes from 0 to %d with at most %d decimals, such as %q", max, places, "35.07"))
		return decimal.Zero
	}
	return d
}

// ParseDecimal reads plain digits with at most places decimals: no sign, no
// exponent, no blanks.
func ParseDecimal(s string, places int32) (decimal.Decimal, bool) {
	digits, dot := 0, -1
	for i := range len(s) {
		switch {
		case s[i] >= '0' && s[i] <= '9':
			digits++
		case s[i] == '.' && dot < 0 && i > 0:
			dot = i
		default:
			return decimal.Zero, false
		}
	}
	if digits == 0 || digits > 15 || (dot >= 0 && (dot == len(s)-1 || len(s)-1-dot > int(places))) {
		return decimal.Zero, false
	}
	d, err := decimal.NewFromString(s)
	return d, err == nil
}

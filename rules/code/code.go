// Package code holds the closed value types of a therapy claim: HCPCS codes,
// modifiers, places of service, localities, disciplines and dates. Each is
// parsed once and cannot hold nonsense afterwards; each is comparable.
package code

import (
	"fmt"
	"strings"
)

// HCPCS is a five-character procedure code such as 97530 or G0283. The zero
// value is no code.
type HCPCS struct{ s string }

// ParseHCPCS accepts five upper-case letters or digits that end in a digit or
// a letter of CPT category II and III codes. It does not say whether the code
// exists: the tables of a release do.
func ParseHCPCS(s string) (HCPCS, error) {
	if len(s) != 5 || !alnum(s) {
		return HCPCS{}, fmt.Errorf("code: parse HCPCS %q: a code is five capital letters or digits, such as 97530", clip(s))
	}
	return HCPCS{s}, nil
}

// String returns the code as printed on a claim.
func (c HCPCS) String() string { return c.s }

// IsZero reports whether c is no code.
func (c HCPCS) IsZero() bool { return c.s == "" }

// Compare orders codes as text: lower code numbers first.
func (c HCPCS) Compare(d HCPCS) int { return strings.Compare(c.s, d.s) }

// MarshalText implements encoding.TextMarshaler.
func (c HCPCS) MarshalText() ([]byte, error) { return []byte(c.s), nil }

// Modifier is a two-character claim modifier such as GP or 59.
type Modifier struct{ s string }

// The modifiers that the rules themselves speak of.
var (
	GP = Modifier{"GP"}
	GO = Modifier{"GO"}
	GN = Modifier{"GN"}
	KX = Modifier{"KX"}
	CQ = Modifier{"CQ"}
	CO = Modifier{"CO"}
	GA = Modifier{"GA"}
	GY = Modifier{"GY"}
	GZ = Modifier{"GZ"}
)

// ParseModifier accepts two upper-case letters or digits.
func ParseModifier(s string) (Modifier, error) {
	if len(s) != 2 || !alnum(s) {
		return Modifier{}, fmt.Errorf("code: parse modifier %q: a modifier is two capital letters or digits, such as GP", clip(s))
	}
	return Modifier{s}, nil
}

// String returns the modifier as printed on a claim.
func (m Modifier) String() string { return m.s }

// MarshalText implements encoding.TextMarshaler.
func (m Modifier) MarshalText() ([]byte, error) { return []byte(m.s), nil }

// POS is a two-digit place of service code.
type POS struct{ s string }

// ParsePOS accepts two digits. The place-of-service table says which exist.
func ParsePOS(s string) (POS, error) {
	if len(s) != 2 || !digits(s) {
		return POS{}, fmt.Errorf("code: parse POS %q: a place of service is two digits, such as 11", clip(s))
	}
	return POS{s}, nil
}

// String returns the two digits.
func (p POS) String() string { return p.s }

// IsZero reports whether p is no place of service.
func (p POS) IsZero() bool { return p.s == "" }

// MarshalText implements encoding.TextMarshaler.
func (p POS) MarshalText() ([]byte, error) { return []byte(p.s), nil }

// Locality is a Medicare payment locality: a MAC of five digits and a number
// of two, because the number alone repeats. The zero value is the national
// locality, whose GPCIs are 1.000 each.
type Locality struct{ s string }

// National is the locality without geographic adjustment.
var National = Locality{}

// ParseLocality accepts "national" or "MAC-locality", such as "01112-05".
func ParseLocality(s string) (Locality, error) {
	if s == "national" {
		return National, nil
	}
	if len(s) != 8 || s[5] != '-' || !digits(s[:5]) || !digits(s[6:]) {
		return Locality{}, fmt.Errorf("code: parse locality %q: a locality is five digits, a hyphen and two digits, such as 01112-05, or national", clip(s))
	}
	return Locality{s}, nil
}

// String returns "MAC-locality" or "national".
func (l Locality) String() string {
	if l.s == "" {
		return "national"
	}
	return l.s
}

// MarshalText implements encoding.TextMarshaler.
func (l Locality) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// Discipline is the plan of care that a service stands under.
type Discipline uint8

// The three therapy disciplines (42 CFR 410.60, 410.59, 410.62).
const (
	NoDiscipline Discipline = iota
	PT
	OT
	SLP
)

var disciplineNames = [...]string{"", "PT", "OT", "SLP"}

// ParseDiscipline accepts PT, OT or SLP.
func ParseDiscipline(s string) (Discipline, error) {
	for i, name := range disciplineNames {
		if i > 0 && name == s {
			return Discipline(i), nil
		}
	}
	return NoDiscipline, fmt.Errorf("code: parse discipline %q: use PT, OT or SLP", clip(s))
}

// String returns PT, OT or SLP.
func (d Discipline) String() string {
	if int(d) < len(disciplineNames) {
		return disciplineNames[d]
	}
	return ""
}

// MarshalText implements encoding.TextMarshaler.
func (d Discipline) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func alnum(s string) bool {
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && (s[i] < 'A' || s[i] > 'Z') {
			return false
		}
	}
	return true
}

// clip keeps an error message short whatever was sent.
func clip(s string) string {
	if len(s) > 24 {
		return s[:24] + "..."
	}
	return s
}

package finding

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
)

// What fills a sentence besides codes and numbers. Printed as they are they
// give the engine's message; a screen may write them in its own way.
type (
	// USD is an amount of dollars.
	USD struct{ Value decimal.Decimal }
	// Release names the quarter of a table, such as 2024Q3.
	Release string
	// Tables are tables in use with the days that they were made for.
	Tables []Table
)

// Table is one release of a table and the days that it was made for. Of a table
// of pairs, Pairs are those that it was asked for.
type Table struct {
	Name, Release string
	Own           code.Span
	Pairs         []With
}

// With is a code and the others that it was held against.
type With struct {
	Code   code.HCPCS
	Others []code.HCPCS
}

// Grouped says the same pairs in few groups: the code that is in most of them
// comes first.
func Grouped(pairs []With) (out []With) {
	for len(pairs) > 0 {
		count := map[code.HCPCS]int{}
		most := pairs[0].Code
		for _, p := range pairs {
			for _, c := range []code.HCPCS{p.Code, p.Others[0]} {
				if count[c]++; count[c] > count[most] {
					most = c
				}
			}
		}
		group, rest := With{Code: most}, pairs[:0:0]
		for _, p := range pairs {
			switch most {
			case p.Code:
				group.Others = append(group.Others, p.Others[0])
			case p.Others[0]:
				group.Others = append(group.Others, p.Code)
			default:
				rest = append(rest, p)
			}
		}
		out, pairs = append(out, group), rest
	}
	return out
}

// String names the code and the others.
func (w With) String() string {
	names := make([]string, len(w.Others))
	for i, c := range w.Others {
		names[i] = c.String()
	}
	last := len(names) - 1
	if last == 0 {
		return w.Code.String() + " with " + names[0]
	}
	return w.Code.String() + " with " + strings.Join(names[:last], ", ") + " and " + names[last]
}

// String writes an amount to the cent, without its sign.
func (u USD) String() string { return u.Value.StringFixed(2) }

// String lists the tables.
func (t Tables) String() string {
	out := make([]string, len(t))
	for i, one := range t {
		out[i] = one.Name + " " + one.Release + " (" + one.Own.String() + ")"
		for j, with := range one.Pairs {
			out[i] += []string{" for ", "; "}[min(j, 1)] + with.String()
		}
	}
	return strings.Join(out, ", ")
}

// Say is the message with what fills it written by the screen; write returns
// what it leaves as it is.
func (f Finding) Say(write func(arg any) any) string {
	if len(f.Args) == 0 {
		return f.Message
	}
	args := make([]any, len(f.Args))
	for i, arg := range f.Args {
		args[i] = write(arg)
	}
	return fmt.Sprintf(catalog[f.ID].says, args...)
}

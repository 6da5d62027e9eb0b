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

// Table is one release of a table and the days that it was made for.
type Table struct {
	Name, Release string
	Own           code.Span
}

// String writes an amount to the cent, without its sign.
func (u USD) String() string { return u.Value.StringFixed(2) }

// String lists the tables.
func (t Tables) String() string {
	out := make([]string, len(t))
	for i, one := range t {
		out[i] = one.Name + " " + one.Release + " (" + one.Own.String() + ")"
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
	return fmt.Sprintf(catalogue[f.ID].says, args...)
}

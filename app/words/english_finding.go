package words

import (
	"fmt"
	"strings"

	"therapytally/rules/code"
	"therapytally/rules/finding"
)

// saidFinding writes a verdict with amounts, days and tables as people do.
func saidFinding(f finding.Finding) string {
	switch {
	case f.ID == finding.UnitsTie && len(f.Args) == 2:
		if n, is := f.Args[0].(int); is {
			return tied(n, len(f.Codes), fmt.Sprint(f.Args[1]))
		}
	case f.ID == finding.ReleaseAge && len(f.Args) == 2:
		return fmt.Sprintf("For %s the newest tables in this build are those of other days: %s.", written(f.Args[0]), written(f.Args[1]))
	}
	return f.Say(written)
}

// tied says that equal leftovers leave a choice.
func tied(n, among int, chosen string) string {
	if n == 1 {
		return fmt.Sprintf("%d services have the same minutes left over, and there is one unit for them. It may go to any of them; now it goes to %s.", among, chosen)
	}
	return fmt.Sprintf("%d services have the same minutes left over, and there are %d units for them. They may go to any of them; now they go to %s.", among, n, chosen)
}

func written(arg any) any {
	switch a := arg.(type) {
	case finding.USD:
		return money(a.Value)
	case code.Date:
		return date(a)
	case finding.Release:
		return quarter(string(a))
	case finding.Tables:
		out := make([]string, len(a))
		for i, t := range a {
			out[i] = tableName(t.Name) + " (" + date(t.Own.From) + " to " + date(t.Own.Through) + ")"
			for j, with := range t.Pairs {
				out[i] += []string{" for ", "; "}[min(j, 1)] + with.String()
			}
		}
		return listed(out)
	}
	return arg
}

// quarter writes the name of a release such as 2024Q3.
func quarter(name string) string {
	year, n, is := strings.Cut(name, "Q")
	if !is {
		return name
	}
	return "quarter " + n + " of " + year
}

func tableName(name string) string {
	switch name {
	case "rvu":
		return "relative values"
	case "gpci":
		return "indices of places"
	case "ncci":
		return "code pairs (NCCI)"
	case "mue":
		return "daily limits (MUE)"
	}
	return name
}

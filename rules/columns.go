package rules

import (
	"strings"

	"therapytally/rules/code"
	"therapytally/rules/mpfs"
	"therapytally/rules/ncci"
	"therapytally/rules/param"
	"therapytally/rules/therapy"
)

// Columns are the columns of a kind of table, with what may stand in each. It
// returns nil for a kind that nothing reads.
func Columns(table string) []param.Column { return columns[table] }

var (
	mac      = param.Shaped("mac", "five digits", "00000")
	locality = param.Shaped("locality", "two digits", "00")
	state    = param.Shaped("state", "two capital letters", "AA")
)

var columns = map[string][]param.Column{
	"codes": {
		param.CodeOf("code").Keyed(),
		param.OneOf("pool", "yes", "no", "unsure"),
		{Name: "basis", May: "what one unit is, in small letters, digits and hyphens, such as each-15-minutes", OK: isBasis},
		param.OneOf("therapy", string(therapy.Always), string(therapy.Sometimes), string(therapy.Bundled), string(therapy.Other)),
		param.OneOf("therapy_source", "cms", "memory"),
		{Name: "disciplines", May: "empty, or PT, OT and SLP with a plus between", OK: areDisciplines},
		param.Shaped("medicare_code", "empty, or the code that Medicare takes instead", "", "XXXXX"),
		param.OneOf("supervised", "", "yes"),
		param.TextOf("name").As("our own plain name, without commas"),
	},
	"pos": {
		param.Shaped("pos", "two digits", "00").Keyed(),
		param.OneOf("column", "facility", "nonfacility"),
		param.OneOf("hospital", "", "yes"),
		param.TextOf("name").As("the place in words"),
		{Name: "note", May: "empty, or a note", OK: func(string) bool { return true }},
	},
	"sets": {
		param.OneOf("set", setNames()...).Keyed(),
		param.CodeOf("code").Keyed(),
		param.Shaped("other", "empty, or the other code of a pair", "", "XXXXX").Keyed(),
	},
	"rvu": mpfs.RVUColumns, "gpci": mpfs.GPCIColumns, "mue": ncci.LimitColumns, "ncci": ncci.PairColumns,
	"zip":       {param.Shaped("zip_from", "five digits", "00000").Keyed(), param.Shaped("zip_to", "five digits", "00000"), state, mac, locality},
	"zip-plus4": {param.Shaped("zip", "five digits", "00000").Keyed(), state, mac, locality},
}

func setNames() []string {
	return []string{string(evaluations), string(reEvaluations), string(slpUnusual), string(notWithEvaluation), string(expects59), string(limitMistold)}
}

func isBasis(cell string) bool {
	return cell != "" && strings.Trim(cell, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

func areDisciplines(cell string) bool {
	if cell == "" {
		return true
	}
	for name := range strings.SplitSeq(cell, "+") {
		if _, err := code.ParseDiscipline(name); err != nil {
			return false
		}
	}
	return true
}

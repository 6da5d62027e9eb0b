package rules

import (
	"therapytally/rules/mpfs"
	"therapytally/rules/ncci"
	"therapytally/rules/param"
)

// Columns returns the columns of a kind of table, with what each may contain. It
// returns nil for a kind that nothing reads.
func Columns(table string) []param.Column {
	switch table {
	case "codes":
		return codeColumns
	case "pos":
		return placeColumns
	case "sets":
		return setColumns
	case "rvu":
		return mpfs.RVUColumns
	case "gpci":
		return mpfs.GPCIColumns
	case "mue":
		return ncci.LimitColumns
	case "ncci":
		return ncci.PairColumns
	case "zip":
		return zipColumns
	case "zip-plus4":
		return plus4Columns
	}
	return nil
}

var codeColumns = []param.Column{
	{Name: "code", Cells: param.Code, May: param.OfCode, Key: true},
	{Name: "pool", Cells: "yes|no|unsure", May: "yes, no or unsure"},
	{Name: "basis", Cells: param.Slug, May: "what one unit is, in small letters, digits and hyphens, such as each-15-minutes"},
	{Name: "therapy", Cells: "always|sometimes|bundled|none", May: "always, sometimes, bundled or none"},
	{Name: "therapy_source", Cells: "cms|memory", May: "cms or memory"},
	{Name: "disciplines", Cells: "|PT|OT|SLP|PT+OT|PT+SLP|OT+SLP", May: "empty, or PT, OT and SLP with a plus between"},
	{Name: "medicare_code", Cells: "|" + param.Code, May: "empty, or the code that Medicare takes instead"},
	{Name: "supervised", Cells: "|yes", May: "empty or yes"},
	{Name: "name", Cells: param.Text, May: "our own plain name, without commas"},
}

var placeColumns = []param.Column{
	{Name: "pos", Cells: "99", May: "two digits", Key: true},
	{Name: "column", Cells: "facility|nonfacility", May: "facility or nonfacility"},
	{Name: "hospital", Cells: "|yes", May: "empty or yes"},
	{Name: "name", Cells: param.Text, May: "the place in words"},
	{Name: "note", Cells: param.Any, May: "empty, or a note"},
}

// The names of the sets are those of book.go; a test holds them together.
var setColumns = []param.Column{
	{Name: "set", Cells: "evaluation|re-evaluation|slp-unusual|not-with-evaluation|expects-59|limit-mistold",
		May: "evaluation, re-evaluation, slp-unusual, not-with-evaluation, expects-59 or limit-mistold", Key: true},
	{Name: "code", Cells: param.Code, May: param.OfCode, Key: true},
	{Name: "other", Cells: "|" + param.Code, May: "empty, or the other code of a pair", Key: true},
}

var zipColumns = []param.Column{
	{Name: "zip_from", Cells: "99999", May: "five digits", Key: true},
	{Name: "zip_to", Cells: "99999", May: "five digits"},
	{Name: "state", Cells: "AA", May: "two capital letters"},
	{Name: "mac", Cells: "99999", May: "five digits"},
	{Name: "locality", Cells: "99", May: "two digits"},
}

var plus4Columns = []param.Column{
	{Name: "zip", Cells: "99999", May: "five digits", Key: true},
	{Name: "state", Cells: "AA", May: "two capital letters"},
	{Name: "mac", Cells: "99999", May: "five digits"},
	{Name: "locality", Cells: "99", May: "two digits"},
}

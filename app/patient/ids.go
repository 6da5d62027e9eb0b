package patient

import (
	"strconv"
	"strings"

	"therapytally/app/quote"
)

// Fields of the services of a visit are "line-0-code" and "line-0-units"; both
// count as one field while they are typed in.
const linePrefix = "line-"

func lineField(i int) quote.Field { return quote.Field(linePrefix + strconv.Itoa(i)) }

func lineID(i int, part string) string { return linePrefix + strconv.Itoa(i) + "-" + part }

// lineOf reads the id of a service's field.
func lineOf(id string) (i int, part string, ok bool) {
	rest, ok := strings.CutPrefix(id, linePrefix)
	number, part, cut := strings.Cut(rest, "-")
	i, err := strconv.Atoi(number)
	return i, part, ok && cut && err == nil
}

func fieldOf(id string) quote.Field {
	if i, _, ok := lineOf(id); ok {
		return lineField(i)
	}
	return quote.Field(id)
}

func (d *desk) get(id string) string {
	if i, part, ok := lineOf(id); ok && i < len(d.state.Lines) {
		if part == "code" {
			return d.state.Lines[i].Code
		}
		return d.state.Lines[i].Units
	}
	return d.state.Get(quote.Field(id))
}

func (d *desk) set(id, text string) {
	i, part, ok := lineOf(id)
	switch {
	case !ok:
		d.state.Set(quote.Field(id), text)
	case i >= len(d.state.Lines):
	case part == "code":
		d.state.Lines[i].Code = text
	default:
		d.state.Lines[i].Units = text
	}
}

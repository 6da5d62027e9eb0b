package rules

import (
	"fmt"
	"slices"
	"strings"

	"therapytally/rules/code"
	"therapytally/rules/order"
	"therapytally/rules/param"
)

// zipTable answers which locality a ZIP lies in: runs of ZIPs with one answer,
// and the ZIPs of which CMS needs four digits more.
type zipTable struct {
	runs      []zipRun
	ambiguous map[string]bool
}

type zipRun struct {
	from, to string
	locality code.Locality
}

func loadZIP(rel *param.Release) (zipTable, error) {
	rows, err := rel.Rows(Columns("zip")...)
	if err != nil {
		return zipTable{}, err
	}
	t := zipTable{runs: make([]zipRun, 0, len(rows))}
	for _, cells := range rows {
		l, _ := code.ParseLocality(cells[3] + "-" + cells[4]) // the columns have checked the cells
		t.runs = append(t.runs, zipRun{cells[0], cells[1], l})
	}
	order.By(t.runs, func(a, b zipRun) int { return strings.Compare(a.from, b.from) })
	return t, nil
}

func loadAmbiguous(rel *param.Release) (zipTable, error) {
	rows, err := rel.Rows(Columns("zip-plus4")...)
	t := zipTable{ambiguous: make(map[string]bool, len(rows))}
	for _, cells := range rows {
		t.ambiguous[cells[0]] = true
	}
	return t, err
}

// ZIP returns the locality of a five-digit ZIP on a date and whether CMS needs
// ZIP+4 there, so that the locality is only the default one.
func (b *Book) ZIP(zip string, d code.Date) (l code.Locality, ambiguous bool, err error) {
	t, err := once(b, b.zips, "zip", d, loadZIP)
	if err != nil {
		return code.National, false, err
	}
	doubt, err := once(b, b.zips, "zip-plus4", d, loadAmbiguous)
	if err != nil {
		return code.National, false, err
	}
	at, found := slices.BinarySearchFunc(t.runs, zip, func(r zipRun, z string) int { return strings.Compare(r.from, z) })
	if !found {
		at--
	}
	if at < 0 || zip > t.runs[at].to {
		return code.National, false, fmt.Errorf("ZIP %s is not in the ZIP file of %s", zip, t.name(b, d))
	}
	return t.runs[at].locality, doubt.ambiguous[zip], nil
}

func (t zipTable) name(b *Book, d code.Date) string {
	rel, err := b.facts.Table("zip", d)
	if err != nil {
		return "this date"
	}
	return rel.Name
}

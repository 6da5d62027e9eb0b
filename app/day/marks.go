package day

import (
	"slices"

	"therapytally/app/keep"
)

// marked are the labels of the visits that bear a mark, in the order of the
// sheet, each once.
func (d *Day) marked(m keep.Mark) (labels []string) {
	for _, v := range d.Sheet.Visits {
		if d.markOf(v.ID) == m && !slices.Contains(labels, v.Label) {
			labels = append(labels, v.Label)
		}
	}
	return labels
}

// markOf is the mark of a visit that nobody has looked at yet.
func (d *Day) markOf(id string) keep.Mark {
	item, _ := d.keep.Item(keep.Visit, id)
	return item.Mark
}

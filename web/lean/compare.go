package lean

import (
	"bytes"
	"slices"
)

// compare proves of the bytes that were written what a client relies on when it
// starts: its code is the same or a trap, its memory is the same outside the
// table of functions, and inside it nothing has another value than it had or
// none. What is worked out at the start is worked out from words that are the
// same, so it becomes what it was.
func compare(before, after []byte) error {
	m, old, err := open(before)
	if err != nil {
		return err
	}
	n, err := parse(after)
	if err != nil {
		return err
	}
	image, err := n.image()
	if err != nil {
		return err
	}
	if len(image) > len(old.image) {
		return layout("its memory has grown")
	}
	fresh := *old
	fresh.image = append(image, make([]byte, len(old.image)-len(image))...)
	if err := compareCode(m, n); err != nil {
		return err
	}
	if err := old.compareOutside(&fresh); err != nil {
		return err
	}
	return old.compareRecords(&fresh)
}

// compareCode: every function's code is what it was or a trap, and one is new.
func compareCode(before, after *module) error {
	old, err := before.code()
	if err != nil {
		return err
	}
	fresh, err := after.code()
	if err != nil {
		return err
	}
	if len(fresh) != len(old)+1 {
		return layout("it has %d functions, and had %d", len(fresh), len(old))
	}
	for i, body := range old {
		if !bytes.Equal(fresh[i], body) && !bytes.Equal(fresh[i], trapBody) {
			return layout("the code of function %d has changed", i)
		}
	}
	return nil
}

// areas are the parts of memory that belong to the table, in their order.
func (t *table) areas() []area {
	return []area{t.names, t.units, t.files, t.values, t.records, t.buckets}
}

func (t *table) compareOutside(fresh *table) error {
	from := 0
	for _, a := range append(t.areas(), area{from: len(t.image)}) {
		if !bytes.Equal(t.image[from:a.from], fresh.image[from:a.from]) {
			return layout("its memory has changed before %#x", a.from)
		}
		from = a.from + a.size
	}
	return nil
}

// compareRecords follows both tables at once: they must lie in the same places.
func (t *table) compareRecords(fresh *table) error {
	none := []int{0, funcdataNone}
	record := t.firstRecord()
	for i := range t.n {
		next := t.after(record)
		if fresh.after(record) != next {
			return layout("the record of function %d has another length", i)
		}
		for at := record; at < next; at += 4 {
			if at == record+recordName {
				continue
			}
			if word := fresh.word(at); word != t.word(at) && !slices.Contains(none, word) {
				return layout("the record of function %d has changed", i)
			}
		}
		if name := t.name(record); fresh.name(record) != standIn(name) {
			return layout("function %d has another name than it was given", i)
		}
		record = next
	}
	return nil
}

package lean

// check proves what the rest relies on, of every single function.
func (t *table) check(m *module) error {
	functions, err := m.count(sectionFunction)
	if err != nil {
		return err
	}
	if functions != t.n {
		return layout("it has %d functions, and a table of %d", functions, t.n)
	}
	end := 0
	for _, a := range t.areas() {
		if a.from < end || a.size < 0 || a.from > len(t.image)-a.size {
			return layout("the parts of its table of functions overlap or lie outside")
		}
		end = a.from + a.size
	}
	if t.buckets.size < (t.n-1)*bucketStep+bucketLast {
		return layout("it has too few buckets for its functions")
	}
	if t.n == 0 || t.values.size == 0 || t.image[t.values.from] != 0 {
		return layout("its table of values does not begin with an empty entry")
	}
	return t.checkRecords()
}

func (t *table) checkRecords() error {
	record, end := t.firstRecord(), t.records.from+t.records.size
	for i := range t.n {
		if record+recordHead > end || t.after(record) > end {
			return layout("the record of function %d lies outside", i)
		}
		if err := t.checkCounts(i, record); err != nil {
			return err
		}
		if err := t.checkTables(i, record); err != nil {
			return err
		}
		record = t.after(record)
	}
	return nil
}

// checkCounts: the words that the start works out are what it will work out.
func (t *table) checkCounts(i, record int) error {
	cell, bucket := t.cells+cellSize*i, t.buckets.from+bucketStep*i
	if t.word(cell) != t.first+i || t.word(cell+4) != record-t.records.from || t.word(record+recordEntry) != t.first+i {
		return layout("function %d is out of order", i)
	}
	if t.word(bucket) != i || t.image[bucket+4] != 0 {
		return layout("function %d is not found by its address", i)
	}
	return nil
}

// checkTables: names and tables of values lie where they should and end there.
func (t *table) checkTables(i, record int) error {
	if name := t.word(record + recordName); name >= t.names.size {
		return layout("function %d has no name", i)
	}
	for _, at := range t.valuesOf(record) {
		if _, ok := t.valuesEnd(at); !ok {
			return layout("function %d has a table without an end", i)
		}
	}
	return nil
}

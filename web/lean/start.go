package lean

// forgetCounts clears the words that count functions and records. They are a
// fiftieth of the client when packed, as nothing in them repeats.
func (t *table) forgetCounts() {
	t.eachRecord(func(i, record int) {
		t.setWord(t.cells+cellSize*i, 0)
		t.setWord(t.cells+cellSize*i+4, 0)
		t.setWord(record+recordEntry, 0)
	})
	t.clear(t.buckets)
}

// countAgain is the body of a function that puts them back:
//
//	record, cell, bucket, i := firstRecord, cells, buckets, 0
//	for {
//		*record = first + i
//		*cell, *(cell + 4) = first + i, record - records
//		*bucket = i
//		record = after(record)
//		cell, bucket, i = cell + cellSize, bucket + bucketStep, i + 1
//		if i < n { continue }
//	}
func (t *table) countAgain() []byte {
	const record, cell, bucket, i = 0, 1, 2, 3
	a := &assembler{}
	a.op(0x01, 0x04, 0x7f) // one run of locals: four i32
	for local, start := range []int{t.firstRecord(), t.cells, t.buckets.from} {
		a.num(start).op(0x21, byte(local))
	}
	a.op(0x03, 0x40) // loop
	a.get(record).get(i).num(t.first).add().store(recordEntry)
	a.get(cell).get(i).num(t.first).add().store(0)
	a.get(cell).get(record).num(t.records.from).sub().store(4)
	a.get(bucket).get(i).store(0)
	a.get(record).num(t.records.from).sub().num(recordHead + 7).add()
	a.get(record).load(recordPcdata).num(2).op(0x74).add()
	a.get(record).op(0x2d, 0x00, recordFuncdata).num(2).op(0x74).add()
	a.num(3).op(0x76).num(3).op(0x74) // down to eight bytes
	a.num(t.records.from).add().op(0x21, record)
	a.get(cell).num(cellSize).add().op(0x21, cell)
	a.get(bucket).num(bucketStep).add().op(0x21, bucket)
	a.get(i).num(1).add().op(0x22, i)
	a.num(t.n).op(0x49, 0x0d, 0x00) // less: again
	a.op(opEnd, opEnd)
	return a.code
}

// assembler writes the few instructions of WebAssembly that this takes.
type assembler struct{ code []byte }

func (a *assembler) op(bytes ...byte) *assembler {
	a.code = append(a.code, bytes...)
	return a
}

func (a *assembler) num(n int) *assembler {
	a.code = appendInt(append(a.code, opI32Const), n)
	return a
}

func (a *assembler) get(local byte) *assembler    { return a.op(0x20, local) }
func (a *assembler) add() *assembler              { return a.op(0x6a) }
func (a *assembler) sub() *assembler              { return a.op(0x6b) }
func (a *assembler) load(offset byte) *assembler  { return a.op(0x28, 0x02, offset) }
func (a *assembler) store(offset byte) *assembler { return a.op(0x36, 0x02, offset) }

package lean

import (
	"bytes"
	"encoding/binary"
)

// table is Go's table of functions: what runtime/symtab.go calls moduledata,
// pcHeader and _func, by their addresses in the client's memory. For every
// function it has a cell of two words (the function's number, and where its
// record lies) and a record: eleven words, then one for each table of values
// by place in the function ("pcdata"), then one for each other ("funcdata").
type table struct {
	image []byte

	n, first int  // how many functions, and the number of the first
	names    area // zero-terminated
	units    area // files by package
	files    area // zero-terminated
	values   area // the tables of values by place
	records  area
	cells    int  // the same address as records
	buckets  area // from the address of code to a function's number
	end      int  // the address of the module's word on where all of it ends
}

type area struct{ from, size int }

// Where a record keeps what, in bytes.
const (
	recordEntry     = 0
	recordName      = 4
	recordStack     = 16
	recordFile      = 20
	recordLine      = 24
	recordPcdata    = 28 // how many
	recordUnit      = 32
	recordStartLine = 36
	recordFuncdata  = 43 // how many, one byte
	recordHead      = 44

	cellSize = 8
	// A function's code has 1<<16 addresses, sixteen buckets of a word and
	// sixteen slots; only the first slot of the first is ever asked for, as the
	// address within a function is cut off before. The last one ends with it.
	addressBits = 16
	bucketStep  = 16 * (4 + 16)
	bucketLast  = 4 + 1
)

// Go's own numbers of the tables that only traces and pre-emption by signal
// read; the latter does not exist in WebAssembly.
const (
	pcdataUnsafePoint = 0
	funcdataArgInfo   = 5
	funcdataArgLive   = 6
	funcdataNone      = 0xffffffff
)

// headerStart is the magic number, two zeros, the size of an instruction and
// of a pointer.
var headerStart = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

func findTable(image []byte, r release) (*table, error) {
	for at := 0; ; at++ {
		next := bytes.Index(image[at:], headerStart)
		if next < 0 {
			return nil, layout("it has no table of functions")
		}
		at += next
		if t := tableAt(image, at, r); t != nil {
			return t, nil
		}
	}
}

// tableAt returns the table whose header lies at the address, if one does: then
// the module's words point to it and to its parts, in the order of the header.
func tableAt(image []byte, header int, r release) *table {
	moduleWords := r.endAt + 1 // those that are read here
	pointer := binary.LittleEndian.AppendUint64(nil, uint64(header))
	for at := 0; ; at += 8 {
		next := bytes.Index(image[at:], pointer)
		if next < 0 {
			return nil
		}
		at += next
		if at%8 != 0 || at+moduleWords*8 > len(image) || header+72 > len(image) {
			at -= at % 8
			continue
		}
		module, head := words(image[at:], moduleWords), words(image[header+8:], 8)
		same := true
		for i := range 5 {
			same = same && module[1+3*i] == header+head[3+i]
		}
		if !same || module[16] != module[13] || module[17] != head[0]+1 || module[20]%(1<<addressBits) != 0 {
			continue
		}
		return &table{image: image,
			n: head[0], first: module[20] >> addressBits,
			names: area{module[1], module[2]}, units: area{module[4], module[5] * 4},
			files: area{module[7], module[8]}, values: area{module[10], module[11]},
			records: area{module[13], module[14]}, cells: module[16], buckets: area{module[19], module[r.endAt] - module[19]}, end: at + 8*r.endAt}
	}
}

func words(data []byte, n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = int(binary.LittleEndian.Uint64(data[8*i:]))
	}
	return out
}

func (t *table) word(at int) int {
	return int(binary.LittleEndian.Uint32(t.image[at:]))
}

func (t *table) setWord(at, to int) {
	binary.LittleEndian.PutUint32(t.image[at:], uint32(to))
}

// name is the function's name.
func (t *table) name(record int) string {
	name, _, _ := bytes.Cut(t.image[t.names.from+t.word(record+recordName):t.names.from+t.names.size], []byte{0})
	return string(name)
}

func (t *table) clear(a area) { clear(t.image[a.from : a.from+a.size]) }

// eachRecord calls f with every function's number and its record's address.
func (t *table) eachRecord(f func(i, record int)) {
	record := t.firstRecord()
	for i := range t.n {
		f(i, record)
		record = t.after(record)
	}
}

func (t *table) firstRecord() int { return t.cells + cellSize*(t.n+1) }

// after is where the next record lies: they follow each other on eight bytes.
func (t *table) after(record int) int {
	size := recordHead + 4*t.word(record+recordPcdata) + 4*int(t.image[record+recordFuncdata])
	return t.records.from + (record-t.records.from+size+7)&^7
}

// pcdata and funcdata are the addresses of a record's words of that kind.
func (t *table) pcdata(record int) (from, n int) {
	return record + recordHead, t.word(record + recordPcdata)
}

func (t *table) funcdata(record int) (from, n int) {
	from, n = t.pcdata(record)
	return from + 4*n, int(t.image[record+recordFuncdata])
}

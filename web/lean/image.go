package lean

import (
	"encoding/binary"
	"slices"
)

// A piece of the data section: bytes that go to one address of memory 0.
const (
	pieceActive = 0x00

	opUnreachable = 0x00
	opEnd         = 0x0b
	opI32Const    = 0x41
)

type piece struct {
	at   int
	data []byte
}

// gap is the run of zeros that is worth a new piece. The linker cuts at every
// sixteen and ends with 100,000 pieces, which compress worse than the zeros do.
const gap = 512

// image is the memory as it is when the client starts.
func (m *module) image() ([]byte, error) {
	body, err := m.body(sectionData)
	if err != nil {
		return nil, err
	}
	r := reader{data: *body}
	var pieces []piece
	for range r.uint() {
		plain := r.byte() == pieceActive && r.byte() == opI32Const
		at := r.int()
		plain = plain && r.byte() == opEnd
		pieces = append(pieces, piece{at, r.bytes(r.uint())})
		if r.failed || !plain || at < 0 {
			return nil, layout("its data section is not plain")
		}
	}
	return join(pieces)
}

// join lays the pieces out; the linker writes them in any order.
func join(pieces []piece) ([]byte, error) {
	slices.SortFunc(pieces, func(a, b piece) int { return a.at - b.at })
	var image []byte
	for _, p := range pieces {
		if p.at < len(image) {
			return nil, layout("its data lies twice in one place")
		}
		image = append(image, make([]byte, p.at-len(image))...)
		image = append(image, p.data...)
	}
	return image, nil
}

func (m *module) setImage(image []byte) {
	var list []byte
	n := 0
	for at := 0; at < len(image); {
		from := at + zeros(image[at:])
		to := from
		for to < len(image) {
			run := zeros(image[to:])
			if run >= gap || to+run == len(image) {
				break
			}
			to += run + 1
		}
		if to > from {
			n++
			list = append(list, pieceActive, opI32Const)
			list = append(appendInt(list, from), opEnd)
			list = binary.AppendUvarint(list, uint64(to-from))
			list = append(list, image[from:to]...)
		}
		at = max(to, from) + zeros(image[to:])
	}
	body, _ := m.body(sectionData)
	*body = append(binary.AppendUvarint(nil, uint64(n)), list...)
}

// zeros is the length of the run of zeros that data begins with.
func zeros(data []byte) int {
	n := slices.IndexFunc(data, func(b byte) bool { return b != 0 })
	if n < 0 {
		return len(data)
	}
	return n
}

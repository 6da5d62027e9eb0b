package keep

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// The format as builds in the field have written it: these texts never change.
const (
	fixturePolicy = "tally 1 m policy 1 aaaaaaaa 0 @0 @0 1785772800000 1785772800000 - b1 30.9579e2d6\n{\"keep\":true,\"idleMinutes\":10}"
	fixtureOne    = "tally 1 v v2 3 aaaaaaaa 2 aaaaaaaa@2 aaaaaaaa@2 1785772800000 1785772800002 - b1 34.8219f028\n{\"minutes\":\"57\",\"rev\":2,\"id\":\"v2\"}"
	fixtureTwo    = "tally 1 v v2 4 aaaaaaaa 3 aaaaaaaa@3 aaaaaaaa@3 1785772800000 1785772800003 - b1 34.77d0b134\n{\"minutes\":\"67\",\"rev\":3,\"id\":\"v2\"}"
)

func TestFixture(t *testing.T) {
	local := newFake()
	local.values = map[string]string{"tally/m/policy/a": fixturePolicy, "tally/v/v2/a": fixtureOne, "tally/v/v2/b": fixtureTwo}
	s := New(Options{Local: local, Session: newFake(), Owner: "bbbbbbbb", Version: 1})
	report := s.Open(at(5000))
	it, _ := s.Item(Visit, "v2")
	if it.Data != `{"minutes":"67","rev":3,"id":"v2"}` || it.Mark != Plain || report.Damaged != 0 || report.Status != (Status{Where: Device}) {
		t.Errorf("%+v, %+v", it, report)
	}
	if _, waiting := s.Due(); waiting {
		t.Error("opening alone wants to write")
	}
}

// TestTwentyThousandInputs: neither the store nor its storage grows.
func TestTwentyThousandInputs(t *testing.T) {
	local := newFake()
	s := keeping(local, newFake(), "aaaaaaaa")
	var before, after runtime.MemStats
	type20 := func(n int) {
		for i := range n {
			s.Put(Visit, fmt.Sprint("v", i%50), strings.Repeat(fmt.Sprint(i%10), 1000), at(int64(i)))
			s.Flush(at(int64(i)))
		}
	}
	type20(1000)
	runtime.GC()
	runtime.ReadMemStats(&before)
	type20(20_000)
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 1<<20 || len(local.values) > 101 {
		t.Errorf("grown by %d bytes, %d keys", grown, len(local.values))
	}
}

package keep_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"therapytally/app/keep"
	"therapytally/app/sheet"
	"therapytally/app/timer"
)

// memory is a storage for examples.
type memory map[string]string

func (m memory) Get(key string) (string, bool, error) { v, ok := m[key]; return v, ok, nil }
func (m memory) Set(key, value string) error          { m[key] = value; return nil }
func (m memory) Del(key string) error                 { delete(m, key); return nil }
func (m memory) Keys() ([]string, error) {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out, nil
}

// load is what a screen does after Open: the sheet from what is kept.
func load(s *keep.Store) (*sheet.Sheet, []string) {
	var visits []sheet.Visit
	for _, it := range s.Items(keep.Visit) {
		if v, err := sheet.Decode(it.ID, it.Data); err == nil {
			visits = append(visits, v)
		}
	}
	var order []string
	if it, ok := s.Item(keep.Setup, "order"); ok {
		_ = json.Unmarshal([]byte(it.Data), &order) // without an order: by birth
	}
	return sheet.Assemble(visits, order)
}

func ExampleStore() {
	device, tab := memory{}, memory{}
	store := keep.New(keep.Options{Local: device, Session: tab, Owner: "k3x9q2v7", Build: "2026.8", Version: 1})
	now := keep.Now{Wall: 1785762000_000, Offset: -240}
	store.Open(now)
	store.SetPolicy(keep.Policy{Keep: true}, now)

	day := &sheet.Sheet{}
	id := store.NewID()
	_ = day.Add(id, "Rm 4")
	v := day.Visit(id)
	_ = v.Timer.Tap("97530", false, timer.Therapist, timer.Instant{Wall: now.Wall, Offset: -240})
	store.Put(keep.Visit, id, v.Encode(), now)
	order, _ := json.Marshal(day.Order())
	store.Put(keep.Setup, "order", string(order), now)
	store.Flush(now) // when Due says so, and when the page is hidden

	// The tab is killed; twenty-five minutes later the app opens again.
	now.Wall += 25 * 60_000
	store = keep.New(keep.Options{Local: device, Session: memory{}, Owner: "p8m4w1z6", Build: "2026.8", Version: 1})
	report := store.Open(now)
	day, _ = load(store)
	back := day.Visits[0]
	at := timer.Instant{Wall: now.Wall, Offset: -240}
	back.Timer.See(at)
	fmt.Println(back.Label, back.Timer.Counted("97530", at).Minutes().Therapist, report.Where == keep.Device)
	// Output: Rm 4 25 true
}

// BenchmarkStart opens a device with 1,000 visits and makes the sheet of them.
func BenchmarkStart(b *testing.B) {
	device := memory{}
	now := keep.Now{Wall: 1785762000_000, Offset: -240}
	store := keep.New(keep.Options{Local: device, Session: memory{}, Owner: "k3x9q2v7", Version: 1})
	store.SetPolicy(keep.Policy{Keep: true, Days: 7}, now)
	for i := range 1000 {
		v := sheet.Visit{ID: fmt.Sprint("v", i), Label: "A1", Rows: []int{1, 2, 3, 4}}
		for row := range 4 {
			_ = v.Set(fmt.Sprintf("service-%d-code", row), "97530 Therapeutic activities")
			_ = v.Set(fmt.Sprintf("service-%d-minutes", row), "15")
			_ = v.Timer.Start([]string{"97530", "97110"}[row%2], false, timer.Therapist, timer.Instant{Wall: now.Wall + int64(row)*600_000})
		}
		store.Put(keep.Visit, v.ID, v.Encode(), now)
	}
	store.Flush(now)
	for b.Loop() {
		again := keep.New(keep.Options{Local: device, Session: memory{}, Owner: "p8m4w1z6", Version: 1})
		again.Open(now)
		if day, _ := load(again); len(day.Visits) != 1000 {
			b.Fatal("not all are there")
		}
	}
}

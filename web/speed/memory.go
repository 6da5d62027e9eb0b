package main

import (
	"fmt"

	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/runtime"
)

// inputs is how many times a field is typed into before memory is read; ten at
// a time before the page may paint.
const inputs, burst = 20_000, 10

// manyInputs changes the minutes over and over, as fast as the page paints.
const manyInputs = `(async (inputs, burst) => {
	const field = document.querySelector("#service-1-minutes");
	for (let i = 0; i < inputs; i++) {
		field.value = String(8 + i %% 90);
		field.dispatchEvent(new Event("input", { bubbles: true }));
		if (i %% burst === burst - 1) await new Promise((done) => requestAnimationFrame(done));
	}
})(%d, %d)`

// memory measures what the page holds after 20,000 inputs: JavaScript's heap
// after its garbage is collected, and the program's whole memory.
func (b *bench) memory() error {
	t, err := b.browser.profile()
	if err != nil {
		return err
	}
	defer t.close()
	if _, err := t.usable(b.ours.url("/")); err != nil {
		return err
	}
	if err := usualVisit(t, "30"); err != nil {
		return err
	}
	var held [2]float64
	for i, n := range []int{inputs / 10, inputs - inputs/10} {
		if err := t.do("type", fmt.Sprintf(manyInputs, n, burst)); err != nil {
			return err
		}
		if held[i], err = t.held(); err != nil {
			return err
		}
	}
	b.table.add(row{name: "memory after 20,000 inputs", value: held[1], unit: "MiB", limit: 32,
		control: "after 2,000: " + amount(held[0], "MiB"), peers: "11.5 MB, flat (hello)"})
	return nil
}

// held gives the MiB of JavaScript's heap and of the program's memory.
func (t *tab) held() (float64, error) {
	if _, err := call(t, heapprofiler.CollectGarbage); err != nil {
		return 0, err
	}
	heap, err := call(t, runtime.GetHeapUsage)
	if err != nil {
		return 0, err
	}
	wasm, err := eval[float64](t, "watched.memory.buffer.byteLength")
	return (heap.UsedSize + wasm) / (1 << 20), err
}

package main

import "time"

// wire counts all that a first visit brings over the network, heads of answers
// and the copy for offline use included.
func (b *bench) wire() error {
	ours, err := b.received(b.ours)
	if err != nil {
		return err
	}
	hello, err := b.received(b.hello)
	if err != nil {
		return err
	}
	b.table.add(row{name: "first visit over the wire", value: ours, unit: "MB", limit: 1.5, control: amount(hello, "MB"), peers: "1.40 MB for the program alone"})
	return nil
}

// received gives the MB of one first visit.
func (b *bench) received(l *link) (float64, error) {
	t, err := b.browser.profile()
	if err != nil {
		return 0, err
	}
	defer t.close()
	before := l.received.Load()
	if _, err := t.usable(l.url("/")); err != nil {
		return 0, err
	}
	if err := t.until(`navigator.serviceWorker.getRegistration().then((r) => r?.active?.state === "activated")`); err != nil {
		return 0, err
	}
	time.Sleep(time.Second)
	return float64(l.received.Load()-before) / 1e6, nil
}

package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// slowdown is how many times slower than this machine the phone is.
const slowdown = 4

// visit is one visit as watch.js saw it.
type visit struct {
	Usable float64  `json:"usable"` // milliseconds until the page can be used
	Shift  float64  `json:"shift"`  // of its layout, until a second later
	Moved  []string `json:"moved"`  // what shifted
}

// first measures the first visit, when nothing is kept yet: both programs in
// turn, each time in a new profile.
func (b *bench) first() error {
	urls := []string{b.ours.url("/"), b.hello.url("/"), b.ours.url("/patient/")}
	visits := make([][]visit, len(urls))
	for range b.rounds {
		for i, url := range urls {
			v, err := b.firstVisit(url)
			if err != nil {
				return err
			}
			visits[i] = append(visits[i], v)
		}
	}
	ours, hello := usables(visits[0]), usables(visits[1])
	b.table.add(row{name: "first usable, 1.6 Mbit/s 150 ms, CPU 4x", value: median(ours) / 1000, unit: "s",
		control: amount(median(hello)/1000, "s"), peers: "hello or a form 9 to 12 s, floor 5.5 s"})
	b.table.add(row{name: "  to the hello world's", value: ratio(ours, hello), unit: "times", limit: 1})
	b.addShift("visit", visits[0])
	b.addShift("patient", visits[2])
	return nil
}

func usables(visits []visit) []float64 {
	var all []float64
	for _, v := range visits {
		all = append(all, v.Usable)
	}
	return all
}

func (b *bench) addShift(page string, visits []visit) {
	var shifts []float64
	var moved []string
	for _, v := range visits {
		shifts, moved = append(shifts, v.Shift), append(moved, v.Moved...)
	}
	slices.Sort(moved)
	b.table.add(row{name: "layout shift, " + page + " page", value: median(shifts), limit: 0.02})
	if len(moved) > 0 {
		fmt.Println("  moved:", strings.Join(slices.Compact(moved), ", "))
	}
}

func (b *bench) firstVisit(url string) (visit, error) {
	t, err := b.browser.profile()
	if err != nil {
		return visit{}, err
	}
	defer t.close()
	if err := errors.Join(t.slowProcessor(slowdown), t.slowNetwork()); err != nil {
		return visit{}, err
	}
	if _, err := t.usable(url); err != nil {
		return visit{}, err
	}
	time.Sleep(time.Second)
	return eval[visit](t, "({ usable: watched.usable, shift: watched.shift, moved: watched.moved })")
}

// usable opens an address and gives the milliseconds until it can be used.
func (t *tab) usable(url string) (float64, error) {
	if err := t.open(url); err != nil {
		return 0, err
	}
	if err := t.until("watched.usable > 0"); err != nil {
		return 0, err
	}
	return eval[float64](t, "watched.usable")
}

// again measures starts from what the first visit left behind, with the server
// there and with it gone.
func (b *bench) again() error {
	home, err := b.browser.settle(b.ours.url("/"))
	if err != nil {
		return err
	}
	defer home.close()
	control, err := b.browser.settle(b.hello.url("/"))
	if err != nil {
		return err
	}
	defer control.close()
	b.ours.stop()
	offline, _, err := b.starts(home, "/", control)
	if err := startAgain(b.ours, err); err != nil {
		return err
	}
	visit, hello, err := b.starts(home, "/", control)
	if err != nil {
		return err
	}
	patient, _, err := b.starts(home, "/patient/", control)
	if err != nil {
		return err
	}
	const peers = "1.1 to 2.1 s"
	b.table.add(row{name: "repeat start, CPU 4x", value: median(visit) / 1000, unit: "s", limit: 1, control: amount(median(hello)/1000, "s"), peers: peers})
	b.table.add(row{name: "repeat start, patient page, CPU 4x", value: median(patient) / 1000, unit: "s", limit: 1, peers: peers})
	b.table.add(row{name: "offline start, CPU 4x", value: median(offline) / 1000, unit: "s", limit: 1})
	return nil
}

func startAgain(l *link, err error) error {
	if e := l.start(); err == nil {
		err = e
	}
	return err
}

// settle makes a first visit as a person does: the page is used for a while,
// its copy for offline use completes, and the browser can keep compiled code.
func (b *browser) settle(url string) (*tab, error) {
	t, err := b.profile()
	if err != nil {
		return nil, err
	}
	for range 2 {
		if _, err := t.usable(url); err != nil {
			return nil, err
		}
		if err := t.until(`navigator.serviceWorker.getRegistration().then((r) => r?.active?.state === "activated")`); err != nil {
			return nil, err
		}
		if err := t.do("focus", `document.querySelector("#service-1-minutes, body > div > p > input").focus()`); err != nil {
			return nil, err
		}
		if err := t.keys("38"); err != nil {
			return nil, err
		}
		time.Sleep(4 * time.Second)
	}
	return t, t.open("about:blank")
}

// starts opens a page of ours and the control in turn, each in a tab of its own.
func (b *bench) starts(home *tab, path string, control *tab) (ours, hello []float64, err error) {
	for range b.rounds {
		o, err := home.start(b.ours.url(path))
		if err != nil {
			return nil, nil, err
		}
		h, err := control.start(b.hello.url("/"))
		if err != nil {
			return nil, nil, err
		}
		ours, hello = append(ours, o), append(hello, h)
	}
	return ours, hello, nil
}

func (t *tab) start(url string) (float64, error) {
	fresh, err := t.another()
	if err != nil {
		return 0, err
	}
	defer fresh.close()
	if err := fresh.slowProcessor(slowdown); err != nil {
		return 0, err
	}
	usable, err := fresh.usable(url)
	if err != nil {
		return 0, fmt.Errorf("start %s: %w", url, err)
	}
	return usable, nil
}

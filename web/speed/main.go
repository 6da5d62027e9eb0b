// Command speed measures an export in a real browser as a person on a slow
// phone meets it, beside a go-app hello world in the same run, and prints one
// table of figures, their limits and what the peers came to:
//
//	go run ./web/speed -web build/web -dir build/bench
//
// The processor is slowed four times (Chromium's own emulation), the first
// visit's network is held to 1.6 Mbit/s and 150 ms. Each figure is a median of
// runs that take turns, because what else a machine does moves single ones.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
)

// bench is one run of the command.
type bench struct {
	browser *browser
	ours    *link // to the server of the export
	hello   *link // to the control
	rounds  int
	table   table
}

// part is a group of figures that is measured together.
type part struct {
	name    string
	measure func(*bench) error
}

func parts() []part {
	return []part{
		{"first", (*bench).first},
		{"again", (*bench).again},
		{"typing", (*bench).typing},
		{"memory", (*bench).memory},
		{"wire", (*bench).wire},
		{"lighthouse", (*bench).lighthouse},
	}
}

func main() {
	program := flag.String("web", "build/web", "the program that serves")
	dir := flag.String("dir", "build/bench", "an exported site, best compressed")
	rounds := flag.Int("rounds", 5, "runs of each figure")
	only := flag.String("only", "", "parts to measure, by comma: "+partNames())
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, *program, *dir, *rounds, *only)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func partNames() string {
	var names []string
	for _, p := range parts() {
		names = append(names, p.name)
	}
	return strings.Join(names, ",")
}

func run(ctx context.Context, program, dir string, rounds int, only string) error {
	temp, err := os.MkdirTemp("", "tally-speed")
	if err != nil {
		return fmt.Errorf("speed: %w", err)
	}
	defer os.RemoveAll(temp)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	b := &bench{rounds: rounds}
	if b.ours, err = serveSite(ctx, program, dir); err != nil {
		return err
	}
	defer b.ours.stop()
	if b.hello, err = serveHello(ctx, temp); err != nil {
		return err
	}
	defer b.hello.stop()
	if b.browser, err = startBrowser(ctx, temp); err != nil {
		return err
	}
	defer b.browser.close()
	return errors.Join(b.measure(only), b.table.verdict())
}

// measure runs the parts and prints each figure as soon as it is known.
func (b *bench) measure(only string) error {
	b.table.heading()
	for _, p := range parts() {
		if only != "" && !slices.Contains(strings.Split(only, ","), p.name) {
			continue
		}
		if err := p.measure(b); err != nil {
			return fmt.Errorf("speed: %s: %w", p.name, err)
		}
	}
	return nil
}

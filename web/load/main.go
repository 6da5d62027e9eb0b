// Command load measures the static server against a bare http.FileServer, and
// nginx where it is installed, over loopback in one run: requests a second and
// the slowest one in a hundred, for a page and for the client.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// minRatio is how many requests a second of the control's the server must
// answer.
const minRatio = 0.95

// paced is how much of what the control can answer all are asked, to see how
// long each takes.
const paced = 0.4

func main() {
	program := flag.String("web", "", "the program to measure")
	dir := flag.String("dir", "", "an exported site")
	rounds := flag.Int("rounds", 15, "rounds; each measures every server once")
	control := flag.Bool("control", false, "be the control: serve dir with http.FileServer")
	flag.Parse()
	err := errors.New("load: say -web and -dir")
	switch {
	case *control:
		err = serveControl(*dir)
	case *program != "" && *dir != "":
		err = measure(context.Background(), *program, *dir, *rounds)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serveControl(dir string) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("load: listen: %w", err)
	}
	fmt.Printf("control at http://%s/\n", listener.Addr())
	return http.Serve(listener, http.FileServer(http.Dir(dir)))
}

// target is one kind of request.
type target struct {
	name, path  string
	connections int
	period      time.Duration
}

func targets(dir string) ([]target, error) {
	clients, err := filepath.Glob(filepath.Join(dir, "app.*.wasm"))
	if err != nil || len(clients) != 1 {
		return nil, fmt.Errorf("load: no client in %s", dir)
	}
	return []target{
		{"page", "/", 64, 400 * time.Millisecond},
		{"client", "/" + filepath.Base(clients[0]), 16, 1500 * time.Millisecond},
	}, nil
}

func measure(ctx context.Context, program, dir string, rounds int) error {
	all, err := targets(dir)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer running.Wait()
	defer stop()
	servers, err := startServers(ctx, program, dir)
	if err != nil {
		return err
	}
	for _, t := range all {
		if e := compare(servers, t, rounds); e != nil {
			err = errors.Join(err, e)
		}
	}
	return err
}

// compare measures every server in turn, round after round, so that what else
// the machine does hits all alike; the figures are medians. As fast as they can,
// a server that answers more lets more requests wait for the one that asks, on
// the same processors; so how long a request takes is also measured with each
// asked as often as the others.
func compare(servers []server, t target, rounds int) error {
	free, err := run(servers, t, rounds, 0)
	if err != nil {
		return err
	}
	pace := paced * median(free[1].rates)
	even, err := run(servers, t, rounds, pace)
	if err != nil {
		return err
	}
	for i, s := range servers {
		fmt.Printf("%-7s %-18s %8.0f a second, p99 %6.2f ms; p99 %6.2f ms at %.0f a second\n",
			t.name, s.name, median(free[i].rates), median(free[i].p99s), median(even[i].p99s), pace)
	}
	ratio, late := median(pairs(free[0].rates, free[1].rates)), pairs(even[0].p99s, even[1].p99s)
	fmt.Printf("%-7s ours to the control: %.2f of the requests (limit %.2f), p99 %.2f times; at the same pace %.2f times (limit 1), later in %d of %d rounds\n",
		t.name, ratio, minRatio, median(pairs(free[0].p99s, free[1].p99s)), median(late), above(late, 1), rounds)
	if ratio < minRatio || median(late) > 1 {
		return fmt.Errorf("load: %s: %.2f of the control's requests, p99 at the same pace %.2f times", t.name, ratio, median(late))
	}
	return nil
}

func above(values []float64, bound float64) (n int) {
	for _, v := range values {
		if v > bound {
			n++
		}
	}
	return n
}

// run gives the figures of each server.
func run(servers []server, t target, rounds int, pace float64) ([]figures, error) {
	out := make([]figures, len(servers))
	for round := range rounds {
		for i := range servers {
			k := (i + round) % len(servers)
			r, err := press(servers[k].addr, t, pace)
			if err != nil {
				return nil, fmt.Errorf("load: %s: %w", servers[k].name, err)
			}
			out[k].rates, out[k].p99s = append(out[k].rates, r.rate), append(out[k].p99s, r.p99)
		}
	}
	return out, nil
}

// pairs are a[i]/b[i]: measured side by side.
func pairs(a, b []float64) []float64 {
	ratios := make([]float64, len(a))
	for i := range a {
		ratios[i] = a[i] / b[i]
	}
	return ratios
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

type result struct{ rate, p99 float64 }

// figures are the results of a server, by round.
type figures struct{ rates, p99s []float64 }

// press asks on every connection for the target's period, pace requests a
// second in all, or as many as it can where pace is 0.
func press(addr string, t target, pace float64) (result, error) {
	type worked struct {
		times []float64
		err   error
	}
	done := make(chan worked)
	every := time.Duration(0)
	if pace > 0 {
		every = time.Duration(float64(t.connections) / pace * float64(time.Second))
	}
	from := time.Now()
	for i := range t.connections {
		first := from.Add(every * time.Duration(i) / time.Duration(t.connections))
		go func() {
			times, err := ask(addr, t.path, first, every, from.Add(t.period))
			done <- worked{times, err}
		}()
	}
	var times []float64
	var err error
	for range t.connections {
		w := <-done
		times, err = append(times, w.times...), errors.Join(err, w.err)
	}
	if err != nil || len(times) == 0 {
		return result{}, errors.Join(err, errors.New("no answers"))
	}
	slices.Sort(times)
	return result{float64(len(times)) / t.period.Seconds(), times[len(times)*99/100]}, nil
}

// ask sends one request after the other on one connection until end, from its
// first and then each when it is due, and returns the milliseconds that each
// took since then.
func ask(addr, path string, first time.Time, every time.Duration, end time.Time) ([]float64, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	request := []byte("GET " + path + " HTTP/1.1\r\nHost: load\r\n\r\n")
	in := bufio.NewReaderSize(c, 64<<10)
	var times []float64
	for due := first; ; due = due.Add(every) {
		if every == 0 {
			due = time.Now()
		}
		if due.After(end) {
			return times, nil
		}
		time.Sleep(time.Until(due))
		if _, err := c.Write(request); err != nil {
			return nil, err
		}
		if err := skipAnswer(in); err != nil {
			return nil, err
		}
		times = append(times, float64(time.Since(due).Microseconds())/1000)
	}
}

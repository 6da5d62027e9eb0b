// Command web builds Therapy Tally's static site and serves it. It ships files
// and knows nothing of rules or screens.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"therapytally/web/lean"
)

const usage = `usage:
  web export -out DIR [-clinic FILE] [-frames ORIGINS] [-root PATH] [-brotli 11] [-version TEXT] [-wasm FILE] [-light=false] [-lean=false] [-adopt]
  web serve -dir DIR [-addr 127.0.0.1:8080]
  web view
  web bytes [-top 40]
  web sizes [-brotli 11]
`

var errUsage = errors.New("web: say export, serve, view, bytes or sizes")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // from then on a second signal ends the program at once
	err := run(ctx, os.Args[1:], os.Stdout)
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) == 0 {
		return errUsage
	}
	switch args[0] {
	case "export":
		return runExport(ctx, args[1:], out)
	case "serve":
		return runServe(ctx, args[1:], out)
	case "view":
		return runView(ctx, args[1:], out)
	case "bytes":
		return runBytes(ctx, args[1:], out)
	case "sizes":
		return runSizes(ctx, args[1:], out)
	}
	return errUsage
}

func runExport(ctx context.Context, args []string, out io.Writer) error {
	var o exportOptions
	flags := flag.NewFlagSet("export", flag.ContinueOnError)
	flags.StringVar(&o.out, "out", "", "the folder to write")
	flags.IntVar(&o.brotli, "brotli", 11, "brotli level, 0 to 11")
	flags.StringVar(&o.version, "version", "", "the version the page names (default: a hash of the files)")
	flags.StringVar(&o.wasm, "wasm", "", "a client that is built already")
	flags.BoolVar(&o.light, "light", true, "build the client without the server that go-app brings along")
	flags.BoolVar(&o.lean, "lean", true, "take out of the client the names and lines that stack traces read")
	flags.StringVar(&o.frames, "frames", "", "who may show the estimator in their pages, such as \"https://clinic.example\" (default: everybody)")
	flags.StringVar(&o.root, "root", "", "where a static host shows the site, such as / or /therapy/: its page of a missing address needs it (default: anywhere)")
	flags.StringVar(&o.clinic, "clinic", "", "the clinic's clinic.json; pictures that it names lie beside it (default: what is in the folder already)")
	flags.BoolVar(&o.adopt, "adopt", false, "write into a folder that holds other files, or an older build's export, and no list of files: what is not of an export stays")
	if err := flags.Parse(args); err != nil {
		return err
	}
	o.tell = os.Stderr
	if o.out == "" || o.brotli < 0 || o.brotli > 11 || flags.NArg() > 0 {
		return errUsage
	}
	if err := export(ctx, o); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "Wrote the site to %s\n", o.out)
	return err
}

func runServe(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	dir := flags.String("dir", "", "an exported site")
	addr := flags.String("addr", "127.0.0.1:8080", "host:port to listen on; port 0 takes a free one")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *dir == "" || flags.NArg() > 0 {
		return errUsage
	}
	return serve(ctx, *dir, *addr, out)
}

// runView prints the GOFLAGS with which go commands use the client's go-app.
func runView(ctx context.Context, args []string, out io.Writer) error {
	if len(args) > 0 {
		return errUsage
	}
	flags, err := goFlags(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, flags)
	return err
}

// runBytes prints the client's code by package, the largest first.
func runBytes(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("bytes", flag.ContinueOnError)
	top := flags.Int("top", 40, "how many packages to name")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return errUsage
	}
	project, modfile, err := prepare(ctx, true)
	if err != nil {
		return err
	}
	client, err := buildClient(ctx, project, modfile, exportOptions{})
	if err != nil {
		return err
	}
	list, err := lean.Packages(client.wasm)
	if err != nil {
		return fmt.Errorf("web: count the client's bytes: %w", err)
	}
	for _, p := range list[:min(len(list), max(*top, 0))] {
		if _, err := fmt.Fprintf(out, "%9d bytes of code in %5d functions of %s\n", p.Bytes, p.Functions, p.Path); err != nil {
			return err
		}
	}
	return nil
}

// runSizes prints what each trick of the build takes off the client.
func runSizes(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("sizes", flag.ContinueOnError)
	level := flags.Int("brotli", 11, "brotli level, 0 to 11")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *level < 0 || *level > 11 || flags.NArg() > 0 {
		return errUsage
	}
	for _, build := range []struct {
		name        string
		light, lean bool
	}{{"neither", false, false}, {"light", true, false}, {"lean", false, true}, {"light and lean", true, true}} {
		project, modfile, err := prepare(ctx, build.light)
		if err != nil {
			return err
		}
		client, err := buildClient(ctx, project, modfile, exportOptions{lean: build.lean})
		if err != nil {
			return err
		}
		packed, err := compress("br", client.wasm, *level)
		if err != nil {
			return fmt.Errorf("web: compress the client: %w", err)
		}
		if _, err := fmt.Fprintf(out, "client, brotli %-2d %-16s %8d bytes, unpacked %9d\n", *level, build.name+":", len(packed), len(client.wasm)); err != nil {
			return err
		}
	}
	return nil
}

// Command check reads a clinic.json as the site will, before it is uploaded,
// and says what is wrong with it by its key.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"therapytally/app/clinic"
	"therapytally/rules"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) != 1 {
		return errors.New("usage: check clinic.json")
	}
	data, err := os.ReadFile(args[0])
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	book, err := rules.Standard()
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	s, err := clinic.Parse(book, data)
	if err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	if s.Newer {
		return fmt.Errorf("%s: version: is not %d, the version that this release reads: check the file with the release it was written for", args[0], clinic.Version)
	}
	if s.Logo != "" {
		if _, err := os.Stat(filepath.Join(filepath.Dir(args[0]), s.Logo)); err != nil {
			return fmt.Errorf("%s: logo: %s does not lie beside it", args[0], s.Logo)
		}
	}
	fmt.Fprintf(out, "%s is right. Payers: %s.\n", args[0], strings.Join(s.Rates.Payers(), ", "))
	for _, t := range []clinic.Theme{clinic.Light, clinic.Dark} {
		if s.Accent != "" {
			fmt.Fprintf(out, "Color in the %s theme: %s\n", t, s.Accent.Palette(t).Accent)
		}
	}
	return nil
}

// Command release reads the zip files that CMS publishes each quarter, trims
// them to the therapy codes of our code book and lands them in rules/data: the
// table, its release record, its source record with the hash of what was read.
// It prints what changed against the table in force. Either everything is
// written or nothing is.
//
//	go run ./rules/cmd/release -zip rvu26d.zip -seen "cms.gov, downloaded by hand"
//
// Several -zip and -file may be given at once: the pairs come in four zips,
// the unit limits in two.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"therapytally/rules/cmd/release/cms"
	"therapytally/rules/code"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type names []string

func (n *names) String() string     { return fmt.Sprint(*n) }
func (n *names) Set(s string) error { *n = append(*n, s); return nil }

type arguments struct {
	zips, files names
	data        string
	dry         bool
	options     cms.Options
}

func parse(args []string) (a arguments, err error) {
	var from, since string
	f := flag.NewFlagSet("release", flag.ContinueOnError)
	f.Var(&a.zips, "zip", "a zip as CMS publishes it (may be repeated)")
	f.Var(&a.files, "file", "a csv or txt out of such a zip, under its published name (may be repeated)")
	f.StringVar(&a.data, "data", "rules/data", "the data directory")
	f.StringVar(&a.options.Seen, "seen", "", "where this copy came from")
	f.StringVar(&a.options.Release, "release", "", "name of the RVU release where it is a correction, such as the quarter's with R")
	f.StringVar(&from, "from", "", "first day of that correction, YYYY-MM-DD")
	f.StringVar(&since, "since", "", "first day that the tables answer for, YYYY-MM-DD, where it is not that of their year")
	f.IntVar(&a.options.Rows, "rows", 0, "rows of all four parts of the pairs, as CMS's page says")
	f.BoolVar(&a.options.Still, "still", false, "rules, our own tables and cited editions still hold in the year of the relative values")
	f.BoolVar(&a.options.Fewer, "fewer", false, "take a table that has lost more than a tenth of its rows")
	f.BoolVar(&a.dry, "n", false, "check and report, write nothing")
	if err := f.Parse(args); err != nil {
		return a, err
	}
	if from != "" {
		a.options.From, err = code.ParseDate(from)
	}
	if since != "" && err == nil {
		a.options.Answers, err = code.ParseDate(since)
	}
	if err == nil && (len(a.zips)+len(a.files) == 0 || f.NArg() > 0) {
		err = fmt.Errorf("release: give the files by -zip FILE or -file FILE")
	}
	return a, err
}

func run(args []string, out io.Writer) error {
	a, err := parse(args)
	if err != nil {
		return err
	}
	var members []cms.Member
	for _, file := range a.zips {
		found, zip, err := cms.OpenZip(file)
		if err != nil {
			return err
		}
		defer zip.Close()
		members = append(members, found...)
	}
	for _, file := range a.files {
		m, err := cms.OpenFile(file)
		if err != nil {
			return err
		}
		members = append(members, m)
	}
	return land(a, members, out)
}

func land(a arguments, members []cms.Member, out io.Writer) error {
	plan, err := cms.Make(os.DirFS(a.data), members, a.options)
	if err != nil {
		return err
	}
	for _, line := range plan.Report {
		fmt.Fprintln(out, line)
	}
	switch {
	case len(plan.Files) == 0:
		fmt.Fprintln(out, "nothing to write")
		return nil
	case a.dry:
		fmt.Fprintf(out, "%d files would be written\n", len(plan.Files))
		return nil
	}
	if err := plan.Write(a.data); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%d files written\n", len(plan.Files))
	return err
}

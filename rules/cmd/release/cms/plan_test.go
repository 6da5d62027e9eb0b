package cms

import (
	"archive/zip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"therapytally/rules/code"
	"therapytally/rules/param"
)

const ourData = "../../../data"

// nextYear is the first year that our data holds no conversion factor for, so
// that these tests stay good when a year is added.
func nextYear(t testing.TB) int {
	t.Helper()
	facts, err := param.Load(os.DirFS(ourData))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range facts.Numbers() {
		if n.ID == "conversion-factor" {
			return n.Values[len(n.Values)-1].Span.Through.Year() + 1
		}
	}
	t.Fatal("no conversion factor")
	return 0
}

// ourRows are made-up values for every code of the code book.
func ourRows(t testing.TB) []madeRow {
	t.Helper()
	codes, err := LoadCodes(os.DirFS(ourData))
	if err != nil {
		t.Fatal(err)
	}
	var rows []madeRow
	for _, c := range codes.sorted() {
		rows = append(rows, madeRow{c, "", "A", "0.50", "0.70", "0.70", "NA", "0.02", "7", "5"})
	}
	return rows
}

func quarterFiles(t testing.TB) map[string]string {
	year := nextYear(t)
	name := func(format string) string { return fmt.Sprintf(format, year) }
	return map[string]string{
		name("PPRRVU%d_Jan_nonQPP.csv"): madeRVU(year, "34.0000", "9,", ourRows(t)),
		name("PPRRVU%d_Jan_QPP.csv"):    madeRVU(year, "35.0000", "1,", ourRows(t)),
	}
}

func membersOf(t testing.TB, files map[string]string) []Member {
	t.Helper()
	var out []Member
	for name, data := range files {
		m, err := Bytes(name, []byte(data))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, m)
	}
	return out
}

func copyData(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(ourData)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func snapshot(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		all[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestRecordsHoldTheHash: the record of every landed table holds the SHA-256 of
// its csv, so that a changed digit is seen.
func TestRecordsHoldTheHash(t *testing.T) {
	plan, err := Make(os.DirFS(copyData(t)), membersOf(t, quarterFiles(t)), Options{Seen: "made up"})
	if err != nil {
		t.Fatal(err)
	}
	tables := 0
	for name, text := range plan.Files {
		if table, ok := strings.CutSuffix(name, ".csv"); ok {
			tables++
			if want := fmt.Sprintf("\"sha256\": \"%x\"", sha256.Sum256(text)); !strings.Contains(string(plan.Files[table+".json"]), want) {
				t.Errorf("%s.json does not hold %s: %s", table, want, plan.Files[table+".json"])
			}
		}
	}
	if tables == 0 {
		t.Error("no table was landed")
	}
}

// TestLand lands a quarter, lands it again, and tries to land another of the
// same name.
func TestLand(t *testing.T) {
	dir, year := copyData(t), nextYear(t)
	before := snapshot(t, dir)
	files := quarterFiles(t)
	plan, err := Make(os.DirFS(dir), membersOf(t, files), Options{Seen: "made up"})
	if err != nil {
		t.Fatal(err)
	}
	if err := plan.Write(dir); err != nil {
		t.Fatal(err)
	}
	after := snapshot(t, dir)
	if len(after)-len(before) != 4 { // table, record, two sources
		t.Errorf("%d new files", len(after)-len(before))
	}
	for name, text := range after {
		if strings.Contains(text, secret) || strings.HasSuffix(name, ".tmp") {
			t.Errorf("%s holds a description or was left over", name)
		}
		if old, ok := before[name]; ok && old != text && !strings.HasPrefix(name, "param/conversion-factor") {
			t.Errorf("%s was changed", name)
		}
	}
	report := strings.Join(plan.Report, "\n")
	for _, want := range []string{"97530 work_rvu: ", "-> 0.50", "param/conversion-factor.json: 34.0000 from", "param/conversion-factor-qp.json: 35.0000"} {
		if !strings.Contains(report, want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	record := after[fmt.Sprintf("source/cms-rvu%da.json", year%100)]
	if !strings.Contains(record, fmt.Sprintf("PPRRVU%d_Jan_nonQPP.csv, RELEASED 01/01/%d", year, year)) || !strings.Contains(record, `"made up; read: `) {
		t.Errorf("source %s", record)
	}

	again, err := Make(os.DirFS(dir), membersOf(t, files), Options{Seen: "another copy"})
	if err != nil || len(again.Files) != 0 {
		t.Errorf("the same file again: %v, %v", again, err)
	}
	for name := range files {
		files[name] = strings.ReplaceAll(strings.ReplaceAll(files[name], ",0.50,", ",0.60,"), ",1.22,1.22,", ",1.32,1.32,")
	}
	if _, err := Make(os.DirFS(dir), membersOf(t, files), Options{}); err == nil || !strings.Contains(err.Error(), "never edited") || !strings.Contains(err.Error(), "97530 work_rvu: 0.50 -> 0.60") {
		t.Errorf("an edited table: %v", err)
	}
	o := Options{Release: fmt.Sprintf("%dAR", year), From: day(year, 3).AddDays(8)}
	if plan, err = Make(os.DirFS(dir), membersOf(t, files), o); err != nil || plan.Files[fmt.Sprintf("table/rvu-%dAR.csv", year)] == nil {
		t.Errorf("a correction: %v", err)
	}
	o.From = code.Date{}
	if _, err = Make(os.DirFS(dir), membersOf(t, files), o); err == nil || !strings.Contains(err.Error(), "by -from") {
		t.Errorf("a correction without its first day: %v", err)
	}
}

// TestInterrupted breaks every single rename in turn: the directory stays as
// it was.
func TestInterrupted(t *testing.T) {
	dir := copyData(t)
	before := snapshot(t, dir)
	plan, err := Make(os.DirFS(dir), membersOf(t, quarterFiles(t)), Options{Seen: "made up"})
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("the disk is full")
	for stop := range plan.Files {
		err := plan.write(dir, func(from, to string) error {
			if strings.HasSuffix(filepath.ToSlash(to), stop) {
				return broken
			}
			return os.Rename(from, to)
		})
		if !errors.Is(err, broken) || !maps.Equal(before, snapshot(t, dir)) {
			t.Errorf("stopped at %s: %v, or the directory has changed", stop, err)
		}
	}
	plan.Files["param/conversion-factor.json"] = []byte("{}")
	if err := plan.Write(dir); err == nil || !maps.Equal(before, snapshot(t, dir)) {
		t.Errorf("data that does not load was written: %v", err)
	}
	if err := plan.Write(filepath.Join(dir, "nowhere")); err == nil {
		t.Error("written into a directory that is not there")
	}
}

// TestEveryStepLoads holds that a crash between two renames leaves data that
// loads.
func TestEveryStepLoads(t *testing.T) {
	dir := copyData(t)
	plan, err := Make(os.DirFS(dir), membersOf(t, quarterFiles(t)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = plan.write(dir, func(from, to string) error {
		if err := os.Rename(from, to); err != nil {
			return err
		}
		return Check(os.DirFS(dir))
	})
	if err != nil {
		t.Error(err)
	}
}

// TestLandAgain holds that a table that was taken away can be landed anew, as
// when the code book has grown, from the same file only.
func TestLandAgain(t *testing.T) {
	dir, year, files := copyData(t), nextYear(t), quarterFiles(t)
	plan, err := Make(os.DirFS(dir), membersOf(t, files), Options{Seen: "made up"})
	if err == nil {
		err = plan.Write(dir)
	}
	for _, ext := range []string{"csv", "json"} {
		err = errors.Join(err, os.Remove(filepath.Join(dir, "table", fmt.Sprintf("rvu-%dA.%s", year, ext))))
	}
	if err != nil {
		t.Fatal(err)
	}
	again, err := Make(os.DirFS(dir), membersOf(t, files), Options{Seen: "another copy"})
	if err != nil || len(again.Files) != 2 {
		t.Errorf("the same file: %v", err)
	}
	name := fmt.Sprintf("PPRRVU%d_Jan_nonQPP.csv", year)
	files[name] = crlf(files[name])
	if _, err := Make(os.DirFS(dir), membersOf(t, files), Options{}); err == nil || !strings.Contains(err.Error(), "describes another file (sha256 ") {
		t.Errorf("another file: %v", err)
	}
}

func madeZip(t *testing.T, files map[string]string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "rvu-updated.zip")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	w := zip.NewWriter(out)
	for name, data := range files {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestZip reads a zip with folders, odd case, other files, and one file in
// three forms.
func TestZip(t *testing.T) {
	year := nextYear(t)
	csv := madeRVU(year, "34.0000", "9,", ourRows(t))
	path := madeZip(t, map[string]string{
		"RVU/": "", fmt.Sprintf("RVU/sub/pprrvu%d_JAN_nonqpp.CSV", year): csv,
		fmt.Sprintf("RVU/PPRRVU%d_Jan_nonQPP.txt", year):  "not read",
		fmt.Sprintf(`RVU\PPRRVU%d_Jan_nonQPP.xlsx`, year): "not read",
		"RVU/ANES.csv": "not ours",
	})
	members, closer, err := OpenZip(path)
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	plan, err := Make(os.DirFS(ourData), members, Options{})
	if err != nil {
		t.Fatal(err)
	}
	record := string(plan.Files[fmt.Sprintf("source/cms-rvu%da.json", year%100)])
	if !strings.Contains(record, "in rvu-updated.zip (sha256 ") {
		t.Errorf("source %s", record)
	}
	for what, files := range map[string]map[string]string{"holds no file that we read; it holds a.txt": {"x/a.txt": ""}, "a spreadsheet is not read": {fmt.Sprintf("GPCI%d.xlsx", year): ""}, "was given twice": {"a/GPCI2099.csv": "", "b/gpci2099.csv": ""}} {
		if err := tryZip(madeZip(t, files)); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%v, want %s", err, what)
		}
	}
	broken := filepath.Join(t.TempDir(), "x.zip")
	if err := os.WriteFile(broken, []byte("PK no zip"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := tryZip(broken); err == nil {
		t.Error("a broken zip was read")
	}
	if err := tryZip(filepath.Join(t.TempDir(), "none.zip")); err == nil {
		t.Error("no zip was read")
	}
}

func tryZip(path string) error {
	members, closer, err := OpenZip(path)
	if err != nil {
		return err
	}
	defer closer.Close()
	_, err = Make(os.DirFS(ourData), members, Options{})
	return err
}

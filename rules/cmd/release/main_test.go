package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const limits = "notice,,,\n\"HCPCS/\nCPT Code\",%s MUE Values,MUE Adjudication Indicator,MUE Rationale\n97110,8,3 Date of Service Edit: Clinical,x\n97530,6,3 Date of Service Edit: Clinical,x\n"

// made writes two made-up files under the names that CMS gives and returns
// the arguments that read them.
func made(t *testing.T) []string {
	t.Helper()
	dir := t.TempDir()
	var args []string
	for name, setting := range map[string]string{"PractitionerServices": "Practitioner Services", "OutpatientHospitalServices": "Outpatient Hospital Services"} {
		path := filepath.Join(dir, "MCR_MUE_"+name+"_Eff_10-01-2098.csv")
		if err := os.WriteFile(path, []byte(strings.Replace(limits, "%s", setting, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, "-file", path)
	}
	return args
}

func TestRun(t *testing.T) {
	data := t.TempDir()
	if err := os.CopyFS(data, os.DirFS("../../data")); err != nil {
		t.Fatal(err)
	}
	args := append(made(t), "-data", data, "-seen", "made up", "-fewer", "-since", "2097-01-01")
	for _, c := range []struct {
		more []string
		want string
	}{{[]string{"-n"}, "3 files would be written"}, {nil, "3 files written"}, {nil, "nothing to write"}} {
		var out bytes.Buffer
		if err := run(append(append([]string{}, args...), c.more...), &out); err != nil || !strings.Contains(out.String(), c.want) {
			t.Errorf("%v: %v, %s", c.more, err, out.String())
		}
	}
	if text, err := os.ReadFile(filepath.Join(data, "table", "mue-2098Q4.json")); err != nil || !strings.Contains(string(text), `"from": "2097-01-01"`) {
		t.Errorf("%s, %v", text, err)
	}
	if text, err := os.ReadFile(filepath.Join(data, "table", "mue-2098Q4.csv")); err != nil || !strings.Contains(string(text), "97530,6,3,6,3\n") {
		t.Errorf("%s, %v", text, err)
	}
}

func TestRunRefuses(t *testing.T) {
	for want, args := range map[string][]string{
		"give the files":          nil,
		"parse date":              {"-from", "tomorrow", "-file", "x"},
		"flag provided but":       {"-none"},
		"open zip":                {"-zip", "none.zip"},
		"keep the published name": {"-file", "my.csv"},
		"open GPCI2026.csv":       {"-data", "../../data", "-file", "GPCI2026.csv"},
		"the code book":           {"-data", ".", "-file", "GPCI2026.csv"},
	} {
		if err := run(args, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %s", args, err, want)
		}
	}
}

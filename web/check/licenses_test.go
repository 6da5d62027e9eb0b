package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLicensesAreKnownByTheirText(t *testing.T) {
	for text, want := range map[string]string{
		"MIT License\n\nPermission is hereby granted, free\nof charge, to any": "MIT",
		"Mozilla Public License, version 2.0\n":                                "MPL-2.0",
		"GNU GENERAL PUBLIC LICENSE\nVersion 3":                                "",
		"":                                                                     "",
	} {
		if got := licenseIn(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestLicenseExpressions(t *testing.T) {
	for expression, want := range map[string]bool{
		"MIT": true, "(MIT OR GPL-3.0)": true, "MIT AND ISC": true,
		"": false, "AGPL-3.0-only": false, "MIT AND GPL-2.0": false, "GPL-2.0 OR AGPL-3.0": false,
	} {
		if anyAllowed(expression) != want {
			t.Errorf("%q: %v", expression, !want)
		}
	}
}

func TestForbiddenPackageIsFound(t *testing.T) {
	name := filepath.Join(t.TempDir(), "package-lock.json")
	lock := `{"packages": {"": {}, "node_modules/good": {"license": "MIT"},
		"node_modules/bad": {"license": "GPL-3.0"}, "node_modules/none": {}}}`
	if err := os.WriteFile(name, []byte(lock), 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := npmLicenses(name)
	if err != nil || len(found) != 2 || !strings.Contains(found[0], "bad") || !strings.Contains(found[1], "none") {
		t.Errorf("%q, %v", found, err)
	}
}

func TestEveryDependencyIsAllowed(t *testing.T) {
	found, err := checkLicenses("../..")
	if err != nil || len(found) > 0 {
		t.Errorf("%v\n%s", err, strings.Join(found, "\n"))
	}
}

package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// allowedLicences are those a dependency may have: none asks for more than
// to be named, or for its own changed files.
func allowedLicences() []string {
	return []string{
		"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0",
		"CC-BY-3.0", "CC-BY-4.0", "CC0-1.0", "ISC", "MIT", "MIT-0", "MPL-2.0", "Python-2.0", "Unlicense",
	}
}

// signs are words by which a licence's text is known.
func signs() map[string]string {
	return map[string]string{
		"Apache-2.0":   "Apache License",
		"BSD-3-Clause": "Redistribution and use in source and binary forms",
		"MIT":          "Permission is hereby granted, free of charge",
		"MPL-2.0":      "Mozilla Public License Version 2.0",
	}
}

// readLicences are those of packages whose lock file names none, read in the
// package itself.
func readLicences() map[string]string {
	return map[string]string{
		"node_modules/busboy":              "MIT",
		"node_modules/parse-cache-control": "BSD-3-Clause",
		"node_modules/streamsearch":        "MIT",
	}
}

// checkLicences returns one line for each dependency below root, of Go and of
// npm, whose licence is not on the list.
func checkLicences(root string) ([]string, error) {
	found, err := goLicences(root)
	if err != nil {
		return nil, err
	}
	locks, err := filepath.Glob(filepath.Join(root, "web", "*", "package-lock.json"))
	if err != nil {
		return nil, fmt.Errorf("check: find lock files: %w", err)
	}
	for _, name := range locks {
		lines, err := npmLicences(name)
		if err != nil {
			return nil, err
		}
		found = append(found, lines...)
	}
	return found, nil
}

// goLicences asks for every module that a package or a test is built from.
func goLicences(root string) ([]string, error) {
	list := exec.Command("go", "list", "-deps", "-test", "-f", "{{with .Module}}{{.Path}} {{.Dir}}{{end}}", "./...")
	list.Dir = root
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("check: list modules: %w", err)
	}
	modules := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if path, dir, ok := strings.Cut(strings.TrimSpace(line), " "); ok && path != "therapytally" {
			modules[path] = dir
		}
	}
	var found []string
	for _, path := range slices.Sorted(maps.Keys(modules)) {
		if licence := licenceOf(modules[path]); !slices.Contains(allowedLicences(), licence) {
			found = append(found, fmt.Sprintf("%s: licence %q is not on the list", path, licence))
		}
	}
	return found, nil
}

// licenceOf knows the licence of the module in dir by its text; "" if it does
// not.
func licenceOf(dir string) string {
	files, _ := filepath.Glob(filepath.Join(dir, "LICEN[CS]E*"))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		if licence := licenceIn(string(text)); licence != "" {
			return licence
		}
	}
	return ""
}

func licenceIn(text string) string {
	text = strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "License, version", "License Version")
	for licence, sign := range signs() {
		if strings.Contains(text, sign) {
			return licence
		}
	}
	return ""
}

// npmLicences reads what a lock file says of each package.
func npmLicences(name string) ([]string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("check: %w", err)
	}
	var lock struct {
		Packages map[string]struct {
			License string `json:"license"`
		} `json:"packages"`
	}
	if err := json.Unmarshal(data, &lock); err != nil {
		return nil, fmt.Errorf("check: %s: %w", name, err)
	}
	var found []string
	for _, path := range slices.Sorted(maps.Keys(lock.Packages)) {
		licence := cmp.Or(lock.Packages[path].License, readLicences()[path])
		if path != "" && !anyAllowed(licence) {
			found = append(found, fmt.Sprintf("%s: %s: licence %q is not on the list", name, path, licence))
		}
	}
	return found, nil
}

// anyAllowed reports whether an SPDX expression offers an allowed licence;
// "AND" asks for both.
func anyAllowed(expression string) bool {
	for option := range strings.SplitSeq(strings.Trim(expression, "()"), " OR ") {
		all := true
		for each := range strings.SplitSeq(option, " AND ") {
			all = all && slices.Contains(allowedLicences(), each)
		}
		if all {
			return true
		}
	}
	return false
}

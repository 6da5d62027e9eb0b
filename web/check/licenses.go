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

// allowedLicenses are those a dependency may have: none asks for more than
// to be named, or for its own changed files.
func allowedLicenses() []string {
	return []string{
		"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0",
		"CC-BY-3.0", "CC-BY-4.0", "CC0-1.0", "ISC", "MIT", "MIT-0", "MPL-2.0", "Python-2.0", "Unlicense",
	}
}

// signs are words by which a license's text is known.
func signs() map[string]string {
	return map[string]string{
		"Apache-2.0":   "Apache License",
		"BSD-3-Clause": "Redistribution and use in source and binary forms",
		"MIT":          "Permission is hereby granted, free of charge",
		"MPL-2.0":      "Mozilla Public License Version 2.0",
	}
}

// readLicenses are those of packages whose lock file names none, read in the
// package itself.
func readLicenses() map[string]string {
	return map[string]string{
		"node_modules/busboy":              "MIT",
		"node_modules/parse-cache-control": "BSD-3-Clause",
		"node_modules/streamsearch":        "MIT",
	}
}

// checkLicenses returns one line for each dependency below root, of Go and of
// npm, whose license is not on the list.
func checkLicenses(root string) ([]string, error) {
	found, err := goLicenses(root)
	if err != nil {
		return nil, err
	}
	locks, err := filepath.Glob(filepath.Join(root, "web", "*", "package-lock.json"))
	if err != nil {
		return nil, fmt.Errorf("check: find lock files: %w", err)
	}
	for _, name := range locks {
		lines, err := npmLicenses(name)
		if err != nil {
			return nil, err
		}
		found = append(found, lines...)
	}
	return found, nil
}

// goLicenses asks for every module that a package or a test is built from.
func goLicenses(root string) ([]string, error) {
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
		if license := licenseOf(modules[path]); !slices.Contains(allowedLicenses(), license) {
			found = append(found, fmt.Sprintf("%s: license %q is not on the list", path, license))
		}
	}
	return found, nil
}

// licenseOf knows the license of the module in dir by its text; "" if it does
// not.
func licenseOf(dir string) string {
	files, _ := filepath.Glob(filepath.Join(dir, "LICEN[CS]E*"))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		if license := licenseIn(string(text)); license != "" {
			return license
		}
	}
	return ""
}

func licenseIn(text string) string {
	text = strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "License, version", "License Version")
	for license, sign := range signs() {
		if strings.Contains(text, sign) {
			return license
		}
	}
	return ""
}

// npmLicenses reads what a lock file says of each package.
func npmLicenses(name string) ([]string, error) {
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
		license := cmp.Or(lock.Packages[path].License, readLicenses()[path])
		if path != "" && !anyAllowed(license) {
			found = append(found, fmt.Sprintf("%s: %s: license %q is not on the list", name, path, license))
		}
	}
	return found, nil
}

// anyAllowed reports whether an SPDX expression offers an allowed license;
// "AND" asks for both.
func anyAllowed(expression string) bool {
	for option := range strings.SplitSeq(strings.Trim(expression, "()"), " OR ") {
		all := true
		for each := range strings.SplitSeq(option, " AND ") {
			all = all && slices.Contains(allowedLicenses(), each)
		}
		if all {
			return true
		}
	}
	return false
}

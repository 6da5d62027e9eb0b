package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
)

// The names are beside the client, and nothing that a browser loads names them.
func TestNamesAreForPeopleAlone(t *testing.T) {
	files := testFiles(t, "v")
	addNames(files, []string{"", "", "main.main", "main.other"})
	client := regexp.MustCompile(`app\.[0-9a-f]{16}\.wasm`).FindString(string(files["index.html"]))
	if got := string(files[client+namesSuffix]); got != "2 main.main\n3 main.other\n" {
		t.Errorf("the names of %s are %q", client, got)
	}
	for name, data := range files {
		if bytes.Contains(data, []byte(".names")) {
			t.Errorf("%s names the side file", name)
		}
	}
}

// Without names there is no file, rather than an empty one.
func TestNoNamesNoFile(t *testing.T) {
	files := testFiles(t, "v")
	addNames(files, nil)
	for name := range files {
		if strings.HasSuffix(name, namesSuffix) {
			t.Errorf("there is %s", name)
		}
	}
}

package main

import (
	"bytes"
	"fmt"
	"path"
	"strings"
)

// namesSuffix is behind the client's name in that of the side file.
const namesSuffix = ".names.txt"

// addNames adds the side file that tells what function a browser means by
// "wasm-function[1234]": a number and a name in each line. It is for whoever
// reads a report of a fault. No page and no worker names it, so nobody loads it
// without wanting it, and it is not compressed.
func addNames(files map[string][]byte, names []string) {
	if len(names) == 0 {
		return
	}
	var out bytes.Buffer
	for number, name := range names {
		if name != "" {
			fmt.Fprintf(&out, "%d %s\n", number, name)
		}
	}
	for name := range files {
		if strings.HasPrefix(name, "app.") && path.Ext(name) == ".wasm" {
			files[name+namesSuffix] = out.Bytes()
		}
	}
}

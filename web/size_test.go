package main

import (
	"io/fs"
	"path"
	"strings"
	"testing"
)

// limits of what a first visit loads beside the client, in bytes as the server
// sends them, packed with brotli: the sum over all files of a kind.
func sizeLimits() map[string]int {
	return map[string]int{".css": 14_000, ".js": 25_000, ".html": 30_000}
}

func TestExportStaysLight(t *testing.T) {
	goJS, err := goSupport(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	sources, err := fs.Sub(shell, "shell")
	if err != nil {
		t.Fatal(err)
	}
	files, err := assemble(sources, []byte("\x00asm client"), goJS, choices{})
	if err != nil {
		t.Fatal(err)
	}
	if err := compressAll(files, 11); err != nil {
		t.Fatal(err)
	}
	total := sentBytes(files)
	for kind, limit := range sizeLimits() {
		if total[kind] == 0 || total[kind] > limit {
			t.Errorf("%s: %d bytes, at most %d", kind, total[kind], limit)
		}
		t.Logf("%-5s %6d bytes of %d", kind, total[kind], limit)
	}
}

// sentBytes sums by kind what a browser that takes brotli is sent.
func sentBytes(files map[string][]byte) map[string]int {
	total := map[string]int{}
	for name, data := range files {
		if strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz") || name == notFoundName {
			continue
		}
		if packed, ok := files[name+".br"]; ok {
			data = packed
		}
		total[path.Ext(name)] += len(data)
	}
	return total
}

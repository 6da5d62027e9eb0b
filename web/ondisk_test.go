package main

import (
	"bytes"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

// A large file that is replaced, cut or deleted after the site was read is
// still answered as it was read: its headers promise those bytes.
func TestChangedFileIsAnsweredFromMemory(t *testing.T) {
	dir, big := bigSite(t)
	s, err := loadSite(dir)
	if err != nil {
		t.Fatal(err)
	}
	whole := func(what string) {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", "/"+bigName, nil))
		if !bytes.Equal(w.Body.Bytes(), big) {
			t.Errorf("%s: %d bytes of %d", what, w.Body.Len(), len(big))
		}
	}
	path := filepath.Join(dir, bigName)
	whole("untouched")
	if err := os.WriteFile(path, bytes.Repeat([]byte("x"), len(big)), 0o644); err != nil {
		t.Fatal(err)
	}
	whole("replaced")
	if err := os.Truncate(path, 10); err != nil {
		t.Fatal(err)
	}
	whole("cut")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	whole("deleted")
}

package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// headersName is the file by which many static hosts and CDNs are told the
// headers of a site.
const headersName = "_headers"

// clinicName is the clinic's own file beside the export. It is not ours: it is
// never packed, never listed by the worker or the list of files, and kept when
// the site is exported again.
const clinicName = "clinic.json"

// hostHeaders writes every file with its headers. Each has an entry of its own
// and none stands for two: some hosts add up the entries that fit a file, and
// of two policies both would hold.
func hostHeaders(files map[string][]byte, frames []string) []byte {
	var out bytes.Buffer
	names := slices.Sorted(maps.Keys(files))
	for _, name := range append(names, clinicName, listName) {
		headers := securityHeaders(name, frames)
		headers.Set("Cache-Control", cachePolicy(name))
		headers.Set("Content-Type", contentType(name))
		fmt.Fprintf(&out, "/%s\n", urlOf(name))
		for _, key := range slices.Sorted(maps.Keys(headers)) {
			fmt.Fprintf(&out, "  %s: %s\n", key, headers.Get(key))
		}
	}
	return out.Bytes()
}

// urlOf is where a host answers a file: a page's folder ends in a slash.
func urlOf(name string) string {
	if folder, base := path.Split(name); base == "index.html" {
		return folder
	}
	return name
}

// clinicFiles returns the clinic's file and the picture that it names, where
// they have to be written: those of the file that was named. What lies in the
// folder already stays as it is, and is only looked at.
func clinicFiles(ours map[string][]byte, o exportOptions) (map[string][]byte, error) {
	here := filepath.Join(o.out, clinicName)
	from := cmp.Or(o.clinic, here)
	data, err := os.ReadFile(from)
	switch {
	case errors.Is(err, fs.ErrNotExist) && o.clinic == "":
		return map[string][]byte{clinicName: []byte("{}\n")}, nil
	case err != nil:
		return nil, fmt.Errorf("web: read the clinic's file: %w", err)
	}
	theirs := map[string][]byte{}
	if !sameFile(from, here) {
		theirs[clinicName] = data
	}
	return theirs, addLogo(theirs, ours, o.out, filepath.Dir(from), data)
}

// sameFile reports whether two names lead to one file.
func sameFile(a, b string) bool {
	one, err := os.Stat(a)
	other, otherErr := os.Stat(b)
	return errors.Join(err, otherErr) == nil && os.SameFile(one, other)
}

// addLogo adds the picture that the clinic's file in dir names. What else is
// wrong with the file is said by "make clinic", which knows its rules.
func addLogo(theirs, ours map[string][]byte, out, dir string, data []byte) error {
	var named struct{ Logo string }
	if err := json.Unmarshal(data, &named); err != nil {
		return fmt.Errorf("web: read the clinic's file: %w", err)
	}
	if named.Logo == "" {
		return nil
	}
	if ours[named.Logo] != nil || !picture(named.Logo) {
		return fmt.Errorf("web: the clinic's logo %.80q is no picture of its own beside clinic.json", named.Logo)
	}
	from := filepath.Join(dir, named.Logo)
	image, err := os.ReadFile(from)
	if err != nil {
		return fmt.Errorf("web: read the clinic's logo: %w", err)
	}
	if !sameFile(from, filepath.Join(out, named.Logo)) {
		theirs[named.Logo] = image
	}
	return nil
}

// picture reports whether name is that of a clinic's picture: a file beside
// clinic.json, whose name carries no hash of a build.
func picture(name string) bool {
	kind := slices.Contains([]string{".svg", ".png", ".webp", ".jpg", ".ico"}, path.Ext(name))
	return kind && path.Base(name) == name && !strings.ContainsRune(name, '\\') && !private(name) && !hashedName.MatchString(name)
}

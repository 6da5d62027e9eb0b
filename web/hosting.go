package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// headersName is the file by which many static hosts and CDNs are told the
// headers of a site.
const headersName = "_headers"

// clinicName is the clinic's own file beside the export. It is not ours: it is
// never packed, never listed by the worker and kept when the site is exported
// again.
const clinicName = "clinic.json"

// hostHeaders writes every file with its headers. Each has an entry of its own
// and none stands for two: some hosts add up the entries that fit a file, and
// of two policies both would hold.
func hostHeaders(files map[string][]byte, frames []string) []byte {
	var out bytes.Buffer
	names := slices.Sorted(maps.Keys(files))
	for _, name := range append(names, clinicName) {
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

// addClinic puts the clinic's file and its pictures into the export: those of
// the file that was named, else those that lie in the folder already.
func addClinic(files map[string][]byte, o exportOptions) error {
	from := o.clinic
	if from == "" {
		from = filepath.Join(o.out, clinicName)
	}
	data, err := os.ReadFile(from)
	switch {
	case errors.Is(err, fs.ErrNotExist) && o.clinic == "":
		data = []byte("{}\n")
	case err != nil:
		return fmt.Errorf("web: read the clinic's file: %w", err)
	}
	files[clinicName] = data
	return addLogo(files, filepath.Dir(from), data)
}

// addLogo adds the picture that the file names. What else is wrong with the
// file is said by "make clinic", which knows its rules.
func addLogo(files map[string][]byte, dir string, data []byte) error {
	var named struct{ Logo string }
	if err := json.Unmarshal(data, &named); err != nil {
		return fmt.Errorf("web: read the clinic's file: %w", err)
	}
	if named.Logo == "" {
		return nil
	}
	if files[named.Logo] != nil || !filepath.IsLocal(named.Logo) || filepath.Base(named.Logo) != named.Logo {
		return fmt.Errorf("web: the clinic's logo %.80q is no file of its own beside clinic.json", named.Logo)
	}
	picture, err := os.ReadFile(filepath.Join(dir, named.Logo))
	if err != nil {
		return fmt.Errorf("web: read the clinic's logo: %w", err)
	}
	files[named.Logo] = picture
	return nil
}

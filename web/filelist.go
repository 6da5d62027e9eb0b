package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// listName is the file in which an export says what it wrote, so that the next
// export removes nothing else. It has the form that sha256sum reads.
const listName = "tally-files.txt"

const (
	listHead = "# Therapy Tally wrote these files. Its next export replaces or removes them and leaves all other files alone.\n"
	listCut  = "# An export into this folder is under way or was cut off: run it again.\n"
	listOld  = "# The export before left these files, for pages that are still open:\n"
)

// fileList says what exports have written into a folder: the SHA-256 of each
// file, in hexadecimal digits, by its name. A name has more than one while an
// export is under way, or after one was cut off.
type fileList struct {
	now map[string][]string
	old map[string][]string // hashed files of the set before
}

// hashes lists files that were just made.
func hashes(files map[string][]byte) map[string][]string {
	list := map[string][]string{}
	for name, data := range files {
		list[name] = []string{hashOf(data)}
	}
	return list
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// wrote reports whether an export wrote name with these bytes.
func (l fileList) wrote(name string, data []byte) bool {
	return slices.Contains(l.now[name], hashOf(data)) || slices.Contains(l.old[name], hashOf(data))
}

// knows reports whether an export wrote name at all.
func (l fileList) knows(name string) bool { return l.now[name] != nil || l.old[name] != nil }

// under is the list while an export of files is under way: what was there and
// what is to be there.
func (l fileList) under(files map[string][]string) fileList {
	both := maps.Clone(l.now)
	if both == nil {
		both = map[string][]string{}
	}
	for name, sums := range files {
		both[name] = slices.Compact(slices.Sorted(slices.Values(slices.Concat(both[name], sums))))
	}
	return fileList{both, l.old}
}

// after is the list when files have been written: the hashed files of the set
// before stay one export longer. Where no hashed file has changed, as after new
// prices, the older set stays as it is.
func (l fileList) after(files map[string][]string) fileList {
	old := lacking(l.now, files)
	if len(old) == 0 {
		old = lacking(l.old, files)
	}
	return fileList{files, old}
}

// lacking is what of the hashed files in list is not among files.
func lacking(list, files map[string][]string) map[string][]string {
	left := map[string][]string{}
	for name, sums := range list {
		if hashedName.MatchString(unpackedName(name)) && files[name] == nil {
			left[name] = sums
		}
	}
	return left
}

// unpackedName is the name of the file that name is a packed form of.
func unpackedName(name string) string {
	for _, e := range encodings() {
		name = strings.TrimSuffix(name, e.suffix)
	}
	return name
}

// text is the list as its file; cut says that the export is not done.
func (l fileList) text(cut bool) []byte {
	var out bytes.Buffer
	out.WriteString(listHead)
	if cut {
		out.WriteString(listCut)
	}
	write := func(list map[string][]string) {
		for _, name := range slices.Sorted(maps.Keys(list)) {
			for _, sum := range list[name] {
				fmt.Fprintf(&out, "%s  %s\n", sum, name)
			}
		}
	}
	write(l.now)
	if len(l.old) > 0 {
		out.WriteString(listOld)
		write(l.old)
	}
	return out.Bytes()
}

var listLine = regexp.MustCompile(`^([0-9a-f]{64})  ([^\\]+)\n$`)

// parseList reads what text wrote.
func parseList(data []byte) (fileList, error) {
	l := fileList{map[string][]string{}, map[string][]string{}}
	into, n := l.now, 0
	for line := range strings.Lines(string(data)) {
		n++
		if line == listOld {
			into = l.old
		}
		if strings.HasPrefix(line, "#") {
			continue
		}
		found := listLine.FindStringSubmatch(line)
		if found == nil || !filepath.IsLocal(found[2]) || found[2] == listName {
			return fileList{}, fmt.Errorf("line %d is no line of such a list", n)
		}
		into[found[2]] = append(into[found[2]], found[1])
	}
	return l, nil
}

// readList returns the list of a folder; found is false where there is none.
func readList(root *os.Root) (l fileList, found bool, err error) {
	data, err := root.ReadFile(listName)
	if errors.Is(err, fs.ErrNotExist) {
		return fileList{}, false, nil
	}
	if err == nil {
		l, err = parseList(data)
	}
	if err != nil {
		return fileList{}, false, fmt.Errorf("read %s: %w", listName, err)
	}
	return l, true, nil
}

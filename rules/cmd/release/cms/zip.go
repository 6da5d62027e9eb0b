package cms

import (
	"archive/zip"
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Member is one published file, inside a zip or by itself.
type Member struct {
	Name Name
	Zip  string // the zip's name and hash; empty where the file came by itself
	Open func() (io.ReadCloser, error)
}

// limits keep a broken or hostile zip from filling the memory: a genuine part
// of the NCCI pairs is 40 MB, everything else is below 4 MB.
const (
	maxMember = 64 << 20
	maxStream = 512 << 20
)

// OpenZip lists the members of a zip that are ours, in whatever folder and
// case they stand. The zip must stay open until they are read.
func OpenZip(file string) ([]Member, io.Closer, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, fmt.Errorf("release: open zip: %w", err)
	}
	members, err := listZip(filepath.Base(file), f)
	if err != nil {
		_ = f.Close() // the error of the zip is the one to tell
		return nil, nil, err
	}
	return members, f, nil
}

func listZip(name string, f *os.File) ([]Member, error) {
	sum := sha256.New()
	size, err := io.Copy(sum, f)
	if err != nil {
		return nil, fmt.Errorf("release: read %s: %w", name, err)
	}
	r, err := zip.NewReader(f, size)
	if err != nil {
		return nil, fmt.Errorf("release: read %s: %w", name, err)
	}
	var members []Member
	var others []string
	for _, file := range r.File {
		base := file.Name[strings.LastIndexAny(file.Name, `/\`)+1:]
		if n, ok := ParseName(base); ok {
			members = append(members, Member{n, fmt.Sprintf("%s (sha256 %s)", name, hex.EncodeToString(sum.Sum(nil))), file.Open})
		} else if base != "" {
			others = append(others, base)
		}
	}
	if len(members) == 0 {
		return nil, fmt.Errorf("release: read %s: holds no file that we read; it holds %s", name, strings.Join(others, ", "))
	}
	return members, nil
}

// OpenFile takes a member file that was unpacked before.
func OpenFile(file string) (Member, error) {
	base := filepath.Base(file)
	n, ok := ParseName(base)
	if !ok {
		return Member{}, fmt.Errorf("release: read %s: the name is none that CMS gives to a file we read; keep the published name", base)
	}
	return Member{Name: n, Open: func() (io.ReadCloser, error) { return os.Open(file) }}, nil
}

// Bytes is a member whose content is at hand.
func Bytes(file string, data []byte) (Member, error) {
	m, err := OpenFile(file)
	m.Open = func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(string(data))), nil }
	return m, err
}

// proof says what was read, so that it can be found and checked again.
type proof struct {
	file, zip, released string
	sum                 hash.Hash
}

func (p proof) hash() string { return hex.EncodeToString(p.sum.Sum(nil)) + " " + p.file }

// stream hands a member's bytes to read and hashes all of them.
func (m Member) stream(read func(io.Reader) error) (proof, error) {
	p := proof{file: m.Name.File, zip: m.Zip, sum: sha256.New()}
	rc, err := m.Open()
	if err != nil {
		return p, fmt.Errorf("release: open %s: %w", m.Name.File, err)
	}
	defer rc.Close()
	limited := &io.LimitedReader{R: rc, N: maxStream}
	in := bufio.NewReaderSize(io.TeeReader(limited, p.sum), 1<<16)
	if err := read(in); err != nil {
		return p, err
	}
	if _, err := io.Copy(io.Discard, in); err != nil {
		return p, fmt.Errorf("release: read %s: %w", m.Name.File, err)
	}
	if limited.N <= 0 {
		return p, fault(m.Name.File, 0, "", "is larger than %d bytes", maxStream)
	}
	return p, nil
}

// whole reads a member of ordinary size.
func (m Member) whole() (data []byte, p proof, err error) {
	p, err = m.stream(func(r io.Reader) error {
		data, err = io.ReadAll(io.LimitReader(r, maxMember+1))
		if err != nil {
			return fmt.Errorf("release: read %s: %w", m.Name.File, err)
		}
		if len(data) > maxMember {
			return fault(m.Name.File, 0, "", "is larger than %d bytes", maxMember)
		}
		return nil
	})
	return data, p, err
}

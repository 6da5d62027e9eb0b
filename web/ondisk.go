package main

import (
	"io"
	"io/fs"
	"net/http"
	"time"
)

// sendSize is from where the kernel's way from disk to network is quicker than
// copying from memory.
const sendSize = 256 << 10

// onDisk is where a large body also lies, and how its file looked when it was
// read.
type onDisk struct {
	fsys     fs.FS
	name     string
	size     int64
	modified time.Time
}

// newOnDisk returns nil for what is small or cannot be told apart later.
func newOnDisk(fsys fs.FS, name string) *onDisk {
	info, err := fs.Stat(fsys, name)
	if err != nil || info.Size() < sendSize || info.ModTime().IsZero() {
		return nil
	}
	return &onDisk{fsys, name, info.Size(), info.ModTime()}
}

// open returns the file as long as it is the one that was read.
func (d *onDisk) open() (fs.File, bool) {
	f, err := d.fsys.Open(d.name)
	if err != nil {
		return nil, false
	}
	if info, err := f.Stat(); err != nil || info.Size() != d.size || !info.ModTime().Equal(d.modified) {
		f.Close()
		return nil, false
	}
	return f, true
}

// send writes the body: a large one from its file, which net/http hands to the
// kernel; from memory when the file has changed since the site was read.
func (b *body) send(w http.ResponseWriter) {
	if b.onDisk != nil {
		if f, ok := b.onDisk.open(); ok {
			defer f.Close()
			io.Copy(w, f)
			return
		}
	}
	w.Write(b.data)
}

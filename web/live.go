package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// quiet is how old a change of a live file has to be before it counts: one that
// is being written is not shown by halves. What is gone for longer is gone.
const quiet = 2 * time.Second

// largestLive is how large a live file may be, in bytes.
const largestLive = 16 << 20

// liveFiles are the clinic's file and pictures. They may be replaced, removed
// and added while the server runs: each request looks at the file. All else is
// answered from memory and never looks.
type liveFiles struct {
	fsys fs.FS
	tell func(text string) // troubles, for the operator
	now  func() time.Time
	mu   sync.RWMutex
	all  map[string]*liveFile // by URL path
	site *site
}

// find returns the file of an address; nil where there is none.
func (l *liveFiles) find(address string) *file {
	l.mu.RLock()
	f := l.all[address]
	l.mu.RUnlock()
	if f == nil {
		return nil
	}
	return f.get()
}

// add watches a file of the site's folder.
func (l *liveFiles) add(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all["/"+name] == nil {
		l.all["/"+name] = &liveFile{files: l, name: name}
	}
}

// addLogo watches the picture that the clinic's file names: it may be one that
// was not there when the server started.
func (l *liveFiles) addLogo(clinic []byte) {
	var named struct{ Logo string }
	if json.Unmarshal(clinic, &named) == nil && picture(named.Logo) && l.site.files["/"+named.Logo] == nil {
		l.add(named.Logo)
	}
}

// liveFile is one of them, as it was last taken.
type liveFile struct {
	files *liveFiles
	name  string

	mu   sync.Mutex // held by the one request that looks
	info fs.FileInfo
	gone time.Time // since when it is missing
	told string    // the trouble that was told last

	good atomic.Pointer[file] // nil: there is none
}

// get looks whether the file has changed and returns what is to be served. One
// request looks; the others meanwhile get what was good last.
func (l *liveFile) get() *file {
	if l.good.Load() == nil {
		l.mu.Lock()
	} else if !l.mu.TryLock() {
		return l.good.Load()
	}
	defer l.mu.Unlock()
	l.say(l.look())
	return l.good.Load()
}

// say tells the operator of a trouble, once.
func (l *liveFile) say(err error) {
	text := ""
	if err != nil {
		text = fmt.Sprintf("web: %s is not served: %v", l.name, err)
		if l.good.Load() != nil {
			text = fmt.Sprintf("web: the last good %s is served: %v", l.name, err)
		}
	}
	if text != "" && text != l.told {
		l.files.tell(text)
	}
	l.told = text
}

// look takes the file if it is another than before. After an error the last good
// one is served on.
func (l *liveFile) look() error {
	info, err := fs.Stat(l.files.fsys, l.name)
	now := l.files.now()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.miss(now)
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return errors.New("it is no ordinary file")
	}
	l.gone = time.Time{}
	if l.info != nil && unchanged(l.info, info) {
		return nil
	}
	if age := now.Sub(info.ModTime()); l.good.Load() != nil && age >= 0 && age < quiet {
		return nil // perhaps it is being written
	}
	return l.take(info)
}

// miss drops a file that stays away. One that is being replaced is away for a
// moment.
func (l *liveFile) miss(now time.Time) {
	if l.gone.IsZero() {
		l.gone = now
	}
	if now.Sub(l.gone) >= quiet {
		l.good.Store(nil)
		l.info = nil
	}
}

func unchanged(before, after fs.FileInfo) bool {
	return before.Size() == after.Size() && before.ModTime().Equal(after.ModTime()) &&
		(after.Sys() == nil || os.SameFile(before, after))
}

// take reads the file and serves it from now on, if it is whole.
func (l *liveFile) take(info fs.FileInfo) error {
	data, err := readWhole(l.files.fsys, l.name, info.Size())
	if err != nil {
		return err
	}
	if l.name == clinicName {
		if err = jsonObject(data); err != nil && l.good.Load() != nil {
			return err
		}
		l.files.addLogo(data)
	}
	l.info = info
	l.good.Store(&file{plain: newBody(l.name, "", data, nil)})
	return err // the first one is served as it is: the page says what is wrong with it
}

// readWhole reads a file of size bytes, neither more nor fewer.
func readWhole(fsys fs.FS, name string, size int64) ([]byte, error) {
	if size > largestLive {
		return nil, fmt.Errorf("it is larger than %d bytes", largestLive)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, size+1))
	if err == nil && int64(len(data)) != size {
		err = errors.New("it changed while it was read")
	}
	return data, err
}

func jsonObject(data []byte) error {
	if json.Valid(data) && bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("{")) {
		return nil
	}
	return errors.New("it is no JSON object")
}

// liveName reports whether a file of the folder is the clinic's: its file, or a
// picture beside it.
func liveName(name string) bool { return name == clinicName || picture(name) }

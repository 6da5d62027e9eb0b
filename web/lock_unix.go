//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package main

import (
	"errors"
	"os"
	"syscall"
)

// lockFolder holds other exports off a folder until unlock. The lock is the
// system's: it leaves no file and ends with the process. A file system without
// locks is taken as it is.
func lockFolder(root *os.Root) (unlock func() error, err error) {
	dir, err := root.Open(".")
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(dir.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); errors.Is(err, syscall.EWOULDBLOCK) {
		dir.Close()
		return nil, errors.New("another export is writing there now")
	}
	return dir.Close, nil
}

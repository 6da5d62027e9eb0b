package main

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"strings"

	"github.com/andybalholm/brotli"
)

// adoptList works out what an older build, which left no list, exported into a
// folder: its worker names each file with its hash. Without such a worker the
// list is empty. What the worker cannot prove is listed without a hash: an
// export that replaces it keeps a copy.
func adoptList(root *os.Root) (fileList, error) {
	worker, err := root.ReadFile(workerName)
	named := workersFiles(worker)
	if err != nil || named == nil {
		return fileList{}, nil // there is none, or it is somebody else's
	}
	list := fileList{now: map[string][]string{workerName: {hashOf(worker)}}}
	for address, sum := range named {
		list.now[fileOf(address)] = []string{sum}
	}
	list.now[notFoundName], list.now[headersName] = []string{}, []string{}
	if data, err := root.ReadFile(typesName); err == nil {
		list.now[typesName] = []string{hashOf(data)}
		if !list.adoptPacked(root, typesName) {
			list.now[typesName] = []string{}
		}
	}
	for name := range named {
		list.adoptPacked(root, fileOf(name))
	}
	list.adoptPacked(root, workerName)
	return list, nil
}

// workersFiles reads the addresses and hashes (hexadecimal digits) in a worker
// of ours; nil where it is none.
func workersFiles(worker []byte) map[string]string {
	_, rest, ok := bytes.Cut(worker, []byte("const build = "))
	var build struct{ Files map[string]string }
	if !ok || json.NewDecoder(bytes.NewReader(rest)).Decode(&build) != nil || build.Files["./"] == "" {
		return nil
	}
	for address, sum := range build.Files {
		data, err := base64.StdEncoding.DecodeString(sum)
		if err != nil {
			return nil
		}
		build.Files[address] = hex.EncodeToString(data)
	}
	return build.Files
}

// fileOf is the file of a relative address: a folder's is its page.
func fileOf(address string) string {
	name := strings.TrimPrefix(address, "./")
	if name == "" || strings.HasSuffix(name, "/") {
		return name + "index.html"
	}
	return name
}

// adoptPacked lists the packed forms of a file that is listed, and reports
// whether there are any: only an export makes one that unpacks to just that.
func (l fileList) adoptPacked(root *os.Root, name string) (any bool) {
	for _, e := range encodings() {
		data, err := root.ReadFile(name + e.suffix)
		if err != nil {
			continue
		}
		l.now[name+e.suffix] = []string{}
		if plain, err := unpack(e.name, data); err == nil && l.wrote(name, plain) {
			l.now[name+e.suffix] = []string{hashOf(data)}
			any = true
		}
	}
	return any
}

// largestUnpacked is more than any file of an export holds.
const largestUnpacked = 256 << 20

func unpack(encoding string, data []byte) ([]byte, error) {
	if encoding == "br" {
		return io.ReadAll(io.LimitReader(brotli.NewReader(bytes.NewReader(data)), largestUnpacked))
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, largestUnpacked))
}

package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	htmltemplate "html/template"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"
	texttemplate "text/template"
)

// workerName stays the same in all versions: browsers ask for it again.
const workerName = "sw.js"

// page is one page of the site: its folder, and its words in shell/pages.
type page struct {
	folder      string // "" or "library/"
	fragment    string // file with the templates "intro" and "content"
	title       string
	description string
	shell       string // the template around the fragment; "": page.html
}

// name is the page's file.
func (p page) name() string { return p.folder + "index.html" }

// pages is the list of pages. A new page is one entry and one fragment.
func pages() []page {
	return []page{{
		folder:   "",
		fragment: "index.html",
		title:    "Therapy Tally: minutes to units, claim lines and prices",
		description: "Turns the minutes of a US therapy visit into billable units, claim lines and prices, " +
			"on your own device, without internet once it is kept there.",
	}, {
		folder:      "library/",
		fragment:    "library.html",
		title:       "What this build knows: Therapy Tally",
		description: "Every number and table behind the estimates, with its dates and its source.",
	}, {
		folder:      "patient/",
		fragment:    "patient.html",
		title:       "What will therapy cost me? Therapy Tally",
		description: "A few short questions, and what a patient may pay for therapy: per visit, after the deductible and in all.",
	}, {
		folder:      "check/",
		fragment:    "check.html",
		shell:       "plain.html",
		title:       "Check us yourself: Therapy Tally",
		description: "Five ways to see for yourself that nothing you type leaves your device.",
	}, {
		folder:      "embed/",
		fragment:    "embed.html",
		shell:       "embed.html",
		title:       "Therapy estimator",
		description: "Minutes to units, and what a patient may pay, in a page of a clinic's own.",
	}, {
		folder:      "embed/setup/",
		fragment:    "setup.html",
		shell:       "setup.html",
		title:       "In your own website: Therapy Tally",
		description: "Makes the two lines that put the estimator into a clinic's own page, with its prices and color.",
	}}
}

// asset is a file whose name carries its hash, as a page refers to it.
type asset struct {
	Name      string
	Size      int
	Integrity string
}

// assets are the files that pages and manifest refer to.
type assets struct {
	Client, Boot, Style                      asset
	Frame, FrameStyle, Setup                 asset
	Icon, TouchIcon, LargeIcon, MaskableIcon asset
}

// choices are what an export can be told.
type choices struct {
	version string
	frames  []string // who may frame the framed page; none: everybody
	root    string   // the way to the root in the page of a missing address; "": "./"
	notices []byte   // the licenses of all that the site is made of
}

// assemble returns the site's files by name. It depends on nothing but its
// arguments, so two exports are identical.
func assemble(shell fs.FS, wasm, goJS []byte, c choices) (map[string][]byte, error) {
	sources, err := readSources(shell, "boot.js", "frame.js", "setup.js", loaderName, typesName, "app.css", "embed.css", "icon.svg", workerName, "manifest.webmanifest", notFoundName)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{noticesName: c.notices}
	a, err := addAssets(files, sources, wasm, goJS)
	if err != nil {
		return nil, err
	}
	if files["manifest.webmanifest"], err = manifest(sources["manifest.webmanifest"], a); err != nil {
		return nil, err
	}
	if c.version == "" {
		c.version = digest(files)[:8]
	}
	for _, p := range pages() {
		if files[p.name()], err = p.render(shell, a, c); err != nil {
			return nil, err
		}
	}
	files[loaderName] = tidy(sources[loaderName])
	if files[workerName], err = worker(sources[workerName], files, c.frames); err != nil {
		return nil, err
	}
	files[typesName] = sources[typesName]
	if files[notFoundName], err = notFound(sources[notFoundName], a, c.root); err != nil {
		return nil, err
	}
	files[headersName] = hostHeaders(files, c.frames)
	return files, nil
}

// Files that a clinic's own page names: they keep their names in all versions.
const (
	loaderName = "embed.js"
	typesName  = "embed.d.ts"
)

func readSources(shell fs.FS, names ...string) (map[string][]byte, error) {
	sources := map[string][]byte{}
	for _, name := range names {
		data, err := fs.ReadFile(shell, name)
		if err != nil {
			return nil, fmt.Errorf("web: read shell: %w", err)
		}
		sources[name] = data
	}
	return sources, nil
}

// addAssets adds the hashed files. Go's support and our loader are one file:
// there is no state with one and without the other.
func addAssets(files, sources map[string][]byte, wasm, goJS []byte) (assets, error) {
	icons, err := drawIcons()
	if err != nil {
		return assets{}, err
	}
	boot := slices.Concat(tidy(goJS), tidy(sources["boot.js"]))
	return assets{
		Client:       addHashed(files, "app.wasm", wasm),
		Boot:         addHashed(files, "boot.js", boot),
		Style:        addHashed(files, "app.css", sources["app.css"]),
		Frame:        addHashed(files, "frame.js", tidy(sources["frame.js"])),
		FrameStyle:   addHashed(files, "embed.css", sources["embed.css"]),
		Setup:        addHashed(files, "setup.js", tidy(sources["setup.js"])),
		Icon:         addHashed(files, "icon.svg", sources["icon.svg"]),
		TouchIcon:    addHashed(files, "icon-192.png", icons.touch),
		LargeIcon:    addHashed(files, "icon-512.png", icons.large),
		MaskableIcon: addHashed(files, "icon-maskable.png", icons.maskable),
	}, nil
}

// tidy drops the lines of a script that are comments alone (Go's name a host),
// but keeps those at its top: a license stands there.
func tidy(script []byte) []byte {
	var out bytes.Buffer
	top := true
	for line := range bytes.Lines(script) {
		comment := bytes.HasPrefix(bytes.TrimSpace(line), []byte("//"))
		top = top && comment
		if top || !comment {
			out.Write(line)
		}
	}
	return out.Bytes()
}

func addHashed(files map[string][]byte, name string, data []byte) asset {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:8]) + ext
	files[hashed] = data
	return asset{hashed, len(data), "sha256-" + base64.StdEncoding.EncodeToString(sum[:])}
}

func manifest(source []byte, a assets) ([]byte, error) {
	t, err := texttemplate.New("manifest").Parse(string(source))
	if err != nil {
		return nil, fmt.Errorf("web: read manifest: %w", err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, a); err != nil {
		return nil, fmt.Errorf("web: write manifest: %w", err)
	}
	return out.Bytes(), nil
}

func (p page) render(shell fs.FS, a assets, c choices) ([]byte, error) {
	around := cmp.Or(p.shell, "page.html")
	t, err := htmltemplate.ParseFS(shell, around, "pages/"+p.fragment)
	if err != nil {
		return nil, fmt.Errorf("web: read page %s: %w", p.fragment, err)
	}
	var out bytes.Buffer
	err = t.ExecuteTemplate(&out, around, struct {
		assets
		Root, Path, Title, Description, Policy, Version, Frames string
	}{
		assets: a, Title: p.title, Description: p.description, Policy: policyOf(p.name()), Version: c.version,
		Root: p.root(), Path: "./" + p.folder, Frames: strings.Join(c.frames, " "),
	})
	if err != nil {
		return nil, fmt.Errorf("web: write page %s: %w", p.fragment, err)
	}
	return out.Bytes(), nil
}

// notFound is the page of an address that nobody answers. Without a root it is
// written as for a file of the root; the server turns its addresses to where it
// is shown, and other hosts need to be told the root.
func notFound(source []byte, a assets, root string) ([]byte, error) {
	if root == "" {
		root = "./"
	}
	t, err := htmltemplate.New(notFoundName).Parse(string(source))
	if err != nil {
		return nil, fmt.Errorf("web: read %s: %w", notFoundName, err)
	}
	var out bytes.Buffer
	err = t.Execute(&out, struct {
		assets
		Root string
	}{a, root})
	if err != nil {
		return nil, fmt.Errorf("web: write %s: %w", notFoundName, err)
	}
	return out.Bytes(), nil
}

// root is the way from the page's folder to the site's.
func (p page) root() string {
	return "./" + strings.Repeat("../", strings.Count(p.folder, "/"))
}

// worker puts in front of its source the list of all files, their hashes and
// headers, and which of them are needed.
func worker(source []byte, files map[string][]byte, frames []string) ([]byte, error) {
	hashes, wanted, size := map[string]string{}, []string{}, 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		sum := sha256.Sum256(files[name])
		hashes[address(name)] = base64.StdEncoding.EncodeToString(sum[:])
		if needed(name) {
			wanted = append(wanted, address(name))
			size += len(files[name])
		}
	}
	list, err := json.Marshal(map[string]any{
		"id": digest(files)[:16], "files": hashes, "needed": wanted, "size": size, "headers": workerHeaders(files, frames),
	})
	if err != nil {
		return nil, fmt.Errorf("web: write worker: %w", err)
	}
	return slices.Concat([]byte("\"use strict\";\nconst build = "), list, []byte(";\n"), tidy(source)), nil
}

// needed reports whether nothing works offline without a file. The others (the
// framed page and its loader, what a clinic reads, icons) are kept where they
// can be.
func needed(name string) bool {
	switch name {
	case "index.html", "library/index.html", "patient/index.html":
		return true
	}
	plain, _, _ := strings.Cut(name, ".")
	return hashedName.MatchString(name) && (plain == "app" || plain == "boot")
}

// workerHeaders are the headers with which the worker answers: of any page
// under "./", of any other file under "", and of a page that has its own under
// its address.
func workerHeaders(files map[string][]byte, frames []string) map[string]map[string]string {
	out := map[string]map[string]string{"": oneEach(securityHeaders("app.js", frames)), "./": oneEach(securityHeaders("index.html", frames))}
	for name := range files {
		if own := oneEach(securityHeaders(name, frames)); path.Base(name) == "index.html" && !maps.Equal(own, out["./"]) {
			out[address(name)] = own
		}
	}
	return out
}

func oneEach(h http.Header) map[string]string {
	out := map[string]string{}
	for name := range h {
		out[name] = h.Get(name)
	}
	return out
}

// address is a file's relative URL: a page's is its folder.
func address(name string) string {
	if folder, ok := strings.CutSuffix(name, "index.html"); ok {
		return "./" + folder
	}
	return name
}

// digest is a hash over all names and contents.
func digest(files map[string][]byte) string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(h, "%s %d\n", name, len(files[name]))
		h.Write(files[name])
	}
	return hex.EncodeToString(h.Sum(nil))
}

package main

import (
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"

	"therapytally/web/view"
)

// banned is what the client may not hold: each is heavy, or has no business in
// a page that sends nothing. A name ending in /... bans what lies below it too.
var banned = []string{
	"net", "net/url", "net/netip", "net/http/...", "net/mail", "net/smtp", "net/textproto", "mime/...", "crypto/...",
	"regexp/...", "html/...", "text/...", "go/...", "testing/...", "archive/...", "compress/...", "image/...",
	"encoding/csv", "encoding/xml", "encoding/gob", "encoding/pem", "encoding/asn1",
	"log/...", "os/exec", "os/user", "os/signal", "runtime/pprof", "runtime/trace", "runtime/metrics", "expvar", "plugin",
	"golang.org/x/...", "github.com/google/uuid",
}

// allowedModules are the only ones besides ours and the standard library.
var allowedModules = []string{view.Module, "github.com/shopspring/decimal", "rsc.io/qr"}

// harmless are imports of which nothing is linked: decimal names a type of regexp
// in a function that nobody calls.
var harmless = map[string]string{"regexp": "github.com/shopspring/decimal"}

// clientImports are the packages of the client, and what each imports.
func clientImports(t *testing.T) map[string][]string {
	t.Helper()
	project, err := projectRoot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	v, err := view.Prepare(t.Context(), project, view.Patches{Loop: true, Size: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Warnings) > 0 {
		t.Fatalf("the client holds go-app's server: %v", v.Warnings)
	}
	list := exec.Command("go", "list", "-deps", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "-modfile="+v.Modfile, "./wasm")
	list.Dir = project
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, err.(*exec.ExitError).Stderr)
	}
	imports := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		names := strings.Fields(line)
		imports[names[0]] = names[1:]
	}
	return imports
}

func TestClientImports(t *testing.T) {
	imports := clientImports(t)
	for _, must := range []string{"therapytally/rules", "encoding/json", view.Module + "/pkg/without"} {
		if imports[must] == nil {
			t.Fatalf("no %s among %d packages: is this the client?", must, len(imports))
		}
	}
	for pkg, list := range imports {
		for _, imported := range list {
			if isBanned(imported) && !isBanned(pkg) && harmless[imported] != pkg {
				t.Errorf("%s imports %s, which the client may not hold", pkg, imported)
			}
		}
		first, _, _ := strings.Cut(pkg, "/")
		if strings.Contains(first, ".") && !slices.ContainsFunc(allowedModules, func(m string) bool { return covers(m+"/...", pkg) }) {
			t.Errorf("the client holds %s, of a module that is not on the list", pkg)
		}
	}
}

func isBanned(pkg string) bool {
	return slices.ContainsFunc(banned, func(ban string) bool { return covers(ban, pkg) })
}

func covers(ban, pkg string) bool {
	below, ok := strings.CutSuffix(ban, "/...")
	return pkg == ban || ok && (pkg == below || strings.HasPrefix(pkg, path.Clean(below)+"/"))
}

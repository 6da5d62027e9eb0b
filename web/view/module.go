package view

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
)

// module is where go keeps the view library.
type module struct{ Dir, Version, Error string }

// find asks go for the pinned module, which it downloads if the machine has not
// got it: "go list -m" would answer without a folder then. The project's own
// go.mod is named, as GOFLAGS may hold a -modfile in which the module is replaced.
func find(ctx context.Context, project string) (module, error) {
	ask := exec.CommandContext(ctx, "go", "mod", "download", "-json", "-modfile=go.mod", Module)
	ask.Dir = project
	var complaint bytes.Buffer
	ask.Stderr = &complaint
	out, err := ask.Output()
	var m module
	if jsonErr := json.Unmarshal(out, &m); err == nil {
		err = jsonErr
	}
	if err != nil || m.Error != "" || m.Dir == "" {
		return m, fmt.Errorf("view: find go-app: %v\n%s%s", err, m.Error, complaint.Bytes())
	}
	return m, nil
}

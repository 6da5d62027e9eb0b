package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

func TestAPanickingPartSaysSo(t *testing.T) {
	shown := app.HTMLString(Safe("it broke", func() app.UI { panic("$35.07") }))
	if !strings.Contains(shown, "it broke") || strings.Contains(shown, "35.07") {
		t.Errorf("it shows %s", shown)
	}
}

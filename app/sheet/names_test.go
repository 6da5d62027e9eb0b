package sheet

import (
	"os"
	"strings"
	"testing"
)

// names are common names of people.
func names(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, "#") {
			out = append(out, strings.Fields(line)...)
		}
	}
	if len(out) < 600 {
		t.Fatalf("only %d names", len(out))
	}
	return out
}

// TestNoCommonNameIsALabel: alone, in any case, with an initial, a number or a
// title, and cut to what fits. A place that is a name too may have the number of
// a room; a month with a number is a birthday.
func TestNoCommonNameIsALabel(t *testing.T) {
	for _, name := range names(t) {
		for _, label := range []string{
			name, strings.ToUpper(name), strings.ToLower(name), name + " 2", "2" + name, name + ".", name + " J", "J " + name, "Rm " + name, name[:min(len(name), MostLabel)], "Bed-" + name,
		} {
			numbered := label == name+" 2" || label == "2"+name
			want := LooksLikeName
			switch {
			case numbered && (name == "Hall" || name == "West"):
				want = Fine
			case numbered && months[strings.ToLower(name)]:
				want = LooksLikeBirth
			}
			if got := CheckLabel(label); got != want {
				t.Errorf("%q %s", label, got)
			}
		}
	}
	for _, label := range []string{"A1", "R3-9am", "Rm 4A", "9am", "2pm", "PT 3", "Bed 12", "Knee 2", "7", "#14", "Mon 3", "Gym B", "09:30", "10:15am", "B-2", "Rm 4-2pm", "Slot 9"} {
		if got := CheckLabel(label); got != Fine {
			t.Errorf("%q %s", label, got)
		}
	}
}

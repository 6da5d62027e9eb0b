package clinic

import (
	"os"
	"strings"
	"testing"
)

// Every color, in both themes, ends with every pair that is read at 4.5 at
// least.
func TestEveryColorCanBeRead(t *testing.T) {
	for r := 0; r < 256; r += 17 {
		for g := 0; g < 256; g += 17 {
			for b := 0; b < 256; b += 17 {
				c := Color("#").add(r).add(g).add(b)
				for _, theme := range []Theme{Light, Dark} {
					checkPalette(t, c, theme)
				}
			}
		}
	}
}

func (c Color) add(n int) Color { return c + Color([]byte{hexDigits[n>>4], hexDigits[n&15]}) }

func checkPalette(t *testing.T, c Color, theme Theme) {
	t.Helper()
	p, g := c.Palette(theme), grounds(theme)
	pairs := [][2]Color{{p.Accent, p.OnAccent}, {p.Accent, p.Soft}, {p.HeroInk, p.Hero}, {p.HeroMuted, p.Hero}}
	for _, paper := range g.papers {
		pairs = append(pairs, [2]Color{p.Accent, paper})
	}
	for _, pair := range pairs {
		if ratio := contrast(pair[0], pair[1]); ratio < 4.5 {
			t.Errorf("%s, %s: %s on %s is %.2f", c, theme, pair[0], pair[1], ratio)
		}
	}
}

// A color that can be read stays as it is.
func TestAGoodColorIsKept(t *testing.T) {
	if got := Color("#12504b").Palette(Light).Accent; got != "#12504b" {
		t.Errorf("it became %s", got)
	}
	if got := Color("#86d3c8").Palette(Dark).Accent; got != "#86d3c8" {
		t.Errorf("it became %s in the dark", got)
	}
}

// Contrasts that WCAG's own examples give.
func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b Color
		want float64
	}{{"#000000", "#ffffff", 21}, {"#767676", "#ffffff", 4.54}, {"#777777", "#ffffff", 4.48}, {"#ff0000", "#ffffff", 4.00}} {
		if got := contrast(c.a, c.b); got < c.want-0.005 || got > c.want+0.005 {
			t.Errorf("%s on %s is %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// The grounds are the style sheet's own.
func TestGroundsAreTheStyleSheets(t *testing.T) {
	css, err := os.ReadFile("../../web/shell/app.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, _ := strings.Cut(string(css), "prefers-color-scheme: dark")
	for theme, text := range map[Theme]string{Light: light, Dark: dark[:strings.Index(dark, "*, ::before")]} {
		for i, name := range []string{"paper", "card", "sunk"} {
			if want := "--" + name + ": " + string(grounds(theme).papers[i]) + ";"; !strings.Contains(text, want) {
				t.Errorf("%s: the style sheet has no %s", theme, want)
			}
		}
	}
}

func TestColorsThatAreNone(t *testing.T) {
	for _, text := range []string{"", "12504b", "#12504", "#12504g", "red", "#12504b;", "url(x)", "#GGGGGG"} {
		if c, err := ParseColor(text); err == nil {
			t.Errorf("%q was read as %s", text, c)
		}
	}
	for text, want := range map[string]Color{"#ABC": "#aabbcc", "#12504B": "#12504b"} {
		if c, err := ParseColor(text); err != nil || c != want {
			t.Errorf("%q was read as %s, %v", text, c, err)
		}
	}
}

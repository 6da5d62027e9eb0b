package e2e

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

var (
	pdfObject = regexp.MustCompile(`(?s)(\d+) 0 obj\n(.*?)\nendobj`)
	pdfStream = regexp.MustCompile(`(?s)^(.*?)stream\r?\n(.*)\r?\nendstream`)
	pdfShow   = regexp.MustCompile(`/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>\s*Tj|\[((?:[^\[\]])*)\]\s*TJ`)
	pdfFont   = regexp.MustCompile(`/(F\d+) (\d+) 0 R`)
	pdfHex    = regexp.MustCompile(`<([0-9A-Fa-f]+)>`)
)

// pdfText reads the text of a PDF as Chromium writes it: glyph numbers that a
// map of each font turns into letters. It follows just what Chromium uses.
func pdfText(t *testing.T, pdf []byte) string {
	t.Helper()
	bodies, streams := map[string]string{}, map[string][]byte{}
	for _, m := range pdfObject.FindAllSubmatch(pdf, -1) {
		id, body := string(m[1]), m[2]
		bodies[id] = string(body)
		if s := pdfStream.FindSubmatch(body); s != nil {
			streams[id] = inflated(s[1], s[2])
		}
	}
	letters := map[string]map[string]string{} // by font name
	for _, m := range pdfFont.FindAllSubmatch(pdf, -1) {
		if to := regexp.MustCompile(`/ToUnicode (\d+) 0 R`).FindStringSubmatch(bodies[string(m[2])]); to != nil {
			letters[string(m[1])] = glyphs(string(streams[to[1]]))
		}
	}
	var out strings.Builder
	for _, s := range streams {
		if !bytes.Contains(s, []byte(" Tf")) {
			continue
		}
		font := ""
		for _, m := range pdfShow.FindAllSubmatch(s, -1) {
			if len(m[1]) > 0 {
				font = string(m[1])
				continue
			}
			for _, h := range pdfHex.FindAllSubmatch(append(append([]byte("<"), m[2]...), append([]byte(">"), m[3]...)...), -1) {
				for i := 0; i+4 <= len(h[1]); i += 4 {
					out.WriteString(letters[font][strings.ToUpper(string(h[1][i:i+4]))])
				}
			}
		}
		out.WriteString(" ")
	}
	return out.String()
}

func inflated(head, data []byte) []byte {
	if !bytes.Contains(head, []byte("FlateDecode")) {
		return data
	}
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	plain, _ := io.ReadAll(r) // what could be read is what there is
	return plain
}

// glyphs reads a ToUnicode map: single entries and runs.
func glyphs(cmap string) map[string]string {
	out := map[string]string{}
	for _, block := range regexp.MustCompile(`(?s)beginbf(char|range)(.*?)endbf`).FindAllStringSubmatch(cmap, -1) {
		codes := pdfHex.FindAllStringSubmatch(block[2], -1)
		if block[1] == "char" {
			for i := 0; i+1 < len(codes); i += 2 {
				out[strings.ToUpper(codes[i][1])] = unicodeOf(codes[i+1][1], 0)
			}
			continue
		}
		for i := 0; i+2 < len(codes); i += 3 {
			from, _ := strconv.ParseUint(codes[i][1], 16, 16)
			to, _ := strconv.ParseUint(codes[i+1][1], 16, 16)
			for g := from; g <= to; g++ {
				out[strings.ToUpper(hex.EncodeToString([]byte{byte(g >> 8), byte(g)}))] = unicodeOf(codes[i+2][1], uint16(g-from))
			}
		}
	}
	return out
}

func unicodeOf(code string, plus uint16) string {
	raw, err := hex.DecodeString(code)
	if err != nil || len(raw)%2 != 0 {
		return ""
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
	}
	units[len(units)-1] += plus
	return string(utf16.Decode(units))
}

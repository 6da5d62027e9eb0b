package patient

import (
	"strings"
	"testing"

	"therapytally/app/quote"
)

// A QR code holds 2,953 bytes at the lowest correction (ISO/IEC 18004, version
// 40-L). The longest link fits, and a text that does not fit is refused.
func TestTheLongestLinkFitsAQRCode(t *testing.T) {
	if q, err := newQR(strings.Repeat("a", quote.LongestLink)); err != nil || q.Size == 0 {
		t.Errorf("%d characters: %d squares, %v", quote.LongestLink, q.Size, err)
	}
	if _, err := newQR(strings.Repeat("a", 2954)); err == nil {
		t.Error("2,954 characters are drawn")
	}
}

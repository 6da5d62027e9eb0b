package patient

import (
	"fmt"

	"rsc.io/qr/coding"
)

// squares are a QR code, black on white; a quiet zone around it is the
// page's to leave.
type squares struct {
	Size  int
	black func(x, y int) bool
}

// Black reports whether a square is black.
func (q squares) Black(x, y int) bool { return q.black(x, y) }

// newQR draws a text, correcting up to 7 percent of damage, which a screen
// needs no more of; a long link stays coarse enough for a phone so.
func newQR(text string) (squares, error) {
	body := coding.String(text)
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		if body.Bits(v) > v.DataBytes(coding.L)*8 {
			continue
		}
		p, err := coding.NewPlan(v, coding.L, 0)
		if err != nil {
			return squares{}, fmt.Errorf("patient: draw link: %w", err)
		}
		c, err := p.Encode(body)
		if err != nil {
			return squares{}, fmt.Errorf("patient: draw link: %w", err)
		}
		return squares{c.Size, c.Black}, nil
	}
	return squares{}, fmt.Errorf("patient: draw link: %d characters are too many", len(text))
}

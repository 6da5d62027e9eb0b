package plan

import (
	"fmt"

	"rsc.io/qr/coding"
)

// QR is a code of black and white squares; a quiet zone around it is the
// page's to leave.
type QR struct {
	Size  int
	black func(x, y int) bool
}

// Black reports whether a square is black.
func (q QR) Black(x, y int) bool { return q.black(x, y) }

// NewQR draws a text, correcting up to 7 percent of damage, which a screen
// needs no more of; a long link stays coarse enough for a phone so.
func NewQR(text string) (QR, error) {
	body := coding.String(text)
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		if body.Bits(v) > v.DataBytes(coding.L)*8 {
			continue
		}
		p, err := coding.NewPlan(v, coding.L, 0)
		if err != nil {
			return QR{}, fmt.Errorf("plan: draw link: %w", err)
		}
		c, err := p.Encode(body)
		if err != nil {
			return QR{}, fmt.Errorf("plan: draw link: %w", err)
		}
		return QR{c.Size, c.Black}, nil
	}
	return QR{}, fmt.Errorf("plan: draw link: %d characters are too many", len(text))
}

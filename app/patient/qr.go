package patient

import (
	"fmt"

	"rsc.io/qr/coding"
)

// newQR draws a text as a QR code. The page leaves the quiet zone around it. The
// code has the lowest correction of errors (level L, 7 percent): a screen needs
// no more, and a phone reads the larger squares of a long link better.
func newQR(text string) (*coding.Code, error) {
	body := coding.String(text)
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		if body.Bits(v) > v.DataBytes(coding.L)*8 {
			continue
		}
		p, err := coding.NewPlan(v, coding.L, 0)
		if err != nil {
			return nil, fmt.Errorf("patient: draw link: %w", err)
		}
		c, err := p.Encode(body)
		if err != nil {
			return nil, fmt.Errorf("patient: draw link: %w", err)
		}
		return c, nil
	}
	return nil, fmt.Errorf("patient: draw link: %d characters are too many", len(text))
}

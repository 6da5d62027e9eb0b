//go:build !js

package patient

import (
	"github.com/shopspring/decimal"

	"therapytally/app/words"
	"therapytally/rules/code"
)

// intl is the plain way outside a browser.
func intl(_ string, w *words.Words) (money func(decimal.Decimal) string, date func(code.Date) string) {
	return w.Money, w.Date
}

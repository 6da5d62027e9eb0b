//go:build js

package patient

import (
	"syscall/js"

	"github.com/shopspring/decimal"

	"therapytally/app/words"
	"therapytally/rules/code"
)

// intl writes money and dates by the browser's own rules for a language. The
// formatters are made once for a language; amounts go in as text, which they
// read exactly.
func intl(lang string, _ *words.Words) (money func(decimal.Decimal) string, date func(code.Date) string) {
	locale := lang + "-US"
	exact := number(locale, 2)
	long := number(locale, 10) // unrounded amounts keep their digits
	days := js.Global().Get("Intl").Get("DateTimeFormat").New(locale, map[string]any{"dateStyle": "medium", "timeZone": "UTC"})
	money = func(d decimal.Decimal) string {
		format := exact
		if d.Exponent() < -2 {
			format = long
		}
		return format.Call("format", d.String()).String()
	}
	date = func(d code.Date) string {
		return days.Call("format", js.Global().Get("Date").New(d.String())).String()
	}
	return money, date
}

func number(locale string, most int) js.Value {
	return js.Global().Get("Intl").Get("NumberFormat").New(locale, map[string]any{
		"style": "currency", "currency": "USD", "minimumFractionDigits": 2, "maximumFractionDigits": most,
	})
}

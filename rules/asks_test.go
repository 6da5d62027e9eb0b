package rules_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/finding"
)

func TestWhoTakesAnAssistant(t *testing.T) {
	for _, c := range []struct {
		d    code.Discipline
		kind rules.PayerKind
		want bool
	}{
		{code.PT, rules.Medicare, true}, {code.OT, "", true}, {code.SLP, rules.Medicare, false}, {code.SLP, "", false}, {code.SLP, rules.Commercial, true},
	} {
		if got := rules.TakesAssistant(c.d, rules.Payer{Kind: c.kind}); got != c.want {
			t.Errorf("%s with %q: %t", c.d, c.kind, got)
		}
	}
}

func TestTheUseOfADiscipline(t *testing.T) {
	ten := decimal.NewFromInt(10)
	for d, want := range map[code.Discipline]rules.YearToDate{code.PT: {PTSLP: ten}, code.SLP: {PTSLP: ten}, code.OT: {OT: ten}} {
		if got := *rules.UsedBy(d, ten); !got.PTSLP.Equal(want.PTSLP) || !got.OT.Equal(want.OT) {
			t.Errorf("%s: %+v", d, got)
		}
	}
}

// What fills a message can be written in another way; the rest stands.
func TestAMessageInAnotherWriting(t *testing.T) {
	f := finding.New(finding.OverReview, nil, finding.USD{Value: decimal.NewFromInt(3100)}, finding.USD{Value: decimal.NewFromInt(3000)})
	if !strings.Contains(f.Message, "3100.00 is above 3000.00") {
		t.Errorf("the message is %q", f.Message)
	}
	said := f.Say(func(arg any) any {
		if amount, is := arg.(finding.USD); is {
			return "$" + amount.String()
		}
		return arg
	})
	if want := strings.NewReplacer("3100.00", "$3100.00", "3000.00", "$3000.00").Replace(f.Message); said != want {
		t.Errorf("it says %q, want %q", said, want)
	}
}

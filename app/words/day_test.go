package words

import (
	"reflect"
	"testing"

	"therapytally/app/sheet"
)

// A part that says nothing is a fault that no compiler sees.
func TestTheDayHasAllItsWords(t *testing.T) {
	d := englishDay()
	walk(t, "Day", reflect.ValueOf(d))
	for why := sheet.Empty; why <= sheet.BadText; why++ {
		if labelWrong(why) == "" || fileWrong(sheet.Fault{Field: "label", Why: why, Visit: 3, Time: 2}) == "" {
			t.Errorf("there are no words for %q", why)
		}
	}
}

func walk(t *testing.T, name string, v reflect.Value) {
	if v.IsZero() {
		t.Errorf("%s is missing", name)
		return
	}
	if v.Kind() == reflect.Struct {
		for i := range v.NumField() {
			walk(t, name+"."+v.Type().Field(i).Name, v.Field(i))
		}
	}
}

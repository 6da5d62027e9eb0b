package cms

import (
	"reflect"
	"strings"
	"testing"
)

var placesWith = [][]string{
	{"02102", "01", "AK", "1.500", "1.500", "1.110", "0.600", "ALASKA"},
	{"01212", "01", "HI", "1.000", "0.995", "1.130", "0.580", "HAWAII - GUAM"},
	{"03602", "21", "WY", "1.000", "0.985", "1.000", "0.741", "WYOMING"},
}

func without() [][]string {
	var rows [][]string
	for _, r := range placesWith {
		r = append([]string{}, r...)
		r[4] = ""
		rows = append(rows, r)
	}
	return rows
}

func TestGPCIShapes(t *testing.T) {
	for what, c := range map[string]struct {
		file, data string
		want       [][]string
	}{
		"a":          {"GPCI2099.csv", gpciA, without()},
		"a crlf":     {"gpci2099.CSV", crlf(gpciA) + "\x1a", without()},
		"b":          {"GPCI2099.csv", gpciB, placesWith},
		"c":          {"GPCI2099.csv", strings.Replace(gpciA, "(with 1.0 Floor)", "(with 1.0 Floor)***", 1), without()},
		"txt":        {"GPCI2099.txt", crlf(gpciText), without()},
		"lost zeros": {"GPCI2099.csv", strings.NewReplacer("02102", "2102", "01212", "1212", ",01,", ",1,").Replace(gpciA), without()},
		"order":      {"GPCI2099.csv", swapped(), without()},
	} {
		g, err := ReadGPCI(named(t, c.file), []byte(c.data))
		if err != nil || !reflect.DeepEqual(g.table(), c.want) {
			t.Errorf("%s: %v, %v", what, g, err)
		}
		if err == nil && (len(g.Notes) != 1 || !strings.Contains(g.Notes[0], "3 localities, and 109 were expected")) {
			t.Errorf("%s: notes %v", what, g.Notes)
		}
	}
}

// swapped is shape a with Wyoming first.
func swapped() string {
	const wyoming = "03602,WY,21,WYOMING**,1,1,0.741\n"
	return strings.Replace(strings.Replace(gpciA, wyoming, "", 1), "02102,", wyoming+"02102,", 1)
}

func TestGPCIFaults(t *testing.T) {
	n := named(t, "GPCI2099.csv")
	checkFaults(t, gpciB, []mutation{
		{"2099 PE GPCI", "2098 PE GPCI", "GPCI2099.csv:3: 2098 PE GPCI: the name says the year 2099"},
		{"2099 PE GPCI", "PE index", ":3: \"PE index\": the caption is not one we know"},
		{",2099 MP GPCI", "", ":3: MP GPCI: the caption was not found"},
		{"2099 PW GPCI (with 1.0 Floor)", "2099 PW GPCI (without 1.0 Floor)", "the caption is not one we know, or stands there twice"},
		{"Medicare Admin", "Contractor", "Medicare Administrative Contractor (MAC): the caption was not found"},
		{"1.110,0.600", "1.110,0.100", ":4: MP GPCI: is \"0.100\" and must be a number from 0.2 to 3"},
		{"1.110,0.600", "3.001,0.600", ":4: PE GPCI"},
		{"1.110,0.600", "1.1100,0.600", ":4: PE GPCI"},
		{"0.995,1.000", "0.995,0.999", ":5: PW GPCI (with 1.0 Floor): is 0.999"},
		{"0.995,1.000", "1.001,1.000", ":5: PW GPCI (with 1.0 Floor)"},
		{"0.995,1.000", ",1.000", ":5: PW GPCI (without 1.0 Floor): is empty"},
		{"03602,WY,21", "02102,WY,01", ":6: Locality Number: 02102-01 stands on line 4 already"},
		{"03602,WY,21", "03602,Wy,21", ":6: State"},
		{"03602,WY,21", "036021,WY,21", ":6: Medicare Administrative Contractor (MAC)"},
		{"03602,WY,21", "03602,WY,2X", ":6: Locality Number"},
		{"0.741\n", "0.741,\n", ":6: has 9 columns, the caption 8"},
		{",,,,,,,\n\"Note", "03602,WY,22,X,1,1,1,1\n\"Note", ":8: has 8 columns, the caption 8, or stands below the notes"},
		{"WYOMING**", "*", ":6: Locality Name"},
	}, func(data []byte) error { _, err := ReadGPCI(n, data); return err })
	txt := named(t, "GPCI2099.txt")
	checkFaults(t, gpciText, []mutation{
		{"2099 PW GPCI", "2099 PW GPCI2099 PW GPCI", "GPCI2099.txt:3: PW GPCI"},
		{"0.600\n", "0.60\n", ":4: has 149 characters"},
		{"1.110 ", "11.11 ", ":4: PE GPCI"},
	}, func(data []byte) error { _, err := ReadGPCI(txt, data); return err })
}

func TestZIP5(t *testing.T) {
	n := named(t, "zip5_jan2099.TXT")
	for _, data := range []string{zipRows, crlf(zipRows), zipRows + "\x1a\n", zipRows + "\n"} {
		z, err := ReadZIP5(n, []byte(data))
		if err != nil {
			t.Fatal(err)
		}
		runs := [][]string{{"35998", "35999", "AL", "10112", "00"}, {"63999", "63999", "EM", "05302", "99"}, {"99998", "99998", "AK", "02102", "01"}}
		if !reflect.DeepEqual(z.runs(), runs) || !reflect.DeepEqual(z.ambiguous(), [][]string{{"35999", "AL", "10112", "00"}}) {
			t.Errorf("runs %v, ambiguous %v", z.runs(), z.ambiguous())
		}
		if err := z.checkPlaces(map[string]bool{"02102-01": true, "10112-00": true}); err == nil || !strings.Contains(err.Error(), "zip5_jan2099.TXT:4: columns 8-14, carrier and locality: 05302-99") {
			t.Errorf("an unknown place: %v", err)
		}
	}
}

func TestZIP5Faults(t *testing.T) {
	n := named(t, "ZIP5_JAN2099.txt")
	checkFaults(t, zipRows, []mutation{
		{" 20991\n", " 2099\n", "ZIP5_JAN2099.txt:1: has 79 characters; a row has 80"},
		{"20991\nEM", "20994\nEM", ":3: columns 76-80, year and quarter: is \"20994\""},
		{"AK99998", "A199998", ":1: columns 1-2, state"},
		{"AK99998", "AK9999X", ":1: columns 3-7, ZIP"},
		{"02102", "0210X", ":1: columns 8-12, carrier"},
		{"0210201", "021020 ", ":1: columns 13-14, locality"},
		{"0 A", "X A", ":1: column 21, plus-four flag"},
		{"A  ", "A 1", ":1: columns 24-75: are not blank"},
		{"AL35998", "AL35999", ":3: columns 3-7, ZIP: 35999 stands on line 2 already"},
	}, func(data []byte) error { _, err := ReadZIP5(n, data); return err })
	if _, err := ReadZIP5(n, nil); err == nil {
		t.Error("an empty file was read")
	}
}

func FuzzReadGPCI(f *testing.F) {
	f.Add(true, []byte(gpciA))
	f.Add(true, []byte(gpciB))
	f.Add(false, []byte(gpciText))
	f.Fuzz(func(t *testing.T, csv bool, data []byte) {
		name := "GPCI2099.txt"
		if csv {
			name = "GPCI2099.csv"
		}
		if g, err := ReadGPCI(named(t, name), data); err == nil {
			g.table()
		}
	})
}

func FuzzReadZIP5(f *testing.F) {
	f.Add([]byte(zipRows))
	f.Fuzz(func(t *testing.T, data []byte) {
		if z, err := ReadZIP5(named(t, "ZIP5_JAN2099.txt"), data); err == nil {
			z.runs()
			z.ambiguous()
		}
	})
}

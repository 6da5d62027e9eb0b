package cms

import (
	"testing"
)

func TestParseName(t *testing.T) {
	for file, want := range map[string]Name{
		"PPRRVU2026_Jul_nonQPP.csv":                             {Kind: KindRVU, Quarter: Quarter{2026, 3}, Variant: nonQPP, Ext: "csv"},
		"pprrvu2026_JUL_qpp.TXT":                                {Kind: KindRVU, Quarter: Quarter{2026, 3}, Variant: qpp, Ext: "txt"},
		"PPRRVU24_JAN.csv":                                      {Kind: KindRVU, Quarter: Quarter{2024, 1}, Ext: "csv"},
		"GPCI2026.csv":                                          {Kind: KindGPCI, Quarter: Quarter{2026, 0}, Ext: "csv"},
		"ZIP5_OCT2025.txt":                                      {Kind: KindZIP5, Quarter: Quarter{2025, 4}, Ext: "txt"},
		"ccipra-v322r0-f1.TXT":                                  {Kind: KindPTP, Quarter: Quarter{2026, 3}, Part: 1, Version: "v322r0", Ext: "txt"},
		"MCR_MUE_PractitionerServices_Eff_04-01-2026.csv":       {Kind: KindMUE, Quarter: Quarter{2026, 2}, Variant: practitioner, Ext: "csv"},
		"mcr_mue_outpatienthospitalservices_eff_10-01-2026.csv": {Kind: KindMUE, Quarter: Quarter{2026, 4}, Variant: hospital, Ext: "csv"},
	} {
		want.File = file
		if n, ok := ParseName(file); !ok || n != want {
			t.Errorf("%s: %+v, %t", file, n, ok)
		}
	}
	for _, file := range []string{"", "ANES2026.csv", "26LOCCO.csv", "OPPSCAP_Jul.csv", "PPRRVU20_V0618.csv", "MCR_MUE_DMESupplierServices_Eff_04-01-2026.csv", "MCR_MUE_PractitionerServices_Eff_04-15-2026.csv", "ccipra-v324r0-f1.txt", "ccipra-v322r0-f5.txt", "ccioph-v322r0-f1.txt", "ZIP9_OCT2025.txt"} {
		if n, ok := ParseName(file); ok {
			t.Errorf("%s: %+v", file, n)
		}
	}
}

func TestQuarter(t *testing.T) {
	for q, want := range map[Quarter][2]string{
		{2026, 1}: {"A 2026Q1", "2026-01-01 to 2026-03-31"},
		{2026, 2}: {"B 2026Q2", "2026-04-01 to 2026-06-30"},
		{2026, 4}: {"D 2026Q4", "2026-10-01 to 2026-12-31"},
	} {
		if got := q.Letter() + " " + q.Name(); got != want[0] || q.Days().String() != want[1] || q.YearDays().String() != "2026-01-01 to 2026-12-31" {
			t.Errorf("%v: %s, %s", q, got, q.Days())
		}
	}
}

func TestDecode(t *testing.T) {
	if got := decode([]byte("a\x80\x91\xae\xa0\xff")); got != "a€‘®\u00a0ÿ" {
		t.Errorf("%q", got)
	}
}

func FuzzParseName(f *testing.F) {
	f.Add("PPRRVU2026_Jul_nonQPP.csv")
	f.Add("ccipra-v322r0-f1.TXT")
	f.Add("MCR_MUE_PractitionerServices_Eff_04-01-2026.csv")
	f.Fuzz(func(t *testing.T, file string) {
		if n, ok := ParseName(file); ok && n.Quarter.Number > 0 {
			n.Quarter.Days()
		}
	})
}

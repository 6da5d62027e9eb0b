package cms

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"therapytally/rules/code"
)

// Kind is what a published file holds.
type Kind string

// The kinds of file that are read.
const (
	KindRVU  Kind = "PPRRVU"
	KindGPCI Kind = "GPCI"
	KindZIP5 Kind = "ZIP5"
	KindPTP  Kind = "PTP"
	KindMUE  Kind = "MUE"
)

// Name is what the name of a published file says.
type Name struct {
	File    string
	Kind    Kind
	Quarter Quarter // GPCI: the year only
	Variant string  // PPRRVU: nonQPP, QPP or nothing; MUE: the setting
	Part    int     // PTP: 1 to 4
	Version string  // PTP
	Ext     string  // csv, txt or xlsx
}

var patterns = []struct {
	match *regexp.Regexp
	read  func(cells []string, n *Name) bool
}{
	{regexp.MustCompile(`(?i)^PPRRVU(?:20)?(\d\d)_([A-Z0-9]+?)(?:_(nonQPP|QPP))?\.(csv|txt|xlsx)$`), rvuName},
	{regexp.MustCompile(`(?i)^GPCI(\d{4})\.(csv|txt|xlsx)$`), gpciName},
	{regexp.MustCompile(`(?i)^ZIP5_(JAN|APR|JUL|OCT)(\d{4})\.(txt|xlsx)$`), zip5Name},
	{regexp.MustCompile(`(?i)^ccipra-v(\d\d)(\d)r(\d+)-f(\d)\.(txt|xlsx)$`), ptpName},
	{regexp.MustCompile(`(?i)^MCR_MUE_(PractitionerServices|OutpatientHospitalServices)_Eff_(\d\d)-(\d\d)-(\d{4})\.(csv|xlsx)$`), mueName},
}

// ParseName says what a file is by its name; false where it is none of ours.
func ParseName(file string) (Name, bool) {
	for _, p := range patterns {
		if m := p.match.FindStringSubmatch(file); m != nil {
			n := Name{File: file, Ext: strings.ToLower(m[len(m)-1])}
			ok := p.read(m[1:], &n)
			return n, ok
		}
	}
	return Name{}, false
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s) // the patterns let digits through only
	return n
}

func rvuName(m []string, n *Name) (ok bool) {
	n.Kind, n.Quarter.Year = KindRVU, century+atoi(m[0])
	if m[2] != "" {
		n.Variant = variants[strings.ToUpper(m[2])]
	}
	n.Quarter.Number, ok = byMonth(m[1])
	return ok
}

var variants = map[string]string{"NONQPP": nonQPP, "QPP": qpp}

func gpciName(m []string, n *Name) bool {
	n.Kind, n.Quarter.Year = KindGPCI, atoi(m[0])
	return true
}

func zip5Name(m []string, n *Name) (ok bool) {
	n.Kind, n.Quarter.Year = KindZIP5, atoi(m[1])
	n.Quarter.Number, ok = byMonth(m[0])
	return ok
}

func ptpName(m []string, n *Name) bool {
	n.Kind, n.Quarter = KindPTP, Quarter{versionEpoch + atoi(m[0]), atoi(m[1]) + 1}
	n.Version, n.Part = fmt.Sprintf("v%s%sr%s", m[0], m[1], m[2]), atoi(m[3])
	return n.Quarter.Number <= quarters && n.Part >= 1 && n.Part <= ptpParts
}

// mueName keeps the quarter that the effective date begins.
func mueName(m []string, n *Name) bool {
	n.Kind, n.Variant = KindMUE, practitioner
	if strings.EqualFold(m[0], "OutpatientHospitalServices") {
		n.Variant = hospital
	}
	d, err := code.ParseDate(m[3] + "-" + m[1] + "-" + m[2])
	n.Quarter = Quarter{d.Year(), (atoi(m[1])-1)/monthsPerPart + 1}
	return err == nil && d == n.Quarter.Days().From
}

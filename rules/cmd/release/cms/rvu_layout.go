package cms

// rvuField is one column of PPRRVU.
type rvuField int

const (
	rvuCode rvuField = iota
	rvuMod
	rvuDescription // never kept
	rvuStatus
	rvuUnused
	rvuWork
	rvuPE
	rvuNA
	rvuFacilityPE
	rvuFacilityNA
	rvuMP
	rvuTotal
	rvuFacilityTotal
	rvuPCTC
	rvuGlobal
	rvuPre
	rvuIntra
	rvuPost
	rvuMult
	rvuBilateral
	rvuAssistant
	rvuCoSurgeon
	rvuTeam
	rvuPric
	rvuEndoBase
	rvuFactor
	rvuSupervision
	rvuCalculation
	rvuImaging
	rvuOPPSPE
	rvuOPPSFacilityPE
	rvuOPPSMP
	rvuFieldCount
)

// rvuLayout holds the caption of each column, joined from the caption's rows
// top to bottom, and its place in the fixed-width file, counted from 1.
var rvuLayout = [rvuFieldCount]struct {
	caption  string
	from, to int
}{
	rvuCode:           {"HCPCS", 1, 5},
	rvuMod:            {"MOD", 6, 7},
	rvuDescription:    {"DESCRIPTION", 8, 57},
	rvuStatus:         {"STATUS CODE", 58, 58},
	rvuUnused:         {"NOT USED FOR MEDICARE PAYMENT", 59, 59},
	rvuWork:           {"WORK RVU", 60, 65},
	rvuPE:             {"NON-FAC PE RVU", 67, 72},
	rvuNA:             {"NON-FAC NA INDICATOR", 73, 74},
	rvuFacilityPE:     {"FACILITY PE RVU", 76, 81},
	rvuFacilityNA:     {"FACILITY NA INDICATOR", 82, 83},
	rvuMP:             {"MP RVU", 85, 89},
	rvuTotal:          {"NON-FACILITY TOTAL", 91, 96},
	rvuFacilityTotal:  {"FACILITY TOTAL", 97, 102},
	rvuPCTC:           {"PCTC IND", 103, 103},
	rvuGlobal:         {"GLOB DAYS", 104, 106},
	rvuPre:            {"PRE OP", 107, 109},
	rvuIntra:          {"INTRA OP", 110, 112},
	rvuPost:           {"POST OP", 113, 115},
	rvuMult:           {"MULT PROC", 116, 116},
	rvuBilateral:      {"BILAT SURG", 117, 117},
	rvuAssistant:      {"ASST SURG", 118, 118},
	rvuCoSurgeon:      {"CO- SURG", 119, 119},
	rvuTeam:           {"TEAM SURG", 120, 120},
	rvuPric:           {"PRIC IND", 121, 121},
	rvuEndoBase:       {"ENDO BASE", 128, 132},
	rvuFactor:         {"CONV FACTOR", 133, 140},
	rvuSupervision:    {"PHYSICIAN SUPERVISION OF DIAGNOSTIC PROCEDURES", 142, 143},
	rvuCalculation:    {"CALCULATION FLAG", 144, 144},
	rvuImaging:        {"DIAGNOSTIC IMAGING FAMILY INDICATOR", 146, 147},
	rvuOPPSPE:         {"NON-FACILITY PE USED FOR OPPS PAYMENT AMOUNT", 152, 157},
	rvuOPPSFacilityPE: {"FACILITY PE USED FOR OPPS PAYMENT AMOUNT", 159, 164},
	rvuOPPSMP:         {"MP USED FOR OPPS PAYMENT AMOUNT", 166, 171},
}

// rvuWidth is the length of a row of the fixed-width file. (CMS's own record
// layout says otherwise.)
const rvuWidth = 171

// rvuGaps are the columns of the fixed-width file that must be blank: a field
// that moved shows here first.
var rvuGaps = func() (gaps []int) {
	for col := 1; col <= rvuWidth; col++ {
		inside := false
		for _, f := range rvuLayout {
			inside = inside || col >= f.from && col <= f.to
		}
		if !inside {
			gaps = append(gaps, col)
		}
	}
	return gaps
}()

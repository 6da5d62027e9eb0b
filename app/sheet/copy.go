package sheet

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// ClaimLine is a line as it goes on the claim.
type ClaimLine struct {
	Code      string
	Units     int
	Modifiers []string
}

// Text is the line for the clipboard, such as "97530 GP 59 x2".
func (l ClaimLine) Text() string {
	parts := append([]string{l.Code}, l.Modifiers...)
	return strings.Join(append(parts, "x"+strconv.Itoa(l.Units)), " ")
}

// ClaimText is the whole visit for the clipboard: its lines in claim order.
func ClaimText(lines []ClaimLine) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.Text() + "\n")
	}
	return b.String()
}

// CodeMinutes is the time of one code for the note.
type CodeMinutes struct {
	Code    string
	Minutes int
}

// NoteLine is the sentence that the daily note needs: the two totals, timed
// codes alone and everything, then the minutes of each code.
func NoteLine(timed, treatment int, each []CodeMinutes) string {
	var b strings.Builder
	b.WriteString("Total timed code treatment minutes: " + strconv.Itoa(timed) + ". Total treatment minutes: " + strconv.Itoa(treatment) + ".")
	for i, c := range each {
		if i > 0 {
			b.WriteByte(';')
		}
		b.WriteString(" " + c.Code + " " + strconv.Itoa(c.Minutes) + " min")
	}
	if len(each) > 0 {
		b.WriteByte('.')
	}
	return b.String()
}

// BillerLine is one line of the file for the biller, as texts.
type BillerLine struct {
	Label, Date, Code, Units, Modifiers string
	Minutes, AssistantMinutes           string
	TotalTimedMinutes, TreatmentMinutes string
	Payer                               string // its kind
	Status                              string // what becomes of it: payable, denied and so on
	Reason                              string // why the visit has no lines, or is incomplete
}

// BillerCSV is the file for the biller: RFC 4180, with a header. Imports go by
// the place of a column: a new one is added at the end.
func BillerCSV(lines []BillerLine) string {
	rows := [][]string{{"label", "date", "code", "units", "modifiers", "minutes", "assistant_minutes", "total_timed_minutes", "treatment_minutes", "payer", "status", "reason"}}
	for _, l := range lines {
		rows = append(rows, []string{l.Label, l.Date, l.Code, l.Units, l.Modifiers, l.Minutes, l.AssistantMinutes, l.TotalTimedMinutes, l.TreatmentMinutes, l.Payer, l.Status, l.Reason})
	}
	return CSV(rows)
}

// CSV writes rows as RFC 4180 says: CRLF, and quotes where a cell needs them.
// A cell that a spreadsheet could take for a formula is defused.
func CSV(rows [][]string) string {
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(quoted(defused(cell)))
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

func quoted(cell string) string {
	if !strings.ContainsAny(cell, ",\"\r\n") && strings.Trim(cell, " ") == cell {
		return cell
	}
	return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
}

// defused puts an apostrophe before what begins a formula in a spreadsheet,
// the wide forms of East Asian keyboards too.
func defused(cell string) string {
	first, _ := utf8.DecodeRuneInString(cell)
	if cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + cell
	}
	return cell
}

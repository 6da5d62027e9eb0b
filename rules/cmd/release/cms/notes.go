package cms

import (
	"fmt"
	"strings"
)

func (g *GPCI) note(format string, args ...any) {
	g.Notes = append(g.Notes, fmt.Sprintf(format, args...))
}

// dropped tells which lines held no row.
func dropped(file string, at []int) []string {
	if len(at) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s: %d lines hold no row and were passed over: %s", file, len(at), strings.Trim(fmt.Sprint(at), "[]"))}
}

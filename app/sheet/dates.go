package sheet

import (
	"slices"
	"strconv"
	"strings"
)

// holdsYear reports a year in which a patient can be born.
func holdsYear(label string) bool {
	for _, run := range runs(label, isDigit) {
		if len(run) == 4 && (run[:2] == "19" || run[:2] == "20" && run[2] <= '2') && !eveningTimes[run] {
			return true
		}
	}
	return false
}

// holdsBirthday reports a month and a day in a label, with a year or without
// (0412, 12-25, 4.12, 4:12:57). The number of a place and a time of day are
// none.
func holdsBirthday(label string) bool {
	if saysPlace(label) {
		return false
	}
	text := strings.ReplaceAll(label, ":", "/") // a slash of its own was refused before
	return slices.ContainsFunc(groupsIn(text), func(g group) bool { return g.isBirthday(clockFollows(label)) })
}

// clockFollows reports am or pm right behind a number.
func clockFollows(label string) bool {
	words := wordsOf(label)
	for i, word := range words {
		if i > 0 && (word == "am" || word == "pm") && isDigit(words[i-1][0]) {
			return true
		}
	}
	return false
}

// isBirthday judges digits of a label; in marks a slash is a colon.
func (g group) isBirthday(half bool) bool {
	switch {
	case g.shape() == "4-2":
		return true
	case !half && slices.ContainsFunc(g.runs, isFourDigitDay):
		return true
	case len(g.runs) == 2 && g.marks != "/" && !half:
		return g.isDayAndMonth()
	case len(g.runs) == 3 && g.kind() == LooksLikeBirth:
		return !(g.marks[0] == '/' && isSlot(g.runs[0], g.runs[1], 1)) && !(g.marks[1] == '/' && isSlot(g.runs[1], g.runs[2], 1))
	}
	return false
}

// isFourDigitDay reports a month and a day in one (0412). A time at which a
// visit may begin (0930) is none.
func isFourDigitDay(run string) bool {
	return len(run) == 4 && isDay(run[:2], run[2:]) && !isSlot(run[:2], run[2:], 6)
}

// isDayAndMonth reports two numbers such as 12-25. A time (9.30) and the hours
// from one to the next (9-10) are none.
func (g group) isDayAndMonth() bool {
	first, second := g.runs[0], g.runs[1]
	if len(first) > 2 || len(second) != 2 || !isDay(first, second) {
		return false
	}
	if g.marks == "-" {
		return number(second) != number(first)+1
	}
	return !isSlot(first, second, 1)
}

// isDay reports a month and a day of it, in whatever order.
func isDay(first, second string) bool {
	a, b := number(first), number(second)
	return min(a, b) >= 1 && min(a, b) <= 12 && max(a, b) <= 31
}

// isSlot reports a time at which a visit may begin, from an hour to 8 pm.
func isSlot(hour, minute string, from int) bool {
	h := number(hour)
	return h >= from && h <= 20 && slotMinutes[minute]
}

// number is the value of at most four digits.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}

// isDate reports six or eight digits that are a date in one of the orders of
// month, day and year.
func isDate(run string) bool {
	last := len(run) - 4
	front, back := isDay(run[:2], run[2:4]), isDay(run[last:last+2], run[last+2:])
	if len(run) == 8 {
		front, back = front && isYear(run[4:]), back && isYear(run[:4])
	}
	return front || back
}

func isYear(run string) bool { return run[:2] == "19" || run[:2] == "20" }

// saysDate reports a month by its name next to a day or a year.
func saysDate(words []string) bool {
	for i, word := range words {
		if !months[word] {
			continue
		}
		for _, by := range []int{-1, +1} {
			at := i + by
			for at >= 0 && at < len(words) && dateWords[words[at]] {
				at += by
			}
			if at >= 0 && at < len(words) && isDayOrYear(words[at]) {
				return true
			}
		}
	}
	return false
}

func isDayOrYear(word string) bool {
	n := number(word)
	return len(word) <= 2 && n >= 1 && n <= 31 || len(word) == 4 && isDigit(word[0]) && isYear(word)
}

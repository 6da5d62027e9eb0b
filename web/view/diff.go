package view

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// hunk is one change of a unified diff: the old lines have to be in the file at
// exactly that line, and the new ones take their place.
type hunk struct {
	where    string // for messages: the patch's name and the hunk's first line
	at       int    // the first old line, from 1
	old, new []string
}

// parseDiff reads a unified diff by the name of the changed file. It takes a
// text before the first file, and no file that is new, gone or renamed.
func parseDiff(name, text string) (map[string][]hunk, error) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	files := map[string][]hunk{}
	file := ""
	for i := 0; i < len(lines); {
		line := lines[i]
		switch {
		case strings.HasPrefix(line, "--- ") && i+1 < len(lines) && lines[i+1] == "+++ "+line[4:]:
			file = line[4:]
			if files[file] != nil {
				return nil, fmt.Errorf("%s:%d: %s is named twice", name, i+1, file)
			}
			i += 2
		case file == "":
			i++ // the text before
		default:
			h, n, err := parseHunk(lines[i:])
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %s: %w", name, i+1, file, err)
			}
			h.where = fmt.Sprintf("%s:%d", name, i+1)
			files[file] = append(files[file], h)
			i += n
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s changes no file", name)
	}
	return files, nil
}

// parseHunk reads one hunk from the first of the lines and says how many it took.
func parseHunk(lines []string) (h hunk, n int, err error) {
	head := strings.Fields(lines[0])
	if len(head) < 4 || head[0] != "@@" || head[3] != "@@" {
		return h, 0, fmt.Errorf("%q is no beginning of a hunk", lines[0])
	}
	at, old, ok := place(head[1], '-')
	_, fresh, okNew := place(head[2], '+')
	if !ok || !okNew || at < 1 || old < 1 {
		return h, 0, fmt.Errorf("%q names no lines", lines[0])
	}
	h.at = at
	for n = 1; n < len(lines) && (len(h.old) < old || len(h.new) < fresh); n++ {
		line := lines[n]
		if line == "" || !strings.Contains(" -+", line[:1]) {
			return h, 0, fmt.Errorf("%q is no line of a hunk", line)
		}
		if line[0] != '+' {
			h.old = append(h.old, line[1:])
		}
		if line[0] != '-' {
			h.new = append(h.new, line[1:])
		}
	}
	if len(h.old) != old || len(h.new) != fresh {
		return h, 0, fmt.Errorf("%q and its lines differ", lines[0])
	}
	return h, n, nil
}

// place reads "-12,3" or "-12", which is one line.
func place(text string, sign byte) (at, count int, ok bool) {
	if text == "" || text[0] != sign {
		return 0, 0, false
	}
	first, rest, has := strings.Cut(text[1:], ",")
	at, err := strconv.Atoi(first)
	if err != nil {
		return 0, 0, false
	}
	if !has {
		return at, 1, true
	}
	count, err = strconv.Atoi(rest)
	return at, count, err == nil && count >= 0
}

// apply makes the changes, which may come of several patches: each is written
// for the text as it is, and no two may touch the same line.
func apply(text string, hunks []hunk) (string, error) {
	hunks = slices.Clone(hunks)
	slices.SortStableFunc(hunks, func(a, b hunk) int { return a.at - b.at })
	lines := strings.SplitAfter(text, "\n")
	var out strings.Builder
	done := 0
	for _, h := range hunks {
		from, to := h.at-1, h.at-1+len(h.old)
		if from < done {
			return "", fmt.Errorf("%s: line %d is changed by another hunk", h.where, h.at)
		}
		for i, want := range h.old {
			if from+i >= len(lines) || lines[from+i] != want+"\n" {
				return "", fmt.Errorf("%s: line %d does not read %q", h.where, h.at+i, want)
			}
		}
		out.WriteString(strings.Join(lines[done:from], ""))
		for _, line := range h.new {
			out.WriteString(line + "\n")
		}
		done = to
	}
	out.WriteString(strings.Join(lines[done:], ""))
	return out.String(), nil
}

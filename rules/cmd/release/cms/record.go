package cms

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"therapytally/rules/code"
)

// The records beside a table, in the order of keys that the data uses.

type spanDoc struct {
	From    code.Date `json:"from"`
	Through code.Date `json:"through"`
}

type citeDoc struct {
	Source  string `json:"source"`
	At      string `json:"at"`
	Printed string `json:"printed"`
}

type releaseDoc struct {
	ID    string `json:"id"`
	Table string `json:"table"`
	Name  string `json:"name"`
	Must  bool   `json:"required"` // no visit is answered without such a table
	spanDoc
	Own    spanDoc `json:"own"`
	SHA256 string  `json:"sha256"` // of the csv, set as it lands: a lint sees a digit change
	Cite   citeDoc `json:"cite"`
}

type sourceDoc struct {
	ID         string    `json:"id"`
	Publisher  string    `json:"publisher"`
	Title      string    `json:"title"`
	Revision   string    `json:"revision"`
	Date       code.Date `json:"date"`
	SHA256     string    `json:"sha256"`
	Seen       string    `json:"seen"`
	Confidence string    `json:"confidence"`
}

type valueDoc struct {
	spanDoc
	Value string  `json:"value"`
	Cite  citeDoc `json:"cite"`
}

// oneSource is the confidence of what a single document says.
const oneSource = "B"

func encode(doc any, indent string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent(indent, "  ")
	if err := e.Encode(doc); err != nil {
		panic("cms: encode a record: " + err.Error()) // strings and dates only
	}
	return b.Bytes()
}

// source describes the files that were read.
func source(id, title, revision string, from code.Date, seen string, proofs ...proof) sourceDoc {
	s := sourceDoc{ID: id, Publisher: "CMS", Title: title, Revision: revision, Date: from, Confidence: oneSource}
	var hashes, files []string
	for _, p := range proofs {
		hashes = append(hashes, p.hash())
		at := p.file
		if p.zip != "" {
			at += " in " + p.zip
		}
		if p.released != "" {
			at += ", RELEASED " + p.released
		}
		files = append(files, at)
	}
	s.SHA256 = strings.Join(hashes, "; ")
	s.Seen = strings.TrimPrefix(seen+"; read: "+strings.Join(files, "; "), "; ")
	return s
}

// appendValue adds a value to the end of a number's history and leaves every
// byte of the history before it as it is.
func appendValue(file string, data []byte, v valueDoc) ([]byte, error) {
	const end = "\n    }\n  ]\n}\n"
	head, ok := strings.CutSuffix(string(data), end)
	if !ok {
		return nil, fmt.Errorf("release: append to %s: it does not end as our records do, so add the value by hand: %s", file, encode(v, ""))
	}
	return []byte(head + "\n    },\n    " + strings.TrimRight(string(encode(v, "    ")), "\n") + "\n  ]\n}\n"), nil
}

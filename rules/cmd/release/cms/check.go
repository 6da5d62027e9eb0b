package cms

import (
	"fmt"
	"io/fs"

	"github.com/shopspring/decimal"

	"therapytally/rules"
	"therapytally/rules/mpfs"
	"therapytally/rules/ncci"
	"therapytally/rules/param"
	"therapytally/rules/strict"
)

// Check loads a whole data directory as the program will, and every table of
// it, so that nothing is written that cannot be read.
func Check(data fs.FS) error {
	if _, err := rules.Load(data); err != nil {
		return fmt.Errorf("release: try the new data: %w", err)
	}
	facts, err := param.Load(data)
	if err != nil {
		return fmt.Errorf("release: try the new data: %w", err)
	}
	for _, rel := range facts.Releases() {
		if err := checkTable(rel); err != nil {
			return fmt.Errorf("release: try the new data: %w", err)
		}
	}
	return nil
}

func checkTable(rel *param.Release) error {
	var err error
	switch rel.Table {
	case "rvu":
		_, err = mpfs.LoadRVU(rel)
	case "gpci":
		_, err = mpfs.LoadGPCI(rel)
	case "ncci":
		_, err = ncci.LoadPairs(rel)
	case "mue":
		_, err = ncci.LoadLimits(rel)
	default:
		if f, ours := forms[rel.Table]; ours {
			_, err = rel.Rows(f.columns...)
		}
	}
	return err
}

func readData(data fs.FS, name string) ([]byte, error) {
	b, err := fs.ReadFile(data, name)
	if err != nil {
		return nil, fmt.Errorf("release: read %s: %w", name, err)
	}
	return b, nil
}

func factorOf(r *RVU) decimal.Decimal {
	d, _ := strict.ParseDecimal(r.Factor, 4) // its form was checked
	return d
}

package rules

import (
	"errors"
	"strings"

	"therapytally/rules/code"
	"therapytally/rules/strict"
)

// Terms are what a clinic knows of a payer before any visit: who pays, at what
// rate, and what is left to the patient.
type Terms struct {
	Payer    Payer
	Coverage Coverage
}

// DecodeTerms reads the keys payer and coverage of an object, as a visit has
// them.
func DecodeTerms(r strict.Reader, err *error) Terms {
	return Terms{decodePayer(r.Object("payer"), err), decodeCoverage(r.Object("coverage"), err)}
}

// DecodeRate reads a rate, as a visit's payer has it.
func DecodeRate(v strict.Value, err *error) *Rate { return decodeRate(v.Object(err), err) }

// Check refuses terms under which no visit could be estimated. The field is
// the key of the terms that is wrong.
func (b *Book) Check(t Terms) error {
	c, err := code.ParseHCPCS(probe)
	if err != nil {
		return err
	}
	_, err = b.ForUntraced(Visit{
		Date: b.Covered().Through, Discipline: code.PT, Setting: PrivatePractice, Payer: t.Payer, Coverage: t.Coverage,
		Services: []Service{{Code: c, Minutes: probeMinutes}},
	})
	var at *Refusal
	if errors.As(err, &at) && !strings.HasPrefix(at.Field, "payer") && !strings.HasPrefix(at.Field, "coverage") {
		return &Refusal{"payer", at.Reason}
	}
	return err
}

// The visit that terms are tried on.
const (
	probe        = "97530"
	probeMinutes = 30
)

package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

const lighthouseScript = "web/audit/lighthouse.mjs"

// audit is what lighthouse.mjs prints of one address.
type audit struct {
	Address string
	Scores  map[string]float64
	Figures map[string]float64
	Lost    []string
}

// lighthouse runs Lighthouse as a phone on our pages and on the control.
func (b *bench) lighthouse() error {
	hello := b.hello.url("/")
	visit, patient := b.ours.url("/"), b.ours.url("/patient/")
	audits, err := b.audits(visit, hello+"#performance", patient)
	if err != nil {
		return err
	}
	control := audits[1].Scores["performance"]
	b.addAudit("visit", audits[0], control)
	b.addAudit("patient", audits[2], control)
	return nil
}

func (b *bench) addAudit(page string, a audit, control float64) {
	least := map[string]float64{"accessibility": 100, "best-practices": 100, "seo": 95}
	for _, id := range []string{"accessibility", "best-practices", "seo"} {
		b.table.add(row{name: "Lighthouse, " + page + ": " + id, value: a.Scores[id], unit: "points", limit: -least[id], peers: "100",
			control: strings.Join(a.Lost, ", ")})
	}
	b.table.add(row{name: "Lighthouse, " + page + ": performance", value: a.Scores["performance"], unit: "points", limit: -(control + 1),
		control: amount(control, "points"), peers: "49 to 51 for a form, the floor 64"})
	fmt.Printf("  aim 80; paint %.0f ms, largest paint %.0f ms, blocked %.0f ms, shift %.3f\n", a.Figures["first-contentful-paint"],
		a.Figures["largest-contentful-paint"], a.Figures["total-blocking-time"], a.Figures["cumulative-layout-shift"])
}

func (b *bench) audits(addresses ...string) ([]audit, error) {
	node := exec.Command("node", append([]string{lighthouseScript, strconv.Itoa(b.rounds)}, addresses...)...)
	node.Env = append(os.Environ(), "CHROME_PATH="+b.browser.path)
	out, err := node.Output()
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		return nil, fmt.Errorf("%w\n%s", err, failed.Stderr)
	}
	var audits []audit
	return audits, cmp.Or(err, json.Unmarshal(out, &audits))
}

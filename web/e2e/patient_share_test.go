package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// TestPatientLinkComesBack: the answers of a link are the answers of the page,
// in the fragment alone, and no server ever sees them.
func TestPatientLinkComesBack(t *testing.T) {
	t.Parallel()
	s := newSite(t, under("/clinic/site"))
	p := newTab(t, s, size(390, 844))
	p.openPatient()
	p.put("start", "2026-08-03")
	p.pick("who-share-plan")
	p.fill("#deductible", "613.57")
	p.pick("rate-kind-visit")
	p.fill("#rate", "121.37")
	p.waitText("#next", "$121.37")
	p.click("#make-link")
	p.until(`document.querySelector("#link")`)
	link := eval[string](p, `document.querySelector("#link").value`)
	page, fragment, _ := strings.Cut(link, "#")
	if page != s.url("/patient/") || !strings.HasPrefix(fragment, "v1&") || len(link) > 2000 {
		t.Errorf("the link is %s", link)
	}
	p.waitText("#held", "613.57")
	p.waitText("#held", "97530 × 2")
	if got := eval[string](p, `location.href`); strings.Contains(got, "613") {
		t.Errorf("the address holds the answers: %s", got)
	}
	q := newTab(t, s, size(390, 844))
	q.open("/patient/#" + fragment)
	q.ready()
	q.waitText("#next", "$121.37")
	if got := eval[string](q, `document.querySelector("#deductible").value`); got != "613.57" {
		t.Errorf("the deductible came back as %s", got)
	}
	q.neverSent("613.57")
	q.neverSent("121.37")
	q.open("/library/")
	q.open("/patient/#v1&who=king")
	q.ready()
	q.waitText(".patient [role=alert]", "damaged")
	p.clean()
	q.clean()
}

func TestPatientWorksOffline(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := newTab(t, s, size(390, 844))
	p.openPatient()
	p.installed()
	s.stop()
	p.open("/patient/?x=1")
	p.ready()
	p.put("start", "2026-08-03")
	p.pick("who-medicare")
	p.fill("#deductible", "0")
	p.waitText("#next", "$16.46")
	p.clean()
}

// TestPatientStepsOpen: every figure on the page opens its steps, and the focus
// comes back.
func TestPatientStepsOpen(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), size(1280, 900))
	p.openPatient()
	p.put("start", "2026-08-03")
	p.pick("who-share-plan")
	p.pick("rate-kind-visit")
	p.fill("#rate", "120")
	p.whole()
	n := eval[int](p, `document.querySelectorAll("#app .figure").length`)
	if n < 20 {
		t.Fatalf("%d figures", n)
	}
	const each = `(async (from, to) => {
		const until = async (is) => { for (let i = 0; i < 100 && !is(); i++) await new Promise((done) => setTimeout(done, 10)); return is(); };
		const bad = [], dialog = document.querySelector("#why");
		for (const id of [...document.querySelectorAll("#app .figure")].filter((e) => e.offsetParent).map((e) => e.id).slice(from, to)) {
			const button = document.getElementById(id), shown = button.querySelector(".amount").innerText;
			button.focus();
			button.click();
			if (!await until(() => dialog.open && dialog.innerText.includes(shown))) bad.push(id + " " + shown);
			dialog.close();
			if (!await until(() => document.activeElement.id === id && !dialog.querySelector(".steps"))) bad.push(id + " lost the focus");
		}
		return bad.join("\n");
	})`
	failed := ""
	for from := 0; from < n; from += 20 {
		failed += eval[string](p, fmt.Sprintf("%s(%d, %d)", each, from, from+20))
	}
	if failed != "" {
		t.Error(failed)
	}
	p.clean()
}

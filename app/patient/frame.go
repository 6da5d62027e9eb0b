package patient

import (
	"errors"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/patient/plan"
)

// fragment is the part of the address after "#", "" outside a browser.
func fragment() string {
	if !app.IsClient {
		return ""
	}
	return app.Window().Get("location").Get("hash").String()
}

// preferred is the reader's language by the browser.
func preferred() string {
	if app.IsClient && strings.HasPrefix(app.Window().Get("navigator").Get("language").String(), plan.Spanish) {
		return plan.Spanish
	}
	return plan.English
}

// openLink takes the answers of a link over. What is no link of ours, such as
// the target of a skip link, is left alone.
func (d *desk) openLink(fragment string) error {
	if !strings.HasPrefix(fragment, "#v") {
		return nil
	}
	s, err := plan.Decode(fragment)
	if err != nil {
		return err
	}
	d.state = s
	return nil
}

// faultOf is what to say about a link that could not be read.
func (d *desk) faultOf(err error) string {
	switch w := d.words.Patient.Share; {
	case err == nil:
		return ""
	case errors.Is(err, plan.ErrVersion):
		return w.Old
	default:
		return w.Bad
	}
}

// frame puts the language into the page around us: its lang, its title, and
// the few sentences that stand in static HTML. The heading and the terms are
// there in both languages, and the style sheet shows one of them.
func (d *desk) frame() {
	if !app.IsClient {
		return
	}
	w := d.words.Patient
	document := app.Window().Get("document")
	document.Get("documentElement").Set("lang", d.words.Lang)
	document.Set("title", w.Title+" · Therapy Tally")
	for selector, text := range map[string]string{
		"a.skip": w.Skip, "footer.site p": w.Device, "footer.site a": w.Knows,
		"#update p": w.Update, "#update-accept": w.UpdateNow, "#update-later": w.UpdateLater,
		"#stopped p": w.Stopped, "#stopped-reload": w.Reload,
	} {
		if e := document.Call("querySelector", selector); e.Truthy() {
			e.Set("textContent", text)
		}
	}
}

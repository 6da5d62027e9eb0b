package patient

import (
	"errors"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/quote"
	"therapytally/app/ui"
)

// fragment is the part of the address after "#", "" outside a browser.
func fragment() string {
	if !app.IsClient {
		return ""
	}
	return app.Window().Get("location").Get("hash").String()
}

// remember leaves the answers with the loader, which starts the page with them
// again when the client has stopped. They are in no storage and no address
// until then.
func remember(s *quote.State) {
	if app.IsClient {
		app.Window().Set("tallyAnswers", quote.Encode(s))
	}
}

// preferred is the language in which the page was shown while it loaded: the
// loader goes by the link, by what was chosen before, and by the browser.
func preferred() string {
	if app.IsClient && app.Window().Get("document").Get("documentElement").Get("lang").String() == quote.Spanish {
		return quote.Spanish
	}
	return quote.English
}

// keepLanguage remembers a choice for the next time. It is the one thing that
// this page keeps.
func keepLanguage(lang string) {
	if app.IsClient {
		app.Window().Get("localStorage").Call("setItem", "tally-language", lang)
	}
}

// watchLink opens a link that is put into the address of the open page: only
// its fragment changes, so the browser does not load anew.
func (d *desk) watchLink() {
	if !app.IsClient {
		return
	}
	app.Window().Call("addEventListener", "hashchange", ui.Listen(d.root, func([]app.Value) {
		d.root.Dispatch(ui.Later(func(ctx app.Context) {
			if !strings.HasPrefix(fragment(), "#v") {
				ctx.PreventUpdate()
				return
			}
			d.change(ctx, func() {
				lang := d.words.Lang
				d.linkFault = d.faultOf(d.openLink(fragment()))
				if d.state.Get(quote.Lang) == "" {
					d.state.Set(quote.Lang, lang)
				}
				d.speak(d.state.Get(quote.Lang))
			})
			d.then(d.frame)
		}))
	}))
}

// openLink takes the answers of a link over. What is no link of ours, such as
// the target of a skip link, is left alone.
func (d *desk) openLink(fragment string) error {
	if !strings.HasPrefix(fragment, "#v") {
		return nil
	}
	s, err := quote.Decode(fragment)
	if err != nil {
		return err
	}
	s.Clinic = d.state.Clinic // the link is of answers alone
	s.Clinic.Chosen = ""
	d.state = s
	return nil
}

// faultOf is what to say about a link that could not be read.
func (d *desk) faultOf(err error) string {
	switch w := d.words.Patient.Share; {
	case err == nil:
		return ""
	case errors.Is(err, quote.ErrVersion):
		return w.Old
	default:
		return w.Bad
	}
}

// frame puts the language into the page around us. Its sentences stand there in
// both languages, and the style sheet shows one of them.
func (d *desk) frame() {
	if !app.IsClient {
		return
	}
	document := app.Window().Get("document")
	document.Get("documentElement").Set("lang", d.words.Lang)
	document.Set("title", d.words.Patient.Title+" · Therapy Tally")
}

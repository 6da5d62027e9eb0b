package visit

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/brand"
	"therapytally/app/day"
	"therapytally/app/draft"
	"therapytally/app/timer"
	"therapytally/app/workspace"
	"therapytally/rules"
)

// openDay puts what was kept on the desk.
func (d *desk) openDay() {
	site, fault := brand.Load(d.Find.Book, d.words)
	brand.Site(site, fault)
	d.day = day.NewParts(day.New(d.Store, d.words, day.Browser(), day.FromFile(d.Find, site)), d, d.words)
	d.fitWords()
}

func (d *desk) startDay(ctx app.Context) {
	if app.IsClient {
		d.day.Start(ctx)
	}
}

// saveDay keeps what an action has changed.
func (d *desk) saveDay() {
	if d.day == nil {
		return
	}
	d.day.Saved()
	d.fitWords()
}

// fitWords says "the plan" where Medicare is not the payer.
func (d *desk) fitWords() {
	d.words = d.day.Words()
}

func (d *desk) dayField(f draft.Field) string {
	if d.day == nil {
		return ""
	}
	return d.day.FieldName(f)
}

func (d *desk) revealDay(f draft.Field) {
	if d.day != nil {
		d.day.Reveal(f)
	}
}

// Do implements day.Host.
func (d *desk) Do(ctx app.Context, action func()) { d.change(ctx, action) }

// Focus implements day.Host.
func (d *desk) Focus(id string) { d.then(func() { focusElement(id) }) }

// Say implements day.Host.
func (d *desk) Say(text string) {
	d.news = text
	d.speakLater()
}

// Now implements day.Host.
func (d *desk) Now() timer.Instant { return d.now() }

// FieldName implements day.Host.
func (d *desk) FieldName(f draft.Field) string { return d.fieldName(f) }

// ProblemAt implements day.Host.
func (d *desk) ProblemAt(f draft.Field) string { return d.problemAt(f) }

// Source implements day.Host.
func (d *desk) Source(ctx app.Context, item rules.GuideItem, from string) {
	d.support(ctx, workspace.Support{Says: item.Says, Why: item.Why, GuideSupport: item.GuideSupport}, from)
}

// spoken is what is said after a change: what has happened, if it has to be
// said, and the answer, if it is a new one.
func (d *desk) spoken() string {
	said := d.news
	if said == "" || d.Version != d.told {
		said = strings.TrimSpace(said + " " + d.summary())
	}
	d.news, d.told = "", d.Version
	return said
}

func (d *desk) dayNotices() app.UI   { return &day.Notices{P: d.day, Version: d.day.Version} }
func (d *desk) daySheet() app.UI     { return &day.Panel{P: d.day, Version: d.day.Version} }
func (d *desk) daySignals() app.UI   { return &day.Signals{P: d.day, Version: d.day.Version} }
func (d *desk) dayKeeping() app.UI   { return &day.Keeping{P: d.day, Version: d.day.Version} }
func (d *desk) dayPaper() app.UI     { return &day.Paper{P: d.day, Version: d.day.Version} }
func (d *desk) dayClinic() app.UI    { return &day.ClinicPanel{P: d.day, Version: d.day.Version} }
func (d *desk) dayCountdown() app.UI { return &day.Countdown{P: d.day, Left: d.day.Seconds()} }
func (d *desk) dayStill() app.UI     { return &day.Still{P: d.day, Asks: d.day.Asks()} }

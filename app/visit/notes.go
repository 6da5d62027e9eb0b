package visit

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/ui"
	"therapytally/rules"
)

// notesView is what the list of the note shows, in plain values.
type notesView struct {
	Open       bool
	Codes      string
	Ticked     string
	Done, All  int
	HasService bool
}

func (d *desk) notesView() notesView {
	v := notesView{Open: d.Noting, Codes: d.codesText(), Ticked: strings.Join(d.Form.Ticked, " ")}
	for _, item := range d.guidance(rules.GuideDocument) {
		if item.Episode || item.Advised {
			continue
		}
		v.All++
		if slices.Contains(d.Form.Ticked, item.ID) {
			v.Done++
		}
	}
	v.HasService = v.All > 0
	return v
}

// notes lists what the note of this visit needs, to be ticked.
type notes struct {
	app.Compo
	Desk *desk
	View notesView
}

// Render implements app.Composer.
func (n *notes) Render() app.UI { return ui.Safe(n.Desk.words.Broken, n.render) }

func (n *notes) render() app.UI {
	w, v := n.Desk.words.Note, n.View
	hint := w.Empty
	if v.HasService {
		hint = w.Progress(v.Done, v.All)
	}
	body := app.Elem("div").ID("notes").Class("noting").Hidden(!v.Open)
	if v.Open {
		body = body.Body(append(n.groups(), n.denials())...)
	}
	return el.In("section", "coverage notes",
		el.Button("show-notes", "disclose").Aria("expanded", v.Open).Aria("controls", "notes").OnClick(ui.Handle(n.onClick)).Body(
			el.In("span", "", el.Say("strong", "", w.Heading), el.Say("small", "", hint))),
		body,
	)
}

func (n *notes) onClick(ctx app.Context, _ app.Event) {
	n.Desk.do(ctx, func() { n.Desk.Noting = !n.Desk.Noting })
}

// groups are the points of every visit, of each code and of the episode. A
// point that names several of the codes stands with the first.
func (n *notes) groups() []app.UI {
	d, w := n.Desk, n.Desk.words.Note
	all := d.guidance(rules.GuideDocument)
	var general, episode []rules.GuideItem
	for _, item := range all {
		switch {
		case item.Episode:
			episode = append(episode, item)
		case len(item.Codes) == 0:
			general = append(general, item)
		}
	}
	out := []app.UI{}
	seen := map[string]bool{}
	for _, c := range d.codes() {
		var own []rules.GuideItem
		for _, item := range all {
			if slices.Contains(item.Codes, c) && !item.Episode && !seen[item.ID] {
				seen[item.ID] = true
				own = append(own, item)
			}
		}
		info, _ := d.Find.Book.Code(c)
		out = append(out, n.group(w.For(c.String(), info.Name), own))
	}
	return append(out, n.group(w.EveryVisit, general), n.episode(episode))
}

func (n *notes) group(title string, items []rules.GuideItem) app.UI {
	ticks := make([]app.UI, len(items))
	for i, item := range items {
		ticks[i] = &tick{Desk: n.Desk, Item: item, On: slices.Contains(n.Desk.Form.Ticked, item.ID)}
	}
	return app.Elem("fieldset").Class("group").Hidden(len(items) == 0).Body(append([]app.UI{el.Say("legend", "", title)}, ticks...)...)
}

func (n *notes) episode(items []rules.GuideItem) app.UI {
	return app.Elem("div").Class("group").Hidden(len(items) == 0).Body(
		el.Say("h3", "", n.Desk.words.Note.Episode), n.Desk.says(items, "episode"))
}

// denials are the printed reasons of denials.
func (n *notes) denials() app.UI {
	w := n.Desk.words.Note
	items := n.Desk.guidance(rules.GuideDeny)
	return app.Elem("details").Class("group deny").Hidden(len(items) == 0).Body(
		el.Say("summary", "", w.Deny),
		el.Say("p", "note", w.DenyHint),
		n.Desk.says(items, "deny"),
	)
}

// tick is one point that the note holds or not.
type tick struct {
	app.Compo
	Desk *desk
	Item rules.GuideItem
	On   bool
}

// CompoID implements app.DismountEnforcer.
func (t *tick) CompoID() string { return t.Item.ID }

// Render implements app.Composer.
func (t *tick) Render() app.UI { return ui.Safe(t.Desk.words.Broken, t.render) }

func (t *tick) render() app.UI {
	w := t.Desk.words.Note
	duty, class := w.Required, "duty required"
	if t.Item.Advised {
		duty, class = w.Advised, "duty"
	}
	return el.In("div", "check tick",
		app.ElemSelfClosing("input").ID(t.Item.ID).Attr("type", "checkbox").Attr("checked", t.On).OnChange(ui.Handle(t.onChange)),
		app.Elem("label").Attr("for", t.Item.ID).Body(app.Text(t.Item.Says+" "), app.Elem("span").Class(class).Text(duty)),
		&sourceButton{Desk: t.Desk, Item: t.Item.ID, Says: t.Item.Says, ID: "note-" + t.Item.ID},
	)
}

func (t *tick) onChange(ctx app.Context, _ app.Event) {
	on := ctx.JSSrc().Get("checked").Bool()
	t.Desk.do(ctx, func() { t.Desk.Form.Tick(t.Item.ID, on) })
}

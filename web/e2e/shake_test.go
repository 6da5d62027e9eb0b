package e2e

import "fmt"

// shake does on a page what a person could do: it chooses every choice, types a
// text of its own into every field that comes to light, and presses every
// button, in rounds, since each opens more. It waits for no answer; what is left
// afterwards has no meaning. canary(n) is the text of the field n; the promise
// gives the texts by the fields' ids.
const shake = `(async (rounds, canary, spare) => {
	const app = document.querySelector("#app"), typed = {};
	const pause = () => new Promise((done) => setTimeout(() => self.planted || done(), 12)); // after a planted panic nothing more is done
	const tell = (e, ...kinds) => kinds.forEach((kind) => self.planted || e.dispatchEvent(kind.startsWith("key") ? new KeyboardEvent(kind, {key: "ArrowDown", bubbles: true}) : new Event(kind, {bubbles: true})));
	const put = async (e, text) => {
		if (!self.planted) e.focus();
		if (self.planted) return pause();
		e.value = text;
		tell(e, "focus", "input", "keydown");
		await pause();
		tell(e, "change", "blur");
	};
	const seen = (e) => e.isConnected && e.getClientRects().length > 0;
	const texts = "input:not([type=checkbox], [type=radio], [type=file], [type=date], [readonly]), textarea:not([readonly])";
	const type = async () => {
		for (let e; (e = [...app.querySelectorAll(texts)].find((e) => seen(e) && !(e.id in typed)));) {
			const was = e.value;
			typed[e.id] = canary(Object.keys(typed).length);
			await put(e, typed[e.id]);
			if ((e = document.getElementById(e.id))) await put(e, was); // or what else there is would hide
			await pause();
		}
	};
	const choose = async (selects, then) => {
		for (const e of selects) for (const o of [...e.options].slice(0, 4)) if (seen(e)) { e.value = o.value; tell(e, "change"); await pause(); await then(e); }
	};
	const press = async (buttons) => {
		for (const e of buttons) {
			if (!seen(e) || e.disabled || spare.test(e.id)) continue;
			e.click();
			await pause();
			await type();
			for (const d of app.querySelectorAll("dialog[open]")) {
				for (const b of d.querySelectorAll("button:not(.close)")) if (seen(b)) { b.click(); await pause(); }
				d.querySelector(".close")?.click();
				await pause();
			}
		}
	};
	await type();
	for (let round = 0; round < rounds; round++) {
		await press(app.querySelectorAll("button[aria-expanded=false]"));
		for (const e of app.querySelectorAll("[type=radio], [type=checkbox]")) { if (e.isConnected && !e.checked) { e.click(); await pause(); await type(); } }
		await choose(app.querySelectorAll("select"), async (e) => {
			await type();
			await choose([...app.querySelectorAll("select")].filter((f) => f !== e), type);
		});
		await press(app.querySelectorAll("button:not(.remove), summary"));
		await press(app.querySelectorAll("button.remove"));
	}
	return typed;
})`

// shaken is a call of shake; what clears or replaces the sheet is spared.
func shaken(rounds int, canary string) string {
	return fmt.Sprintf(`%s(%d, %s, /^(clear|clear-now|print.*|language|installing?)$/)`, shake, rounds, canary)
}

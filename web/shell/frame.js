// The frame /embed/ in a page of a clinic's own. It reads its settings from
// the fragment of its address, starts the client when somebody sees or touches
// it, and talks to the page around it alone: numbers, and the answers that the
// page itself has asked for. It stores nothing. See embed.js for the other end.
(() => {
  "use strict";

  const { currentScript: script, documentElement: html } = document;
  const protocol = 1; // of the messages
  const mostAsked = 256; // questions that wait at a time
  const longest = 262144; // of a question, as the engine reads it
  const parent = window.parent === window ? null : window.parent;

  function given(key) {
    const part = location.hash.slice(1).split("&").find((p) => p.startsWith(`${key}=`));
    try {
      return part ? decodeURIComponent(part.slice(key.length + 1)) : "";
    } catch {
      return "";
    }
  }

  // The page around us is told the totals only where its element asks for them.
  const followed = () => location.hash.slice(1).split("&").some((p) => /^events(=(true)?)?$/.test(p)) && host() !== "";

  // ---- who is around us -----------------------------------------------------

  const origins = location.ancestorOrigins;
  const around = origins ? origins[0] : document.referrer && new URL(document.referrer).origin;

  // Where a host sends no headers, this keeps the list of who may frame us.
  const allowed = script.dataset.frames.split(" ").filter(Boolean);
  const welcome = !parent || !allowed.length || [...(origins ?? [around])].every((o) => allowed.includes(o));

  // The loader names the page's origin. Without it, or where the browser says
  // otherwise, we say nothing to anybody.
  function host() {
    const named = given("host");
    if (!parent || !named || origins && origins[0] !== named) return "";
    if (named === "null") return named;
    try {
      return new URL(named).origin === named ? named : "";
    } catch {
      return "";
    }
  }

  function send(type, fields) {
    const to = host();
    if (to) parent.postMessage({ tally: protocol, type, ...fields }, to === "null" ? "*" : to);
  }

  // ---- first look: what needs no client --------------------------------------

  function look() {
    const theme = given("theme");
    if (theme === "light" || theme === "dark") html.dataset.theme = theme;
    else delete html.dataset.theme;
    html.lang = given("language") === "es" ? "es" : "en";
    const view = given("view");
    html.dataset.view = ["units", "patient", "none"].includes(view) ? view : "both";
    html.toggleAttribute("data-followed", host() !== "");
    html.toggleAttribute("data-events", followed());
  }

  // ---- when to start ----------------------------------------------------------

  let want;
  const wanted = new Promise((resolve) => { want = () => resolve(welcome); });
  if (!welcome) want();

  const touches = ["pointerdown", "pointerover", "focusin", "keydown"];
  const touched = () => {
    for (const name of touches) removeEventListener(name, touched);
    want();
  };
  for (const name of touches) addEventListener(name, touched, { passive: true });

  // Seen means: a part of it was in view for a second after its page had
  // loaded, so that it takes nothing from the first look at the host's page.
  const seenFor = 1000;
  let timer;
  function watch() {
    new IntersectionObserver((entries, observer) => {
      clearTimeout(timer);
      if (!entries.at(-1).isIntersecting) return;
      timer = setTimeout(() => {
        observer.disconnect();
        (window.requestIdleCallback ?? setTimeout)(want, { timeout: 1000 });
      }, seenFor);
    }).observe(document.getElementById("frame"));
  }

  // ---- messages -----------------------------------------------------------------

  const shaped = (data) =>
    data !== null && typeof data === "object" && Object.keys(data).sort().join() === "id,tally,text,trace,type" &&
    data.tally === protocol && data.type === "ask" && Number.isSafeInteger(data.id) && typeof data.trace === "boolean" &&
    typeof data.text === "string" && data.text.length <= longest;

  const refused = (reason) => JSON.stringify({ error: { field: "", reason } });
  const refusal = refused("the calculator could not be started here");
  const settled = ["ready", "stopped", "unsupported", "forbidden", "framed"];
  let asked = [];
  let state = "";

  async function answer({ id, text, trace }) {
    const reply = state === "ready" ? await window.TherapyTally.estimate(text, { text: true, trace }).catch(() => refusal) : refusal;
    send("answer", { id, text: reply });
  }

  function entered(now) {
    state = now;
    if (!settled.includes(now)) return;
    for (const question of asked.splice(0)) answer(question);
  }

  addEventListener("message", ({ source, origin, data }) => {
    if (!parent || source !== parent || origin !== host() || !shaped(data)) return;
    if (settled.includes(state)) return void answer(data);
    if (asked.length >= mostAsked) return send("answer", { id: data.id, text: refused("too many questions are waiting") });
    asked.push(data);
    want();
  });

  // ---- for the client -------------------------------------------------------------

  const numbers = (o) => Object.fromEntries(Object.entries(o).filter(([, n]) => Number.isSafeInteger(n)));

  window.tallyFrame = {
    wanted,
    entered,
    settings() {}, // the client's, once it runs
    tell: (detail) => followed() && send("estimate", { detail: numbers(detail) }),
  };

  addEventListener("hashchange", (event) => {
    event.stopImmediatePropagation();
    look();
    measure(true);
    window.tallyFrame.settings(location.hash);
  });
  // go-app takes every popstate for a way to another page.
  addEventListener("popstate", (event) => event.stopImmediatePropagation());
  Object.defineProperty(window, "onpopstate", { set() {} });

  // A frame as tall as its content has no middle that anybody sees: a dialog
  // opens beside what asked for it.
  const { showModal } = HTMLDialogElement.prototype;
  HTMLDialogElement.prototype.showModal = function () {
    const at = document.activeElement?.getBoundingClientRect().top ?? 0;
    showModal.call(this);
    const most = Math.max(8, innerHeight - this.getBoundingClientRect().height - 8);
    this.style.setProperty("--at", `${Math.min(Math.max(8, at - 24), most)}px`);
  };

  // ---- height -----------------------------------------------------------------------

  let told = 0;
  function measure(again) {
    const { paddingTop, paddingBottom } = getComputedStyle(document.getElementById("frame"));
    const px = Math.ceil(document.getElementById("inner").getBoundingClientRect().height + parseFloat(paddingTop) + parseFloat(paddingBottom)) + 2;
    if (px === told && !again) return;
    told = px;
    send("height", { px });
  }

  look();
  document.addEventListener("DOMContentLoaded", () => {
    new ResizeObserver(() => measure()).observe(document.getElementById("inner"));
    watch();
    send("ready", {});
  });
})();

// Therapy Tally in a page of your own:
//   <script src="…/embed.js" async></script>
//   <therapy-tally view="units"></therapy-tally>
// It makes a frame of /embed/ beside this file, keeps it as tall as its
// content, and hands over what it says. See embed.d.ts for all of it.
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script || self.TherapyTally || customElements.get("therapy-tally")) return;
  const page = new URL("embed/", script.src);
  const settings = ["view", "language", "theme", "accent", "discipline", "codes", "locality", "payer", "data-rates", "events"];
  const titles = {
    en: { units: "Therapy minutes to units", patient: "What will therapy cost me?", both: "Therapy estimator" },
    es: { units: "De minutos de terapia a unidades", patient: "¿Cuánto me va a costar la terapia?", both: "Estimador de terapia" },
  };
  // The place that is kept before the frame has said how tall it is: by view,
  // for widths under 480, 768 and 960 and above; each further service is a row.
  const heights = { units: [650, 520, 470, 400], patient: [970, 700, 640, 620], both: [670, 600, 520, 440] };
  const row = 96;
  const live = new Set();
  // Every question is settled: answered, or refused with a reason.
  const mostAsked = 256, longest = 262144, patience = 120_000, afterLoad = 5_000;
  const blocked = "the estimator's frame is blocked here or could not be loaded";

  const integer = (n) => Number.isSafeInteger(n);
  const shapes = {
    ready: [["tally", "type"], () => true],
    height: [["px", "tally", "type"], ({ px }) => integer(px) && px >= 0 && px <= 20000],
    answer: [["id", "tally", "text", "type"], ({ id, text }) => integer(id) && typeof text === "string"],
    estimate: [["detail", "tally", "type"], ({ detail }) =>
      detail !== null && typeof detail === "object" && Object.keys(detail).length < 16 && Object.values(detail).every(integer)],
  };
  function shaped(data) {
    const shape = data?.tally === 1 && Object.hasOwn(shapes, data.type) && shapes[data.type];
    return shape && Object.keys(data).sort().join() === shape[0].join() && shape[1](data);
  }

  // One frame and the questions that it has been asked.
  class Frame {
    constructor(iframe, get, heard) {
      Object.assign(this, { iframe, get, heard, asked: new Map(), next: 1, ready: false });
      iframe.referrerPolicy = "strict-origin";
      if (get("sandbox") !== null) iframe.sandbox = "allow-scripts";
      this.origin = get("sandbox") !== null ? "null" : page.origin;
      // Our own frame speaks before its load event.
      iframe.addEventListener("load", () => setTimeout(() => this.ready || this.refuse(blocked), afterLoad));
      this.load();
      live.add(this);
    }
    load() {
      const given = settings.filter((name) => this.get(name) !== null).map((name) => `${name}=${encodeURIComponent(this.get(name))}`);
      const url = `${page}#${["v1", ...given, `host=${encodeURIComponent(self.origin)}`].join("&")}`;
      if (this.ready) this.iframe.contentWindow.location.replace(url);
      else this.iframe.src = url;
    }
    take(data) {
      if (data.type === "ready") {
        this.ready = true;
        this.refused = "";
        for (const question of this.asked.values()) this.post(question.message);
      } else if (data.type === "answer") {
        this.settle(data.id, (question) => question.resolve(JSON.parse(data.text)));
      } else this.heard(data);
    }
    post(message) {
      this.iframe.contentWindow.postMessage(message, this.origin === "null" ? "*" : this.origin);
    }
    async ask(question, options) {
      const text = (typeof question === "string" ? question : JSON.stringify(question)) ?? "";
      if (text.length > longest) throw new Error(`the question has more than ${longest} characters`);
      if (this.asked.size >= mostAsked) throw new Error(`${mostAsked} questions are waiting for an answer`);
      if (this.refused) throw new Error(this.refused);
      const id = this.next++;
      const message = { tally: 1, type: "ask", id, text, trace: options?.trace === true };
      return new Promise((resolve, reject) => {
        const late = () => this.settle(id, () => reject(new Error(this.ready ? "the estimator gave no answer in two minutes" : blocked)));
        this.asked.set(id, { resolve, reject, message, timer: setTimeout(late, patience) });
        if (this.ready) this.post(message);
        else this.iframe.loading = "eager";
      });
    }
    settle(id, how) {
      const question = this.asked.get(id);
      clearTimeout(question?.timer);
      if (this.asked.delete(id)) how(question);
    }
    refuse(why) {
      this.refused = why;
      for (const id of [...this.asked.keys()]) this.settle(id, ({ reject }) => reject(new Error(why)));
    }
    end() {
      live.delete(this);
      this.refuse("the estimator was removed from the page");
    }
  }

  addEventListener("message", ({ source, origin, data }) => {
    for (const frame of live) {
      if (source === frame.iframe.contentWindow && origin === frame.origin && shaped(data)) return frame.take(data);
    }
  });

  class Tally extends HTMLElement {
    static observedAttributes = [...settings, "sandbox"];
    connectedCallback() {
      // The parser may not have come to what stands inside this element yet.
      if (document.readyState !== "loading" || this.firstElementChild) this.start();
      else document.addEventListener("DOMContentLoaded", () => this.start(), { once: true });
    }
    start() {
      if (this.frame || !this.isConnected) return;
      const iframe = this.own = document.createElement("iframe");
      Object.assign(iframe.style, { display: "block", width: "100%", height: "100%", border: "0", borderRadius: "12px" });
      iframe.loading = "lazy";
      this.name();
      // A plain frame inside keeps the place until this script has come.
      this.kept = Number(this.querySelector("iframe")?.height) || 0;
      this.style.display = "block";
      this.height();
      this.frame = new Frame(iframe, (name) => this.getAttribute(name), (data) => this.heard(data));
      this.replaceChildren(iframe);
      this.size = new ResizeObserver(() => this.height(this.told));
      this.size.observe(this);
    }
    name() {
      const words = titles[this.getAttribute("language")] ?? titles.en;
      this.own.title = this.getAttribute("title") ?? words[this.getAttribute("view")] ?? words.both;
    }
    heard({ type, px, detail }) {
      if (type === "height") this.height(px);
      this.dispatchEvent(new CustomEvent(type, { detail: Object.freeze(type === "height" ? { px } : detail) }));
    }
    height(px = 0) {
      const view = this.getAttribute("view"), codes = this.getAttribute("codes")?.match(/\w+/g) ?? [];
      const place = (heights[view] ?? heights.both)[[480, 768, 960].filter((width) => this.clientWidth >= width).length];
      const kept = this.kept || place + (view === "patient" ? 0 : row * Math.max(0, codes.length - 1));
      this.told = px;
      this.style.height = `${Math.max(px, kept)}px`;
    }
    attributeChangedCallback(name, before, now) {
      if (!this.frame || before === now) return;
      if (name === "sandbox") {
        this.disconnectedCallback();
        return this.start();
      }
      this.name();
      this.height(this.told);
      this.frame.load();
    }
    disconnectedCallback() {
      this.size?.disconnect();
      this.frame?.end();
      this.own?.remove();
      this.frame = this.own = null;
    }
    estimate(visit, options) { return this.ask(visit, options); }
    episode(course, options) { return this.ask(course, options); }
    ask(question, options) {
      this.start();
      return this.frame ? this.frame.ask(question, options) : Promise.reject(new Error("the estimator is not in the page"));
    }
  }
  customElements.define("therapy-tally", Tally);

  // Without an element: one hidden frame, made by the first question.
  let hidden;
  function headless(question, options) {
    if (!hidden?.iframe.isConnected) {
      hidden?.end();
      const iframe = document.createElement("iframe");
      iframe.hidden = true;
      iframe.title = titles.en.both;
      hidden = new Frame(iframe, (name) => (name === "view" ? "none" : null), () => {});
      document.documentElement.append(iframe);
    }
    return hidden.ask(question, options);
  }
  self.TherapyTally = Object.freeze({ estimate: headless, episode: headless });
})();

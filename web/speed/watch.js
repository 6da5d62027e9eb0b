// Runs ahead of a page's own scripts and writes down, in self.watched, when the
// page can first be used, how far its layout shifted, the program's memory and
// what each keystroke took until its answer was painted. Times are in
// milliseconds since the page was asked for.
(() => {
  "use strict";

  const watched = { usable: 0, compiled: 0, shift: 0, moved: [], memory: null, answer: "", strokes: [] };
  self.watched = watched;

  const painted = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(performance.now());
    port2.postMessage(0); // comes after this frame's paint
  });

  // Usable is: what the program draws to be typed into is there and painted.
  // go-app's own pages hold a dead copy of it from the server.
  const fields = () => [...document.querySelectorAll("#app input, body > div > p > input")];
  document.addEventListener("DOMContentLoaded", () => {
    const dead = new Set(fields());
    const look = () => {
      if (!fields().some((field) => !dead.has(field))) return;
      observer.disconnect();
      painted((at) => { watched.usable = at; });
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    look();
  });

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      watched.shift += entry.value;
      for (const { node } of entry.sources) watched.moved.push(node?.id || node?.className || node?.nodeName || "gone");
    }
  }).observe({ type: "layout-shift", buffered: true });

  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...args) => {
    const built = await instantiate.apply(WebAssembly, args);
    watched.compiled = performance.now();
    watched.memory = built.instance.exports.mem;
    return built;
  };

  // Of a stroke we want the paint with the first change of the answer, and the
  // last one, after which it stays as it is. Where no answer is named, the paint
  // of the stroke itself counts: what the browser takes without any program.
  addEventListener("keydown", ({ timeStamp }) => {
    const stroke = { first: 0, last: 0 };
    const paint = () => painted((at) => {
      stroke.last = at - timeStamp;
      stroke.first ||= stroke.last;
      watched.changed = at;
    });
    watched.watching?.disconnect();
    watched.watching = new MutationObserver(paint);
    if (!watched.answer) paint();
    else watched.watching.observe(document.querySelector(watched.answer), { childList: true, subtree: true, characterData: true });
    watched.pressed = performance.now();
    watched.strokes.push(stroke);
  }, true);

  // rest waits until the answer has not changed for 150 ms and nothing is being
  // worked out any more.
  watched.rest = () => new Promise((done) => {
    const look = () => {
      const now = performance.now(), changed = watched.changed > watched.pressed;
      const still = changed ? now - watched.changed > 150 : now - watched.pressed > 2000;
      if (still && !document.querySelector('[aria-busy="true"]')) return done();
      setTimeout(look, 20);
    };
    look();
  });
})();

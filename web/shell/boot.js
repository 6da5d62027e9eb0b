// The loader. It downloads the client with an honest progress bar, starts it,
// keeps a copy for offline use and says plainly when something went wrong.
// Everything is found from this script's own address, so one build works at a
// domain's root, under a sub-path and in a folder of somebody else's site.
(() => {
  "use strict";

  const { currentScript: script, documentElement: html } = document;
  const root = new URL("./", script.src);
  const client = new URL(script.dataset.client, root);
  const size = Number(script.dataset.size);
  const frame = window.tallyFrame; // of the page /embed/ alone: see frame.js
  const $ = (id) => document.getElementById(id);

  let registering = false;
  let registration = null;
  let installPrompt = null;

  // State of the client, for CSS, tests and measurements:
  // waiting, framed, loading, retrying, unsupported, forbidden, ready, stopped.
  // The page says some of them.
  function enter(state) {
    html.setAttribute("data-app", state);
    for (const words of document.querySelectorAll("[data-say]")) words.hidden = words.dataset.say !== state;
    frame?.entered(state);
    performance.mark(`app-${state}`);
  }

  // ---- what go-app expects of the page ------------------------------------

  // go-app replaces the first child of document.body. The static text around
  // the calculator must stay, so for its first look "body" is our own element.
  function lendBody(mount) {
    const before = mount.firstElementChild;
    Object.defineProperty(document, "body", { configurable: true, get: () => mount });
    new MutationObserver((_, observer) => {
      if (mount.firstElementChild === before) return;
      observer.disconnect();
      delete document.body;
      cleanAddress();
      enter("ready");
      if (!frame) register();
    }).observe(mount, { childList: true });
  }

  // go-app touches both storages at start and would die where they are blocked.
  // A frame in somebody else's page writes none.
  function replaceBlockedStorage(name) {
    try {
      if (frame) throw new Error("none here");
      window[name].length;
    } catch {
      const kept = new Map();
      Object.defineProperty(window, name, {
        value: {
          blocked: true, // the client says so: nothing here survives a reload
          get length() { return kept.size; },
          key: (i) => [...kept.keys()][i] ?? null,
          getItem: (k) => kept.get(k) ?? null,
          setItem: (k, v) => void kept.set(k, String(v)),
          removeItem: (k) => void kept.delete(k),
          clear: () => kept.clear(),
        },
      });
    }
  }

  // go-app routes by path: an alias such as /index.html becomes the page's own.
  function useOwnAddress() {
    const { pathname } = new URL(script.dataset.page, root);
    if (location.pathname !== pathname) {
      history.replaceState(history.state, "", pathname + location.search + location.hash);
    }
  }

  // go-app takes over every link (tel: breaks, skip links lose focus). This
  // listener is on the window before go-app's and leaves links to the browser.
  window.addEventListener("click", (event) => {
    if (event.target.closest?.("a")) event.stopImmediatePropagation();
  });

  const standalone = () =>
    navigator.standalone === true || matchMedia("(display-mode: standalone)").matches;

  Object.assign(window, {
    goappUpdatedBeforeWasmLoaded: false,
    goappAppInstallChangedBeforeWasmLoaded: false,
    goappOnUpdate() { window.goappUpdatedBeforeWasmLoaded = true; },
    goappOnAppInstallChange() { window.goappAppInstallChangedBeforeWasmLoaded = true; },
    goappTryUpdate: () => void registration?.update().then(() => reach(true), () => reach(false)),
    goappIsAppInstalled: standalone,
    goappIsAppInstallable: () => !standalone() && installPrompt !== null,
    async goappShowInstallPrompt() {
      const prompt = installPrompt;
      installPrompt = null;
      await prompt?.prompt();
    },
    tallyAcceptUpdate: acceptUpdate,
    tallyReached: () => reached && navigator.onLine,
    tallyCopy: () => copy,
  });

  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installPrompt = event;
    window.goappOnAppInstallChange();
  });
  window.addEventListener("appinstalled", () => {
    installPrompt = null;
    window.goappOnAppInstallChange();
  });

  // A browser that has a network believes in the internet. What our own server
  // answers is asked whenever an update is: then "online" is known.
  let reached = true;
  let asking;
  function reach(now) {
    clearTimeout(asking);
    if (!now) asking = setTimeout(window.goappTryUpdate, 60_000);
    if (now === reached) return;
    reached = now;
    window.dispatchEvent(new Event(now ? "online" : "offline"));
  }

  // ---- download and start -------------------------------------------------

  // A connection may stay open and bring nothing. What takes the signal is given
  // up after so long without a sign of life.
  const patience = 20_000;
  function watch() {
    const giveUp = new AbortController();
    let timer;
    const rest = () => clearTimeout(timer);
    const alive = (times) => {
      rest();
      timer = setTimeout(() => giveUp.abort(new Error("nothing came any more")), times * patience);
    };
    return { signal: giveUp.signal, alive, rest };
  }

  // counted passes the bytes on and moves the bar by what really arrived.
  function counted(response, arrived) {
    let loaded = 0;
    const meter = new TransformStream({
      transform(chunk, controller) {
        arrived();
        loaded += chunk.byteLength;
        $("loading-bar").value = Math.min(1, loaded / size);
        controller.enqueue(chunk);
      },
    });
    return new Response(response.body.pipeThrough(meter), {
      headers: { "Content-Type": "application/wasm" },
    });
  }

  // A kept copy is compiled as it is: only an untouched response can use the
  // browser's cache of compiled code. integrity makes the browser check all
  // bytes before it hands out the first. Neither shows its bytes as they come, so
  // both may take ten times as long; and each attempt is given more than the last.
  async function download(imports, attempt, integrity) {
    const { signal, alive, rest } = watch();
    const times = Math.min(3, attempt + 1);
    try {
      alive(integrity ? 10 * times : times);
      let response = await fetch(client, { cache: attempt ? "reload" : "default", integrity, signal });
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      const kept = !frame && navigator.serviceWorker?.controller; // a sandboxed frame may not even ask
      const typed = response.headers.get("Content-Type") === "application/wasm";
      if (kept && typed) alive(10 * times);
      else response = counted(response, () => alive(times));
      if (WebAssembly.instantiateStreaming) {
        return await WebAssembly.instantiateStreaming(response, imports);
      }
      return await WebAssembly.instantiate(await response.arrayBuffer(), imports);
    } finally {
      rest();
    }
  }

  // pause waits longer after each failure, but never past the network's return.
  function pause(attempt, most = 60) {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        window.removeEventListener("online", done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(most, 2 ** attempt) * 1000);
      window.addEventListener("online", done);
    });
  }

  // A network's sign-in page does not compile either: what the compiler refuses
  // is fetched again with its bytes checked, and only the second refusal is
  // taken for the browser's own.
  async function downloadUntilHere(imports) {
    let checked = false;
    for (let attempt = 0; ; attempt++) {
      try {
        return await download(imports, attempt, checked ? script.dataset.integrity ?? "" : "");
      } catch (error) {
        const refused = /^(Compile|Link)Error$/.test(error.name);
        if (refused && (checked || await forbidden())) throw error;
        checked ||= refused;
        console.warn("the calculator was not downloaded:", error.message);
        enter("retrying");
        await pause(attempt);
      }
    }
  }

  // A site's own policy may let no program be compiled, not even an empty one:
  // that is not the browser's fault.
  const forbidden = () => WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)).then(() => false, () => true);

  // A version that dies at its start must still be offered the one that mends it.
  // An open dialog would keep the panel from being used; the attribute hides
  // what may be stale also where the style sheet has not arrived.
  function stopped() {
    delete document.body;
    document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
    $("app").hidden = true;
    const gone = () => Promise.reject(new Error("the calculator has stopped"));
    window.TherapyTally = Object.freeze({ estimate: gone, episode: gone });
    enter("stopped");
    $("stopped").hidden = false;
    if (frame) return; // nor is the focus taken from the page around it
    $("stopped-reload").focus();
    register();
  }

  // Only /embed/ may stand in another page, wherever the site is hosted: a page
  // under somebody else's could be clicked unseen.
  function framed() {
    enter("framed");
  }

  // say puts values, a date as milliseconds among them, into words of the page.
  function say(words, values) {
    for (const slot of words.querySelectorAll("data")) {
      const date = new Intl.DateTimeFormat(slot.closest(".es") ? "es-US" : "en-US", { dateStyle: "medium" });
      slot.textContent = slot.value === "since" ? date.format(values.since) : values[slot.value];
    }
    words.hidden = false;
  }

  // The clinic's own file, if there is one: see package clinic. What came with
  // the last visit is better than nothing, and a missing file is no fault. The
  // worker says when the host gave something else in the file's place.
  async function readClinic() {
    try {
      const response = await fetch(new URL("clinic.json", root), { cache: "no-cache", signal: AbortSignal.timeout(patience) });
      if (response.ok) window.tallyClinic = await response.text();
      else if (response.status !== 404) window.tallyClinic = null;
      const words = $("clinic-kept");
      if (words && response.headers.has("Tally-Odd")) say(words, { since: Number(response.headers.get("Tally-Kept")) });
    } catch {
      window.tallyClinic = null;
    }
  }

  // What was typed comes back: the client keeps it in the tab's storage, or
  // hands it to us in the form that its address takes after "#". The address
  // has it no longer than the reload takes.
  function startAgain() {
    if (window.tallyAnswers && !frame) history.replaceState({ again: true }, "", `#${window.tallyAnswers}`);
    location.reload();
  }

  function cleanAddress() {
    if (history.state?.again) history.replaceState(null, "", location.pathname + location.search);
  }

  // Browsers give a style sheet that has failed either none or an empty one.
  function styled(link) {
    try {
      return link.sheet.cssRules.length > 0;
    } catch {
      return false;
    }
  }

  // A style sheet that did not arrive whole is asked for until it does.
  async function dress(link) {
    for (let attempt = 0; !styled(link); attempt++) {
      await pause(attempt);
      const { signal, alive, rest } = watch();
      alive(3); // it is small
      const answer = await fetch(link.href, { cache: "reload", integrity: link.integrity, signal }).catch(() => null);
      rest();
      if (!answer?.ok) continue;
      const again = link.cloneNode();
      await new Promise((done) => {
        again.onload = again.onerror = done;
        link.replaceWith(again);
      });
      link = again;
    }
  }

  const tooOld = () => enter("unsupported");

  // A page in two languages holds both from the start. The link says which to
  // show, else what was chosen before, else the browser.
  function speak() {
    const { title, lang } = html.dataset;
    if (!lang) return;
    let chosen = /[#&]lang=(\w+)/.exec(location.hash)?.[1];
    try {
      chosen ??= localStorage.getItem("tally-language");
    } catch {} // blocked: nothing was kept
    if (!(chosen ?? navigator.language).startsWith(lang)) return;
    html.lang = lang;
    document.title = title;
  }

  async function start() {
    speak();
    if (!frame && window.top !== window) return framed();
    if (!frame) hearOfCopy();
    if (frame) {
      enter("waiting");
      if (!(await frame.wanted)) return framed();
    }
    enter("loading");
    if (typeof WebAssembly !== "object" || !window.TransformStream) return tooOld();
    useOwnAddress();
    ["localStorage", "sessionStorage"].forEach(replaceBlockedStorage);
    const go = new Go();
    const path = root.pathname.slice(0, -1);
    go.env = {
      GOAPP_ROOT_PREFIX: path,
      GOAPP_STATIC_RESOURCES_URL: path,
      // Empty on purpose: go-app compares its own first page with this list
      // too, and would reload it for ever.
      GOAPP_INTERNAL_URLS: "[]",
      // Two MB of this program live, and Go would collect garbage at every
      // third keystroke: see app/ui/tidy.go.
      GOGC: "400",
    };
    const clinicRead = readClinic();
    const built = await downloadUntilHere(go.importObject).catch(() => null);
    await clinicRead;
    if (!built) return (await forbidden()) ? enter("forbidden") : tooOld();
    lendBody($("app"));
    go.run(built.instance).then(stopped, stopped);
  }

  // A trap inside an event handler reaches the window, not go.run's promise; so
  // does what a handler's call threw through the client and left it in pieces.
  window.addEventListener("error", ({ error }) => {
    if (typeof WebAssembly !== "object") return;
    if (error instanceof WebAssembly.RuntimeError || /wasm-function/.test(error?.stack)) stopped();
  });

  // ---- offline copy and updates -------------------------------------------

  // The policy lets exactly one script address through: our worker's.
  function workerURL() {
    const url = new URL("sw.js", root).href;
    const policy = window.trustedTypes?.createPolicy("tally", {
      createScriptURL(given) {
        if (given !== url) throw new TypeError("not our worker");
        return given;
      },
    });
    return policy ? policy.createScriptURL(url) : url;
  }

  // The foot of the page says whether it is kept for offline use, and why not.
  // The client repeats it: see package day.
  let copy = { kept: false, text: "" };
  function sayCopy({ state, why, ...values }) {
    copy = { kept: state === "kept", text: "" };
    for (const words of $("copy").children) {
      words.hidden = words.dataset.copy !== (why ?? state);
      if (words.hidden) continue;
      say(words, { ...values, need: Math.ceil(values.size / 1e6) });
      copy.text = words.textContent;
    }
    window.dispatchEvent(new Event("tally-copy"));
  }

  // What a new version says of itself while it waits is not about the copy that
  // is used.
  function hearOfCopy() {
    const { serviceWorker } = navigator;
    if (!serviceWorker) return sayCopy({ state: isSecureContext ? "none" : "insecure" });
    serviceWorker.addEventListener("message", ({ data, source }) => {
      const used = registration?.active ?? serviceWorker.controller;
      if (data?.copy && (!used || used === source)) sayCopy(data.copy);
    });
    serviceWorker.startMessages();
    copy.kept = serviceWorker.controller !== null;
    serviceWorker.controller?.postMessage("copy");
  }

  // The copy is tried for until it is here, ever more slowly. The worker has a
  // slowness of its own, for all pages.
  async function register() {
    if (!navigator.serviceWorker || registering) return;
    registering = true;
    const url = workerURL();
    const mayWait = 21_600;
    if (!navigator.serviceWorker.controller) sayCopy({ state: "keeping" });
    for (let attempt = 3; !(await installed(url)); attempt += 2) await pause(attempt, mayWait);
    (registration.active ?? registration.waiting)?.postMessage("copy");
    registration.addEventListener("updatefound", watchInstall);
    watchInstall();
    if (registration.waiting && registration.active) offerUpdate();
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") window.goappTryUpdate();
    });
    window.addEventListener("online", () => { if (!reached) window.goappTryUpdate(); });
    // A page that the kept copy has answered says nothing about the network.
    if (navigator.serviceWorker.controller) window.goappTryUpdate();
  }

  // installed is true once a worker, this build's or a former one, holds a
  // complete copy.
  async function installed(url) {
    try {
      registration = await navigator.serviceWorker.register(url, { updateViaCache: "none" });
    } catch (error) {
      console.warn("no offline copy here:", error.message);
      if (!navigator.serviceWorker.controller) sayCopy({ state: "absent", file: "sw.js" });
      return false;
    }
    const worker = registration.active ?? registration.waiting ?? registration.installing;
    while (worker?.state === "installing") {
      await new Promise((done) => worker.addEventListener("statechange", done, { once: true }));
    }
    return worker !== null && worker.state !== "redundant";
  }

  // Without an active worker this is the first installation, not an update.
  function watchInstall() {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && registration.active) offerUpdate();
    });
  }

  function offerUpdate() {
    $("update").hidden = false;
    window.goappOnUpdate();
  }

  // Only the tab whose user said yes reloads.
  function acceptUpdate() {
    const worker = registration?.waiting;
    if (!worker) return startAgain();
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") startAgain();
    });
    worker.postMessage("activate");
  }

  $("update-accept")?.addEventListener("click", acceptUpdate);
  $("update-later")?.addEventListener("click", () => { $("update").hidden = true; });
  $("stopped-reload").addEventListener("click", startAgain);

  document.querySelectorAll("link[rel=stylesheet]").forEach(dress);
  start();
})();

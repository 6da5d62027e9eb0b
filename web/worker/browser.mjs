// A browser as small as the offline worker needs it: caches with a quota, a
// server that can fail, and the life of a service worker from its installation
// to the next version.
import { webcrypto } from "node:crypto";
import { setMaxListeners } from "node:events";

export const origin = "https://tally.test";
export const scope = `${origin}/clinic/`;

// Caches is a CacheStorage. left is the space on the device in bytes.
export class Caches {
  all = new Map();
  left = Infinity;
  broken = false;

  async open(name) {
    if (!this.all.has(name)) this.all.set(name, new Map());
    const kept = this.all.get(name);
    return {
      delete: async (url) => kept.delete(url),
      put: async (url, response) => {
        if (response.headers.get("Vary") === "*") throw new TypeError("Vary header contains *");
        const bytes = new Uint8Array(await response.arrayBuffer());
        if (bytes.length > this.left) throw new DOMException("full", "QuotaExceededError");
        this.left -= bytes.length;
        kept.set(url, { bytes, headers: new Headers(response.headers) });
      },
    };
  }

  async match(url, { cacheName }) {
    if (this.broken) throw new DOMException("internal error", "UnknownError");
    const kept = this.all.get(cacheName)?.get(url);
    return kept && new Response(kept.bytes, { headers: kept.headers });
  }

  async keys() { return [...this.all.keys()]; }
  async has(name) { return this.all.has(name); }

  async delete(name) {
    for (const { bytes } of this.all.get(name)?.values() ?? []) this.left += bytes.length;
    return this.all.delete(name);
  }
}

// A Clock stands still until it is told how much time has passed. Its day is
// the worker's too.
export class Clock {
  now = 0;
  began = Date.parse("2026-11-30T12:00:00Z");
  date = { now: () => this.began + this.now };
  timers = new Map();
  last = 0;

  set = (run, after) => {
    this.timers.set(++this.last, { run, at: this.now + after });
    return this.last;
  };

  clear = (id) => { this.timers.delete(id); };

  pass(time) {
    this.now += time;
    for (const [id, { run, at }] of [...this.timers]) {
      if (at <= this.now && this.timers.delete(id)) run();
    }
  }
}

// A Server answers with the files of a build; fault, if it is set, may answer
// in its place: fault(path, body) gives a response, throws, or gives nothing.
export class Server {
  asked = []; // the names of what was asked for, in order
  constructor(files) { this.files = files; }

  async answer(url) {
    if (this.down) throw new TypeError("failed to fetch");
    const path = new URL(url).href.slice(scope.length).split(/[?#]/)[0];
    const name = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    this.asked.push(name);
    const body = this.files.get(name);
    const response = body && (await this.fault?.(name, body));
    if (response) return response;
    return body
      ? new Response(body, { headers: { "Content-Security-Policy": `of ${name}`, "Content-Length": String(body.length) } })
      : new Response("not found", { status: 404 });
  }
}

// A Worker is one version of sw.js, alive.
class Worker {
  listeners = {};

  constructor(source, browser) {
    const self = {
      registration: { scope },
      navigator: { storage: { estimate: async () => browser.estimate } },
      clients: { matchAll: async () => browser.pages.map((url) => ({ url, postMessage: (data) => browser.told.push({ url, worker: this, ...data.copy }) })) },
      location: new URL("sw.js", scope),
      addEventListener: (type, listener) => { this.listeners[type] = listener; },
      skipWaiting: () => { this.wanted = true; },
    };
    const fetched = (request, { signal } = {}) => {
      if (signal) setMaxListeners(0, signal); // Node warns of a leak at eleven files
      return Promise.race([
        browser.server.answer(request.url ?? request),
        new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
      ]);
    };
    const { set, clear } = browser.clock;
    new Function("self", "caches", "fetch", "crypto", "setTimeout", "clearTimeout", "Date", source)(
      self, browser.caches, fetched, webcrypto, set, clear, browser.clock.date);
  }

  // fire gives the answer to an event, once everything it waits for is done.
  async fire(type, event = {}) {
    const waits = [];
    let answered;
    this.listeners[type]?.({
      ...event,
      waitUntil: (p) => waits.push(p),
      respondWith: (p) => { answered = Promise.resolve(p); },
    });
    const answer = answered && (await answered.finally(() => Promise.all(waits)));
    await Promise.all(waits);
    return answer;
  }
}

// A Browser has one registration.
export class Browser {
  caches = new Caches();
  clock = new Clock();
  pages = [scope]; // that are open, by address
  told = []; // what the worker said to them
  estimate = { quota: Infinity, usage: 0 };

  constructor(server) { this.server = server; }

  // install is what a register or an update does. A worker that does not
  // install is forgotten.
  async install() {
    const script = await this.server.answer(new URL("sw.js", scope));
    if (!script.ok) throw new Error(`sw.js: ${script.status}`);
    const source = await script.text();
    if (source === this.active?.source) return;
    const worker = new Worker(source, this);
    worker.source = source;
    await worker.fire("install");
    if (!this.active) return this.activate(worker);
    this.waiting = worker;
  }

  async activate(worker) {
    this.active = worker;
    this.waiting = undefined;
    await worker.fire("activate");
  }

  // restart ends the worker, as browsers do with an idle one, and begins anew.
  restart() {
    const { source } = this.active;
    this.active = new Worker(source, this);
    this.active.source = source;
  }

  // accept is the user's yes to the waiting version.
  async accept() {
    await this.waiting.fire("message", { data: "activate" });
    if (this.waiting.wanted) await this.activate(this.waiting);
  }

  // open asks for an address as a navigation does, and follows redirects.
  async open(path, mode = "navigate", method = "GET", destination = "") {
    let url = new URL(path, scope).href;
    for (let i = 0; i < 5; i++) {
      const request = { url, mode, method, destination };
      const response = (await this.active?.fire("fetch", { request })) ?? (await this.server.answer(url));
      if (response.status !== 302) return response;
      url = response.headers.get("Location");
    }
    throw new Error(`${path}: redirected for ever`);
  }
}

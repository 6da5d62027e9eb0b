// The offline worker. The build puts "const build = { id, files, needed, headers,
// size };" before this: files maps each relative address to the SHA-256 (base64)
// of its bytes; needed are those without which nothing works offline, size their
// bytes; headers are those of the files, see ours.

const scope = self.registration.scope;
const family = `therapy-tally:${scope}:`;
const cacheName = family + build.id;
const besideName = `${family}beside`;
const noteURL = `${scope}?note`;
const full = (address) => new URL(address, scope).href;
const files = new Map(Object.entries(build.files).map(([address, hash]) => [full(address), { address, hash }]));
const needed = build.needed.map(full);

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...digest));
}

// A connection may stay open and bring nothing. A watch is a fetch that gives up
// everything it was asked for after so many milliseconds without one byte of any
// of it: a file may have to wait long for another.
const patience = 20_000;
const silence = "nothing came any more";

function watch(time = patience) {
  const giveUp = new AbortController();
  const { signal } = giveUp;
  let waiting = 0;
  let timer;
  const alive = () => {
    clearTimeout(timer);
    if (waiting > 0) timer = setTimeout(() => giveUp.abort(new TypeError(silence)), time);
  };
  const done = () => {
    waiting--;
    alive();
  };
  return async (request, init) => {
    waiting++;
    alive();
    const response = await fetch(request, { ...init, signal }).catch((error) => {
      done();
      throw error;
    });
    alive();
    const { readable, writable } = new TransformStream({
      transform(chunk, controller) {
        alive();
        controller.enqueue(chunk);
      },
    });
    if (response.body) response.body.pipeTo(writable, { signal }).then(done, done);
    else done();
    const whole = response.body ? new Response(readable, response) : response;
    return Object.assign(whole, { from: response.redirected ? response.url : "" });
  };
}

// ---- one file ---------------------------------------------------------------

// A Lack is a file that did not come into the copy, and why. It is costly where
// the host sent something for it: that is not asked for again and again.
class Lack extends Error {
  constructor(why, url, words, costly) {
    const file = url.slice(scope.length).replace(/(^|\/)$/, "$1index.html");
    super(`${file}: ${words}`);
    Object.assign(this, { why, file, costly, needed: needed.includes(url), late: words === silence });
  }
}

// fetchChecked asks again, past every cache, when a stored copy is old or
// damaged; what was so before is asked for past them at once.
async function fetchChecked(get, url, tries) {
  const { address, hash } = files.get(url);
  let why;
  try {
    for (const cache of tries > 0 ? ["reload"] : ["default", "reload"]) {
      const response = await get(url, { cache });
      why = response.ok ? "differs" : "absent";
      const bytes = await response.arrayBuffer();
      if (response.ok && (await sha256(bytes)) === hash) return ours(address, bytes);
    }
  } catch (error) {
    throw new Lack("absent", url, error.message, why !== undefined);
  }
  throw new Lack(why, url, "not the file this version was built with", true);
}

const types = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  png: "image/png",
  svg: "image/svg+xml",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
};

// ours gives a file the headers of this build, not those that the host sent at
// the first visit: what the operator mends there would stay wrong here.
function ours(address, bytes) {
  const page = address.endsWith("/");
  const headers = new Headers(build.headers[address] ?? build.headers[page ? "./" : ""]);
  const type = page ? "text/html; charset=utf-8" : types[address.split(".").pop()];
  if (type) headers.set("Content-Type", type);
  return new Response(bytes, { headers });
}

async function store(url, response) {
  try {
    await (await caches.open(cacheName)).put(url, response);
  } catch (error) {
    return new Lack(error.name === "QuotaExceededError" ? "room" : "storage", url, error.message, true);
  }
}

// bring gives a file of this build, from the copy or else from the host, and
// what kept it from being stored.
async function bring(get, url, tries) {
  const kept = await caches.match(url, { cacheName }).catch(() => undefined);
  if (kept && (await sha256(await kept.clone().arrayBuffer())) === files.get(url).hash) return { response: kept };
  const response = await fetchChecked(get, url, tries);
  return { response, lack: await store(url, response.clone()) };
}

// However many ask for a file at a time, it is brought once.
const coming = new Map();
function obtain(get, url, tries) {
  if (!coming.has(url)) coming.set(url, bring(get, url, tries).finally(() => coming.delete(url)));
  return coming.get(url);
}

// ---- the whole copy ------------------------------------------------------------

// The note is kept with the copy: since when it is whole, what it lacks and
// why, how often it was tried in vain and when it may be tried again.
let note;
async function remembered() {
  note ??= await caches.match(noteURL, { cacheName }).then((kept) => kept.json()).catch(() => ({ tries: 0, next: 0 }));
  return note;
}

async function remember(now) {
  note = now;
  await caches.open(cacheName).then((cache) => cache.put(noteURL, new Response(JSON.stringify(now)))).catch(() => {});
}

// A copy that fails is tried for ever more rarely, whichever page asks. A time
// further away than the longest wait is a clock's that was wrong.
const waits = [0, 5, 60, 600, 3600, 21600].map((seconds) => 1000 * seconds);
const longest = waits.at(-1);
const due = ({ next }) => next <= Date.now() || next > Date.now() + longest;

async function lacking(urls) {
  const kept = await Promise.all(urls.map((url) => caches.match(url, { cacheName }).catch(() => undefined)));
  return urls.filter((_, i) => !kept[i]);
}

// tell says to the pages how the copy is: see heardOfCopy in boot.js.
async function tell(copy) {
  const pages = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  for (const page of pages) if (page.url.startsWith(scope)) page.postMessage({ copy });
}

async function report(busy) {
  const lacks = (await lacking(needed)).length > 0;
  const { since, why, file } = await remembered();
  await tell(!lacks ? { state: "kept", since } : busy ? { state: "keeping" } : { state: "missing", why, file, size: build.size });
}

let filling;
const fill = () => (filling ??= attempt().finally(() => { filling = undefined; }));

// attempt is all or nothing for what is needed: a copy without it is not begun
// to be used. What is right stays for the next attempt; what does not fit on
// the device is not left there in part.
async function attempt() {
  const was = await remembered();
  const failed = due(was) ? await tryAll(was) : [];
  await report(false);
  const lack = failed.find(({ needed }) => needed);
  if (lack) throw lack;
  if ((await lacking(needed)).length) throw new Error(`${was.file}: is tried again later`);
}

async function tryAll(was) {
  const lacks = await lacking(needed);
  if (lacks.length) await tell({ state: "keeping" });
  const get = watch();
  const small = lacks.length && !was.since && (await noRoom());
  const failed = small ? [small] : (await Promise.all([...files.keys()].map((url) =>
    obtain(get, url, was.tries).then(({ lack }) => lack, (lack) => lack)))).filter(Boolean);
  const lack = failed.find(({ needed }) => needed);
  if (lack?.why === "room" && !was.since) await caches.delete(cacheName);
  const tries = failed.length ? was.tries + failed.some(({ costly }) => costly) : 0;
  const since = lack ? was.since : lacks.length ? Date.now() : was.since ?? Date.now();
  const { why, file } = lack ?? failed[0] ?? {};
  await remember({ since, why, file, tries, next: failed.length ? Date.now() + waits[Math.min(tries, waits.length - 1)] : 0 });
  if (!lack) await answerBeside(new Request(full("clinic.json"), { cache: "no-cache" }), full("clinic.json"));
  return failed;
}

async function noRoom() {
  const { quota, usage } = (await self.navigator?.storage?.estimate?.().catch(() => {})) ?? {};
  if (quota - usage < build.size) return new Lack("room", needed[0], "full", false);
}

// look answers a page that has started, and tries again for what is missing,
// also for files that are not needed.
async function look() {
  const incomplete = (await lacking([...files.keys()])).length > 0;
  await report(filling);
  if (incomplete && due(await remembered())) await fill().catch(() => {});
}

async function deleteOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(family) && name !== cacheName && name !== besideName);
  await Promise.all(older.map((name) => caches.delete(name)));
}

// answer heals a cache that the browser has evicted: what is asked for is
// brought once, for the page and for the copy.
async function answer(event, url) {
  const kept = await caches.match(url, { cacheName }).catch(() => undefined);
  if (kept) return kept;
  const { request } = event;
  try {
    if (due(await remembered())) {
      event.waitUntil(fill().catch(() => {}));
      const { response } = await obtain(watch(), url, note.tries).catch((lack) => {
        if (lack.late) throw lack;
        return {};
      });
      if (response) return response.clone();
    }
    return await watch()(request);
  } catch (error) {
    if (request.mode !== "navigate") throw error;
    return new Response(evicted, { status: 503, headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    } });
  }
}

// evicted is what is left to say when copy and network are both gone.
const evicted = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Not available offline now</title></head>
<body><main><h1>Not available offline now</h1>
<p>This page is not on this device now. Browsers remove offline copies when a device is short of space, and a copy may lack a page that the site did not send. Connect to the internet and reload this page: the copy then comes back by itself.</p>
<p lang="es">Esta página no está en este aparato ahora. Conéctese a internet y vuelva a cargar la página.</p>
</main></body></html>`;

// ---- the clinic's own files -------------------------------------------------

// The clinic's own file and the pictures beside it may change at any time: what
// the host says comes first. What it said last serves offline, sooner than
// nothing does where the network is a bad one, and where a sign-in page, an
// error or nothing at all is answered in the file's place. They are kept apart
// from the versions of the site: an update loses none of them.
const besides = (url, { destination }) =>
  url.href === full("clinic.json") || destination === "image" && new URL("./", url).href === scope;

// A file that is missing for a day was taken away, and one that something else
// is answered for will not come back after a week: prices that the clinic has
// withdrawn are not shown for ever.
const day = 86_400_000;
const believedAfter = ({ status }) => (status === 404 || status === 410 ? day : 7 * day);

async function answerBeside(request, bare) {
  const kept = await caches.match(bare, { cacheName: besideName }).catch(() => undefined);
  let answer = Response.error();
  try {
    answer = await watch(kept ? patience / 5 : patience)(request);
    const bytes = new Uint8Array(await answer.clone().arrayBuffer());
    const type = answer.ok && typeOf(bare, answer, bytes);
    if (type) await keepBeside(bare, bytes, type, { "Tally-Kept": Date.now() });
    if (type !== false || !kept) return answer;
    return await insteadOf(answer, bare, kept);
  } catch {
    return kept ?? answer;
  }
}

async function keepBeside(bare, bytes, type, dates) {
  const headers = { "Content-Type": type, "X-Content-Type-Options": "nosniff", ...dates };
  await caches.open(besideName).then((cache) => cache.put(bare, new Response(bytes, { headers }))).catch(() => {});
}

// insteadOf answers with what is kept, and notes since when the host has said
// something else.
async function insteadOf(answer, bare, kept) {
  const { headers } = kept;
  const odd = Number(headers.get("Tally-Odd") ?? Date.now());
  if (Math.abs(Date.now() - odd) >= believedAfter(answer)) {
    await (await caches.open(besideName)).delete(bare);
    return answer;
  }
  const bytes = await kept.arrayBuffer();
  const dates = { "Tally-Kept": headers.get("Tally-Kept"), "Tally-Odd": odd };
  await keepBeside(bare, bytes, headers.get("Content-Type"), dates);
  return new Response(bytes, { headers: { "Content-Type": headers.get("Content-Type"), ...dates } });
}

// typeOf is the type of what is worth keeping; false, where it is something
// else; nothing, where it is a clinic's file with a mistake in it, of which the
// page has to tell the clinic.
function typeOf(bare, { from }, bytes) {
  if (from && new URL(from).origin !== self.location.origin) return false;
  const text = new TextDecoder().decode(bytes).trim();
  if (!bare.endsWith("/clinic.json")) return pictureType(bytes, text);
  if (/^(<|$)/.test(text)) return false;
  try {
    if (/^{/.test(text) && JSON.parse(text)) return "application/json";
  } catch {} // the page says where
}

// pictureType knows a picture by how it begins, whatever the host calls it.
function pictureType(bytes, text) {
  const has = (at, ...these) => these.every((byte, i) => bytes[at + i] === byte);
  if (has(0, 0x89, 0x50, 0x4e, 0x47)) return "image/png";
  if (has(0, 0xff, 0xd8, 0xff)) return "image/jpeg";
  if (has(0, 0x52, 0x49, 0x46, 0x46) && has(8, 0x57, 0x45, 0x42, 0x50)) return "image/webp";
  return /^(<\?[^]*?\?>|<!--[^]*?-->|<!doctype svg[^>]*>|\s)*<svg[\s>/]/i.test(text) && "image/svg+xml";
}

// ownPage is the page of ours that another spelling of its address means.
const ownPage = (bare) => [`${bare}/`, bare.replace(/index\.html$/, "")].find((url) => files.has(url));

self.addEventListener("install", (event) => event.waitUntil(fill()));

self.addEventListener("activate", (event) => event.waitUntil(deleteOlder()));

// The user decides when a new version starts: see acceptUpdate in boot.js.
self.addEventListener("message", (event) => {
  if (event.data === "activate") self.skipWaiting();
  if (event.data === "copy") event.waitUntil(look());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const bare = url.origin + url.pathname;
  if (files.has(bare)) {
    event.respondWith(answer(event, bare));
  } else if (besides(new URL(bare), request)) {
    event.respondWith(answerBeside(request, bare));
  } else if (request.mode === "navigate") {
    // Other pages of the same site are the host's, however long it takes for
    // them; ours only when it is silent.
    const page = ownPage(bare);
    const get = page ? watch() : fetch;
    event.respondWith(get(request).catch(() => Response.redirect((page ?? scope) + url.search)));
  }
});

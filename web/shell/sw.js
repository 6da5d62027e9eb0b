// The offline worker. The build puts "const build = { id, files };" before
// this: files maps each relative address to the SHA-256 (base64) of its bytes.

const scope = self.registration.scope;
const family = `therapy-tally:${scope}:`;
const cacheName = family + build.id;
const files = new Map(
  Object.entries(build.files).map(([name, hash]) => [new URL(name, scope).href, hash]),
);

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...digest));
}

// A connection may stay open and bring nothing. A watch is a fetch that gives up
// everything it was asked for after so many milliseconds without one byte of any
// of it: a file may have to wait long for another.
const patience = 20_000;

function watch(time = patience) {
  const giveUp = new AbortController();
  const { signal } = giveUp;
  let waiting = 0;
  let timer;
  const alive = () => {
    clearTimeout(timer);
    if (waiting > 0) timer = setTimeout(() => giveUp.abort(new TypeError("nothing came any more")), time);
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
    return response.body ? new Response(readable, response) : response;
  };
}

// fetchChecked asks again, past every cache, when a stored copy is old or damaged.
async function fetchChecked(get, url, hash) {
  for (const cache of ["default", "reload"]) {
    const response = await get(url, { cache });
    const bytes = await response.arrayBuffer();
    if (response.ok && (await sha256(bytes)) === hash) return plain(response, url, bytes);
  }
  throw new Error(`${url}: not the file this version was built with`);
}

const types = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  png: "image/png",
  svg: "image/svg+xml",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
};

// plain keeps the host's headers (each page has its own policy) but not those
// that describe how the bytes were packed on the way here. The type is ours: a
// wrong one would be kept for good.
function plain(response, url, bytes) {
  const headers = new Headers(response.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  const type = url.endsWith("/") ? "text/html; charset=utf-8" : types[url.split(".").pop()];
  if (type) headers.set("Content-Type", type);
  return new Response(bytes, { headers });
}

// fill is all or nothing: nothing is stored before every file has been checked,
// and what does not fit on the device is not left there in part.
async function fill() {
  const urls = [...files.keys()];
  const get = watch();
  const fetched = await Promise.all(urls.map((url) => fetchChecked(get, url, files.get(url))));
  const stood = await caches.has(cacheName);
  try {
    const cache = await caches.open(cacheName);
    await Promise.all(urls.map((url, i) => cache.put(url, fetched[i])));
    const clinic = new URL("clinic.json", scope).href;
    const own = await get(clinic, { cache: "no-cache" }).catch(() => null);
    if (own?.ok) await cache.put(clinic, own);
    else own?.body?.cancel();
  } catch (error) {
    if (!stood) await caches.delete(cacheName);
    throw error;
  }
}

async function deleteOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(family) && name !== cacheName);
  await Promise.all(older.map((name) => caches.delete(name)));
}

// answer heals a cache that the browser has evicted, in the background.
async function answer(event, url) {
  const kept = await caches.match(url, { cacheName }).catch(() => undefined);
  if (kept) return kept;
  event.waitUntil(fill().catch(() => {}));
  const { request } = event;
  return watch()(request).catch((error) => {
    if (request.mode !== "navigate") throw error;
    return new Response(evicted, { status: 503, headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    } });
  });
}

// evicted is what is left to say when copy and network are both gone.
const evicted = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Not available offline now</title></head>
<body><main><h1>Not available offline now</h1>
<p>This browser has removed the offline copy, as browsers do when a device is short of space. Connect to the internet and reload this page: the copy then comes back by itself.</p>
<p lang="es">Este navegador borró la copia para usar sin conexión. Conéctese a internet y vuelva a cargar la página.</p>
</main></body></html>`;

// The clinic's own file and the pictures beside it may change at any time: what
// the host says comes first. What it said last serves offline, and sooner than
// nothing does where the network is a bad one.
const besides = (url, { destination }) =>
  url.href === new URL("clinic.json", scope).href || destination === "image" && new URL("./", url).href === scope;

async function answerBeside(request, bare) {
  const kept = await caches.match(bare, { cacheName }).catch(() => undefined);
  try {
    const response = await watch(kept ? patience / 5 : patience)(request);
    if (response.ok) await (await caches.open(cacheName)).put(bare, response.clone());
    return response;
  } catch {
    return kept ?? Response.error();
  }
}

// ownPage is the page of ours that another spelling of its address means.
const ownPage = (bare) => [`${bare}/`, bare.replace(/index\.html$/, "")].find((url) => files.has(url));

self.addEventListener("install", (event) => event.waitUntil(fill()));

self.addEventListener("activate", (event) => event.waitUntil(deleteOlder()));

// The user decides when a new version starts: see acceptUpdate in boot.js.
self.addEventListener("message", (event) => {
  if (event.data === "activate") self.skipWaiting();
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

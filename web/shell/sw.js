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

// fetchChecked asks again, past every cache, when a stored copy is old or damaged.
async function fetchChecked(url, hash) {
  for (const cache of ["default", "reload"]) {
    const response = await fetch(url, { cache });
    const bytes = await response.arrayBuffer();
    if (response.ok && (await sha256(bytes)) === hash) return plain(response, bytes);
  }
  throw new Error(`${url}: not the file this version was built with`);
}

// plain keeps the host's headers (each page has its own policy) but not those
// that describe how the bytes were packed on the way here.
function plain(response, bytes) {
  const headers = new Headers(response.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(bytes, { headers });
}

// fill is all or nothing: nothing is stored before every file has been checked.
async function fill() {
  const urls = [...files.keys()];
  const fetched = await Promise.all(urls.map((url) => fetchChecked(url, files.get(url))));
  const cache = await caches.open(cacheName);
  await Promise.all(urls.map((url, i) => cache.put(url, fetched[i])));
}

async function deleteOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(family) && name !== cacheName);
  await Promise.all(older.map((name) => caches.delete(name)));
}

// answer heals a cache that the browser has evicted, in the background.
async function answer(event, url) {
  const kept = await caches.match(url, { cacheName });
  if (kept) return kept;
  event.waitUntil(fill().catch(() => {}));
  return fetch(event.request);
}

// nearestPage turns an address nobody answers into a page of ours.
function nearestPage({ href, search }) {
  const bare = href.split(/[?#]/)[0];
  const page = [`${bare}/`, bare.replace(/index\.html$/, "")].find((url) => files.has(url));
  return (page ?? scope) + search;
}

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
  } else if (request.mode === "navigate") {
    // Other pages of the same site are the host's; ours only when it is silent.
    event.respondWith(fetch(request).catch(() => Response.redirect(nearestPage(url))));
  }
});

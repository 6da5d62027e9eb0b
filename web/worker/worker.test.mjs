// The offline worker under every fault of the network and of the device, in a
// browser of our own: node worker.test.mjs EXPORT NEXT-EXPORT [ROUNDS]
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Browser, Server, scope } from "./browser.mjs";

const [, , oldDir, newDir, rounds = "100"] = process.argv;

function readBuild(dir) {
  const names = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
  return new Map(names.map((e) => join(e.parentPath, e.name)).map((path) => [relative(dir, path), readFileSync(path)]));
}

const older = readBuild(oldDir);
const newer = readBuild(newDir);

// kept lists what a build's worker keeps, as its script says.
function kept(build) {
  const text = build.get("sw.js").toString();
  const { files } = JSON.parse(text.slice(text.indexOf("{"), text.indexOf(";\n", text.indexOf("{"))));
  return Object.keys(files).map((a) => (a.endsWith("/") ? `${a.slice(2)}index.html` : a));
}

const cut = (body, at) => new Response(new ReadableStream({
  start(controller) {
    controller.enqueue(body.subarray(0, at));
    controller.error(new TypeError("network error"));
  },
}));

const damaged = (body, at) => {
  const copy = Uint8Array.from(body);
  copy[at] ^= 1;
  return copy;
};

// faults are the ways in which a file does not arrive as it was built.
const faults = {
  "not found": () => new Response("not found", { status: 404 }),
  "server error": () => new Response("oops", { status: 500 }),
  "captive portal": () => new Response("<h1>Welcome to our network</h1>", { headers: { "Content-Type": "text/html" } }),
  "no network": () => { throw new TypeError("failed to fetch"); },
  "nothing in it": () => new Response(""),
  "one bit wrong": (body) => new Response(damaged(body, body.length >> 1)),
  ...Object.fromEntries([1, 10, 50, 90, 99].map((p) => [`cut at ${p} %`, (body) => cut(body, Math.floor((body.length * p) / 100))])),
  "short by one byte, unnoticed": (body) => new Response(body.subarray(0, body.length - 1)),
};

// A stalled connection stays open and brings nothing, from its start or after a
// part of the file.
const stalls = {
  "no answer": () => new Promise(() => {}),
  ...Object.fromEntries([0, 50, 99].map((p) => [`nothing after ${p} %`, (body) => new Response(new ReadableStream({
    start(controller) { controller.enqueue(Uint8Array.from(body.subarray(0, Math.floor((body.length * p) / 100)))); },
  }))])),
};

// slowly sends the file in four parts, one every so many milliseconds.
const slowly = (clock, time) => (body) => new Response(new ReadableStream({
  start(controller) {
    for (let i = 0; i < 4; i++) {
      clock.set(() => {
        controller.enqueue(Uint8Array.from(body.subarray((body.length * i) / 4, (body.length * (i + 1)) / 4)));
        if (i === 3) controller.close();
      }, time * (i + 1));
    }
  },
}));

// taking lets time pass until a promise is settled, and gives its outcome and
// the seconds that it took.
async function taking(clock, promise) {
  const from = clock.now;
  let outcome;
  promise.then((value) => { outcome = { value }; }, (error) => { outcome = { error }; });
  for (let i = 0; !outcome && i < 200; i++) {
    await new Promise((done) => setTimeout(done, 1));
    if (!outcome) clock.pass(1000);
  }
  return { ...outcome, seconds: (clock.now - from) / 1000 };
}

// opens fails unless every file of the build is answered, whole, by the worker.
async function opens(browser, build, when) {
  for (const name of kept(build)) {
    const address = name.replace(/index\.html$/, "");
    const response = await browser.open(address, address === name ? "no-cors" : "navigate");
    assert.equal(response.status, 200, `${when}: ${name}`);
    assert.ok(Buffer.from(await response.arrayBuffer()).equals(build.get(name)), `${when}: ${name} is not the build's own`);
  }
}

async function installed(build) {
  const server = new Server(build);
  const browser = new Browser(server);
  await browser.install();
  return { server, browser };
}

async function offline(browser, build, when) {
  browser.server.down = true;
  await opens(browser, build, when);
  browser.server.down = false;
}

const cases = {
  async "a first installation that fails leaves nothing, and the next one heals it"() {
    for (const file of kept(older)) {
      for (const [what, fault] of Object.entries(faults)) {
        const server = new Server(older);
        const browser = new Browser(server);
        server.fault = (name, body) => (name === file ? fault(body) : undefined);
        await assert.rejects(browser.install(), `${file}, ${what}`);
        assert.deepEqual(await browser.caches.keys(), [], `${file}, ${what}`);
        server.fault = undefined;
        await browser.install();
        await offline(browser, older, `after ${file}, ${what}`);
      }
    }
  },

  async "an update that fails at any file leaves the old version"() {
    const { server, browser } = await installed(older);
    server.files = newer;
    for (const file of kept(newer)) {
      for (const [what, fault] of Object.entries(faults)) {
        server.fault = (name, body) => (name === file ? fault(body) : undefined);
        await assert.rejects(browser.install(), `${file}, ${what}`);
        assert.equal(browser.waiting, undefined);
        assert.equal((await browser.caches.keys()).length, 1, `${file}, ${what}: a half-filled cache is left`);
        await offline(browser, older, `${file}, ${what}`);
      }
    }
    server.fault = undefined;
    await browser.install();
    await opens(browser, older, "while the new version waits");
    await browser.accept();
    await offline(browser, newer, "after the update");
    assert.equal((await browser.caches.keys()).length, 1);
  },

  async "a download that stalls is given up, and the next one heals it"() {
    for (const file of kept(older)) {
      for (const [what, stall] of Object.entries(stalls)) {
        const when = `${file}, ${what}`;
        const server = new Server(older);
        const browser = new Browser(server);
        server.fault = (name, body) => (name === file ? stall(body) : undefined);
        const { error, seconds } = await taking(browser.clock, browser.install());
        assert.match(error?.message ?? "it waits for ever", /nothing came/, when);
        assert.ok(seconds >= 20 && seconds < 30, `${when}: ${seconds} s`);
        assert.deepEqual(await browser.caches.keys(), [], when);
        server.fault = undefined;
        await browser.install();
        server.files = newer;
        server.fault = (name, body) => (name === kept(newer)[0] ? stall(body) : undefined);
        assert.match((await taking(browser.clock, browser.install())).error?.message, /nothing came/, when);
        server.files = older;
        server.fault = undefined;
        await offline(browser, older, when);
        assert.equal(browser.clock.timers.size, 0, `${when}: a watch goes on`);
      }
    }
  },

  async "a clinic's file that stalls does not hold the copy up for ever"() {
    const server = new Server(older);
    const browser = new Browser(server);
    server.fault = (name) => (name === "clinic.json" ? new Promise(() => {}) : undefined);
    server.files = new Map(older).set("clinic.json", Buffer.from("{}"));
    const { error, seconds } = await taking(browser.clock, browser.install());
    assert.equal(error, undefined);
    assert.ok(seconds < 30, `${seconds} s`);
    await offline(browser, older, "without the clinic's file");
  },

  async "a slow download is not a stalled one, nor a file that waits for another"() {
    const [first, second] = kept(older);
    const server = new Server(older);
    const browser = new Browser(server);
    const slow = slowly(browser.clock, 15_000);
    server.fault = (name, body) => {
      if (name === first) return slow(body);
      if (name === second) return new Promise((done) => browser.clock.set(() => done(new Response(body)), 55_000));
    };
    const { error, seconds } = await taking(browser.clock, browser.install());
    assert.equal(error, undefined);
    assert.ok(seconds >= 60, `${seconds} s`);
    await offline(browser, older, "after a slow installation");
    assert.equal(browser.clock.timers.size, 0);
  },

  async "an installed copy does not wait for a network that says nothing"() {
    const files = new Map(older).set("clinic.json", Buffer.from("{}"));
    const { server, browser } = await installed(files);
    const { clock } = browser;
    for (const [what, stall] of Object.entries(stalls)) {
      server.fault = (name, body) => stall(body ?? Buffer.from("x"));
      await opens(browser, older, what);
      assert.equal(clock.timers.size, 0, what);
      const clinic = await taking(clock, browser.open("clinic.json", "no-cors"));
      assert.equal(await clinic.value.text(), "{}", what);
      assert.ok(clinic.seconds <= 5, `${what}: clinic.json after ${clinic.seconds} s`);
    }
    server.fault = stalls["no answer"];
    server.answer = () => new Promise(() => {});
    const page = await taking(clock, browser.open("library"));
    assert.ok(Buffer.from(await page.value.arrayBuffer()).equals(older.get("library/index.html")));
    assert.equal((await taking(clock, browser.open("the/host's/own"))).value, undefined, "the host's page was not waited for");
    await browser.caches.delete((await browser.caches.keys())[0]);
    const lost = await taking(clock, browser.open(""));
    assert.equal(lost.value.status, 503);
    assert.ok(lost.seconds < 30, `${lost.seconds} s`);
  },

  async "an update cut at random bytes leaves the old version"() {
    const { server, browser } = await installed(older);
    server.files = newer;
    const names = kept(newer);
    for (let i = 0; i < Number(rounds); i++) {
      const file = names[Math.floor(Math.random() * names.length)];
      const at = Math.floor(Math.random() * newer.get(file).length);
      server.fault = (name, body) => (name === file ? cut(body, at) : undefined);
      await assert.rejects(browser.install(), `${file} at ${at}`);
      await offline(browser, older, `${file} at ${at}`);
    }
  },

  async "a wrong type is put right, and each page keeps its own policy"() {
    const server = new Server(older);
    server.fault = (name, body) => new Response(body, { headers: { "Content-Type": "text/plain", "Content-Encoding": "br", "Content-Security-Policy": `of ${name}` } });
    const browser = new Browser(server);
    await browser.install();
    const want = { "": "text/html; charset=utf-8", css: "text/css; charset=utf-8", wasm: "application/wasm", js: "text/javascript; charset=utf-8" };
    for (const name of kept(older)) {
      const address = name.replace(/index\.html$/, "");
      const { headers } = await browser.open(address, "no-cors");
      const type = want[address === name ? name.split(".").pop() : ""];
      if (type) assert.equal(headers.get("Content-Type"), type, name);
      assert.equal(headers.get("Content-Encoding"), null, name);
      assert.equal(headers.get("Content-Security-Policy"), `of ${name}`);
    }
  },

  async "a full device keeps the old version and no half of the new one"() {
    const total = kept(newer).reduce((sum, name) => sum + newer.get(name).length, 0);
    for (let part = 0; part < 1; part += 0.09) {
      const fresh = new Browser(new Server(newer));
      fresh.caches.left = Math.floor(total * part);
      await assert.rejects(fresh.install(), /full/);
      assert.deepEqual(await fresh.caches.keys(), []);
      fresh.caches.left = Infinity;
      await fresh.install();
      await offline(fresh, newer, "with space again");

      const { server, browser } = await installed(older);
      browser.caches.left = Math.floor(total * part);
      server.files = newer;
      await assert.rejects(browser.install(), /full/);
      assert.equal((await browser.caches.keys()).length, 1);
      await offline(browser, older, `with ${part} of the space`);
    }
  },

  async "a full device does not lose what is kept when it heals"() {
    const { browser } = await installed(older);
    const [cache] = browser.caches.all.values();
    const [lost, there] = [...cache.keys()].filter((url) => !url.endsWith("/"));
    cache.delete(lost);
    browser.caches.left = 0;
    await browser.open(lost, "no-cors");
    assert.ok([...browser.caches.all.values()][0]?.has(there), "healing has deleted what was left");
  },

  async "old and new files do not mix"() {
    for (const [worker, files] of [[older, newer], [newer, older]]) {
      const mixed = new Map(files);
      mixed.set("sw.js", worker.get("sw.js"));
      const fresh = new Browser(new Server(mixed));
      await assert.rejects(fresh.install());
      assert.deepEqual(await fresh.caches.keys(), []);
      fresh.server.files = files;
      await fresh.install();
      await offline(fresh, files, "after the rest has arrived");

      const { server, browser } = await installed(worker);
      server.files = new Map([...files].filter(([name]) => name !== "sw.js"));
      await opens(browser, worker, "with a server of the other version");
    }
  },

  async "an evicted cache heals, and offline says what is wrong"() {
    const { server, browser } = await installed(older);
    await browser.caches.delete((await browser.caches.keys())[0]);
    server.down = true;
    for (const path of ["", "?x=1", "library/"]) {
      const response = await browser.open(path);
      assert.equal(response.status, 503);
      assert.match(await response.text(), /Connect to the internet and reload/);
    }
    await assert.rejects(browser.open(kept(older)[0], "no-cors"));
    server.down = false;
    await browser.open("");
    await offline(browser, older, "after an eviction");
    [...browser.caches.all.values()][0].delete(`${scope}library/`);
    await browser.open("library/");
    await offline(browser, older, "after an eviction in part");
  },

  async "a cache that cannot be read is no obstacle online"() {
    const { browser } = await installed(older);
    browser.caches.broken = true;
    await opens(browser, older, "with a broken cache");
  },

  async "every address of ours opens offline"() {
    const { server, browser } = await installed(older);
    server.down = true;
    const pages = { "": "index.html", "?x=1": "index.html", "index.html": "index.html", "unknown/path": "index.html", "unknown?x=1": "index.html",
      "#app": "index.html", "?x=1#app": "index.html", library: "library/index.html", "library/": "library/index.html", "library/index.html?a=b": "library/index.html" };
    for (const [path, name] of Object.entries(pages)) {
      const response = await browser.open(path);
      assert.ok(Buffer.from(await response.arrayBuffer()).equals(older.get(name)), path);
    }
  },

  async "what is not ours is the host's"() {
    const { browser } = await installed(older);
    const worker = browser.active;
    for (const request of [
      { url: `${scope}x`, mode: "navigate", method: "POST" },
      { url: "https://elsewhere.test/clinic/", mode: "navigate", method: "GET" },
      { url: `${scope}unknown.js`, mode: "no-cors", method: "GET" },
    ]) assert.equal(await worker.fire("fetch", { request }), undefined, request.url);
  },

  async "a version starts when the user says so, and deletes only our own old copies"() {
    const { server, browser } = await installed(older);
    await browser.caches.open("the clinic's own");
    server.files = newer;
    await browser.install();
    await browser.waiting.fire("message", { data: "something else" });
    assert.equal(browser.waiting.wanted, undefined);
    await opens(browser, older, "before the user's yes");
    await browser.accept();
    assert.ok(await browser.caches.has("the clinic's own"));
    assert.equal((await browser.caches.keys()).length, 2);
  },
};

let failed = 0;
for (const [name, run] of Object.entries(cases)) {
  try {
    await run();
    console.log(`ok: ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED: ${name}: ${error.message}`);
  }
}
process.exitCode = failed ? 1 : 0;

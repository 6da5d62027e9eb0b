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

// list is what a build's worker says of itself in its script.
function list(build) {
  const text = build.get("sw.js").toString();
  return JSON.parse(text.slice(text.indexOf("{"), text.indexOf(";\n", text.indexOf("{"))));
}

const nameOf = (address) => (address.endsWith("/") ? `${address.slice(2)}index.html` : address);
const addressOf = (name) => name.replace(/(^|\/)index\.html$/, "$1");

// kept lists what a build's worker keeps, needed what works offline needs.
const kept = (build) => Object.keys(list(build).files).map(nameOf);
const needed = (build) => list(build).needed.map(nameOf);
const spare = (build) => kept(build).filter((name) => !needed(build).includes(name));

// sound fails if anything is stored for a build that is not its own, whole.
function sound(browser, build, when) {
  for (const [name, cache] of browser.caches.all) {
    if (!name.endsWith(list(build).id)) continue;
    for (const [url, { bytes }] of cache) {
      const file = nameOf(url.slice(scope.length) && addressOf(url.slice(scope.length)));
      if (build.has(file)) assert.ok(Buffer.from(bytes).equals(build.get(file)), `${when}: ${file} is stored and is not the build's own`);
    }
  }
}

// says is the last that an open page was told of the copy.
const says = (browser) => {
  const { worker, url, ...copy } = browser.told.at(-1);
  return copy;
};

// looks is what a page does when it has started: it asks for the copy.
async function looks(browser) {
  await browser.active.fire("message", { data: "copy" });
  return says(browser);
}

const html = { headers: { "Content-Type": "text/html" } };
const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const drawing = Buffer.from('<?xml version="1.0"?>\n<!-- ours -->\n<svg xmlns="x"><path d="M0 0"/></svg>');

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
async function opens(browser, build, when, without = "") {
  for (const name of kept(build)) {
    if (name === without) continue;
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

async function offline(browser, build, when, without) {
  browser.server.down = true;
  await opens(browser, build, when, without);
  browser.server.down = false;
}

const cases = {
  async "a first installation that fails leaves nothing wrong, and the next one fetches what is missing"() {
    for (const file of needed(older)) {
      for (const [what, fault] of Object.entries(faults)) {
        const server = new Server(older);
        const browser = new Browser(server);
        server.fault = (name, body) => (name === file ? fault(body) : undefined);
        await assert.rejects(browser.install(), `${file}, ${what}`);
        sound(browser, older, `${file}, ${what}`);
        server.fault = undefined;
        server.asked = [];
        browser.clock.pass(5000);
        await browser.install();
        assert.deepEqual(server.asked.filter((name) => kept(older).includes(name)), [file], what);
        await offline(browser, older, `after ${file}, ${what}`);
      }
    }
  },

  async "a file that is not needed does not prevent the copy, and comes later"() {
    assert.ok(spare(older).length > 3 && needed(older).length > 5, `${spare(older)} and ${needed(older)}`);
    for (const file of spare(older)) {
      for (const [what, fault] of Object.entries(faults)) {
        const server = new Server(older);
        const browser = new Browser(server);
        server.fault = (name, body) => (name === file ? fault(body) : undefined);
        await browser.install();
        assert.equal(says(browser).state, "kept", `${file}, ${what}`);
        sound(browser, older, `${file}, ${what}`);
        await offline(browser, older, `without ${file}, ${what}`, file);
        server.fault = undefined;
        browser.clock.pass(5000);
        await looks(browser);
        await offline(browser, older, `after ${file}, ${what}`);
      }
    }
  },

  async "an update without a file that is not needed is an update"() {
    const { server, browser } = await installed(older);
    server.files = newer;
    server.fault = (name) => (name === "embed.js" ? new Response("no", { status: 403 }) : undefined);
    await browser.install();
    await browser.accept();
    await offline(browser, newer, "after the update", "embed.js");
  },

  async "an update that fails at any file leaves the old version"() {
    const { server, browser } = await installed(older);
    server.files = newer;
    for (const file of needed(newer)) {
      for (const [what, fault] of Object.entries(faults)) {
        for (const name of await browser.caches.keys()) if (!name.endsWith(list(older).id)) await browser.caches.delete(name);
        server.fault = (name, body) => (name === file ? fault(body) : undefined);
        await assert.rejects(browser.install(), `${file}, ${what}`);
        assert.equal(browser.waiting, undefined);
        sound(browser, newer, `${file}, ${what}`);
        await offline(browser, older, `${file}, ${what}`);
      }
    }
    server.fault = undefined;
    browser.clock.pass(5000);
    await browser.install();
    await opens(browser, older, "while the new version waits");
    await browser.accept();
    await offline(browser, newer, "after the update");
    assert.equal((await browser.caches.keys()).length, 1);
  },

  async "a download that stalls is given up, and the next one heals it"() {
    for (const file of needed(older)) {
      for (const [what, stall] of Object.entries(stalls)) {
        const when = `${file}, ${what}`;
        const server = new Server(older);
        const browser = new Browser(server);
        server.fault = (name, body) => (name === file ? stall(body) : undefined);
        const { error, seconds } = await taking(browser.clock, browser.install());
        assert.match(error?.message ?? "it waits for ever", /nothing came/, when);
        assert.ok(seconds >= 20 && seconds < 30, `${when}: ${seconds} s`);
        sound(browser, older, when);
        server.fault = undefined;
        browser.clock.pass(5000);
        await browser.install();
        server.files = newer;
        server.fault = (name, body) => (name === needed(newer)[0] ? stall(body) : undefined);
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
    const [first, second] = needed(older);
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
    const names = needed(newer);
    for (let i = 0; i < Number(rounds); i++) {
      for (const name of await browser.caches.keys()) if (!name.endsWith(list(older).id)) await browser.caches.delete(name);
      const file = names[Math.floor(Math.random() * names.length)];
      const at = Math.floor(Math.random() * newer.get(file).length);
      server.fault = (name, body) => (name === file ? cut(body, at) : undefined);
      await assert.rejects(browser.install(), `${file} at ${at}`);
      await offline(browser, older, `${file} at ${at}`);
    }
  },

  async "the copy has the headers of the build, whatever the host sends"() {
    const server = new Server(older);
    server.fault = (name, body) => new Response(body, { headers: { "Content-Type": "text/plain", "Content-Encoding": "br", "Content-Security-Policy": `of ${name}`,
      "X-Frame-Options": "DENY", "Content-Disposition": "attachment", Vary: "*" } });
    const browser = new Browser(server);
    await browser.install();
    const want = { "": "text/html; charset=utf-8", css: "text/css; charset=utf-8", wasm: "application/wasm", js: "text/javascript; charset=utf-8" };
    for (const name of kept(older)) {
      const address = name.replace(/index\.html$/, "");
      const { headers } = await browser.open(address, "no-cors");
      const type = want[address === name ? name.split(".").pop() : ""];
      if (type) assert.equal(headers.get("Content-Type"), type, name);
      for (const gone of ["Content-Encoding", "Content-Disposition", "Vary"]) assert.equal(headers.get(gone), null, name);
      const page = name.endsWith(".html");
      const frame = name === "embed/index.html";
      assert.equal(headers.get("X-Frame-Options"), frame ? null : "DENY", name);
      assert.equal(headers.get("Cross-Origin-Embedder-Policy"), "require-corp", name);
      assert.equal(headers.get("Access-Control-Allow-Origin"), page ? null : "*", name);
      assert.match(headers.get("Content-Security-Policy"), /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'/, name);
      assert.equal(/frame-ancestors 'none'/.test(headers.get("Content-Security-Policy")), !frame, name);
      assert.equal(/frame-src 'self'/.test(headers.get("Content-Security-Policy")), name === "embed/setup/index.html", name);
    }
  },

  async "a full device keeps the old version and no part of the new one"() {
    const total = needed(newer).reduce((sum, name) => sum + newer.get(name).length, 0);
    const parts = (browser) => [...browser.caches.all].filter(([name]) => name.endsWith(list(newer).id))
      .flatMap(([, cache]) => [...cache.keys()]).filter((url) => !url.includes("?"));
    for (let part = 0; part < 1; part += 0.09) {
      const fresh = new Browser(new Server(newer));
      fresh.caches.left = Math.floor(total * part);
      await assert.rejects(fresh.install(), /full/);
      assert.deepEqual(parts(fresh), []);
      assert.deepEqual([says(fresh).state, says(fresh).why, says(fresh).size], ["missing", "room", list(newer).size]);
      fresh.caches.left = Infinity;
      fresh.clock.pass(5000);
      await fresh.install();
      await offline(fresh, newer, "with space again");

      const { server, browser } = await installed(older);
      browser.caches.left = Math.floor(total * part);
      server.files = newer;
      await assert.rejects(browser.install(), /full/);
      assert.deepEqual(parts(browser), []);
      await offline(browser, older, `with ${part} of the space`);
    }
  },

  async "nothing is fetched for a device that says it is full"() {
    const server = new Server(older);
    const browser = new Browser(server);
    browser.estimate = { quota: 3_000_000, usage: 3_000_000 - list(older).size + 1 };
    for (let i = 0; i < 3; i++) await assert.rejects(browser.install(), /full/);
    assert.deepEqual(server.asked, ["sw.js", "sw.js", "sw.js"]);
    assert.equal(says(browser).why, "room");
    browser.estimate.usage -= 1;
    await browser.install();
    await offline(browser, older, "with room again");
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
      sound(fresh, worker, "a worker of another version");
      assert.deepEqual([says(fresh).state, says(fresh).file], ["missing", "index.html"]);
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
    server.files = new Map(newer).set("clinic.json", Buffer.from("{}"));
    await browser.install();
    await browser.waiting.fire("message", { data: "something else" });
    assert.equal(browser.waiting.wanted, undefined);
    await opens(browser, older, "before the user's yes");
    await browser.accept();
    assert.ok(await browser.caches.has("the clinic's own"));
    assert.equal((await browser.caches.keys()).length, 3, "the version, what stands beside it, the clinic's own");
  },

  async "a page is told whether there is a copy, since when, and why not"() {
    const { browser } = await installed(older);
    const since = browser.clock.began;
    assert.deepEqual(browser.told.map(({ state }) => state), ["keeping", "kept"]);
    browser.clock.pass(86_400_000);
    browser.restart();
    assert.deepEqual(await looks(browser), { state: "kept", since });
    browser.pages = ["https://tally.test/elsewhere/"];
    browser.told = [];
    await browser.active.fire("message", { data: "copy" });
    assert.deepEqual(browser.told, [], "another page of the origin was told");
    for (const [fault, why] of [[faults["not found"], "absent"], [faults["no network"], "absent"], [faults["one bit wrong"], "differs"], [faults["captive portal"], "differs"]]) {
      const server = new Server(older);
      const fresh = new Browser(server);
      server.fault = (name, body) => (name === "patient/index.html" ? fault(body) : undefined);
      await assert.rejects(fresh.install());
      assert.deepEqual(says(fresh), { state: "missing", why, file: "patient/index.html", size: list(older).size });
    }
  },

  async "a page is told when the copy is gone, and when it is back"() {
    const { browser } = await installed(older);
    await browser.caches.delete((await browser.caches.keys())[0]);
    browser.clock.pass(86_400_000);
    browser.server.down = true;
    assert.deepEqual((await looks(browser)).state, "missing");
    browser.server.down = false;
    browser.told = [];
    assert.deepEqual(await looks(browser), { state: "kept", since: browser.clock.began + 86_400_000 });
    assert.ok(browser.told.some(({ state }) => state === "keeping"));
  },

  async "after an eviction each file is fetched once"() {
    const { server, browser } = await installed(older);
    await browser.caches.delete((await browser.caches.keys())[0]);
    server.asked = [];
    const asks = ["", ...kept(older).filter((name) => !name.endsWith(".html"))];
    await Promise.all(asks.map((address) => browser.open(address, address ? "no-cors" : "navigate")));
    console.log(`   a reload after an eviction: ${server.asked.length} requests, ${sent(server, older)} bytes of a copy of ${sum(older)}`);
    assert.deepEqual(server.asked.filter((name) => kept(older).includes(name)).sort(), kept(older).sort());
    await offline(browser, older, "after it");
  },

  async "a copy that cannot be made costs little, and less and less"() {
    const minute = {};
    for (const [what, fault] of Object.entries({ "not found": faults["not found"], "one bit wrong": faults["one bit wrong"], "cut at 90 %": faults["cut at 90 %"] })) {
      for (const broken of [["index.html"], kept(older)]) {
        const server = new Server(older);
        const browser = new Browser(server);
        server.fault = (name, body) => (broken.includes(name) ? fault(body) : undefined);
        let tries = 0;
        for (let second = 0; second < 86_400; second++, browser.clock.pass(1000)) {
          if (second < 60 || second % 60 === 0) { // a page that asks as often as any has
            const before = server.asked.length;
            await browser.install().catch(() => {});
            tries += server.asked.length > before + 1;
          }
          if (second === 59) minute[`${what}, ${broken.length} of ${kept(older).length}`] = sent(server, older);
        }
        assert.ok(tries <= 12, `${tries} attempts in a day`);
      }
    }
    for (const [what, bytes] of Object.entries(minute)) {
      console.log(`   the first minute, ${what}: ${bytes} bytes of a copy of ${sum(older)}`);
      assert.ok(bytes <= 3.1 * sum(older), `${what}: ${bytes} bytes`);
    }
  },

  async "a running worker whose copy cannot heal leaves the host alone"() {
    const { server, browser } = await installed(older);
    await browser.caches.delete((await browser.caches.keys())[0]);
    server.fault = (name, body) => (name === "library/index.html" ? faults["one bit wrong"](body) : undefined);
    server.asked = [];
    for (let i = 0; i < 20; i++) {
      await browser.open("library/");
      browser.clock.pass(100);
    }
    const asked = server.asked.filter((name) => name === "library/index.html").length;
    assert.ok(asked <= 22, `${asked} requests for 20 looks`);
    assert.ok(server.asked.length - asked <= kept(older).length, `${server.asked.length} requests`);
    browser.clock.pass(5000);
    server.fault = undefined;
    await browser.open("library/");
    await offline(browser, older, "when it can heal again");
  },

  async "a wrong clock does not put the next attempt off for ever"() {
    const server = new Server(older);
    const browser = new Browser(server);
    server.fault = (name, body) => (name === "index.html" ? faults["one bit wrong"](body) : undefined);
    browser.clock.began += 365 * 86_400_000;
    await assert.rejects(browser.install());
    browser.clock.began -= 365 * 86_400_000;
    server.fault = undefined;
    await browser.install();
  },

  // F3: what the host says in the place of the clinic's file and pictures.
  async "no odd answer takes the place of what the clinic has put beside the site"() {
    for (const [file, good, better] of [["clinic.json", Buffer.from('{"name":"A"}'), Buffer.from('{"name":"B"}')], ["logo.png", picture, Buffer.concat([picture, picture])], ["logo.svg", drawing, Buffer.from("<svg/>")]]) {
      const files = new Map(older).set(file, good);
      const { server, browser } = await installed(files);
      const look = async () => {
        const response = await browser.open(file, "no-cors", "GET", file === "clinic.json" ? "" : "image");
        return { status: response.status, odd: response.headers.has("Tally-Odd"), date: Number(response.headers.get("Tally-Kept")), body: Buffer.from(await response.arrayBuffer()).toString("latin1") };
      };
      const shows = async (want, odd, when) => {
        const { body, ...rest } = await look();
        assert.equal(body, want.toString("latin1"), `${file}: ${when}`);
        assert.deepEqual([rest.status, rest.odd], [200, odd], `${file}: ${when}`);
        if (odd) assert.equal(rest.date, browser.clock.began, `${file}: ${when}`);
      };
      await shows(good, false, "at first");
      const elsewhere = () => Object.defineProperties(new Response(better), { redirected: { value: true }, url: { value: "https://portal.test/" } });
      for (const [what, fault] of Object.entries({
        ...faults, "short by one byte, unnoticed": faults["nothing in it"], "one bit wrong": faults["not found"],
        "forbidden": () => new Response("{}", { status: 403 }), "gone": () => new Response("", { status: 410 }), "unavailable": () => new Response("{}", { status: 503 }),
        "a page as JSON": () => new Response("\n<!doctype html><title>x</title>", { headers: { "Content-Type": "application/json" } }),
        "a page as a picture": () => new Response("<html><svg></svg></html>", { headers: { "Content-Type": "image/png" } }),
        "another host's": elsewhere,
      })) {
        server.fault = (name) => (name === file ? fault(good) : undefined);
        const silent = what === "no network" || what.startsWith("cut");
        await shows(good, !silent, what);
        server.down = true;
        await shows(good, !silent, `offline after ${what}`);
        server.down = false;
        server.fault = undefined;
        await shows(good, false, `after ${what}`);
      }
      files.set(file, better);
      await shows(better, false, "replaced by the clinic");
      server.down = true;
      await shows(better, false, "offline after it");
    }
  },

  async "an update loses nothing that stands beside the site"() {
    const files = new Map(older).set("clinic.json", Buffer.from('{"name":"A"}')).set("logo.png", picture);
    const { server, browser } = await installed(files);
    await browser.open("logo.png", "no-cors", "GET", "image");
    server.files = newer; // the host lacks both for a moment
    await browser.install();
    await browser.accept();
    server.down = true;
    assert.equal(await (await browser.open("clinic.json", "no-cors")).text(), '{"name":"A"}');
    assert.equal((await browser.open("logo.png", "no-cors", "GET", "image")).status, 200);
  },

  async "what the clinic has taken away is not shown for ever"() {
    for (const [fault, days] of [[faults["not found"], 1], [faults["captive portal"], 7], [faults["server error"], 7]]) {
      const files = new Map(older).set("clinic.json", Buffer.from("{}"));
      const { server, browser } = await installed(files);
      const shown = async () => (await browser.open("clinic.json", "no-cors")).headers.get("Tally-Odd") !== null;
      server.fault = (name) => (name === "clinic.json" ? fault() : undefined);
      assert.ok(await shown());
      browser.clock.pass(days * 86_400_000 - 1);
      assert.ok(await shown(), `${days} days were not over`);
      browser.clock.pass(1);
      assert.ok(!(await shown()), `after ${days} days it is still shown`);
      server.down = true;
      assert.equal((await browser.open("clinic.json", "no-cors")).type, "error");
    }
  },

  async "a mistake in the clinic's file is shown to the clinic, and not kept"() {
    const files = new Map(older).set("clinic.json", Buffer.from('{"name":"A"}'));
    const { server, browser } = await installed(files);
    for (const mistake of ["{“name”: 1}", '{"name":', "[]", "null"]) {
      files.set("clinic.json", Buffer.from(mistake));
      assert.equal(await (await browser.open("clinic.json", "no-cors")).text(), mistake);
      server.down = true;
      assert.equal(await (await browser.open("clinic.json", "no-cors")).text(), '{"name":"A"}');
      server.down = false;
    }
  },
};

const sum = (build) => kept(build).reduce((all, name) => all + build.get(name).length, 0);
const sent = (server, build) => server.asked.reduce((all, name) => all + (name === "sw.js" ? 0 : build.get(name)?.length ?? 0), 0);

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

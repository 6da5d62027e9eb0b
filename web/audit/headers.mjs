// Runs the header tests of MDN's Observatory over an export that our server
// serves: node headers.mjs PROGRAM EXPORT. Two tests ask for https and are left
// to whoever puts the server behind it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const engine = new URL("./node_modules/@mdn/mdn-http-observatory/", import.meta.url);
// The engine fetches this list when it is installed; only the https tests use it.
const list = fileURLToPath(new URL("conf/hsts-preload.json", engine));
if (!existsSync(list)) writeFileSync(list, "{}");

const { retrieve } = await import(new URL("src/retriever/retriever.js", engine));
const { ALL_TESTS } = await import(new URL("src/constants.js", engine));
const wantHttps = new Set(["strict-transport-security", "redirection"]);
// The one page that other sites may frame.
const framed = { "/embed/": new Set(["x-frame-options"]) };

async function check(port, path) {
  const requests = await retrieve("127.0.0.1", { httpPort: port, httpsPort: 1, path });
  if (requests.responses.auto?.status !== 200) throw new Error(`${path}: no page there`);
  let failed = 0;
  for (const test of ALL_TESTS) {
    const { pass, result, constructor } = test(requests);
    const name = constructor.name;
    const excepted = wantHttps.has(name) || framed[path]?.has(name);
    if (!pass && !excepted) failed++;
    const verdict = pass ? "passed" : excepted ? "left out" : "FAILED";
    console.log(`${path.padEnd(10)} ${name.padEnd(32)} ${verdict}: ${result}`);
  }
  return failed;
}

const [program, site, ...paths] = process.argv.slice(2);
const server = spawn(program, ["serve", "-dir", site, "-addr", "127.0.0.1:0"]);
const [line] = await once(server.stdout, "data");
const port = Number(/:(\d+)\//.exec(line)[1]);
let failed = 0;
try {
  for (const path of paths) failed += await check(port, path);
} finally {
  server.kill();
}
process.exit(failed === 0 ? 0 : 1);

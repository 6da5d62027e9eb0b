// Runs Lighthouse as a phone: node lighthouse.mjs RUNS URL…. The addresses take
// turns, so that what else the machine does hits all alike. It prints one line
// of JSON: for each address the median score of each category, the audits that
// are not perfect outside performance, and medians of what performance is made
// of. An address with "#performance" at its end is asked for that alone.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const chromeFlags = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
];
const metrics = [
  "first-contentful-paint", "largest-contentful-paint", "speed-index", "total-blocking-time", "cumulative-layout-shift",
];

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

// failing names the audits that cost points in a category.
function failing(lhr) {
  const lost = new Set();
  for (const [id, category] of Object.entries(lhr.categories)) {
    if (id === "performance") continue;
    for (const { id: audit, weight } of category.auditRefs) {
      const { score } = lhr.audits[audit];
      if (weight > 0 && score !== null && score < 1) lost.add(`${id}: ${audit}`);
    }
  }
  return [...lost];
}

async function once(address) {
  const [url, only] = address.split("#");
  const chrome = await launch({ chromeFlags, chromePath: process.env.CHROME_PATH });
  try {
    const onlyCategories = only ? [only] : ["performance", "accessibility", "best-practices", "seo"];
    const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories, logLevel: "error" });
    if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
    return lhr;
  } finally {
    await chrome.kill();
  }
}

function summary(address, runs) {
  const scores = {}, figures = {};
  for (const id of Object.keys(runs[0].categories)) {
    scores[id] = Math.round(100 * median(runs.map((lhr) => lhr.categories[id].score)));
  }
  for (const id of metrics) figures[id] = median(runs.map((lhr) => lhr.audits[id].numericValue));
  return { address, scores, figures, lost: [...new Set(runs.flatMap(failing))] };
}

const [rounds, ...addresses] = process.argv.slice(2);
const runs = addresses.map(() => []);
for (let round = 0; round < Number(rounds); round++) {
  for (const [i, address] of addresses.entries()) runs[i].push(await once(address));
}
console.log(JSON.stringify(addresses.map((address, i) => summary(address, runs[i]))));

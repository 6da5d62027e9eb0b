// The page that writes the lines for a clinic's own page. The preview is the
// very element that the lines make.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const root = new URL("../../", location.href.split(/[?#]/)[0]);
  const plain = ["view", "language", "theme", "accent", "discipline", "codes", "locality", "payer"];
  const kept = { units: 650, patient: 820, both: 670 }; // as embed.js keeps it, on a phone

  function rates() {
    const out = {};
    const cash = $("cash").value.trim();
    const contracts = $("contracts").value.trim();
    if (cash) out.cash = { perVisit: cash };
    if (contracts) {
      try {
        out.contracts = JSON.parse(contracts);
      } catch {
        return contracts; // the preview says what is wrong with it
      }
    }
    return Object.keys(out).length ? JSON.stringify(out) : "";
  }

  function attributes() {
    const out = plain.map((name) => [name, $(name).value.trim()]);
    out.push(["data-rates", rates()]);
    return out.filter(([, value]) => value !== "");
  }

  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

  function snippet(given) {
    const view = $("view").value;
    const fragment = ["v1", ...given.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)].join("&");
    const named = given.map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
    // The frame inside shows without script, and keeps the place until it runs.
    return `<script src="${root}embed.js" async></script>\n` +
      `<therapy-tally${named}><iframe title="Therapy estimator" src="${escaped(`${root}embed/#${fragment}`)}" width="100%" height="${kept[view]}" frameborder="0" align="top" loading="lazy"></iframe></therapy-tally>`;
  }

  let tally;
  let timer;
  function show() {
    const given = attributes();
    $("snippet").value = snippet(given);
    $("policy").value = `script-src ${root}embed.js\nframe-src ${root}embed/`;
    clearTimeout(timer);
    timer = setTimeout(() => preview(given), 400);
  }

  function preview(given) {
    const values = new Map(given);
    if (!tally) {
      tally = document.createElement("therapy-tally");
      for (const [name, value] of values) tally.setAttribute(name, value);
      $("preview").append(tally);
      return;
    }
    for (const name of [...plain, "data-rates"]) {
      const value = values.get(name);
      if (value === undefined) tally.removeAttribute(name);
      else if (tally.getAttribute(name) !== value) tally.setAttribute(name, value);
    }
  }

  $("setup").addEventListener("input", show);
  $("setup").addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const box = $(button.dataset.copy);
      box.select();
      await navigator.clipboard?.writeText(box.value).catch(() => {});
      $("copied").textContent = "Copied.";
    });
  }
  show();
})();

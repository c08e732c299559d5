// What a browser really fetches, as the server sent it (gzip): the design's budgets. What the build prints is an
// estimate from the files; this is the bill.
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { budgetOf } from "../../web/build/sizes.js";
import { siteFolder } from "../server/static.js";
import { expect, essays, pages, test } from "./fixtures.js";
import { meetFigure, scrollThrough } from "./reader.js";
import { installSpy, settled } from "./spy.js";

/** Budgets by the ending of the file, `later` for what comes near the reader; scripts are the page's, the worker's and the glue's together. */
const endings = { ".wasm": "wasm", ".js": "script", later: "later", ".html": "html", ".css": "css", ".woff2": "fonts" };

/** Visits a page as a reader does who reads it to its end. @param {import("@playwright/test").Page} page @param {string} url */
async function read(page, url) {
  await page.goto(url);
  const name = await page
    .locator("sw-figure")
    .first()
    .getAttribute("name", { timeout: 1 })
    .catch(() => null);
  if (name) {
    await meetFigure(page, name);
    await scrollThrough(page);
    await settled(page);
  }
}

/** @param {import("../server/static.js").Served[]} served */
const bill = (served) => served.map(({ path, bytes }) => `${String(bytes).padStart(7)} ${path}`).join("\n");
const sum = (/** @type {import("../server/static.js").Served[]} */ served) =>
  served.reduce((total, { bytes }) => total + bytes, 0) / 1000;
const kind = (/** @type {string} */ path) =>
  /\/figures_below-[^/]*\.js$/.test(path) ? "later" : extname(path) || ".html";

for (const path of essays) {
  test(`first visit to ${path}: within the budgets, nothing twice`, async ({ page, site }) => {
    await installSpy(page);
    site.served.length = 0;
    await read(page, site.url + path);
    const served = site.served.filter(({ path: file }) => file !== "favicon.ico");
    expect(served.map(({ path: file }) => file).sort(), "each file once").toEqual(
      [...new Set(served.map(({ path: file }) => file))].sort(),
    );
    for (const [ending, part] of Object.entries(endings)) {
      const files = served.filter(({ path: file }) => kind(file) === ending);
      expect.soft(sum(files), `${ending} in KB:\n${bill(files)}`).toBeLessThanOrEqual(budgetOf(siteFolder, path, part));
    }
    expect(sum(served), `KB in all:\n${bill(served)}`).toBeLessThanOrEqual(budgetOf(siteFolder, path, "total"));
    test.info().annotations.push({ type: "first visit", description: `${sum(served).toFixed(1)} KB` });
  });
}

for (const path of essays.slice(1)) {
  test(`${path} after ${essays[0]}: little beside its kernel`, async ({ page, site }) => {
    await installSpy(page);
    await read(page, site.url + essays[0]);
    site.served.length = 0;
    await read(page, site.url + path);
    const served = site.served.filter(({ path: file }) => !file.endsWith(".wasm"));
    expect(sum(served), `KB:\n${bill(served)}`).toBeLessThanOrEqual(budgetOf(siteFolder, path, "second"));
  });
}

test("every page carries the policy, and no address of another host except to be followed", () => {
  for (const path of pages) {
    const html = readFileSync(join(siteFolder, path, "index.html"), "utf8");
    expect(html).toMatch(
      /http-equiv=Content-Security-Policy content="default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob:; object-src 'none'; base-uri 'none'"/,
    );
    expect(html, "no inline style").not.toMatch(/<[^>]*\sstyle=|<style/);
    expect(html, "no inline script").not.toMatch(/<script(?![^>]*\ssrc=)(?![^>]*type=application\/ld\+json)[^>]*>/);
    const loaded = [
      ...html.matchAll(/<(?:script|img|link|source|iframe|image)\b[^>]*?\s(?:src|href)="?([^"\s>]*)/g),
    ].map(([, address]) => address);
    expect(loaded.length, "at least an icon, a font, a style sheet and a script").toBeGreaterThan(3);
    expect(loaded.filter((address) => /^(?:[a-z]+:)?\/\//i.test(address))).toEqual([]);
    expect(
      loaded.filter((address) => address.startsWith("/")),
      "addresses are relative",
    ).toEqual([]);
  }
});

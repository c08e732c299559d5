// Hostile input in the real pages: what tests/hostile gives to the parsers in Node, given to a browser. Whatever comes,
// nothing of it runs, the page answers within a second, says what is wrong, and goes on.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { files, links, queries, sound, tables } from "../hostile/written.js";
import { essays, expect, test } from "../pages/fixtures.js";
import { meetFigure } from "../pages/reader.js";
import { siteFolder } from "../server/static.js";

/** @typedef {import("@playwright/test").Page} Page */

/** Every way for a text to become a script would set this. @param {Page} page */
const harm = (page) =>
  page.evaluate(() => ({
    pwned: /** @type {any} */ (globalThis).pwned,
    polluted: Object.keys(Object.prototype),
    images: document.querySelectorAll("img[onerror], img[src='x'], iframe, main script").length,
  }));
const none = { pwned: undefined, polluted: [], images: 0 };

/**
 * Does something after which the page must not have been deaf for a second. A busy machine can make it so once, and even
 * twice; a page that hangs does so each time.
 * @param {Page} page @param {string} what @param {() => Promise<void>} act
 */
async function promptly(page, what, act) {
  /** @type {number[]} */
  const deafness = [];
  for (let turn = 0; turn < 3; turn++) {
    await page.evaluate(() => void (/** @type {any} */ (globalThis.longestTask = 0)));
    await act();
    expect(await harm(page), what).toEqual(none);
    deafness.push(await page.evaluate(() => /** @type {any} */ (globalThis).longestTask));
    if (deafness[turn] < 1000) return;
  }
  expect(deafness, `ms for which the page was deaf: ${what}`).toEqual([]);
}

/** The pages that take a reader's own table. */
const withTables = [...essays, "gallery/"].filter((path) =>
  readFileSync(join(siteFolder, path, "index.html"), "utf8").includes("<sw-csv"),
);

test.beforeEach(async ({ page }) => {
  page.on("dialog", (dialog) => expect(dialog.message(), "a script opened a dialog").toBe(""));
  await page.addInitScript(() => {
    const scope = /** @type {any} */ (globalThis);
    scope.longestTask = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) scope.longestTask = Math.max(scope.longestTask, duration);
    }).observe({ type: "longtask" });
  });
});

for (const path of withTables) {
  test(`${path}: tables that mean harm`, async ({ page, site }) => {
    await page.goto(site.url + path);
    const folder = mkdtempSync(join(tmpdir(), "scrollwork-"));
    const given = [
      ...tables.map(({ what, text }) => ({ what, buffer: Buffer.from(text), says: /\S/ })),
      ...files.map(({ what, bytes, says }) => ({ what, buffer: Buffer.from(bytes), says })),
    ];
    for (const own of await page.locator("sw-csv").all()) {
      await own.scrollIntoViewIfNeeded();
      const input = own.locator("input[type=file]");
      for (const { what, buffer, says } of given) {
        // The name of a file is somebody else's, too. As a file: bytes from the test would pass through the page's thread.
        const file = join(folder, "<img src=x onerror=pwned=1>.csv");
        writeFileSync(file, buffer);
        await promptly(page, what, async () => {
          await input.setInputFiles([]);
          await input.setInputFiles(file);
          await expect(own.locator("> p"), what).toHaveText(says);
        });
      }
      // And a good one, as if nothing had been.
      await input.setInputFiles({ name: "good.csv", mimeType: "text/csv", buffer: Buffer.from(sound) });
      await expect(own.locator("> p")).toHaveText("good.csv stays in this browser.");
      await expect(own.locator(".sw-error")).toHaveCount(0);
    }
    rmSync(folder, { recursive: true });
  });
}

for (const path of [...essays, "gallery/"]) {
  test(`${path}: links that mean harm`, async ({ page, site }) => {
    for (const link of [...links, ...queries]) {
      const shown = link.slice(0, 80);
      await promptly(page, shown, async () => {
        await page.goto("about:blank");
        await page.goto(site.url + path + link);
        // In one go: a refusal takes the place of what was found a moment ago.
        await page.evaluate(() => document.querySelector("sw-figure, .sw-error")?.scrollIntoView());
        const alive = page.locator("sw-figure > .sw-layout > svg").first();
        const refused = page.locator(".sw-error", { hasText: "There is no figure" });
        await expect(alive.or(refused).first(), shown).toBeVisible();
      });
    }
  });
}

test("a page around a frame that says whatever it likes", async ({ page, site, watch }) => {
  const [essay] = essays;
  watch.allow(/another host: http:\/\/localhost|favicon/);
  await page.goto(site.url + essay);
  const name = (await page.locator("sw-figure").first().getAttribute("name")) ?? "";
  await page.goto(`${site.url}${essay}?embed=${name}`);
  await meetFigure(page, name);
  // The page is its own parent's stranger here: a message from itself is not one from around it, and is not obeyed.
  await page.evaluate(() => {
    const changes = { ["__proto__"]: { pwned: 1 }, constructor: 1, seed: { valueOf: 1 }, degree: NaN, csv: "a,b" };
    for (const data of [null, 1, "x", {}, { type: "scrollwork:edit" }, { type: "scrollwork:edit", changes }, [[]]])
      window.postMessage(data, "*");
  });
  expect(await harm(page)).toEqual(none);
  await expect(page.locator("sw-figure > .sw-layout > svg").first()).toBeVisible();
});

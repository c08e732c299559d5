// Bad days: a slow line, no line, no storage, a small telephone, letters four times as large. The page is read in each,
// and what cannot be had is said.
import { startServer } from "../server/static.js";
import { essays, expect, test } from "../pages/fixtures.js";
import { dragByTouch, livePicture, meetFigure, scrollThrough } from "../pages/reader.js";
import { installSpy, seen, settled } from "../pages/spy.js";

/** @typedef {import("@playwright/test").Page} Page */

const firstFigure = (/** @type {Page} */ page) =>
  page
    .locator("sw-figure")
    .first()
    .getAttribute("name")
    .then((name) => name ?? "");

/** What of the page sticks out to the right. @param {Page} page */
const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const path of essays)
  test(`${path} on slow 3G: words and pictures first, then life, and nothing jumps`, async ({ page }) => {
    // 400 kbit/s and 400 ms there and back, as browsers' own tools have it.
    const site = await startServer({ latency: 400, bytesPerSecond: 50_000 });
    try {
      await installSpy(page);
      await page.goto(site.url + path, { waitUntil: "commit" });
      await expect(page.locator("h1")).toBeVisible();
      await expect(page.locator("sw-figure .sw-still-wide").first()).toBeVisible();
      const words = await page.evaluate(
        () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? performance.now(),
      );
      await expect(page.locator("sw-figure > .sw-layout > svg").first()).toBeVisible({ timeout: 60_000 });
      const alive = await page.evaluate(() => performance.now());
      console.log(
        `${path} on slow 3G: words after ${(words / 1000).toFixed(1)} s, alive after ${(alive / 1000).toFixed(1)} s`,
      );
      expect(words).toBeLessThan(alive);
      await scrollThrough(page);
      expect((await seen(page)).shifts).toEqual([]);
    } finally {
      await site.close();
    }
  });

for (const path of essays)
  test(`${path} without a line from the middle on: it is read and worked to its end`, async ({
    page,
    site,
    context,
    watch,
  }) => {
    // What was never fetched cannot come; the browser says so in its console, and the page in words.
    watch.allow(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
    await installSpy(page);
    await page.goto(site.url + path);
    const name = await firstFigure(page);
    await meetFigure(page, name);
    await settled(page);
    await context.setOffline(true);
    await scrollThrough(page);
    /** Each figure in turn, in the middle of the window: alive, or else with what it `says`. @param {string} [says] */
    const lookAtEach = async (says) => {
      for (const figure of await page.locator("sw-figure:visible").all()) {
        await figure.evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
        const alive = figure.locator("> .sw-layout > svg");
        await expect(says ? alive.or(figure.getByRole("button", { name: says })) : alive).toBeVisible();
      }
    };
    // Those whose script had not been fetched yet keep their picture.
    await lookAtEach("Not reached. Try again");
    await page.locator("sw-figure > .sw-menu > summary").first().click();
    await expect(page.locator("sw-figure > .sw-message").first()).toHaveText("Not reached. Try again");
    const share = page.locator("sw-share:visible button").first();
    if ((await share.count()) > 0) {
      await share.click();
      await expect(page.locator("sw-share:visible").first()).toContainText("Not reached. Try again");
    }
    await context.setOffline(false);
    await lookAtEach();
  });

test("without local storage: guesses and checks work for this visit, and taking progress along says why it cannot", async ({
  page,
  site,
}) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("The operation is insecure.", "SecurityError");
        },
      });
  });
  for (const path of essays) {
    await page.goto(site.url + path);
    await meetFigure(page, await firstFigure(page));
    const check = page.locator("sw-check:visible").first();
    if ((await check.count()) > 0) {
      await check.locator("label").first().click();
      await check.getByRole("button").first().click();
      await expect(check.locator("sw-reply:visible, [role=status]:visible").first()).not.toBeEmpty();
    }
    const save = page.locator("sw-progress [data-act=save]");
    if ((await save.count()) > 0) {
      await save.first().click();
      await expect(page.locator("sw-progress [role=status]").first()).toHaveText(/does not let pages store anything/);
    }
  }
});

test.describe("on a telephone of 320 px", () => {
  test.use({ viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
  for (const path of essays)
    test(`${path}: fits, is alive, and is dragged by a finger`, async ({ page, site }) => {
      await installSpy(page);
      await page.goto(site.url + path);
      const name = await firstFigure(page);
      await meetFigure(page, name);
      await settled(page);
      expect(await overflow(page)).toBe(0);
      // A line's finger goes to its handle.
      const mark = livePicture(page, name).locator(".sw-draggable:has(.sw-hit) .sw-hit, .sw-draggable circle").first();
      if ((await mark.count()) > 0) {
        await mark.scrollIntoViewIfNeeded();
        const before = page.url();
        await dragByTouch(page, mark, { x: 40, y: 30 });
        await expect.poll(() => page.url()).not.toBe(before);
      }
      await scrollThrough(page);
      expect(await overflow(page)).toBe(0);
      const small = await page
        .locator("main p:visible")
        .evaluateAll((paragraphs) =>
          paragraphs.flatMap((p) =>
            Number.parseFloat(getComputedStyle(p).fontSize) < 12 ? [p.outerHTML.slice(0, 80)] : [],
          ),
        );
      expect(small, "words too small to read").toEqual([]);
    });
});

test.describe("at 400 % of a window of 1280 x 1024", () => {
  test.use({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
  for (const path of essays)
    test(`${path}: every paragraph can be brought into view, and nothing needs a scroll sideways`, async ({
      page,
      site,
    }) => {
      await page.goto(site.url + path);
      await meetFigure(page, await firstFigure(page));
      expect(await overflow(page)).toBe(0);
      const hidden = await page
        .locator("main p:visible:not(.sw-summary, .sw-visually-hidden), main h2:visible, main h3:visible")
        .evaluateAll(async (blocks) => {
          const frame = () => new Promise((next) => requestAnimationFrame(next));
          /** @type {string[]} */
          const found = [];
          for (const block of blocks) {
            block.scrollIntoView({ block: "center", behavior: "instant" });
            await frame();
            await frame();
            // Each of its lines is to be seen somewhere: the first and the last are asked for.
            for (const place of /** @type {const} */ (["start", "end"])) {
              if (block.getBoundingClientRect().height > innerHeight * 0.8) {
                block.scrollIntoView({ block: place, behavior: "instant" });
                await frame();
              }
              const range = document.createRange();
              range.selectNodeContents(block);
              const rects = [...range.getClientRects()].filter(({ width, height }) => width > 2 && height > 2);
              const line = place === "start" ? rects[0] : rects.at(-1);
              if (!line) continue;
              if (line.top < 0 || line.bottom > innerHeight)
                window.scrollBy({ top: line.top - innerHeight / 2, behavior: "instant" });
              await frame();
              const now = [...range.getClientRects()].filter(({ width, height }) => width > 2 && height > 2);
              const { left, top, width, height } = place === "start" ? now[0] : /** @type {DOMRect} */ (now.at(-1));
              const top1 = document.elementFromPoint(left + width / 2, top + height / 2);
              if (!top1 || !(block.contains(top1) || top1.contains(block)))
                found.push(`${place} of ${block.outerHTML.slice(0, 90)}: ${top1?.outerHTML.slice(0, 60)}`);
            }
          }
          return found;
        });
      expect(hidden).toEqual([]);
    });
});

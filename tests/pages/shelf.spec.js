// The front page: the shelf with pictures that the kernels drew, how far the reader has come, search, and keeping all.
import { essays, expect, test } from "./fixtures.js";

const essay = essays.find((path) => path === "train-test-validation/") ?? essays[0];

test("complete without scripts: every essay in its order, each with a picture drawn by the build", async ({
  browser,
  site,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site.url);
  const books = page.locator("[data-book]");
  expect((await books.locator("h2 a").all()).length).toBe(essays.length);
  await expect(books.first().locator("h2")).toHaveText("Train, Test, Validation");
  for (const book of await books.all()) {
    const image = book.locator("img");
    expect(await image.getAttribute("src")).toMatch(/^\.\/[\w-]+\/card\.svg$/);
    await expect
      .poll(() => image.evaluate((img) => /** @type {HTMLImageElement} */ (img).naturalWidth))
      .toBeGreaterThan(0);
  }
  await expect(page.locator("search, .shelf-offline")).toHaveCount(2);
  await expect(page.locator("search:visible, .shelf-offline:visible")).toHaveCount(0);
  await context.close();
});

test("what was answered in an essay is shown on its card, and what was typed finds essays by their terms", async ({
  page,
  site,
}) => {
  await page.goto(site.url);
  const book = page.locator(`[data-book="${essay.slice(0, -1)}"]`);
  await expect(book.locator("[data-progress]")).toBeEmpty();
  await page.evaluate(
    (path) =>
      localStorage.setItem(
        `scrollwork:${path}`,
        JSON.stringify({
          "sw-guess:tomorrow": "80",
          "sw-guess:tomorrow:verdict": "close",
          "sw-check:memory": "little",
          "sw-challenge:bad-model": 2,
        }),
      ),
    new URL(essay, site.url).pathname,
  );
  await page.reload();
  await expect(book.locator("[data-progress]")).toHaveText("2 of 9 questions answered, 2 of 3 stars");
  const [line, picture] = await Promise.all(["[data-progress]", "img"].map((part) => book.locator(part).boundingBox()));
  expect(
    line && picture && line.y > picture.y && line.y + line.height < picture.y + picture.height,
    "on the picture",
  ).toBe(true);
  test.skip(essays.length < 2, "one essay needs no search");
  const search = page.getByLabel("Find an essay");
  await search.fill("Stratified  SHELTER");
  await expect(page.locator("[data-book]:visible")).toHaveCount(1);
  await expect(page.getByRole("status")).toHaveText(`1 of ${essays.length} essays`);
  await search.fill("<img src=x>");
  await expect(page.locator("[data-book]:visible")).toHaveCount(0);
  await search.fill("");
  await expect(page.locator("[data-book]:visible")).toHaveCount(essays.length);
});

test.describe("with the service worker", () => {
  test.use({ serviceWorkers: "allow" });
  test("all essays are kept on request, with their size said before, and removed again", async ({
    page,
    context,
    site,
  }) => {
    await page.goto(site.url);
    await page.getByRole("button", { name: /^Keep all essays on this device \(\d+\.\d MB\)$/ }).click();
    const remove = page.getByRole("button", { name: "Remove them from this device" });
    await expect(remove).toBeVisible({ timeout: 30_000 });
    await context.setOffline(true);
    for (const path of essays) {
      await page.goto(site.url + path);
      await expect(page.locator("sw-figure .sw-layout svg").first()).toBeVisible();
    }
    await context.setOffline(false);
    await page.goto(site.url);
    await remove.click();
    await expect(page.locator(".shelf-offline")).toContainText("They are removed.");
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
  });
});

for (const width of [390, 768, 1440])
  test(`all that stands on the front page begins at one edge, and cards have no empty foot: ${width} px`, async ({
    page,
    site,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(site.url);
    const { edges, feet } = await page.evaluate(() => {
      const left = (/** @type {Element} */ element) => Math.round(element.getBoundingClientRect().left);
      const rows = [...document.querySelectorAll(".book")].map((book) => {
        const words = book.querySelector(".book-words > :last-child")?.getBoundingClientRect();
        return { bottom: book.getBoundingClientRect().bottom, words: words?.bottom ?? 0 };
      });
      // Of the cards in a row the one with the most words decides.
      const feet = Object.values(Object.groupBy(rows, ({ bottom }) => Math.round(bottom))).map((row = []) =>
        Math.min(...row.map(({ bottom, words }) => bottom - words)),
      );
      const first = document.querySelectorAll(
        "main h1, main > .hero p, .book:first-child, main h2:not(.book h2), .reasons > :first-child, .shelf-offline p, .footer p",
      );
      return { edges: [...new Set([...first].map(left))], feet };
    });
    expect(edges).toHaveLength(1);
    for (const foot of feet) expect(foot).toBeLessThanOrEqual(width < 900 ? 30 : 140);
  });

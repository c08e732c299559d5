// Failure has a face: what is missing is said, what is there stays, and nothing is lost.
import { expect, test } from "./fixtures.js";
import { essayInNode } from "./in_node.js";
import { dragByMouse, frames, livePicture, meetFigure } from "./reader.js";
import { installSpy, rasterDifference, seen, settled } from "./spy.js";

const slug = "train-test-validation";
const essay = await essayInNode(slug);
const shelter = (/** @type {import("@playwright/test").Page} */ page) => page.locator('sw-figure[name="shelter"]');

/** Moves an animal and expects the kernel's picture for it. @param {import("@playwright/test").Page} page */
async function expectAlive(page) {
  await page.evaluate(() => document.getElementById("meet")?.scrollIntoView({ behavior: "instant" }));
  await meetFigure(page, "shelter");
  await dragByMouse(page, livePicture(page, "shelter").locator(".sw-draggable").nth(20), { x: 45, y: 35 });
  await expect
    .poll(
      async () => {
        const url = page.url();
        return (await rasterDifference(shelter(page), essay.atUrl(url, "meet").everyone.surface)) || url;
      },
      { timeout: 30_000 },
    )
    .toMatch(/moved=/);
}

/**
 * Asks for the thousand draws of lots, and comes back while they are being drawn. They take a fraction of a second: what
 * is to happen in their midst is left in the page as `whileDrawing`, and done there at once.
 * @param {import("@playwright/test").Page} page
 */
async function startDraws(page) {
  await meetFigure(page, "shelter");
  const running = page.waitForFunction(() => {
    const { spy, whileDrawing } = /** @type {any} */ (globalThis);
    if (!spy.answer?.running.includes("draws")) return false;
    whileDrawing?.();
    return true;
  });
  const reveal = page.locator("sw-reveal").filter({ has: page.locator('sw-figure[name="draws"]') });
  await reveal.locator("> button").click();
  await running;
}

test.describe("the worker is killed in the middle of a run", () => {
  test.beforeEach(async ({ page, site }) => {
    await installSpy(page);
    await page.goto(`${site.url}${slug}/`);
    await startDraws(page);
  });

  test("by an error of its own: a new one takes over with the current state", async ({ page, watch }) => {
    watch.allow(/killed by the test/);
    const [worker] = page.workers();
    await worker.evaluate(
      () =>
        void setTimeout(() => {
          throw new Error("killed by the test");
        }),
    );
    await expect.poll(async () => (await seen(page)).nWorkers).toBe(2);
    await settled(page);
    const { draws } = essay.at();
    await expect(page.locator('sw-figure[name="draws"] .sw-summary')).toContainText(
      new Intl.NumberFormat("en").format(draws.nDone),
    );
    await expectAlive(page);
  });

  test("without a word: its silence is noticed", async ({ page }) => {
    await page.evaluate(() => /** @type {any} */ (globalThis).spy.workers[0].terminate());
    await expectAlive(page);
    expect((await seen(page)).nWorkers).toBe(2);
  });
});

const stopped = {
  "the kernels do not come": { match: "**/*.wasm", act: (/** @type {any} */ route) => route.abort() },
  "the kernels are not found": {
    match: "**/*.wasm",
    act: (/** @type {any} */ route) => route.fulfill({ status: 404, body: "gone" }),
  },
  "the kernels are not what they should be": {
    match: "**/*.wasm",
    act: (/** @type {any} */ route) =>
      route.fulfill({ status: 200, contentType: "application/wasm", body: "not a module" }),
  },
  "the worker's script does not come": { match: /worker[^/]*\.js$/, act: (/** @type {any} */ route) => route.abort() },
};
for (const [what, { match, act }] of Object.entries(stopped)) {
  test(`${what}: the static figure stays, with a message and a retry that works`, async ({ page, site, watch }) => {
    watch.allow(/ERR_FAILED|404|preload|prepare wasm|Aborted/);
    await installSpy(page);
    await page.route(match, act);
    await page.goto(`${site.url}${slug}/`);
    const figure = shelter(page);
    await figure.scrollIntoViewIfNeeded();
    const retry = figure.getByRole("button", { name: /again|retry/i });
    await expect(retry).toBeVisible();
    await expect(figure.locator("svg").locator("visible=true").first(), "the static picture").toBeVisible();
    await expect(figure.locator(".sw-still-wide")).toBeVisible();
    await page.unroute(match);
    await retry.click();
    await expect(livePicture(page, "shelter")).toBeVisible();
    await expect(retry).toBeHidden();
    await expectAlive(page);
  });
}

test("an old browser without WebAssembly keeps the static essay and says so", async ({ page, site }) => {
  await page.addInitScript(() => {
    delete (/** @type {any} */ (globalThis).WebAssembly);
    delete (/** @type {any} */ (globalThis).CSSStyleSheet);
    delete (/** @type {any} */ (Document.prototype).adoptedStyleSheets);
  });
  await page.route(/worker[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `delete globalThis.WebAssembly;\n${await response.text()}` });
  });
  await page.goto(`${site.url}${slug}/`);
  const figure = shelter(page);
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator(".sw-still-wide")).toBeVisible();
  await expect(figure.getByText(/could not|cannot|does not|failed/i)).toBeVisible();
});

test.describe("work stops", () => {
  const draws = (/** @type {import("@playwright/test").Page} */ page) => page.locator('sw-figure[name="draws"]');
  test.beforeEach(async ({ page, site }) => {
    await installSpy(page);
    // Visibility as the test says: a headless page is always visible.
    await page.addInitScript(() => {
      let state = "visible";
      Object.defineProperty(document, "visibilityState", { get: () => state });
      Object.defineProperty(document, "hidden", { get: () => state === "hidden" });
      /** @type {any} */ (globalThis).setVisibility = (/** @type {string} */ next) => {
        state = next;
        document.dispatchEvent(new Event("visibilitychange"));
      };
    });
    await page.goto(`${site.url}${slug}/`);
  });

  /** No message comes from the worker in thirty frames. @param {import("@playwright/test").Page} page */
  async function isQuiet(page) {
    const before = (await seen(page)).received;
    await frames(page, 30);
    return (await seen(page)).received === before;
  }

  test("in a hidden tab, and goes on when it is seen again", async ({ page }) => {
    await page.evaluate(() => {
      const scope = /** @type {any} */ (globalThis);
      scope.whileDrawing = () => scope.setVisibility("hidden");
    });
    await startDraws(page);
    await expect.poll(() => isQuiet(page)).toBe(true);
    await expect(draws(page), "in the middle of the run").toHaveAttribute("aria-busy", "true");
    await page.evaluate(() => /** @type {any} */ (globalThis).setVisibility("visible"));
    await settled(page);
    await expect(draws(page).locator(".sw-summary")).toContainText("1,000");
  });

  test("off screen, and goes on when the reader comes back", async ({ page }) => {
    await page.evaluate(() => {
      /** @type {any} */ (globalThis).whileDrawing = () =>
        document.getElementById("checks")?.scrollIntoView({ behavior: "instant" });
    });
    await startDraws(page);
    await expect.poll(() => isQuiet(page)).toBe(true);
    await expect(draws(page), "in the middle of the run").toHaveAttribute("aria-busy", "true");
    await draws(page).scrollIntoViewIfNeeded();
    await settled(page);
    await expect(draws(page).locator(".sw-summary")).toContainText("1,000");
  });
});

// What every page test stands on: the built site behind a strict server, and an ear at everything the browser says.
import { test as base, expect } from "@playwright/test";
import { startServer } from "../server/static.js";
import { listPages } from "./site.js";
import { readEssays } from "../../web/build/project.js";
import { bringAllToLife, frames } from "./reader.js";

/**
 * @typedef {object} Watch  what went wrong in the browser while a test ran; a test that ends with any of it fails
 * @property {string[]} problems
 * @property {(pattern: RegExp) => void} allow  a problem that the test itself provokes
 */

/** @typedef {import("@playwright/test").Page} Page @typedef {{ path: string, width: number }} Visit */

export const test = base.extend({
  /** The site as a strict host serves it; one server for all tests of a process. */
  site: [
    async ({}, use) => {
      const site = await startServer();
      await use(site);
      await site.close();
    },
    { scope: "worker" },
  ],

  /**
   * No console message, no uncaught error, no failed response, no request to another host: for every page of every
   * test, workers included.
   */
  watch: [
    async ({ context, site }, use) => {
      const ear = listen(context, site);
      /** @type {RegExp[]} */
      const allowed = [];
      await use({ problems: ear.problems, allow: (/** @type {RegExp} */ pattern) => allowed.push(pattern) });
      ear.expectNothing(allowed);
    },
    { auto: true },
  ],

  /** Where `alive` goes. */
  visit: [/** @type {Visit} */ ({ path: "", width: 1280 }), { option: true }],

  /** The page that `alive` shares, in each worker one at a time. */
  visits: [
    async ({ browser, site }, use) => {
      /** @type {{ key: string, page: Page, ear: ReturnType<typeof listen> } | undefined} */
      let last;
      const leave = async () => {
        await last?.page.context().close();
        last = undefined;
      };
      await use({
        leave,
        at: async (/** @type {Visit} */ { path, width }) => {
          const key = `${path} ${width}`;
          if (last?.key === key) return last;
          await leave();
          const context = await browser.newContext({ viewport: { width, height: 844 }, serviceWorkers: "block" });
          const ear = listen(context, site);
          const page = await context.newPage();
          await page.goto(site.url + path);
          await bringAllToLife(page);
          last = { key, page, ear };
          return last;
        },
      });
      await leave();
    },
    { scope: "worker" },
  ],

  /** A page of a test's own has the machine to itself: the one that others shared is left. */
  page: async ({ page, visits }, use) => {
    await visits.leave();
    await use(page);
  },

  /**
   * A page with all its figures alive, at its top. Tests that follow each other with the same `visit` get the same page,
   * with what those before have done to it; after one that fails, a new one.
   */
  alive: async ({ visits, visit }, use) => {
    const { page, ear } = await visits.at(visit);
    await page.setViewportSize({ width: visit.width, height: 844 });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference", forcedColors: "none" });
    await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
    await frames(page);
    await use(page);
    ear.expectNothing([]);
  },
});

/**
 * Hears everything that goes wrong in a context, in whichever of its pages and workers.
 * @param {import("@playwright/test").BrowserContext} context @param {{ url: string }} site
 */
function listen(context, site) {
  /** @type {string[]} */
  const problems = [];
  const home = new URL(site.url).hostname;
  const tell = (/** @type {string} */ problem) => problems.push(problem);
  const watchWorker = (/** @type {import("@playwright/test").Worker} */ worker) =>
    worker.on("console", (message) => tell(`console.${message.type()} in a worker: ${message.text()}`));
  context.on("console", (message) => {
    // Playwright's own words where the configuration keeps the service worker out.
    if (message.text() === "Service Worker registration blocked by Playwright") return;
    tell(`console.${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => tell(`uncaught: ${error.error().stack ?? error.error()}`));
  context.on("page", (page) => page.on("worker", watchWorker));
  context.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (hostname !== home && protocol !== "blob:") tell(`request to another host: ${request.url()}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) tell(`${response.status()} for ${response.url()}`);
  });
  context.on("requestfailed", (request) => {
    // A page that is left while it loads takes its requests with it.
    const why = request.failure()?.errorText ?? "";
    if (why !== "net::ERR_ABORTED") tell(`${why} for ${request.url()}`);
  });
  return {
    problems,
    /** @param {RegExp[]} allowed */
    expectNothing: (allowed) =>
      expect(
        problems.filter((problem) => !allowed.some((pattern) => pattern.test(problem))),
        "what the browser complained about",
      ).toEqual([]),
  };
}

export { expect };

/** Every page of the site, as paths below its root: "" is the front page. */
export const pages = listPages();
/** The essays among them, in their reading order. */
export const essays = readEssays().map(({ slug }) => `${slug}/`);

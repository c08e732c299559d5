// What every page test stands on: the built site behind a strict server, and an ear at everything the browser says.
import { test as base, expect } from "@playwright/test";
import { startServer } from "../server/static.js";
import { listPages } from "./site.js";
import { readEssays } from "../../web/build/project.js";

/**
 * @typedef {object} Watch  what went wrong in the browser while a test ran; a test that ends with any of it fails
 * @property {string[]} problems
 * @property {(pattern: RegExp) => void} allow  a problem that the test itself provokes
 */

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
      /** @type {string[]} */
      const problems = [];
      /** @type {RegExp[]} */
      const allowed = [];
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
      await use({ problems, allow: (/** @type {RegExp} */ pattern) => allowed.push(pattern) });
      expect(
        problems.filter((problem) => !allowed.some((pattern) => pattern.test(problem))),
        "what the browser complained about",
      ).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Every page of the site, as paths below its root: "" is the front page. */
export const pages = listPages();
/** The essays among them, in their reading order. */
export const essays = readEssays().map(({ slug }) => `${slug}/`);

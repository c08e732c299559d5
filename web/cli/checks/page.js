import { join } from "node:path";
import { preview } from "vite";
import { findBrowser, withBrowser } from "../../build/browser.js";
import { root } from "../project.js";

/** @typedef {import("../check.js").Problem} Problem */

/** How long a page may take until its figures are alive, ms. */
const patience = 20_000;

/**
 * An essay's pages as they are built: their sizes, and whether a browser has anything to say while they are read from
 * top to bottom.
 * @param {string} slug
 * @returns {Promise<Problem[]>}
 */
export async function builtPage(slug) {
  const { buildEssay } = await import("../../build/site.js");
  const outDir = join(root, "build", "check");
  const file = `essays/${slug}/index.html`;
  /** @type {Awaited<ReturnType<typeof buildEssay>>} */
  let built;
  try {
    built = await buildEssay(slug, outDir);
  } catch (error) {
    return [{ file, message: `the page cannot be built: ${reasonOf(error)}` }];
  }
  const { pages, exceeded } = built;
  const problems = exceeded.map((message) => ({ file, message: `over budget: ${message}` }));
  const browser = findBrowser();
  if (!browser) {
    // Said, and no fault of the essay's: who writes without a toolchain may not have one either.
    console.log(`    ${file} was not opened: there is no Chromium here (or set CHROMIUM)`);
    return problems;
  }
  const server = await preview({
    configFile: false,
    logLevel: "silent",
    build: { outDir },
    preview: { port: 0, host: "127.0.0.1" },
  });
  try {
    const [address] = server.resolvedUrls?.local ?? [];
    for (const { page } of pages)
      for (const message of await complaintsOf(address + page, browser))
        problems.push({
          file: page === `${slug}/` ? file : `essays/${slug}/index.${page.split("/")[1]}.html`,
          message,
        });
  } finally {
    await server.close();
  }
  return problems;
}

/** What ended a build, without what the bundler says around it. @param {any} error @returns {string} */
export function reasonOf(error) {
  const { message } = error.errors?.[0] ?? error;
  return String(message).replace(/^(\[plugin [^\]]*\]\s*)?(Error: )?/, "");
}

/**
 * What a browser says of a page that is read: console, errors, files that are not there.
 * @param {string} address
 * @param {string} browserPath
 * @returns {Promise<string[]>}
 */
export function complaintsOf(address, browserPath) {
  return withBrowser(browserPath, async (browser) => {
    /** @type {Set<string>} */
    const said = new Set();
    const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const listen = (/** @type {any} */ source) =>
      source.on("console", (/** @type {import("playwright-core").ConsoleMessage} */ message) =>
        said.add(`console.${message.type()}: ${message.text()}`),
      );
    listen(tab);
    tab.on("worker", listen);
    tab.on("pageerror", (error) => said.add(`uncaught: ${error.message}`));
    tab.on(
      "response",
      (response) => response.status() >= 400 && said.add(`${response.status()} for ${response.url()}`),
    );
    await tab.goto(address);
    for (const figure of await tab.locator("sw-figure").all()) {
      // One in a closed envelope is for who opens it.
      if (!(await figure.isVisible())) continue;
      await figure.evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
      // A figure says in its place that its model has thrown; that need not reach the console.
      const end = figure.locator(".sw-layout, .sw-error").first();
      const name = await figure.getAttribute("name");
      const isAlive = await end.waitFor({ timeout: patience }).then(
        () => true,
        () => false,
      );
      if (!isAlive) said.add(`the figure "${name}" did not come to life`);
      const error = figure.locator(":scope > .sw-error");
      if (await error.count()) said.add(`the figure "${name}" says: ${await error.textContent()}`);
    }
    await tab.waitForLoadState("networkidle");
    return [...said];
  });
}

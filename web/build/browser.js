// The Chromium that the build and the checks look at pages with, where there is one.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** $CHROMIUM, else the first of the usual names on the PATH; undefined without. @returns {string | undefined} */
export function findBrowser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs `use` with a browser that nobody sees and that does not talk to its maker.
 * @template T
 * @param {string} executablePath
 * @param {(browser: import("playwright-core").Browser) => Promise<T>} use
 */
export async function withBrowser(executablePath, use) {
  const { chromium } = await import("playwright-core"); // a build without an address does without
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
  });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

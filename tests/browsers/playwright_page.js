// Chromium and Firefox through Playwright, as the kind of browser that smoke.test.js knows: a page that goes to an
// address, runs a function, drags, presses keys, shows what it looks like.
import { chromium, firefox } from "playwright-core";
import { chromiumOptions } from "../server/chromium.js";
import { firstProgram } from "../server/program.js";

/**
 * @typedef {object} Page
 * @property {(url: string) => Promise<void>} goto
 * @property {(act: Function, ...args: any[]) => Promise<any>} run  calls a function in the page, with values that JSON
 *   can hold, and waits for what it promises
 * @property {(from: { x: number, y: number }, by: { x: number, y: number }) => Promise<void>} drag  by mouse
 * @property {(key: string) => Promise<void>} press  a key by its DOM name
 * @property {() => Promise<Buffer>} screenshot  of what is in view, as PNG
 *
 * @typedef {object} Browser
 * @property {string} name
 * @property {string} version
 * @property {Page} page
 * @property {string[]} said  what the browser itself wrote to the page's console, where it tells
 * @property {() => Promise<void>} close
 */

/** CSS pixels that a page has in each browser; WebKit's window is the one that cannot be chosen freely. */
export const viewport = { width: 1024, height: 730 };

/** @returns {Promise<Browser>} */
export const openChromium = () => open("Chromium", () => chromium.launch(chromiumOptions()));

/** Debian's build of Firefox, through WebDriver BiDi; $FIREFOX, or one of the usual names. @returns {Promise<Browser>} */
export const openFirefox = () =>
  open("Firefox", () =>
    firefox.launch({
      channel: "moz-firefox",
      executablePath: process.env.FIREFOX ?? firstProgram(["firefox-esr", "firefox"], "firefox-esr"),
    }),
  );

/**
 * @param {string} name
 * @param {() => Promise<import("playwright-core").Browser>} launch
 * @returns {Promise<Browser>}
 */
async function open(name, launch) {
  const browser = await launch();
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(60_000);
  /** @type {string[]} */
  const said = [];
  page.on("console", (message) => said.push(`console.${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`uncaught: ${error.message}`));
  return {
    name,
    version: browser.version(),
    said,
    page: {
      goto: async (url) => void (await page.goto(url)),
      run: (act, ...args) => page.evaluate(`(${act})(...${JSON.stringify(args)})`),
      async drag({ x, y }, by) {
        await page.mouse.move(x, y);
        await page.mouse.down();
        await page.mouse.move(x + by.x, y + by.y, { steps: 8 });
        await page.mouse.up();
      },
      press: (key) => page.keyboard.press(key),
      screenshot: () => page.screenshot(),
    },
    close: () => browser.close(),
  };
}

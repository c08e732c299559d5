// Every step and section of every page, as readers see them, into build/screenshots/: for people to look at.
//
//   node tests/pages/screenshots.js [--only REGEX] [--width 390] [--theme dark]
//
// --only takes what its name matches: "slug/section". The site must have been built (dist/, or SCROLLWORK_DIST).
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { startServer } from "../server/static.js";
import { chromiumOptions } from "../server/chromium.js";
import { frames } from "./reader.js";
import { listPages } from "./site.js";
import { installSpy, settled } from "./spy.js";

const { values } = parseArgs({
  options: { only: { type: "string", default: "" }, width: { type: "string" }, theme: { type: "string" } },
});
const widths = values.width ? [Number(values.width)] : [320, 390, 768, 1440];
const themes = /** @type {("light" | "dark")[]} */ (values.theme ? [values.theme] : ["light", "dark"]);
const only = new RegExp(values.only);
const folder = fileURLToPath(new URL("../../build/screenshots", import.meta.url));

const site = await startServer();
const browser = await chromium.launch(chromiumOptions());
rmSync(folder, { recursive: true, force: true });
let count = 0;
for (const path of listPages()) {
  for (const width of widths) {
    // Both themes side by side: the machine has two cores.
    await Promise.all(themes.map((theme) => shoot(path, width, theme)));
  }
}
await browser.close();
await site.close();
console.log(`${count} pictures in ${folder}`);

/** @param {string} path @param {number} width @param {"light" | "dark"} colorScheme */
async function shoot(path, width, colorScheme) {
  const page = await browser.newPage({
    viewport: { width, height: width < 600 ? 844 : width < 1000 ? 1024 : 900 },
    colorScheme,
  });
  page.on("console", (message) => console.error(`${path} ${width} ${colorScheme}: ${message.text()}`));
  page.on("pageerror", (error) => console.error(`${path} ${width} ${colorScheme}: ${error.stack}`));
  await installSpy(page);
  await page.goto(site.url + path);
  const hasFigures = (await page.locator("sw-figure").count()) > 0;
  const ids = await page.evaluate(() =>
    [...document.querySelectorAll("main section[id], main > sw-figure, sw-reveal sw-figure")].map(
      (element) => element.id || `figure-${element.getAttribute("name")}`,
    ),
  );
  const into = join(folder, path || "front");
  mkdirSync(into, { recursive: true });
  const save = async (/** @type {string} */ name) => {
    await page.screenshot({ path: join(into, `${name}-${width}-${colorScheme}.png`) });
    count++;
  };
  if (only.test(`${path}top`)) {
    await frames(page, 4);
    if (hasFigures) await settled(page);
    await save("00-top");
  }
  // What waits for a guess or a button is looked at too.
  await page.locator("sw-reveal > button").evaluateAll((buttons) => buttons.forEach((button) => button.click()));
  for (const [i, id] of ids.entries()) {
    if (!only.test(`${path}${id}`)) continue;
    // From the top: an address that holds this place already would not bring the page back to it.
    await page.evaluate(() => {
      history.replaceState(null, "", location.pathname);
      scrollTo({ top: 0, behavior: "instant" });
    });
    await page.evaluate((target) => {
      if (target.startsWith("figure-"))
        document
          .querySelector(`sw-figure[name="${target.slice(7)}"]`)
          ?.scrollIntoView({ block: "center", behavior: "instant" });
      else location.hash = target;
    }, id);
    // A figure that crosses the middle of the screen has been met, and is alive.
    await page.waitForFunction(() =>
      [...document.querySelectorAll("sw-figure")].every((figure) => {
        const { top, bottom } = figure.getBoundingClientRect();
        return (
          top > innerHeight / 2 ||
          bottom < innerHeight / 2 ||
          !figure.checkVisibility() ||
          figure.querySelector(".sw-layout")
        );
      }),
    );
    await settled(page).catch(() => console.error(`${path}${id}: did not come to rest`));
    await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== "running"));
    await frames(page, 50); // marks may be walking
    await save(`${String(i + 1).padStart(2, "0")}-${id}`);
  }
  await page.close();
}

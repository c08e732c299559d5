// Every page in Chromium, Firefox and WebKit: the way of a reader (load, scroll, step, drag, open somebody's link)
// without a word in the console, and with the very same bits in all three: every value that the worker sends, every
// raster that is painted. `./scrollwork test --only browsers`
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { listPages } from "../pages/site.js";
import { startServer } from "../server/static.js";
import { openChromium, openFirefox } from "./playwright_page.js";
import { openWebKit } from "./webkit_page.js";

/** @typedef {Record<string, Record<string, string>>} Record  by place of the page: the fingerprint of each cell and raster */

const pictures = fileURLToPath(new URL("../../build/browsers/", import.meta.url));
const open = { Chromium: openChromium, Firefox: openFirefox, WebKit: openWebKit };

/** @type {import("../server/static.js").Site} */
let site;
/** @type {import("./playwright_page.js").Browser[]} */
const browsers = [];

before(async () => {
  mkdirSync(pictures, { recursive: true });
  const ears = readFileSync(new URL("./ears.js", import.meta.url), "utf8");
  site = await startServer({ first: ears });
  for (const start of Object.values(open)) browsers.push(await start());
  console.log(browsers.map(({ name, version }) => `${name} ${version}`).join(", "));
});
after(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await site.close();
});

for (const path of listPages()) {
  test(path || "front page", { timeout: 900_000 }, async (t) => {
    /** @type {Map<string, { record: Record, links: string[] }>} */
    const walks = new Map();
    for (const browser of browsers) {
      await t.test(`${browser.name}: loads, scrolls, steps, drags, and says nothing`, async () => {
        walks.set(browser.name, await walk(browser, path));
      });
    }
    const [first, ...others] = browsers.map(({ name }) => walks.get(name));
    if (!first) return;
    await t.test("the same bits in each", (t) => {
      for (const [i, other] of others.entries())
        t.diagnostic(assertSameBits(first.record, other?.record, browsers[i + 1].name));
    });
    if (first.links.length === 0) return;
    await t.test(`${first.links.length} links made in ${browsers[0].name} show the same in each`, async (t) => {
      /** @type {Record[]} */
      const records = [];
      for (const browser of browsers) records.push(await openLinks(browser, first.links));
      for (const [i, record] of records.slice(1).entries())
        t.diagnostic(assertSameBits(records[0], record, browsers[i + 1].name));
    });
  });
}

/**
 * Goes through a page as a reader does.
 * @param {import("./playwright_page.js").Browser} browser
 * @param {string} path
 * @returns {Promise<{ record: Record, links: string[] }>} links: what the address was after each drag
 */
async function walk({ name, page, said }, path) {
  site.served.length = 0;
  said.length = 0;
  await page.goto(site.url + path);
  /** @type {Record} */
  const record = {};
  /** @type {string[]} */
  const links = [];
  await page.run(openAll);
  for (const step of await page.run(stepsOfPage)) {
    await page.run(goToStep, step);
    record[`step ${step}`] = await page.run(fingerprints);
  }
  for (const figure of await page.run(figuresOfPage)) {
    const alive = await page.run(meetFigure, figure);
    assert.ok(alive, `${figure} came to life`);
    record[`figure ${figure}`] = await page.run(fingerprints);
    const mark = await page.run(draggableOf, figure);
    if (!mark) continue;
    const earlier = await page.run(address);
    await page.drag(mark, mark.by);
    const link = await page.run(newAddress, earlier);
    assert.notEqual(link, earlier, `dragging in ${figure} changed the link`);
    links.push(link);
    await page.run(undoAll);
  }
  await page.run(scrollToTop);
  await page.run(fingerprints);
  const { problems } = await page.run(heard);
  assert.deepEqual([...problems, ...said], [], "what the browser complained about");
  assert.deepEqual(
    site.served.filter(({ status }) => status >= 400),
    [],
  );
  writeFileSync(`${pictures}${name}-${path.replace("/", "") || "front"}.png`, await page.screenshot());
  said.length = 0; // a picture is taken with a style that the policy refuses
  return { record, links };
}

/**
 * Opens links as somebody else does, each anew.
 * @param {import("./playwright_page.js").Browser} browser
 * @param {string[]} links
 */
async function openLinks({ page, said }, links) {
  /** @type {Record} */
  const record = {};
  for (const link of links) {
    await page.goto("about:blank");
    await page.goto(link);
    record[link] = await page.run(fingerprints);
    const { problems, url } = await page.run(heard);
    assert.deepEqual([...problems, ...said], [], link);
    assert.equal(url, link, "the link stays what it was");
  }
  return record;
}

/**
 * @param {Record} expected
 * @param {Record | undefined} actual
 * @param {string} name of the browser
 * @returns {string} how much was compared
 */
function assertSameBits(expected, actual, name) {
  assert.ok(actual, `${name} has walked`);
  assert.deepEqual(Object.keys(actual), Object.keys(expected), `${name}: the same places`);
  let compared = 0;
  let met = 0;
  for (const [place, prints] of Object.entries(expected)) {
    // What is near the viewport differs with the fonts' metrics; what both have computed must be equal.
    const shared = Object.keys(prints).filter((key) => key in actual[place]);
    const pick = (/** @type {Record[string]} */ from) => Object.fromEntries(shared.map((key) => [key, from[key]]));
    assert.deepEqual(pick(actual[place]), pick(prints), `${name}, at ${place}`);
    compared += shared.length;
    met += Object.keys(prints).length;
  }
  assert.ok(compared >= 0.8 * met, `${name}: of ${met} values ${compared} were there to be compared`);
  return `${name}: ${compared} of ${met} values and rasters compared, all equal`;
}

// What follows runs in the page.

/** @typedef {any} Scope */

/** Opens what is closed: envelopes and drawers. */
function openAll() {
  for (const button of document.querySelectorAll("sw-reveal > button")) /** @type {HTMLElement} */ (button).click();
  for (const details of document.querySelectorAll("main details")) details.setAttribute("open", "");
}

function stepsOfPage() {
  return [...document.querySelectorAll("sw-steps section[id]")]
    .filter((section) => section.closest("sw-steps")?.querySelector("sw-figure"))
    .map(({ id }) => id);
}

function figuresOfPage() {
  return [...document.querySelectorAll("sw-figure[name]")].map((figure) => figure.getAttribute("name"));
}

/**
 * Goes to a step, again where the page grows above it while its letters come, and waits until the figure beside it is
 * alive.
 * @param {string} id
 */
async function goToStep(id) {
  const section = /** @type {HTMLElement} */ (document.getElementById(id));
  for (const end = performance.now() + 75_000; performance.now() < end;) {
    section.scrollIntoView({ block: "start", behavior: "instant" });
    if (section.closest("sw-steps")?.querySelector("sw-figure > .sw-layout > svg")) return;
    await new Promise((next) => requestAnimationFrame(next));
  }
  throw new Error(`the figure of ${id} did not come to life`);
}

/** Brings a figure into view, as above. @param {string} name @returns {Promise<boolean>} whether it came to life */
async function meetFigure(name) {
  const figure = /** @type {HTMLElement} */ (document.querySelector(`sw-figure[name="${name}"]`));
  for (const end = performance.now() + 75_000; performance.now() < end;) {
    figure.scrollIntoView({ block: "center", behavior: "instant" });
    if (figure.querySelector(":scope > .sw-layout > svg")) return true;
    await new Promise((next) => requestAnimationFrame(next));
  }
  return false;
}

/**
 * Waits until the newest request is answered to its end and nothing new was asked for ten frames.
 * @returns {Promise<Record<string, string>>} of each cell that is wanted, and of each raster that is painted
 */
async function fingerprints() {
  const { ears } = /** @type {Scope} */ (globalThis);
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const still = () => ears.answer?.id === ears.asked && (ears.answer?.running.length ?? 0) === 0;
  const end = performance.now() + 75_000;
  for (let quiet = 0; quiet < 10;) {
    await frame();
    quiet = still() || ears.asked === 0 ? quiet + 1 : 0;
    if (performance.now() > end) throw new Error(`the page does not come to rest: ${JSON.stringify(ears.answer)}`);
  }
  const prints = Object.fromEntries((ears.wanted ?? []).map((/** @type {string} */ cell) => [cell, ears.cells[cell]]));
  for (const figure of document.querySelectorAll("sw-figure[name]"))
    for (const [i, canvas] of figure.querySelectorAll("canvas").entries()) {
      const { top, bottom } = canvas.getBoundingClientRect();
      const raster = ears.rasters.get(canvas);
      if (raster && bottom > 0 && top < innerHeight) prints[`raster ${i} of ${figure.getAttribute("name")}`] = raster;
    }
  return prints;
}

/** A mark of a figure that a hand can take, and a way for it inside the figure. @param {string} name */
function draggableOf(name) {
  const figure = /** @type {HTMLElement} */ (document.querySelector(`sw-figure[name="${name}"]`));
  const ground = /** @type {Element} */ (figure.querySelector(":scope > .sw-layout > svg")).getBoundingClientRect();
  for (const mark of figure.querySelectorAll(".sw-draggable")) {
    const box = (mark.querySelector(".sw-hit") ?? mark).getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (box.width === 0 || y < 0 || y > innerHeight || !mark.contains(document.elementFromPoint(x, y))) continue;
    const towards = (/** @type {number} */ place, /** @type {number} */ middle) => (place < middle ? 1 : -1) * 60;
    const by = { x: towards(x, ground.x + ground.width / 2), y: towards(y, ground.y + ground.height / 2) };
    // A handle at an end of its axis goes one way only, wherever in the figure the axis is.
    const { ariaValueNow: now, ariaValueMin: least, ariaValueMax: most } = mark;
    if (now !== null && (now === least || now === most)) by.x = now === least ? 60 : -60;
    return { x, y, by };
  }
  return null;
}

function address() {
  return location.href;
}

/** The address once it has changed and has been still for a second. @param {string} earlier */
async function newAddress(earlier) {
  let last = location.href;
  let since = performance.now();
  const start = since;
  while (performance.now() - start < 15_000) {
    await new Promise((next) => setTimeout(next, 100));
    if (location.href !== last) [last, since] = [location.href, performance.now()];
    if (last !== earlier && performance.now() - since > 1000) break;
  }
  return location.href;
}

/** Starts the page over, so that what one drag did is not in the link of the next. */
async function undoAll() {
  const { hash } = location;
  const id = hash.replace(/\?.*/, "");
  location.hash = `${id || "#"}?v=1`;
  for (let n = 0; n < 60; n++) await new Promise((next) => requestAnimationFrame(next));
}

function scrollToTop() {
  scrollTo({ top: 0, behavior: "instant" });
}

function heard() {
  const { problems } = /** @type {Scope} */ (globalThis).ears;
  return { problems, url: location.href };
}

// What a reader does: scroll, drag by mouse, finger or keys; and what a reader waits for.
import { expect } from "@playwright/test";

/** @typedef {import("@playwright/test").Page} Page @typedef {import("@playwright/test").Locator} Locator */

/** The picture that a figure's element draws; before it is alive there are only the two stills. @param {Page} page @param {string} name */
export const livePicture = (page, name) => page.locator(`sw-figure[name="${name}"] > .sw-layout > svg`);

/**
 * Waits until something is to be seen. Playwright's `expect` would do, but at each look in vain it writes down all that is
 * on the page, for its report: a third of what the processor does while an essay comes to life.
 * @param {Locator} locator
 */
export const appears = (locator) => locator.waitFor({ timeout: 15_000 });

/**
 * Brings a figure into view and waits until it is alive.
 * @param {Page} page @param {string} name @returns {Promise<Locator>} its picture
 */
export async function meetFigure(page, name) {
  await page.locator(`sw-figure[name="${name}"]`).scrollIntoViewIfNeeded();
  const picture = livePicture(page, name);
  await appears(picture);
  return picture;
}

/** Waits for so many frames of the page. @param {Page} page @param {number} [count] */
export const frames = (page, count = 2) =>
  page.evaluate(
    (n) =>
      new Promise((done) => {
        const tick = (/** @type {number} */ left) =>
          left === 0 ? done(undefined) : requestAnimationFrame(() => tick(left - 1));
        tick(n);
      }),
    count,
  );

/**
 * Waits until all of a page that was newly opened is laid out, a moment after its first screen (runtime/first_screen.js):
 * places that a test measures before are not yet those that a reader sees.
 * @param {Page} page
 */
export async function laidOut(page) {
  await frames(page, 2);
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
}

/** Scrolls from where the page is to its end, three quarters of a screen at a time, as a reader in a hurry. @param {Page} page */
export async function scrollThrough(page) {
  for (let more = true; more;) {
    more = await page.evaluate(() => {
      const before = scrollY;
      scrollBy({ top: innerHeight * 0.75, behavior: "instant" });
      return scrollY > before;
    });
    await frames(page, 2);
  }
}

/** The middle of an element on the screen. @param {Locator} locator */
export async function middle(locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not to be seen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/**
 * Drags by mouse along a straight line, one move after the other, and lets go at its end.
 * @param {Page} page @param {Locator} locator @param {{ x: number, y: number }} by CSS pixels
 * @param {{ moves?: number, hold?: boolean }} [options] hold: do not let go
 */
export async function dragByMouse(page, locator, by, { moves = 8, hold = false } = {}) {
  const from = await middle(locator);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by.x, from.y + by.y, { steps: moves });
  if (!hold) await page.mouse.up();
}

/**
 * Drags by finger. Playwright can tap but not drag, so the touches go through the browser's own protocol.
 * @param {Page} page in a context with hasTouch @param {Locator} locator @param {{ x: number, y: number }} by @param {number} [moves]
 */
export async function dragByTouch(page, locator, by, moves = 8) {
  const from = await middle(locator);
  const browser = await page.context().newCDPSession(page);
  /** @param {"touchStart" | "touchMove" | "touchEnd"} type @param {Array<{ x: number, y: number }>} touchPoints */
  const touch = (type, touchPoints) => browser.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", [from]);
  for (let i = 1; i <= moves; i++)
    await touch("touchMove", [{ x: from.x + (by.x * i) / moves, y: from.y + (by.y * i) / moves }]);
  await touch("touchEnd", []);
  await browser.detach();
}

/** Moves by arrow keys. @param {Page} page @param {Locator} locator @param {string[]} keys */
export async function dragByKeys(page, locator, keys) {
  await locator.focus();
  for (const key of keys) await page.keyboard.press(key);
}

/** Opens what waits for a guess, and meets every figure. @param {Page} page */
export async function bringAllToLife(page) {
  await bringToLife(page);
  await page.locator("sw-reveal > button").evaluateAll((buttons) => buttons.forEach((button) => button.click()));
  await meetFigures(page);
}

/** Meets every figure, one after the other, and waits until it has what it first computes. @param {Page} page */
export async function meetFigures(page) {
  for (const figure of await page.locator("sw-figure:visible").all()) {
    await figure.evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
    await appears(figure.locator("> .sw-layout > svg"));
    // Handles come with the first results, which a busy machine may be slow to give; a long run goes on without us.
    await figure.evaluate(
      (element) =>
        new Promise((done) => {
          const giveUp = setTimeout(done, 3000);
          const look = () => {
            if (element.getAttribute("aria-busy") === "true") return void requestAnimationFrame(look);
            clearTimeout(giveUp);
            done(undefined);
          };
          look();
        }),
    );
  }
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await frames(page);
}

/** Waits until the first figure is alive, where there is one. @param {Page} page */
export async function bringToLife(page) {
  const name = await page
    .locator("sw-figure")
    .first()
    .getAttribute("name", { timeout: 1 })
    .catch(() => null);
  if (name) await meetFigure(page, name);
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await frames(page);
}

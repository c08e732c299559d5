// Figures whose script is fetched when the reader comes near them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fetchedWhenNear } from "../../web/elements/below.js";

/** An observer that sees what it is told to see. */
function screen() {
  /** @type {((entries: Array<{ isIntersecting: boolean }>) => Promise<void>) | null} */
  let seen = null;
  class IntersectionObserver {
    /** @param {(entries: Array<{ isIntersecting: boolean }>) => Promise<void>} callback */
    constructor(callback) {
      seen = callback;
    }
    observe() {}
    disconnect() {
      seen = null;
    }
  }
  return {
    essay: /** @type {any} */ ({ window: { IntersectionObserver } }),
    watched: () => seen !== null,
    look: (/** @type {boolean} */ isIntersecting) => seen?.([{ isIntersecting }]),
  };
}
const element = /** @type {any} */ ({});

test("nothing is fetched before a figure is near; then it comes alive, once, and ends as others do", async () => {
  const { essay, watched, look } = screen();
  /** @type {string[]} */
  const log = [];
  const below = fetchedWhenNear(async () => (log.push("fetched"), { bag: 1 }));
  const end = below(element, essay, (figures) => {
    log.push(`alive with ${Object.keys(figures)}`);
    return () => log.push("ended");
  });
  await look(false);
  assert.deepEqual(log, []);
  await look(true);
  assert.equal(watched(), false);
  assert.deepEqual(log, ["fetched", "alive with bag"]);
  end();
  assert.deepEqual(log, ["fetched", "alive with bag", "ended"]);
});

test("a figure that is taken out before its script has come stays out", async () => {
  const { essay, watched, look } = screen();
  let alive = false;
  const begin = () => ((alive = true), () => {});
  fetchedWhenNear(async () => ({}))(element, essay, begin)();
  assert.equal(watched(), false, "nobody looks any more");
  const end = fetchedWhenNear(async () => ({}))(element, essay, begin);
  const coming = look(true);
  end();
  await coming;
  assert.equal(alive, false);
});

// Figures whose script is fetched when the reader comes near them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHTML } from "linkedom";
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
  const { window, document } = parseHTML("<!doctype html><html><body><sw-figure></sw-figure></body></html>");
  Object.assign(window, { IntersectionObserver });
  return {
    window,
    element: /** @type {HTMLElement} */ (document.querySelector("sw-figure")),
    essay: /** @type {any} */ ({ window, document }),
    watched: () => seen !== null,
    look: (/** @type {boolean} */ isIntersecting) => seen?.([{ isIntersecting }]),
  };
}

test("nothing is fetched before a figure is near; then it comes alive, once, and ends as others do", async () => {
  const { essay, element, watched, look } = screen();
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
  const { essay, element, watched, look } = screen();
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

test("a script that cannot be had is told of, and comes when the reader asks again or when there is a line again", async () => {
  for (const again of ["press", "online"]) {
    const { essay, element, window, look } = screen();
    const settle = () => new Promise(setImmediate);
    let line = false;
    let asked = 0;
    let alive = 0;
    const load = async () => {
      asked++;
      if (!line) throw new TypeError("Failed to fetch");
      return {};
    };
    fetchedWhenNear(load)(element, essay, () => (alive++, () => {}));
    const act = () => {
      const target = again === "press" ? /** @type {Element} */ (element.querySelector("button")) : window;
      target.dispatchEvent(new window.Event(again === "press" ? "click" : "online"));
      return settle();
    };
    await look(true);
    assert.equal(element.textContent, "Not reached. Try again");
    await act();
    assert.deepEqual(
      [asked, alive, element.querySelectorAll("button").length],
      [2, 0, 1],
      "still no line, told of once",
    );
    line = true;
    await act();
    assert.deepEqual([asked, alive, element.textContent], [3, 1, ""], again);
    window.dispatchEvent(new window.Event("online"));
    await settle();
    assert.deepEqual([asked, alive], [3, 1], "nobody listens any more");
  }
});

// Two crowds with their handles, and a point that keeps to a curve, in the document of the static build.
import assert from "node:assert/strict";
import { test } from "node:test";
import { select } from "d3-selection";
import { parseHTML } from "linkedom";
import { curvePoint, distributions, frame, lines } from "scrollwork/figures";

/** @returns {any} a selection of a fresh svg, options, and what was edited */
function figure(overrides = {}) {
  const { document, window } = parseHTML("<!doctype html><html><body><svg></svg></body></html>");
  /** @type {object[]} */
  const edits = [];
  const edit = (/** @type {object} */ changes) => edits.push(changes);
  const options = { width: 640, height: 300, narrow: false, live: true, reducedMotion: true, edit, ...overrides };
  return { root: select(document.querySelector("svg")), options, edits, window };
}
/** A key pressed on a handle. @param {any} window @param {any} node @param {string} key @param {object} [more] */
const press = (window, node, key, more = {}) =>
  node.dispatchEvent(Object.assign(new window.Event("keydown", { bubbles: true }), { key, ...more }));
const x = { domain: [0, 10], title: "score" };
const density = [
  [0, 0],
  [5, 0.2],
  [10, 0],
];
const low = { id: "low", index: 0, label: "below", values: [1, 1, 1, 5], density, below: true };
const high = { id: "high", index: 1, label: "above", values: [9, 30], density };
const place = (/** @type {any} */ node) => (node.getAttribute("transform").match(/-?[\d.]+/g) ?? []).map(Number);

test("crowds: above and below one line, equal scores piled up, those off the axis at its end", () => {
  const { root, options } = figure({ live: false });
  const plot = frame(root, options, { x });
  distributions(plot, { crowds: [low, high] });
  const dots = [...root.node().querySelectorAll(".sw-mark")].map(place);
  const middle = (plot.top + plot.bottom) / 2;
  assert.equal(dots.length, 6);
  assert.ok(dots.slice(0, 4).every(([, y]) => y > middle) && dots.slice(4).every(([, y]) => y < middle));
  const pile = dots.slice(0, 3);
  assert.equal(new Set(pile.map(([at]) => at)).size, 1, "equal scores stand over each other");
  assert.equal(new Set(pile.map(([, y]) => y)).size, 3, "and none hides another");
  assert.equal(dots[5][0], plot.right, "30 stands at the end of an axis to 10");
  assert.doesNotMatch(root.node().outerHTML, /NaN|undefined|style=/);
});

test("crowds as bars or as densities alone have no dots, and draw twice into the same markup", () => {
  for (const as of /** @type {const} */ (["bars", "none", "dots"])) {
    const { root, options } = figure({ live: false });
    const draw = () => {
      distributions(frame(root, options, { x }), { crowds: [low, high], as });
      return root.node().outerHTML;
    };
    assert.equal(draw(), draw(), as);
    assert.equal(root.node().querySelectorAll(".sw-mark").length, as === "dots" ? 6 : 0, as);
    assert.equal(root.node().querySelectorAll(".sw-bin").length, as === "bars" ? 2 : 0, as);
    assert.equal(root.node().querySelectorAll(".sw-band").length, 2, as);
  }
});

test("handles of a crowd are sliders that lie above the threshold; a spread counts from the median", () => {
  const { root, options, edits, window } = figure();
  const plot = frame(root, options, { x });
  const range = { min: 0, max: 10, step: 0.5 };
  distributions(plot, {
    crowds: [
      {
        ...low,
        median: { key: "place", value: 4, name: "middle", ...range },
        spread: { key: "wide", value: 1, name: "spread", ...range },
      },
    ],
    threshold: { key: "cut", value: 4, ...range },
  });
  const sliders = [...root.node().querySelectorAll("[role=slider]")];
  assert.deepEqual(
    sliders.map((node) => node.getAttribute("aria-label")),
    ["score", "middle", "spread"],
    "the last painted is the first under the finger",
  );
  assert.equal(place(sliders[2])[0], plot.x(3), "below the line to the left of the median");
  press(window, sliders[1], "ArrowRight");
  press(window, sliders[2], "ArrowLeft", { shiftKey: true });
  press(window, sliders[0], "End");
  assert.deepEqual(edits, [{ place: 4.5 }, { wide: 0 }, { cut: 10 }]);
});

test("keys that come faster than pictures all count: each adds to the state of the page", () => {
  /** @type {Record<string, any>} */
  const state = { cut: 4 };
  /** @type {number[]} */
  const cuts = [];
  const edit = (/** @type {{ cut: number }} */ changes) => cuts.push(Object.assign(state, changes).cut);
  const { root, options, window } = figure({ now: () => state, edit });
  lines(frame(root, options, { x }), { series: [], marker: { key: "cut", value: 4, min: 0, max: 6 } });
  const handle = root.node().querySelector("[role=slider]");
  for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"]) press(window, handle, key);
  assert.deepEqual(cuts, [5, 6, 5], "the end of the range is no edit");
});

test("a point on a curve: to the right along it, whichever way its value runs; nothing to drag in a built picture", () => {
  const rates = { x: { domain: [0, 1] }, y: { domain: [0, 1] } };
  const points = [
    [0, 0, Infinity],
    [0.2, 0.5, 7],
    [0.6, 0.9, 4],
    [1, 1, 1],
  ];
  const spec = { key: "cut", value: 4, points, name: "threshold", min: 0, max: 10, step: 1 };
  const { root, options, edits, window } = figure();
  const plot = frame(root, options, rates);
  curvePoint(plot, spec);
  const handle = root.node().querySelector("[role=slider]");
  assert.deepEqual(
    place(handle),
    [plot.x(0.6), plot.y(0.9)].map((v) => Math.round(v * 10) / 10),
  );
  assert.equal(handle.getAttribute("aria-valuenow"), "0.6");
  press(window, handle, "ArrowRight");
  press(window, handle, "Home");
  assert.deepEqual(edits, [{ cut: 3 }, { cut: 10 }], "a lower threshold lies further to the right");

  const still = figure({ live: false });
  curvePoint(frame(still.root, still.options, rates), spec);
  assert.equal(still.root.node().querySelectorAll("[role=slider], .sw-hit").length, 0);
});

test("the points that a built picture leaves out are those that nobody would miss", () => {
  const straight = Array.from({ length: 101 }, (_, i) => [i / 10, i < 50 ? i : 100 - i]);
  const pathOf = (/** @type {boolean} */ live) => {
    const { root, options } = figure({ live });
    const plot = frame(root, options, { x, y: { domain: [0, 50] } });
    lines(plot, { series: [{ id: "tent", points: straight }] });
    return root.node().querySelector(".sw-line").getAttribute("d");
  };
  assert.equal(pathOf(true).split("L").length, 101);
  assert.equal(pathOf(false).split("L").length, 3, "two ends and the top");
});

// Heat maps, piles of bricks and small multiples in linkedom.
import assert from "node:assert/strict";
import { test } from "node:test";
import { select } from "d3-selection";
import { parseHTML } from "linkedom";
import { frame, heatmap, heatmapSummary, heatmapTable, multiples, pile, surface } from "scrollwork/figures";

/** @returns {any} */
function figure(overrides = {}) {
  const { document } = parseHTML("<!doctype html><html><body><svg></svg></body></html>");
  const options = { width: 640, height: 480, narrow: false, live: false, ...overrides };
  return { root: select(document.querySelector("svg")), options, document };
}
const all = (/** @type {any} */ root, /** @type {string} */ selector) => [...root.node().querySelectorAll(selector)];
const press = (/** @type {any} */ node) =>
  node.dispatchEvent(new node.ownerDocument.defaultView.Event("click", { bubbles: true }));

const correlations = {
  values: { data: Float64Array.of(1, -0.5, -0.5, NaN), rows: 2, cols: 2 },
  rowNames: ["age", "mass"],
  columnNames: ["age", "mass"],
  title: "correlation",
  domain: [-1, 1],
  middle: 0,
};

test("a diverging scale has no colour at its middle, full colour at its ends, and marks what lies below by more than colour", () => {
  const { root, options } = figure();
  heatmap(frame(root, options), correlations);
  const cells = all(root, ".sw-heat");
  assert.deepEqual(
    cells.map((cell) => cell.querySelector("rect").getAttribute("fill-opacity")),
    ["1", "0.5", "0.5", "0"],
  );
  assert.deepEqual(
    cells.map((cell) => cell.textContent),
    ["1.00", "−0.50", "−0.50", ""],
  );
  assert.match(cells[1].getAttribute("class"), /is-below/);
  assert.match(cells[3].getAttribute("class"), /is-unknown/);
  const small = figure({ width: 60, height: 130 });
  heatmap(frame(small.root, small.options), correlations);
  assert.deepEqual(
    all(small.root, ".sw-heat").map((cell) => cell.textContent),
    ["", "−", "−", ""],
  );
});

test("one colour runs from the least value to the largest; equal values are no division by zero", () => {
  const { root, options } = figure();
  const values = { data: [2, 4, 3, 2], rows: 2, cols: 2 };
  const opacities = () => all(root, ".sw-heat rect").map((rect) => rect.getAttribute("fill-opacity"));
  heatmap(frame(root, options), { ...correlations, values, middle: undefined, domain: undefined });
  assert.deepEqual(opacities(), ["0", "1", "0.5", "0"]);
  heatmap(frame(root, options), { ...correlations, values: { ...values, data: [3, 3, 3, 3] }, domain: undefined });
  assert.doesNotMatch(root.node().outerHTML, /NaN|undefined/);
});

test("a cell of the live matrix sets the row and the column; once more clears them", () => {
  /** @type {any[]} */ const edits = [];
  const { root, options } = figure({ live: true, edit: (/** @type {any} */ changes) => edits.push(changes) });
  const draw = (/** @type {any} */ selected) =>
    heatmap(frame(root, options), { ...correlations, select: { row: "r", column: "c" }, selected });
  draw({ row: -1, column: -1 });
  const cells = all(root, "[role=button]");
  for (const cell of cells) cell.focus = () => {};
  assert.equal(cells[2].getAttribute("aria-label"), "mass, age: correlation −0.50");
  press(cells[2]);
  draw({ row: 1, column: 0 });
  assert.equal(all(root, ".sw-heat-picked").length, 1);
  press(cells[2]);
  assert.deepEqual(edits, [
    { r: 1, c: 0 },
    { r: -1, c: -1 },
  ]);
});

test("a matrix in words and as a table; what does not fit is refused", () => {
  assert.equal(
    heatmapSummary(correlations),
    "2 by 2, correlation. The largest is age, age: 1.00; the least age, mass: −0.50.",
  );
  assert.deepEqual(heatmapTable(correlations).rows, [
    ["age", "1.00", "−0.50"],
    ["mass", "−0.50", ""],
  ]);
  const { root, options } = figure();
  assert.throws(
    () => heatmap(frame(root, options), { ...correlations, rowNames: ["age"] }),
    /1 rowNames and 2 columnNames for 2 × 2/,
  );
  assert.throws(
    () => heatmap(frame(root, options), { ...correlations, values: { data: [], rows: 60, cols: 60 } }),
    /60 × 60 cells; 2500/,
  );
});

test("every run is one brick, which stays where it fell while others arrive", () => {
  const { root, options } = figure();
  const values = [0.1, 0.5, NaN, 0.12, 0.9, 0.11];
  const draw = (/** @type {number} */ n) =>
    pile(frame(root, options, { x: { domain: [0, 1] } }), { values: values.slice(0, n), bins: 10, max: 5 });
  draw(4);
  const early = all(root, ".sw-brick");
  assert.equal(early.length, 3, "what is not there yet is no brick");
  const before = early.map((brick) => brick.getAttribute("transform"));
  draw(6);
  assert.deepEqual(
    early.map((brick) => brick.getAttribute("transform")),
    before,
  );
  const places = all(root, ".sw-brick").map((brick) => brick.getAttribute("transform"));
  assert.equal(new Set(places).size, 5);
  const y = (/** @type {string} */ transform) => Number(/,([\d.]+)\)/.exec(transform)?.[1]);
  assert.ok(y(places[0]) > y(places[2]) && y(places[2]) > y(places[4]), "bricks of a bin lie on each other");
  assert.throws(
    () => pile(frame(root, options, { x: { domain: [0, 1] } }), { values: new Array(2001).fill(0) }),
    /2001 runs; 2000/,
  );
});

test("panels fill the grid without overlap, from 1 to 36, with and without an enlarged one", () => {
  for (const [width, height] of [
    [360, 640],
    [960, 420],
  ])
    for (const enlarged of [0, 0.5])
      for (const n of [1, 4, 9, 17, 36]) {
        const { root, options } = figure({ width, height, narrow: width < 480 });
        /** @type {any[]} */ const drawn = [];
        multiples(root, options, {
          items: Array.from({ length: n }, (_, i) => i),
          titleOf: (i) => `model ${i}`,
          enlarged,
          selected: n - 1,
          draw: ({ options: { width: w, height: h }, large }, item) => drawn.push({ item, w, h, large }),
        });
        assert.equal(drawn.length, n + (enlarged ? 1 : 0));
        const boxes = all(root, ".sw-multiple").map((panel) => {
          const [x, y] = panel
            .getAttribute("transform")
            .match(/-?[\d.]+/g)
            .map(Number);
          const [w, h] = ["width", "height"].map((name) => Number(panel.querySelector("rect").getAttribute(name)));
          return { x, y, right: x + w, bottom: y + h };
        });
        boxes.forEach((a, i) => {
          assert.ok(a.x >= 0 && a.y >= 0 && a.right <= width + 0.2 && a.bottom <= height + 0.2, JSON.stringify(a));
          for (const b of boxes.slice(i + 1))
            assert.ok(a.right <= b.x + 0.2 || b.right <= a.x + 0.2 || a.bottom <= b.y + 0.2 || b.bottom <= a.y + 0.2);
        });
        if (enlarged) {
          const big = drawn.find(({ large }) => large);
          assert.equal(big.item, n - 1);
          if (n > 1) assert.ok(big.w > drawn[0].w, `${big.w} over ${drawn[0].w}`);
        }
      }
});

test("rasters of several panels keep apart, each in its panel; a panel is a button that sets the state", () => {
  /** @type {any[]} */ const layers = [];
  /** @type {any[]} */ const edits = [];
  const { root, options } = figure({
    live: true,
    raster: (/** @type {any} */ layer) => layers.push(layer),
    edit: (/** @type {any} */ changes) => edits.push(changes),
  });
  const picture = { rgba: new Uint8Array(16), width: 2, height: 2, bounds: [0, 1, 0, 1] };
  const draw = (/** @type {number} */ selected) =>
    multiples(root, options, {
      items: ["a", "b"],
      titleOf: (item) => item,
      select: "panel",
      selected,
      draw: (part) =>
        surface(frame(part.root, part.options, { x: { domain: [0, 1] }, y: { domain: [0, 1] } }), { surface: picture }),
    });
  draw(-1);
  assert.equal(new Set(layers.map(({ key }) => key)).size, 2);
  assert.ok(layers[0].x + layers[0].width <= layers[1].x, "the second lies beside the first");
  const [, second] = all(root, "[role=button]");
  for (const panel of all(root, "[role=button]")) panel.focus = () => {};
  press(second);
  draw(1);
  assert.equal(second.getAttribute("aria-pressed"), "true");
  press(second);
  assert.deepEqual(edits, [{ panel: 1 }, { panel: -1 }]);
});

test("a panel far from the screen keeps its first picture until it comes near, and then draws its newest", () => {
  const { root, options, document } = figure({ live: true });
  /** @type {(entries: any[]) => void} */ let report = () => {};
  /** @type {Set<any>} */ const observed = new Set();
  document.defaultView.IntersectionObserver = class {
    constructor(/** @type {any} */ callback) {
      report = callback;
    }
    observe(/** @type {any} */ node) {
      observed.add(node);
    }
  };
  /** @type {string[]} */ const drawn = [];
  const draw = (/** @type {string} */ version) =>
    multiples(root, options, { items: ["a", "b"], draw: (_, item) => drawn.push(item + version) });
  draw("1");
  assert.deepEqual(drawn.splice(0), ["a1", "b1"], "the first is complete");
  const [, second] = [...observed];
  report([{ target: second, isIntersecting: false }]);
  draw("2");
  draw("3");
  assert.deepEqual(drawn.splice(0), ["a2", "a3"]);
  report([{ target: second, isIntersecting: true }]);
  assert.deepEqual(drawn.splice(0), ["b3"], "only the newest of what waited");
  draw("4");
  assert.deepEqual(drawn, ["a4", "b4"]);
});

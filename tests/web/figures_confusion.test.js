// The confusion matrix in linkedom: what it counts, where its marks stand, and what it says of itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { select } from "d3-selection";
import { parseHTML } from "linkedom";
import { confusion, confusionSummary, confusionTable, frame, scatter } from "scrollwork/figures";
import { random } from "./random.js";

/** @returns {any} */
function figure(overrides = {}) {
  const { document } = parseHTML("<!doctype html><html><body><svg></svg></body></html>");
  const options = { width: 640, height: 480, narrow: false, live: false, ...overrides };
  return { root: select(document.querySelector("svg")), options, document };
}
const names = ["cat", "dog", "fox", "owl", "elk"];

/** @param {number} n @param {number} k */
function labelled(n, k) {
  const { integer } = random(n * 10 + k);
  const draw = () => Array.from({ length: n }, () => integer(0, k - 1));
  return { y: draw(), predicted: draw(), classNames: names.slice(0, k) };
}
const placeOf = (/** @type {any} */ mark) =>
  mark
    .getAttribute("transform")
    .match(/-?[\d.]+/g)
    .map(Number);

test("each cell holds the very marks that it counts, none touches another or the cell's edge", () => {
  for (const [n, k] of [
    [1, 2],
    [60, 2],
    [342, 3],
    [1000, 4],
    [1000, 5],
  ])
    for (const [width, height] of [
      [360, 420],
      [960, 560],
    ]) {
      const { root, options } = figure({ width, height, narrow: width < 480 });
      const spec = labelled(n, k);
      const { cells } = confusion(frame(root, options), spec);
      const boxes = [...root.node().querySelectorAll(".sw-cell")].map((cell) => {
        const [x, y] = placeOf(cell);
        const rect = cell.querySelector("rect");
        return { x, y, width: Number(rect.getAttribute("width")), height: Number(rect.getAttribute("height")) };
      });
      const marks = [...root.node().querySelectorAll(".sw-mark")];
      assert.equal(marks.length, n);
      const standing = boxes.map(() => 0);
      for (const mark of marks) {
        const [x, y] = placeOf(mark);
        const inside = boxes.flatMap((box, i) =>
          x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height ? [i] : [],
        );
        assert.equal(inside.length, 1, `a mark at ${x}, ${y} of ${n} in ${k} classes, ${width} wide`);
        standing[inside[0]]++;
      }
      const printed = [...root.node().querySelectorAll(".sw-cell-count")].map((text) => Number(text.textContent));
      assert.deepEqual(standing, printed);
      assert.deepEqual(
        printed,
        cells.map(({ rows }) => rows.length),
      );
      assert.equal(new Set(marks.map((mark) => mark.getAttribute("transform"))).size, n, "everyone on its own place");
    }
});

test("a mark keeps its element from the plane to its cell, and to another cell", () => {
  const { root, options } = figure();
  const y = [0, 1, 0];
  scatter(frame(root, options), {
    X: { data: Float64Array.of(1, 1, 2, 2, 3, 3), rows: 3, cols: 2 },
    y,
  });
  const marks = [...root.node().querySelectorAll(".sw-mark")];
  const draw = (/** @type {number[]} */ predicted) =>
    confusion(frame(root, options), { y, predicted, classNames: ["cat", "dog"] });
  draw([0, 1, 1]);
  const before = marks.map(placeOf);
  draw([1, 1, 1]);
  assert.deepEqual([...root.node().querySelectorAll(".sw-mark")], marks);
  assert.notDeepEqual(placeOf(marks[0]), before[0]);
  assert.deepEqual(placeOf(marks[1]), before[1], "who is called the same stays");
  const layers = [...root.node().children].map((/** @type {any} */ layer) => layer.getAttribute("class"));
  assert.ok(layers.indexOf("sw-layer-confusion") < layers.indexOf("sw-layer-marks"), "the cells lie under the marks");
});

test("the size of marks does not depend on what the model says", () => {
  const size = (/** @type {number[]} */ predicted) => {
    const { root, options } = figure({ width: 360, height: 360 });
    confusion(frame(root, options), { y: new Array(400).fill(0), predicted, classNames: ["cat", "dog"] });
    return root.node().querySelector(".sw-mark").getAttribute("d");
  };
  assert.equal(size(new Array(400).fill(0)), size(Array.from({ length: 400 }, (_, i) => i % 2)));
});

test("rows that are not counted yet wait outside the cells", () => {
  const { root, options } = figure();
  const spec = { ...labelled(60, 2), counted: 20 };
  confusion(frame(root, options), spec);
  const counts = [...root.node().querySelectorAll(".sw-cell-count")].map((text) => Number(text.textContent));
  assert.equal(
    counts.reduce((a, b) => a + b),
    20,
  );
  assert.equal(root.node().querySelectorAll(".sw-mark").length, 60);
});

test("live cells are one tab stop of named buttons; choosing one sets its state key, choosing it again clears it", () => {
  /** @type {any[]} */ const edits = [];
  const { root, options, document } = figure({ live: true, edit: (/** @type {any} */ changes) => edits.push(changes) });
  const spec = { y: [0, 0, 1], predicted: [0, 1, 1], classNames: ["cat", "dog"], select: "cell" };
  confusion(frame(root, options), { ...spec, selected: -1 });
  const buttons = [...root.node().querySelectorAll("[role=button]")];
  assert.deepEqual(
    buttons.map((button) => button.getAttribute("tabindex")),
    ["0", "-1", "-1", "-1"],
  );
  assert.equal(buttons[1].getAttribute("aria-label"), "actual cat, predicted dog: 1 of 3");
  for (const button of buttons) button.focus = () => {};
  const press = () => buttons[1].dispatchEvent(new document.defaultView.Event("click", { bubbles: true }));
  press();
  confusion(frame(root, options), { ...spec, selected: 1 });
  assert.equal(buttons[1].getAttribute("aria-pressed"), "true");
  press();
  assert.deepEqual(edits, [{ cell: 1 }, { cell: -1 }]);
});

test("summary and table say what the picture shows", () => {
  const spec = { y: [0, 0, 1, 1, 1], predicted: [0, 1, 1, 1, 0], classNames: ["cat", "dog"] };
  assert.equal(
    confusionSummary({ ...spec, noun: "animals" }),
    "5 animals, 3 on the diagonal, where the model is right. Of 2 cat: 1 called cat, 1 called dog. " +
      "Of 3 dog: 1 called cat, 2 called dog.",
  );
  assert.deepEqual(confusionTable(spec).rows, [
    ["cat", 1, 1, 2],
    ["dog", 1, 2, 3],
    ["total", 2, 3, 5],
  ]);
});

test("what cannot be drawn is refused by name, limit and value", () => {
  const { root, options } = figure();
  const draw = (/** @type {any} */ spec) => () => confusion(frame(root, options), spec);
  assert.throws(draw({ y: [0], predicted: [0], classNames: ["cat"] }), /classNames has 1 names; 2 to 5/);
  assert.throws(draw({ y: [0, 1], predicted: [0], classNames: ["cat", "dog"] }), /predicted has 1 labels for the 2/);
  assert.throws(draw({ y: [0, 2], predicted: [0, 1], classNames: ["cat", "dog"] }), /row 1 has labels 2 and 1.*0 to 1/);
  assert.throws(draw({ y: [0, 0], predicted: [0, 2], classNames: ["cat", "dog"] }), /row 1 has labels 0 and 2/);
  assert.throws(
    draw({ y: new Array(2001).fill(0), predicted: new Array(2001).fill(0), classNames: ["cat", "dog"] }),
    /2001 labels; 2000/,
  );
});

test("a row may have a glyph of its own, and a matrix that comes and goes leaves out the keyboard's stops", () => {
  const { root, options } = figure({ live: true });
  const spec = { ...labelled(12, 2), symbolOf: (/** @type {number} */ row) => (row % 3 ? "deer" : "stone") };
  confusion(frame(root, options), { ...spec, stops: false });
  assert.deepEqual(
    [...root.node().querySelectorAll(".sw-mark")].map((mark) => mark.getAttribute("href")),
    Array.from({ length: 12 }, (_, row) => `#${spec.symbolOf(row)}`),
  );
  assert.equal(root.node().querySelectorAll(".sw-cell-button").length, 0);
  confusion(frame(root, options), spec);
  assert.equal(root.node().querySelectorAll(".sw-cell-button").length, 4);
});

// Points that come and go: the state that holds them, the link, and the sample that a model learns from.
import assert from "node:assert/strict";
import { test } from "node:test";
import { select } from "d3-selection";
import { parseHTML } from "linkedom";
import { editedPoints, frame, gains, movePoints, points, pointTools, scatter } from "scrollwork/figures";
import { coerce, schema, Store } from "../../web/runtime/state.js";
import { formatHash, parseHash } from "../../web/runtime/url.js";

const fields = schema({
  drawn: { kind: "points", default: [], bounds: [0, 10, 0, 100], max: 3, classes: 2 },
  moved: { kind: "points", default: [], bounds: [0, 10, 0, 100] },
});

test("with classes a point has a label, below their number or -1", () => {
  assert.deepEqual(coerce(fields.drawn, [5, 1, 20, 1, 2, 3, 40, 0]), [2, 3, 40, 0, 5, 1, 20, 1]);
  assert.equal(coerce(fields.drawn, [5, 1, 20]), undefined, "triples are of keys without classes");
  assert.equal(coerce(fields.drawn, [5, 1, 20, 2]), undefined);
  assert.equal(coerce(fields.drawn, [5, 1, 20, -2]), undefined);
  assert.equal(coerce(fields.drawn, [5, 1, 20, 0.5]), undefined);
  assert.deepEqual(coerce(fields.drawn, [5, 7, 70, -1]), [5, 0, 0, -1], "a removed point has no place");
});

test("a link holds a removed point as its index alone, and comes back to the same state", () => {
  const edits = { drawn: coerce(fields.drawn, [5, 1, 20, 1, 7, 0, 0, -1]) };
  const hash = formatHash({ id: "a", edits }, fields);
  assert.equal(hash, "#a?v=1&drawn=5:100:200:1~7");
  assert.deepEqual(parseHash(hash, fields).edits, edits);
  for (const hostile of ["5:100:200", "5:100:200:9", "5:100:200:1:1", "-1", "7~x", "1e9"])
    assert.deepEqual(parseHash(`#a?v=1&drawn=${hostile}`, fields).edits, {}, hostile);
  assert.deepEqual(parseHash("#a?v=1&moved=7", fields).edits, {}, "without classes nothing can be removed");
});

test("adding, moving and removing are one gesture each, until there is no room", () => {
  const store = new Store(fields);
  assert.equal(store.editPoint("drawn", 10, 1, 10, 1), true);
  store.settle();
  store.editPoint("drawn", 10, 2, 20, 1);
  store.editPoint("drawn", 10, 3, 30, 1);
  store.settle();
  store.editPoint("drawn", 4, 9, 90, -1);
  assert.deepEqual(store.state.drawn, [4, 0, 0, -1, 10, 3, 30, 1]);
  store.undo();
  store.undo();
  assert.deepEqual(store.state.drawn, [10, 1, 10, 1]);
  store.editPoint("drawn", 11, 1, 1, 0);
  store.editPoint("drawn", 12, 1, 1, 0);
  const full = store.state.drawn;
  assert.equal(store.editPoint("drawn", 13, 1, 1, 0), false);
  assert.equal(store.state.drawn, full);
});

test("a sample with edits keeps the index of each point while others come and go", () => {
  const sample = { X: { data: Float64Array.of(0, 0, 1, 1, 2, 2), rows: 3, cols: 2 }, y: Int32Array.of(0, 1, 0) };
  const { X, y, index } = editedPoints(sample, [1, 0, 0, -1, 2, 5, 50, 0, 3, 7, 70, 1]);
  assert.deepEqual([...X.data], [0, 0, 5, 50, 7, 70]);
  assert.deepEqual([X.rows, X.cols], [3, 2]);
  assert.deepEqual([...y], [0, 0, 1]);
  assert.deepEqual([...index], [0, 2, 3]);
  assert.throws(() => editedPoints({ ...sample, X: { ...sample.X, cols: 3 } }, []), /2 columns, got 3/);
});

test("a sample of which points were moved: by their rows, and no other column", () => {
  const X = { data: Float64Array.of(1, 2, 3, 4, 5, 6), rows: 2, cols: 3 };
  assert.equal(movePoints(X, [1, 7, 8, 2, 9, 9]), X);
  assert.deepEqual([...X.data], [1, 2, 3, 7, 8, 6]);
  assert.throws(() => movePoints({ ...X, cols: 1 }, []), /movePoints: expected X with 2 columns or more, got 1/);
});

/** A figure whose drawing stays behind: the page's state is ahead of it. @param {{ [key: string]: any }} state */
function figureBehind(state) {
  const { document, window } = parseHTML("<!doctype html><html><body><svg></svg></body></html>");
  const svg = document.querySelector("svg");
  const options = {
    width: 100,
    height: 100,
    live: true,
    now: () => state,
    edit: (/** @type {object} */ changes) => void Object.assign(state, changes),
    editPoint: (/** @type {string} */ key, /** @type {number[]} */ ...point) => {
      state[key] = [...state[key], ...point];
    },
  };
  const axes = { x: { domain: [0, 10] }, y: { domain: [0, 10] } };
  const press = (/** @type {any} */ target, /** @type {string} */ key) =>
    target.dispatchEvent(Object.assign(new window.Event("keydown", { bubbles: true }), { key }));
  return { svg, press, plot: frame(select(svg), /** @type {any} */ (options), axes) };
}

test("a hand that is faster than the drawing has the tool of the state, and adds two points, not one twice", () => {
  const state = { tool: "move", drawn: [] };
  const { svg, plot, press } = figureBehind(state);
  const sample = points({ data: [2, 2, 8, 8], rows: 2, cols: 2 }, [0, 0]);
  scatter(plot, { data: sample, edit: "drawn" });
  pointTools(plot, { data: sample, edit: "drawn", tool: "move", toolKey: "tool" });
  const mark = svg.querySelector(".sw-mark");
  press(mark, "Enter");
  assert.deepEqual(state.drawn, [], "with the tool for moving Enter adds nothing");
  state.tool = "add-1";
  press(mark, "Enter");
  press(mark, "Enter");
  const added = state.drawn.filter((_, i) => i % 4 === 0 || i % 4 === 3);
  assert.deepEqual(added, [2, 1, 3, 1], "index and label of each");
});

test("keys on a chart of gains go on from the cut of the state, not from the one that is drawn", () => {
  const state = { feature: 0, threshold: 3 };
  const { svg, plot, press } = figureBehind(state);
  const splits = { feature: [0, 0, 0, 0], threshold: [1, 3, 5, 7], gain: [0.1, 0.2, 0.3, 0.1], best: 2 };
  const cut = { ...state };
  gains(plot, { splits, feature: 0, cut, edit: { feature: "feature", threshold: "threshold" } });
  const handle = svg.querySelector("[role=slider]");
  press(handle, "ArrowRight");
  press(handle, "ArrowRight");
  assert.equal(state.threshold, 7);
  press(handle, "ArrowLeft");
  press(handle, "ArrowLeft");
  assert.equal(state.threshold, 3, "also back to the cut that is drawn");
});

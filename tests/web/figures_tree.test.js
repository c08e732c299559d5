// Trees and the gains of their cuts in linkedom: identity while they grow, room for every box, what keys and names say.
import assert from "node:assert/strict";
import { test } from "node:test";
import { select } from "d3-selection";
import { parseHTML } from "linkedom";
import {
  cuts,
  cutsOf,
  frame,
  gains,
  gainsSummary,
  gainsTable,
  tree,
  treeSketch,
  treeSummary,
  treeTable,
} from "scrollwork/figures";
import { random } from "./random.js";

/** @returns {any} */
function figure(overrides = {}) {
  const { document } = parseHTML("<!doctype html><html><body><svg></svg></body></html>");
  const options = { width: 860, height: 560, narrow: false, live: false, ...overrides };
  return { root: select(document.querySelector("svg")), options, document };
}

/**
 * A tree in the kernels' columns from a nested one: [threshold, left, right] or the counts of a leaf.
 * @param {any} root @returns {any}
 */
function columns(root) {
  /** @type {any} */
  const nodes = { feature: [], threshold: [], left: [], right: [], nSamples: [], depth: [], counts: [], nClasses: 2 };
  const layout = { x: /** @type {number[]} */ ([]), y: /** @type {number[]} */ ([]), width: 0, height: 0 };
  let seat = 0;
  const add = (/** @type {any} */ node, /** @type {number} */ depth) => {
    const index = nodes.left.push(-1) - 1;
    const isLeaf = typeof node[1] === "number";
    nodes.right[index] = -1;
    nodes.feature[index] = isLeaf ? -1 : depth % 2;
    nodes.threshold[index] = isLeaf ? 0 : node[0];
    nodes.depth[index] = depth;
    layout.y[index] = depth;
    layout.height = Math.max(layout.height, depth);
    if (isLeaf) {
      layout.x[index] = seat++;
      nodes.counts.splice(2 * index, 2, ...node);
    } else {
      nodes.counts.splice(2 * index, 2, 0, 0);
      const [left, right] = [add(node[1], depth + 1), add(node[2], depth + 1)];
      [nodes.left[index], nodes.right[index]] = [left, right];
      layout.x[index] = (layout.x[left] + layout.x[right]) / 2;
      for (const c of [0, 1]) nodes.counts[2 * index + c] = nodes.counts[2 * left + c] + nodes.counts[2 * right + c];
    }
    nodes.nSamples[index] = nodes.counts[2 * index] + nodes.counts[2 * index + 1];
    return index;
  };
  add(root, 0);
  layout.width = seat - 1;
  return { nodes, layout };
}
const words = { featureNames: ["flipper length", "mass"], units: ["mm", "kg"], classNames: ["cat", "dog"] };
const small = columns([206.5, [30, 1], [4.25, [2, 9], [0, 8]]]);
const grown = columns([206.5, [3.5, [20, 0], [10, 1]], [4.25, [2, 9], [0, 8]]]);
const boxes = (/** @type {any} */ root) => [...root.node().querySelectorAll(".sw-node")];

test("a node keeps its element while the tree grows in front of it, though its number changes", () => {
  const { root, options } = figure();
  tree(frame(root, options), { ...small, ...words });
  const [, , no, noYes] = boxes(root);
  const before = no.querySelector("text").textContent;
  tree(frame(root, options), { ...grown, ...words });
  assert.equal(boxes(root).length, 7);
  assert.ok(boxes(root).includes(no) && boxes(root).includes(noYes));
  assert.equal(no.querySelector("text").textContent, before);
  tree(frame(root, options), { ...columns([5, 5]), ...words });
  assert.equal(boxes(root).length, 1, "and one that is pruned away is gone");
});

test("a leaf keeps its name and its count on lines of their own, so that nobody reads so many of that name", () => {
  const { root, options } = figure();
  tree(frame(root, options), { ...small, ...words, noun: "animals" });
  const lines = (/** @type {any} */ box) =>
    [...box.querySelectorAll("tspan")].map((/** @type {any} */ line) => line.textContent);
  assert.deepEqual(lines(boxes(root)[1]), ["says cat", "31 animals"]);
});

test("on a phone a leaf has a name and a count, too, and what is said below has room for letters set wider apart", () => {
  const { root, options } = figure({ width: 360, height: 218, narrow: true });
  tree(frame(root, options), { ...small, ...words, noun: "animals", path: [0] });
  const leaves = boxes(root).filter((/** @type {any} */ box) => box.textContent.includes("says"));
  assert.deepEqual(
    leaves.map((/** @type {any} */ box) => [...box.querySelectorAll("tspan")].length),
    leaves.map(() => 2),
  );
  for (const line of root.node().querySelectorAll(".sw-layer-tree-readout text"))
    assert.ok(line.textContent.length * 8 <= 360, line.textContent);
});

test("what is said under the tree ends where the figure does, however long the names", () => {
  const { root, options } = figure();
  tree(frame(root, options), { ...small, ...words, classNames: ["a".repeat(80), "b".repeat(80)] });
  const [, counts] = root.node().querySelectorAll(".sw-layer-tree-readout text");
  assert.match(counts.textContent, /^32 a+, 18 b+…$/);
  assert.ok(counts.textContent.length * 6.4 <= 860);
});

test("a leaf by itself stands where the answers to one question do", () => {
  const placeOf = (/** @type {any} */ shape, /** @type {number} */ i) => {
    const { root, options } = figure();
    tree(frame(root, options), { ...shape, ...words });
    return /,\s*(\S+)\)/.exec(boxes(root)[i].getAttribute("transform"))?.[1];
  };
  assert.equal(placeOf(columns([5, 2]), 0), placeOf(columns([206.5, [3, 0], [2, 2]]), 1));
});

test("a chosen node stays chosen while the tree grows", () => {
  const { root, options } = figure();
  for (const shape of [small, grown]) {
    tree(frame(root, options), { ...shape, ...words, selected: 3 });
    const [picked, ...others] = boxes(root).filter((box) => /is-picked/.test(box.getAttribute("class")));
    assert.equal(others.length, 0);
    assert.match(picked.textContent, /mass ≤ 4.25 kg/);
  }
});

test("a tree that has no room is drawn as far as it can be read, and opens where it goes on, down to its last leaf", () => {
  /** @type {(depth: number) => any} */
  const shape = (depth) => (depth === 0 ? [3, 4] : [depth, shape(depth - 1), shape(depth - 1)]);
  const { nodes, layout } = columns(shape(5));
  const { root, options, document } = figure({ width: 360, height: 260, narrow: true, live: true });
  /** @type {any[]} */
  const edits = [];
  const edit = (/** @type {any} */ changes) => edits.push(changes);
  const drawn = (/** @type {any} */ opened) => {
    tree(frame(root, { ...options, edit }), { nodes, layout, ...words, open: "part", opened, walk: 0 });
    return boxes(root).filter((box) => box.parentNode.getAttribute("class").endsWith("layer-tree"));
  };
  const places = (/** @type {any[]} */ shown) => shown.map((box) => box.__data__.place);
  assert.deepEqual(places(drawn(1)), [1, 2, 4, 5, 3, 6, 7]);
  assert.equal(drawn(1)[2].querySelector("text").textContent, "7 more");
  assert.equal(drawn(1)[2].getAttribute("aria-expanded"), "false");
  assert.match(drawn(1)[2].getAttribute("aria-label"), /\(7 questions from here\)/);
  // A finger's breadth for each, whose widths in this figure are a phone's.
  for (const box of drawn(1)) assert.ok(Number(box.querySelector(".sw-hit").getAttribute("width")) >= 44);
  // Every node can be come to.
  const met = new Set();
  const open = [1];
  for (let place = open.pop(); place; place = open.pop())
    for (const box of drawn(place)) {
      met.add(box.__data__.place);
      if (box.getAttribute("aria-expanded") === "false") open.push(box.__data__.place);
    }
  assert.equal(met.size, 63);
  assert.deepEqual(places(drawn(40)), places(drawn(20)), "a leaf, or what is gone: the nearest question above it");
  assert.deepEqual(places(drawn(1 << 20)), places(drawn(16)));

  const { Event } = document.defaultView;
  const fire = (/** @type {any} */ target) => target.dispatchEvent(new Event("click", { bubbles: true }));
  fire(drawn(1)[2]);
  assert.deepEqual(edits, [{ part: 4 }]);
  drawn(4);
  fire(root.node().querySelector(".sw-layer-tree-back .sw-switch"));
  assert.deepEqual(edits, [{ part: 4 }, { part: 1 }]);
  drawn(1);
  assert.equal(root.node().querySelector(".sw-layer-tree-back .sw-switch"), null);
});

test("the mark of a row stands on the last of its nodes that is drawn", () => {
  /** @type {(depth: number) => any} */
  const shape = (depth) => (depth === 0 ? [3, 4] : [depth, shape(depth - 1), shape(depth - 1)]);
  const { nodes, layout } = columns(shape(5));
  const { root, options } = figure({ width: 360, height: 260 });
  const path = [0, 1, 2, 3, 4, 5];
  tree(frame(root, options), { nodes, layout, ...words, open: "part", path, sample: { label: 0 } });
  const [end] = boxes(root).filter((box) => box.__data__.onPath === 3);
  const at = (/** @type {any} */ node) => node.getAttribute("transform").match(/[\d.]+/)[0];
  assert.equal(at(root.node().querySelector(".sw-falling")), at(end));
  assert.equal(boxes(root).filter((box) => box.__data__.onPath).length, 3);
});

test("boxes stay in the figure and apart, and their words in the boxes, from 1 to 64 leaves on a phone and on a desk", () => {
  const { number, integer } = random(11);
  /** @type {(depth: number) => any} */
  const shape = (depth) =>
    depth === 0 || number(0, 1) < 0.15
      ? [integer(1, 20), integer(0, 20)]
      : [number(0, 300), shape(depth - 1), shape(depth - 1)];
  for (const [width, height] of [
    [360, 440],
    [860, 560],
  ])
    for (let depth = 0; depth <= 6; depth++) {
      const { root, options } = figure({ width, height, narrow: width < 480 });
      tree(frame(root, options), { ...columns(shape(depth)), ...words });
      const rects = boxes(root).map((box) => {
        const [x, y] = box
          .getAttribute("transform")
          .match(/-?[\d.]+/g)
          .map(Number);
        const rect = box.querySelector(".sw-node-box");
        const [w, h] = ["width", "height"].map((name) => Number(rect.getAttribute(name)));
        for (const line of box.querySelectorAll("tspan"))
          assert.ok(line.textContent.length * 6.2 <= w, `"${line.textContent}" in ${w}`);
        return { left: x - w / 2, right: x + w / 2, top: y, bottom: y + h };
      });
      rects.forEach((a, i) => {
        assert.ok(a.left >= -0.1 && a.right <= width + 0.1 && a.bottom <= height - 36, JSON.stringify([depth, a]));
        for (const b of rects.slice(i + 1))
          assert.ok(
            a.right <= b.left + 0.2 || b.right <= a.left + 0.2 || a.bottom <= b.top || b.bottom <= a.top,
            `depth ${depth}, ${width} wide: ${JSON.stringify([a, b])}`,
          );
      });
    }
});

test("a tree for numbers says its values, and how many rows each is the mean of", () => {
  const { nodes, layout } = small;
  const { root, options } = figure();
  const value = [1.5, 0.123456, 2, 3, 4];
  const spec = { nodes: { ...nodes, counts: undefined, nClasses: undefined, value }, layout, featureNames: ["a", "b"] };
  tree(frame(root, options), spec);
  assert.match(boxes(root)[1].textContent, /^0\.1235 of 31$/);
  assert.equal(root.node().querySelectorAll(".sw-node-part").length, 0);
  assert.deepEqual(treeTable(spec).rows[1], ["yes", "0.1235", 31]);
});

test("the path is marked on boxes and branches, and the sample stands at its end", () => {
  const { root, options } = figure();
  const sample = { label: 1, name: "Rex" };
  tree(frame(root, options), { ...small, ...words, path: [0, 2, 4], sample });
  assert.equal(root.node().querySelectorAll(".sw-branch.is-on-path").length, 2);
  assert.equal(root.node().querySelectorAll(".sw-node.is-on-path").length, 3);
  const x = (/** @type {any} */ node) => Number(/\((-?[\d.]+)/.exec(node.getAttribute("transform"))?.[1]);
  assert.equal(x(root.node().querySelector(".sw-mark")), x(boxes(root)[4]));
  assert.equal(
    treeSummary({ ...small, ...words, path: [0, 2, 4], sample, noun: "animals" }),
    "A tree of 2 questions and 3 leaves over 50 animals. It asks first: flipper length ≤ 206.5 mm? " +
      "Rex: flipper length ≤ 206.5 mm: no; mass ≤ 4.25 kg: no; dog.",
  );
});

test("a tree of one leaf says so; the table has a row a node with its answers so far", () => {
  assert.equal(
    treeSummary({ ...columns([5, 2]), ...words, noun: "animals" }),
    "A tree that asks nothing of 7 animals.",
  );
  assert.deepEqual(treeTable({ ...small, ...words, noun: "animals" }).rows, [
    ["none", "flipper length ≤ 206.5 mm?", 50, 32, 18],
    ["yes", "cat", 31, 30, 1],
    ["no", "mass ≤ 4.25 kg?", 19, 2, 17],
    ["no, yes", "dog", 11, 2, 9],
    ["no, no", "dog", 8, 0, 8],
  ]);
});

test("live nodes are one tab stop of named buttons that set the place of the chosen one", () => {
  /** @type {any[]} */ const edits = [];
  const { root, options, document } = figure({ live: true, edit: (/** @type {any} */ changes) => edits.push(changes) });
  const draw = (/** @type {number} */ selected) =>
    tree(frame(root, options), { ...small, ...words, select: "node", selected, noun: "animals" });
  draw(0);
  for (const box of boxes(root)) box.focus = () => {};
  assert.deepEqual(
    boxes(root).map((box) => box.getAttribute("tabindex")),
    ["0", null, null, null, null],
  );
  assert.equal(boxes(root)[2].getAttribute("aria-label"), "mass ≤ 4.25 kg? 19 animals: 2 cat, 17 dog");
  const press = () => boxes(root)[2].dispatchEvent(new document.defaultView.Event("click", { bubbles: true }));
  press();
  draw(3);
  press();
  assert.deepEqual(edits, [{ node: 3 }, { node: 0 }]);
});

const splits = { feature: [0, 0, 0, 1, 1], threshold: [1, 2, 4, 10, 20], gain: [0.1, 0.5, 0.2, 0.3, 0.05], best: 1 };
const axes = { x: { domain: [0, 5], title: "mass", unit: "kg" }, y: { domain: [0, 1], title: "gain" } };

test("the gain chart draws its own feature's cuts and the cut in force, there and in the scatter", () => {
  const { root, options } = figure();
  const draw = (/** @type {any} */ cut) => {
    const plot = frame(root, options, axes);
    gains(plot, { splits, feature: 0, cut, scatter: plot });
    return plot;
  };
  const plot = draw({ feature: 0, threshold: 3.4 });
  assert.match(root.node().querySelector(".sw-gain-line").getAttribute("d"), new RegExp(`^M${plot.x(1)},`));
  assert.equal(root.node().querySelectorAll(".sw-gain-best.is-best").length, 1);
  const cuts = () => [...root.node().querySelectorAll(".sw-cut")].map((cut) => cut.getAttribute("d"));
  const at = Math.round(plot.x(4) * 10) / 10;
  assert.deepEqual(
    cuts(),
    [`M${at},${plot.top}V${plot.bottom}`, `M${at},${plot.top}V${plot.bottom}`],
    "the nearest candidate",
  );
  draw({ feature: 1, threshold: 10 });
  assert.deepEqual(cuts(), [], "a cut of another feature is not this chart's");
  gains(frame(root, options, axes), { splits: { ...splits, feature: [1, 1, 1, 1, 1] }, feature: 0 });
  assert.equal(root.node().querySelectorAll(".sw-gain-line").length, 0, "nothing to cut, nothing drawn");
});

test("keys step from candidate to candidate and set both state keys", () => {
  /** @type {any[]} */ const edits = [];
  const { root, options, document } = figure({ live: true, edit: (/** @type {any} */ changes) => edits.push(changes) });
  const edit = { feature: "f", threshold: "t" };
  gains(frame(root, options, axes), { splits, feature: 0, cut: { feature: 0, threshold: 2 }, edit });
  const slider = root.node().querySelector("[role=slider]");
  assert.equal(slider.getAttribute("aria-valuetext"), "mass ≤ 2 kg gains 0.500");
  assert.equal(slider.getAttribute("aria-valuemax"), "2");
  for (const key of ["ArrowRight", "Home", "End", "ArrowLeft"])
    slider.dispatchEvent(Object.assign(new document.defaultView.Event("keydown", { bubbles: true }), { key }));
  assert.deepEqual(
    edits.map(({ f, t }) => [f, t]),
    [
      [0, 4],
      [0, 1],
      [0, 4],
      [0, 1],
    ],
  );
});

test("gains in words and as a table", () => {
  const names = { splits, featureNames: ["mass", "length"], units: ["kg", "mm"] };
  assert.equal(
    gainsSummary(names),
    "The best cut of each: mass ≤ 2 kg gains 0.500; length ≤ 10 mm gains 0.300. The greedy learner takes mass.",
  );
  assert.equal(
    gainsSummary({ ...names, splits: { feature: [], threshold: [], gain: [], best: -1 } }),
    "There is nothing to cut.",
  );
  assert.deepEqual(gainsTable(names).rows[3], ["length", "10", "mm", "0.3000"]);
});

/** @param {any} root @returns {string[][]} class and way */
const cutPaths = (root) =>
  [...root.node().querySelectorAll(".sw-layer-cuts path")].map((path) => [
    path.getAttribute("class"),
    path.getAttribute("d"),
  ]);

test("cuts: each question is a line across the part of the plane that reaches it", () => {
  const { root, options } = figure({ width: 120, height: 120 });
  const axes = { x: { domain: [0, 10] }, y: { domain: [0, 10] } };
  const plot = frame(root, options, axes);
  const { nodes } = columns([4, [3, 1], [6, [7, 1], [0, 8]]]);
  cuts(plot, { nodes, selected: 3 });
  assert.deepEqual(cutsOf(nodes, [0, 10, 0, 10]), [
    { place: 1, level: 0, line: [4, 0, 4, 10] },
    { place: 3, level: 1, line: [4, 6, 10, 6] },
  ]);
  const y = Math.round(plot.y(6) * 10) / 10;
  assert.deepEqual(cutPaths(root), [
    ["sw-cut", `M${plot.x(4)},${plot.bottom}L${plot.x(4)},${plot.top}`],
    ["sw-cut is-picked", `M${plot.x(4)},${y}L${plot.x(10)},${y}`],
  ]);
});

test("cuts: a threshold outside the drawing has no line, and what is behind it keeps its own", () => {
  const { nodes } = columns([12, [5, [1, 1], [2, 2]], [0, 1]]);
  assert.deepEqual(cutsOf(nodes, [0, 10, 0, 10]), [{ place: 2, level: 1, line: [0, 5, 10, 5] }]);
});

test("a sketch has a branch for every node but the root, a leaf of its class's shape, and the way thick", () => {
  const { root, options } = figure({ width: 120, height: 90 });
  treeSketch(frame(root, options, { margin: { left: 3, right: 3, top: 2, bottom: 5 } }), { ...grown, path: [0, 4, 5] });
  const [branches, way, cats, dogs] = [...root.node().querySelectorAll("path")];
  const moves = (/** @type {any} */ path) => path.getAttribute("d").match(/M/g).length;
  assert.deepEqual([branches, way, cats, dogs].map(moves), [6, 2, 2, 2]);
  assert.match(cats.getAttribute("class"), /sw-class-0/);
  assert.match(dogs.getAttribute("d"), /h/, "squares");
  const places = branches
    .getAttribute("d")
    .match(/[\d.]+/g)
    .map(Number);
  assert.ok(places.every((/** @type {number} */ v) => v >= 0 && v <= 120));
  treeSketch(frame(root, options), { ...small });
  assert.equal(root.node().querySelectorAll("path").length, 4, "drawn again, not once more");
  assert.equal(way.getAttribute("d"), "", "without a row there is no way");
});

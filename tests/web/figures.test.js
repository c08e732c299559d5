// The figure functions in linkedom: the document of the static build. What a hand does to them is tested in pages.
import assert from "node:assert/strict";
import { test } from "node:test";
import { select } from "d3-selection";
import { parseHTML } from "linkedom";
import {
  bars,
  boundary,
  boxes,
  flock,
  formatCount,
  formatMeasured,
  formatNumber,
  formatPercent,
  formatValue,
  frame,
  histogram,
  labels,
  lines,
  panel,
  scaleLinear,
  scaleLog,
  scalePoint,
  scatter,
  surface,
} from "scrollwork/figures";
import { binCounts } from "../../web/figures/histogram.js";
import { linePath, simplify } from "../../web/figures/path.js";
import { dataTable } from "../../web/figures/table.js";

/** @returns {any} a selection of a fresh svg, and options as the static renderer gives them */
function figure(overrides = {}) {
  const { document } = parseHTML("<!doctype html><html><body><svg></svg></body></html>");
  const options = { width: 640, height: 480, narrow: false, live: false, ...overrides };
  return { root: select(document.querySelector("svg")), options, document };
}
const axes = { x: { domain: [0, 12], title: "weight", unit: "kg" }, y: { domain: [0, 10], title: "fluffiness" } };
const matrix = (/** @type {number[][]} */ rows) => ({
  data: Float64Array.from(rows.flat()),
  rows: rows.length,
  cols: 2,
});

test("every function draws twice into the same markup", () => {
  const { root, options } = figure();
  const draw = () => {
    const plot = frame(root, options, axes);
    boundary(plot, { lines: { x: [1, 2, 3, 4, 5], y: [1, 2, 1, 5, 5], offsets: [0, 3, 5], closed: [1, 0] } });
    scatter(plot, {
      X: matrix([
        [1, 2],
        [3, 4],
      ]),
      y: [0, 1],
    });
    lines(plot, {
      series: [
        {
          id: "a",
          label: "training",
          index: 0,
          points: [
            [0, 1],
            [12, 9],
          ],
          band: [
            [0, 0, 2],
            [12, 8, 10],
          ],
        },
      ],
      marker: { key: "degree", value: 3, label: "degree 3" },
    });
    histogram(plot, {
      series: [{ id: "a", label: "tree", index: 0, values: [1, 2, 2, NaN] }],
      rules: [{ value: 2, label: "mean" }],
    });
    bars(plot, { rows: [{ id: "a", label: "training", value: 4, low: 3, high: 5 }] });
    boxes(plot, { boxes: [{ id: "pen", x: 1, y: 2, width: 30, height: 40, label: "test pen", note: "12" }] });
    labels(plot, { labels: [{ x: 1, y: 2, text: "two\nlines", to: [3, 4] }] });
    return root.node().outerHTML;
  };
  assert.equal(draw(), draw());
  assert.doesNotMatch(draw(), /NaN|undefined|style=/);
});

test("axes say title and unit, and points stand where the scales say", () => {
  const { root, options } = figure();
  const plot = frame(root, options, axes);
  scatter(plot, {
    X: matrix([
      [0, 0],
      [12, 10],
    ]),
    y: [0, 1],
  });
  assert.match(root.node().textContent, /weight \(kg\) →/);
  assert.match(root.node().textContent, /↑ fluffiness/);
  const transforms = [...root.node().querySelectorAll(".sw-mark")].map((mark) => mark.getAttribute("transform"));
  assert.deepEqual(transforms, [`translate(${plot.left},${plot.bottom})`, `translate(${plot.right},${plot.top})`]);
});

test("classes differ by shape as well as by colour", () => {
  const { root, options } = figure();
  scatter(frame(root, options, axes), {
    X: matrix([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ]),
    y: [0, 1, 2, 3],
  });
  const marks = [...root.node().querySelectorAll(".sw-mark")];
  assert.equal(new Set(marks.map((mark) => mark.getAttribute("d"))).size, 4);
  assert.equal(new Set(marks.map((mark) => mark.getAttribute("class"))).size, 4);
});

test("marks keep their element when the rows change order", () => {
  const { root, options } = figure();
  const plot = frame(root, options, axes);
  const data = [0, 1, 2].map((index) => ({ index, x: index, y: index, label: 0 }));
  scatter(plot, { data });
  const first = root.node().querySelector(".sw-mark");
  scatter(plot, { data: [data[2], { ...data[0], x: 5 }] });
  assert.equal(root.node().querySelectorAll(".sw-mark").length, 2);
  assert.equal(first.getAttribute("transform"), `translate(${Math.round(plot.x(5) * 10) / 10},${plot.bottom})`);
});

test("of very many marks a sample is drawn, the same one each time, and it says so; those that move are all there", () => {
  const draw = (/** @type {any} */ { root, options }, /** @type {number} */ n, spec = {}) => {
    const data = Array.from({ length: n }, (_, index) => ({ index, x: 1, y: 1, label: index < n / 5 ? 1 : 0 }));
    scatter(frame(root, options, axes), { data, ...spec });
    const found = (/** @type {string} */ selector) => [...root.node().querySelectorAll(selector)];
    return {
      marks: found(".sw-mark").map((mark) => mark.__data__.index),
      rare: found(".sw-class-1").length,
      said: found(".sw-layer-marks > text").map((text) => text.textContent),
    };
  };
  const still = figure();
  const { marks, rare, said } = draw(still, 80_000);
  assert.ok(Math.abs(marks.length - 2000) < 5, String(marks.length));
  assert.deepEqual(said, [`${marks.length} of 80000 shown`]);
  assert.ok(Math.abs(rare - marks.length / 5) < 5, "each part of the table by its share");
  assert.deepEqual(draw(still, 80_000).marks, marks);
  const few = draw(still, 100);
  assert.deepEqual([few.marks.length, few.said], [100, []], "and is silent again");
  const moved = draw(figure({ live: true }), 2001, { move() {} });
  assert.deepEqual([moved.marks.length, moved.said], [2001, []]);
});

test("a static drawing carries no buttons and no hit areas; a live one is one tab stop of named buttons", () => {
  const still = figure();
  scatter(frame(still.root, still.options, axes), {
    X: matrix([
      [1, 1],
      [2, 2],
    ]),
    y: [0, 1],
    edit: "moved",
    symbols: ["cat", "dog"],
  });
  assert.equal(still.root.node().querySelectorAll("[role], .sw-hit").length, 0);
  assert.equal(still.root.node().querySelector("use").getAttribute("href"), "#cat");

  const live = figure({ live: true, editPoint() {} });
  scatter(frame(live.root, live.options, axes), {
    X: matrix([
      [3.5, 1],
      [2, 2],
    ]),
    y: [0, 1],
    edit: "moved",
    nameOf: (d) => ["Mimi, a cat", "Rex, a dog"][d.index],
  });
  const marks = [...live.root.node().querySelectorAll("[role=button]")];
  assert.deepEqual(
    marks.map((mark) => mark.getAttribute("tabindex")),
    ["0", "-1"],
  );
  assert.equal(marks[0].getAttribute("aria-label"), "Mimi, a cat: weight 3.5 kg, fluffiness 1.0");
});

test("marks with a toggle are switches: pressed or not, turned by a click or Enter", () => {
  const { root, options, document } = figure({ live: true });
  let chosen = [1];
  const draw = () =>
    scatter(frame(root, options, axes), {
      X: matrix([
        [1, 1],
        [2, 2],
      ]),
      pressed: (d) => chosen.includes(d.index),
      toggle: (d) =>
        (chosen = chosen.includes(d.index) ? chosen.filter((index) => index !== d.index) : [...chosen, d.index]),
    });
  const pressed = () =>
    [...root.node().querySelectorAll("[role=button]")].map((mark) => mark.getAttribute("aria-pressed"));
  draw();
  assert.deepEqual(pressed(), ["false", "true"]);
  const [first, second] = root.node().querySelectorAll(".sw-switch");
  for (const mark of [first, second]) mark.focus = () => {};
  first.querySelector(".sw-hit").dispatchEvent(new document.defaultView.Event("click", { bubbles: true }));
  draw();
  assert.deepEqual(pressed(), ["true", "true"]);
  second.dispatchEvent(Object.assign(new document.defaultView.Event("keydown", { bubbles: true }), { key: "Enter" }));
  draw();
  assert.deepEqual(pressed(), ["true", "false"]);
});

test("a panel shifts its raster layer with it", () => {
  /** @type {any[]} */ const layers = [];
  const { root, options } = figure({ raster: (/** @type {any} */ layer) => layers.push(layer) });
  const part = panel(root, options, "right", { x: 320, y: 10, width: 300, height: 200 });
  const plot = frame(part.root, part.options, axes);
  surface(plot, { surface: { rgba: new Uint8Array(16), width: 2, height: 2, bounds: [0, 12, 0, 10] } });
  assert.deepEqual(
    { ...layers[0], rgba: null },
    {
      key: "surface",
      x: plot.left + 320,
      y: plot.top + 10,
      width: plot.right - plot.left,
      height: plot.bottom - plot.top,
      columns: 2,
      rows: 2,
      rgba: null,
    },
  );
});

test("every value is in a bin: edges open their bin, what is outside counts at the ends, NaN is not there yet", () => {
  assert.deepEqual([...binCounts([0, 0.1, 0.3, 1, -5, 7, NaN], [0, 1], 10)], [2, 1, 0, 1, 0, 0, 0, 0, 0, 2]);
  for (let bins = 1; bins <= 200; bins++)
    for (let edge = 0; edge < bins; edge++)
      assert.equal(binCounts([edge / bins], [0, 1], bins)[edge], 1, `edge ${edge} of ${bins}`);
});

test("labels at line ends do not touch, and stay beside the plot", () => {
  for (const ends of [
    [0.9, 0.91, 0.92, 0.05],
    [1, 1, 1, 1],
    [0, 0, 0, 0],
    [0, 0.5, 1, 1],
  ]) {
    const { root, options } = figure();
    const series = ends.map((y, i) => ({
      id: `s${i}`,
      label: `series ${i}`,
      points: /** @type {Array<[number, number]>} */ ([
        [0, 0.5],
        [12, y],
      ]),
    }));
    const plot = frame(root, options, { ...axes, y: { domain: [0, 1] } });
    lines(plot, { series });
    const ys = [...root.node().querySelectorAll(".sw-line-label")]
      .map((label) => Number(label.getAttribute("y")))
      .sort((a, b) => a - b);
    assert.equal(ys.length, 4);
    for (let i = 1; i < ys.length; i++) assert.ok(ys[i] - ys[i - 1] >= 15.9, `${ys}`);
    assert.ok(ys[0] >= plot.top && (ys.at(-1) ?? 0) <= plot.bottom, `${ys}`);
  }
});

test("without axes, a frame counts viewBox units", () => {
  const { root, options } = figure();
  const plot = frame(root, options);
  assert.deepEqual([plot.x(17), plot.y(300), plot.x.invert(17), plot.y.invert(300)], [17, 300, 17, 300]);
  assert.equal(root.node().childNodes.length, 0);
});

test("scales invert, ticks are round and inside, their texts tell them apart", () => {
  for (const [low, high] of [
    [0, 12],
    [-1.5, 2],
    [0, 1],
    [0.61, 0.93],
    [0, 10000],
    [3, 3.0004],
  ]) {
    const scale = scaleLinear().domain([low, high]).range([42, 626]);
    assert.ok(Math.abs(scale.invert(scale(low + 0.3 * (high - low))) - (low + 0.3 * (high - low))) < 1e-9);
    const ticks = scale.ticks(5);
    assert.ok(ticks.length >= 3 && ticks[0] >= low && (ticks.at(-1) ?? high + 1) <= high, `${ticks}`);
    assert.equal(new Set(ticks.map(scale.tickFormat(5))).size, ticks.length);
  }
  assert.deepEqual(scaleLog().domain([1, 200]).ticks(), [1, 2, 5, 10, 20, 50, 100, 200]);
  const point = scalePoint().domain(["a", "b"]).range([0, 100]);
  assert.deepEqual([point("a"), point("b")], [25, 75]);
});

test("a simplified line stays within a quarter of a unit and keeps its ends", () => {
  /** @type {Array<[number, number]>} */
  const circle = Array.from({ length: 361 }, (_, i) => [
    300 + 200 * Math.cos((i * Math.PI) / 180),
    300 + 200 * Math.sin((i * Math.PI) / 180),
  ]);
  const few = simplify(circle);
  assert.ok(few.length <= 128, `${few.length} points`);
  assert.deepEqual([few[0], few.at(-1)], [circle[0], circle[360]]);
  for (const [x, y] of few) assert.ok(Math.abs(Math.hypot(x - 300, y - 300) - 200) < 1e-9);
  for (let i = 1; i < few.length; i++) {
    const middle = Math.hypot((few[i][0] + few[i - 1][0]) / 2 - 300, (few[i][1] + few[i - 1][1]) / 2 - 300);
    assert.ok(200 - middle <= 0.25 + 1e-9);
  }
  assert.deepEqual(simplify([]), []);
  assert.deepEqual(simplify([[1, 1]]), [[1, 1]]);
  assert.equal(
    linePath([
      [0, 0],
      [NaN, 1],
      [2, 2],
      [3, 3],
    ]),
    "M0,0M2,2L3,3",
  );
});

test("a logarithmic axis is asked for by its scale", () => {
  const { root, options } = figure();
  const plot = frame(root, options, { x: { domain: [1, 100], scale: scaleLog } });
  assert.equal(plot.x(10), (plot.left + plot.right) / 2);
});

test("a flock stays in its box, everyone on a place of their own", () => {
  for (const count of [0, 1, 2, 12, 60, 300]) {
    const box = { x: 10, y: 20, width: 180, height: 120 };
    const places = flock(box, count, { size: 10 });
    assert.equal(new Set(places.map(String)).size, count);
    for (const [x, y] of places) assert.ok(x >= 10 && x <= 190 && y >= 20 && y <= 140, `${count}: ${x}, ${y}`);
  }
});

test("numbers as text", () => {
  assert.equal(formatPercent(0.834), "83%");
  assert.equal(formatPercent(0.834, 1), "83.4%");
  assert.equal(formatCount(10000), "10,000");
  assert.equal(formatNumber(3), "3");
  assert.equal(formatNumber(3.14159, 2), "3.14");
  assert.deepEqual([0.487742, 206.5, 4175.5, -43.35, 0].map(formatMeasured), [
    "0.4877",
    "206.5",
    "4175.5",
    "−43.35",
    "0",
  ]);
  assert.equal(formatValue(0.5, "percent"), "50%");
  assert.equal(formatValue(0, null), "0");
  assert.equal(formatValue(undefined, "percent"), "…");
  assert.equal(formatValue("both", "percent"), "both");
});

test("the table twin is a real table, redrawn in place", () => {
  const { document } = parseHTML("<!doctype html><html><body><div></div></body></html>");
  const parent = select(document.querySelector("div"));
  dataTable(parent, {
    caption: "Animals",
    columns: ["name", "weight"],
    rows: [
      ["Mimi", 3],
      ["Rex", 9],
    ],
  });
  dataTable(parent, { caption: "Animals", columns: ["name", "weight"], rows: [["Mimi", 4]] });
  assert.equal(
    parent.node().innerHTML,
    '<table class="sw-table"><caption>Animals</caption><thead><tr><th>name</th><th>weight</th></tr></thead><tbody><tr><td>Mimi</td><td>4</td></tr></tbody></table>',
  );
});

test("of a long table the twin shows a thousand rows, and says so", () => {
  const { document } = parseHTML("<!doctype html><html><body><div></div></body></html>");
  const parent = select(document.querySelector("div"));
  const rows = Array.from({ length: 1200 }, (_, i) => [i]);
  dataTable(parent, { caption: "Your table.", columns: ["n"], rows });
  assert.equal(parent.selectAll("tbody tr").size(), 1000);
  assert.equal(parent.select("caption").text(), "Your table. The first 1000 of 1200 rows; the CSV file has them all.");
  dataTable(parent, { caption: "Your table.", columns: ["n"], rows: rows.slice(0, 1000) });
  assert.equal(parent.select("caption").text(), "Your table.");
});

// Bars in linkedom: signs, intervals, series and order.
import assert from "node:assert/strict";
import { test } from "node:test";
import { select } from "d3-selection";
import { parseHTML } from "linkedom";
import { bars, barsTable, frame } from "scrollwork/figures";

/** @returns {any} */
function figure() {
  const { document } = parseHTML("<!doctype html><html><body><svg></svg></body></html>");
  return {
    root: select(document.querySelector("svg")),
    options: { width: 640, height: 300, narrow: false, live: false },
  };
}
/** The x at which a bar starts and ends. @param {any} bar */
const ends = (bar) => {
  const [, from, to] = /^M([-\d.]+),0H([-\d.]+)/.exec(bar.getAttribute("d")) ?? [];
  return [Number(from), Number(to)];
};
const rows = [
  { id: "a", label: "age", value: -0.4, low: -0.6, high: -0.1 },
  { id: "b", label: "mass", value: 0.8 },
  { id: "c", label: "noise", value: NaN },
  { id: "d", label: "sex", value: 0.1 },
];

test("negative values grow to the left of a drawn zero", () => {
  const { root, options } = figure();
  const plot = frame(root, options, { x: { domain: [-1, 1] } });
  bars(plot, { rows });
  const drawn = [...root.node().querySelectorAll(".sw-bar")];
  assert.deepEqual(ends(drawn[0]), [plot.x(0), Math.round(plot.x(-0.4) * 10) / 10]);
  assert.ok(ends(drawn[1])[1] > plot.x(0));
  assert.equal(drawn[2].getAttribute("d"), null, "unknown: no bar");
  assert.match(root.node().querySelector(".sw-layer-bars-zero path").getAttribute("d"), new RegExp(`^M${plot.x(0)},`));
  assert.equal(root.node().querySelectorAll('.sw-whisker[d^="M"]').length, 1);
});

test("without negative values the bars start at the axis and no zero is drawn", () => {
  const { root, options } = figure();
  const plot = frame(root, options, { x: { domain: [0, 1] } });
  bars(plot, { rows: [rows[1]] });
  assert.equal(ends(root.node().querySelector(".sw-bar"))[0], plot.left);
  assert.equal(root.node().querySelectorAll(".sw-layer-bars-zero path").length, 0);
});

test("sorted rows keep their elements; what is unknown comes last", () => {
  const { root, options } = figure();
  const plot = frame(root, options, { x: { domain: [-1, 1] } });
  bars(plot, { rows });
  const elements = [...root.node().querySelectorAll(".sw-row")];
  const heights = () =>
    elements.map((row) => Number(/,([\d.]+)\)/.exec(row.getAttribute("transform") ?? "")?.[1] ?? NaN));
  bars(plot, { rows, sort: "descending" });
  const [a, b, c, d] = heights();
  assert.ok(b < d && d < a && a < c, `${heights()}`);
  bars(plot, { rows, sort: "ascending" });
  const [a2, b2, c2, d2] = heights();
  assert.ok(a2 < d2 && d2 < b2 && b2 < c2, `${heights()}`);
  assert.deepEqual(new Set(root.node().querySelectorAll(".sw-row")), new Set(elements));
});

test("several series stand below each other in their row, named once above", () => {
  const { root, options } = figure();
  const plot = frame(root, options, { x: { domain: [0, 1] } });
  const pair = (/** @type {number} */ one, /** @type {number} */ other) => [
    { id: "train", label: "impurity", value: one, className: "sw-part-train" },
    { id: "test", label: "permutation", value: other, low: other - 0.1, high: other + 0.1, className: "sw-part-test" },
  ];
  const grouped = [
    { id: "a", label: "age", series: pair(0.4, 0.3) },
    { id: "b", label: "mass", series: pair(0.6, 0.9) },
  ];
  bars(plot, { rows: grouped, sort: "descending" });
  assert.deepEqual(
    [...root.node().querySelectorAll(".sw-layer-bars-legend text")].map((text) => text.textContent),
    ["impurity", "permutation"],
  );
  assert.equal(root.node().querySelectorAll(".sw-bar-of.sw-part-test").length, 2);
  assert.deepEqual(barsTable({ rows: grouped, sort: "descending", caption: "", columns: ["column", "share"] }), {
    caption: "",
    columns: ["column", "series", "share", "from", "to"],
    rows: [
      ["mass", "impurity", "0.6", "", ""],
      ["mass", "permutation", "0.9", "0.8", "1"],
      ["age", "impurity", "0.4", "", ""],
      ["age", "permutation", "0.3", "0.19999999999999998", "0.4"],
    ],
  });
});

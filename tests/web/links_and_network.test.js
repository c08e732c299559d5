// Residuals, neighbours and networks in linkedom, the document of the static build.
import assert from "node:assert/strict";
import { test } from "node:test";
import { select } from "d3-selection";
import { parseHTML } from "linkedom";
import { frame, neighborLinks, network, networkTable, residuals } from "scrollwork/figures";

/** @param {object} [overrides] @returns {any} */
function figure(overrides = {}) {
  const { document } = parseHTML("<!doctype html><html><body><svg></svg></body></html>");
  return { svg: document.querySelector("svg"), options: { width: 400, height: 300, live: false, ...overrides } };
}
const axes = { x: { domain: [0, 10] }, y: { domain: [0, 10] }, margin: { top: 0, right: 0, bottom: 0, left: 0 } };

test("a residual goes straight from its point to the fit, and its square has that side and stays inside", () => {
  const { svg, options } = figure();
  const draw = (/** @type {boolean} */ squares) =>
    residuals(frame(select(svg), options, axes), {
      points: [
        { index: 0, x: 1, y: 2, label: 0 },
        { index: 1, x: 9.5, y: 8, label: 0 },
      ],
      fitted: [4, 5],
      squares,
    });
  draw(true);
  const paths = (/** @type {string} */ name) =>
    [...svg.querySelectorAll(name)].map((/** @type {Element} */ path) => path.getAttribute("d"));
  // 40 units across for one of x, 30 up for one of y.
  assert.deepEqual(paths(".sw-residual"), ["M40,240V180", "M380,60V150"]);
  assert.deepEqual(paths(".sw-square"), ["M40,240h60V180H40Z", "M380,60h-90V150H380Z"]);
  assert.equal(svg.querySelector(".sw-layer-residuals").getAttribute("aria-hidden"), "true");
  draw(false);
  assert.deepEqual(paths(".sw-square"), []);
});

test("neighbours: a line each in its colour, and the reach is a circle of the data", () => {
  const { svg, options } = figure();
  neighborLinks(frame(select(svg), options, axes), {
    from: [5, 5],
    to: [
      { index: 3, x: 6, y: 5, label: 1 },
      { index: 8, x: 5, y: 7, label: 0 },
    ],
    reach: 2,
  });
  const lines = [...svg.querySelectorAll(".sw-link")];
  assert.deepEqual(
    lines.map((line) => line.getAttribute("d")),
    ["M200,150L240,150", "M200,150L200,90"],
  );
  assert.match(lines[0].getAttribute("class"), /sw-class-1/);
  const ring = svg.querySelector("ellipse");
  assert.deepEqual([ring.getAttribute("rx"), ring.getAttribute("ry")], ["80", "60"]);
});

const layers = [
  { title: "inputs", units: [{ label: "x" }, { label: "y" }] },
  { title: "output", units: [{ label: "unit 1", value: 0.25, surface: Float32Array.of(-1, 0, 0.5, 1) }] },
];
const weights = [{ data: [2, -1], rows: 2, cols: 1 }];

test("a network: weights by width and sign, surfaces under the units, and their numbers in the table", () => {
  /** @type {any[]} */
  const rasters = [];
  const { svg, options } = figure({ raster: (/** @type {any} */ layer) => rasters.push(layer) });
  const pixels = { width: 2, height: 2 };
  const draw = () => network(frame(select(svg), options), { layers, weights, pixels });
  draw();
  const once = svg.outerHTML;
  draw();
  assert.equal(svg.outerHTML, once);
  const [strong, weak] = svg.querySelectorAll(".sw-weight");
  assert.ok(strong.classList.contains("sw-positive") && weak.classList.contains("sw-negative"));
  assert.equal(Number(strong.getAttribute("stroke-width")), 7);
  assert.ok(Number(weak.getAttribute("stroke-width")) < 4);
  assert.deepEqual([...rasters[0].rgba], [240, 150, 58, 255, 90, 150, 230, 0, 90, 150, 230, 128, 90, 150, 230, 255]);
  assert.equal(rasters[0].rgba, rasters[1].rgba, "the same numbers are the same picture");
  assert.equal(svg.querySelectorAll("[role=button]").length, 0, "a static drawing has no buttons");
  assert.deepEqual(networkTable({ layers, weights }).rows, [
    ["inputs, x", "output, unit 1", "2.000"],
    ["inputs, y", "output, unit 1", "-1.000"],
  ]);
});

test("a live network is one tab stop of named switches; the weights of others step back", () => {
  /** @type {number[][]} */
  const chosen = [];
  const { svg, options } = figure({ live: true });
  network(frame(select(svg), options), {
    layers,
    weights,
    chosen: [0, 1],
    choose: (layer, unit) => chosen.push([layer, unit]),
  });
  const units = [...svg.querySelectorAll("[role=button]")];
  assert.deepEqual(
    units.map((unit) => unit.getAttribute("aria-label")),
    ["inputs, x", "inputs, y", "output, unit 1, 0.25"],
  );
  assert.deepEqual(
    units.map((unit) => unit.getAttribute("aria-pressed")),
    ["false", "true", "false"],
  );
  assert.equal(units.filter((unit) => unit.getAttribute("tabindex") === "0").length, 1);
  assert.deepEqual(
    [...svg.querySelectorAll(".sw-weight")].map((path) => path.classList.contains("is-faint")),
    [true, false],
  );
  units[2].dispatchEvent(new (parseHTML("").window.Event)("click", { bubbles: true }));
  assert.deepEqual(chosen, [[1, 0]]);
});

test("weights that do not fit the layers are refused by name", () => {
  const { svg, options } = figure();
  const draw = (/** @type {any} */ wrong) => network(frame(select(svg), options), { layers, weights: wrong });
  assert.throws(() => draw([]), /expected 1 matrices of weights, got 0/);
  assert.throws(() => draw([{ data: [1], rows: 1, cols: 1 }]), /weights\[0\]: expected 2 x 1, got 1 x 1/);
});

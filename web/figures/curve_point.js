// A point that keeps to a curve and sets the state value that belongs to its place there: a threshold on a ROC curve.
import { axisFormat } from "./frame.js";
import { handleOf, makeSlider, settle } from "./marker.js";

/**
 * @typedef {object} CurvePoint  a handle that keeps to a curve
 * @property {string} key  of the state
 * @property {number} value
 * @property {number[][]} points  [x, y, the value there], x rising
 * @property {[number, number]} [at]  where the value is (the point of nearest value)
 * @property {string} [label]
 * @property {string} [name]  for screen readers (the label)
 * @property {string} [text]  what a screen reader says of the value
 * @property {boolean} [tabStop]  false where another handle of the figure sets the same value by keys (true)
 * @property {number} min  of the value
 * @property {number} max
 * @property {number} [step]  (1)
 */

/** @param {import("./frame.js").Plot} plot @param {CurvePoint} spec */
export function curvePoint(plot, spec) {
  const { key, value, points, label, min, max, step = 1 } = spec;
  const known = points.filter((p) => Number.isFinite(p[2]));
  const nearestValue = known.reduce((a, b) => (Math.abs(b[2] - value) < Math.abs(a[2] - value) ? b : a), known[0]);
  const [x, y] = spec.at ?? nearestValue;
  const handle = handleOf(plot, key, spec, "sw-curve-point");
  handle.select(".sw-hit").attr("x", -22).attr("y", -22).attr("width", 44).attr("height", 44);
  handle.select("circle").attr("r", 7);
  handle
    .select("text")
    .attr("x", 12)
    .attr("y", 18)
    .text(label ?? "");
  settle(plot, handle, plot.x(x), plot.y(y));
  const ends = plot.x.domain();
  makeSlider(plot, handle, {
    key,
    value,
    min,
    max,
    step,
    name: (spec.name ?? label) || key,
    text: spec.text ?? `${axisFormat(plot.x, plot.xAxis)(x)}, ${axisFormat(plot.y, plot.yAxis)(y)}`,
    now: x,
    ends: [ends[0], ends.at(-1)],
    // To the right on the curve, whichever way the value runs along it.
    up: known[0][2] > known[known.length - 1][2] ? -1 : 1,
    at: ([pointerX, pointerY]) => {
      const away = (/** @type {number[]} */ p) => (plot.x(p[0]) - pointerX) ** 2 + (plot.y(p[1]) - pointerY) ** 2;
      return known.reduce((a, b) => (away(b) < away(a) ? b : a), known[0])[2];
    },
  });
  if (spec.tabStop === false && handle.attr("tabindex")) handle.attr("tabindex", "-1");
}

// What could be measured off a chart with a ruler: its lines, bars and marks as numbers, by the ticks of its own axes.
import { livePicture } from "./reader.js";

/**
 * @typedef {object} Chart
 * @property {number[][][]} lines  each a list of [x, y], in the order of drawing
 * @property {Array<{ label: string, text: string, value: number, whisker: number[] }>} bars  `whisker`: its ends, or none
 * @property {number[][]} marks  places of the points of a scatter
 */

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} figure
 * @param {string} panel  the part of the figure that holds the chart
 * @param {{ log?: boolean }} [options]  log: the x axis is logarithmic
 * @returns {Promise<Chart>}
 */
export async function readChart(page, figure, panel, { log = false } = {}) {
  const drawn = await livePicture(page, figure)
    .locator(`.sw-layer-panel-${panel}`)
    .evaluate((root) => {
      const each = (/** @type {string} */ selector, from = root) => [...from.querySelectorAll(selector)];
      const path = (/** @type {Element | null} */ element) => element?.getAttribute("d") ?? "";
      const words = (/** @type {Element} */ element) => element.textContent ?? "";
      return {
        axis: path(root.querySelector(".sw-axis")),
        x: each(".sw-layer-x > text").map(words),
        y: each(".sw-layer-y > text").map(words),
        lines: each(".sw-line").map(path),
        bars: each(".sw-bar-of").map((bar) => ({
          label: words(/** @type {Element} */ (bar.parentElement?.querySelector(".sw-row-label"))),
          text: words(/** @type {Element} */ (bar.querySelector(".sw-row-value"))),
          bar: path(bar.querySelector(".sw-bar")),
          whisker: path(bar.querySelector(".sw-whisker")),
        })),
        marks: each(".sw-mark").map((mark) => mark.getAttribute("transform") ?? ""),
      };
    });
  const numbers = (/** @type {string} */ text) => (text.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
  // A tick of the x axis goes down from it, one of the y axis to the left.
  const x = ruler([...drawn.axis.matchAll(/M([\d.]+),[\d.]+v5/g)].map(firstNumber), drawn.x, log);
  const y = ruler([...drawn.axis.matchAll(/M[\d.]+,([\d.]+)h-5/g)].map(firstNumber), drawn.y);
  const place = (/** @type {number[]} */ [left, top]) => [x(left), y(top)];
  return {
    lines: drawn.lines.map((path) => pointsOf(path).map(place)),
    bars: drawn.bars.map(({ bar, whisker, ...rest }) => ({
      ...rest,
      value: x(numbers(/H(-?[\d.]+)/.exec(bar)?.[1] ?? "")[0]),
      whisker: whisker === "" ? [] : [...whisker.matchAll(/[MH]([\d.]+)/g)].slice(0, 2).map(firstNumber).map(x),
    })),
    marks: drawn.marks.map((transform) => place(numbers(transform))),
  };
}

const firstNumber = (/** @type {RegExpMatchArray} */ match) => Number(match[1]);

/** The corners of a path of M, L, H and V. @param {string} path @returns {number[][]} */
function pointsOf(path) {
  let [x, y] = [NaN, NaN];
  return [...path.matchAll(/([MLHV])(-?[\d.]+)(?:,(-?[\d.]+))?/g)].map(([, command, first, second]) => {
    if (command === "V") y = Number(first);
    else [x, y] = [Number(first), command === "H" ? y : Number(second)];
    return [x, y];
  });
}

/**
 * From viewBox units to what the axis measures: a straight line through its first and last tick.
 * @param {number[]} places @param {string[]} texts @param {boolean} [log]
 * @returns {(at: number) => number}
 */
function ruler(places, texts, log = false) {
  const values = texts.map((text) => Number.parseFloat(text.replaceAll(",", "")) / (text.endsWith("%") ? 100 : 1));
  const [to, from] = log ? [Math.log, Math.exp] : [Number, Number];
  const [first, last] = [to(values[0]), to(values[values.length - 1])];
  const [start, end] = [places[0], places[places.length - 1]];
  return (at) => from(first + ((at - start) / (end - start)) * (last - first));
}

/**
 * How far two lists of numbers, however deep, are apart at the most; Infinity where they are not of one shape.
 * @param {any} a @param {any} b @returns {number}
 */
export function apart(a, b) {
  if (!Array.isArray(a) || !Array.isArray(b)) return typeof a === typeof b ? Math.abs(a - b) : Infinity;
  if (a.length !== b.length) return Infinity;
  return a.reduce((most, value, i) => Math.max(most, apart(value, b[i])), 0);
}

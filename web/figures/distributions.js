// Two crowds on one axis, one above the line and one below it: as dots, as a histogram, with their densities, with a
// threshold that cuts through both and handles that move and widen them.
import { short } from "./frame.js";
import { binCounts } from "./histogram.js";
import { marker } from "./marker.js";
import { linePath, simplify } from "./path.js";
import { scatter } from "./scatter.js";

/**
 * @typedef {object} Crowd
 * @property {string} id
 * @property {number} index  class number: colour, and shape of the dots
 * @property {string} [label]  printed at the crowd's end of the axis
 * @property {ArrayLike<number>} values  one a case, data units; the order names the dots
 * @property {number[][]} [density]  [x, density there], its integral 1: drawn as high as the crowd would be
 * @property {boolean} [below]  the line rather than above it (false)
 * @property {Handle} [median]  makes the crowd movable
 * @property {Handle} [spread]  makes it widenable; counted from the median, or where there is none from `centre`
 * @property {number} [centre]  data units (the median's value)
 *
 * @typedef {{ key: string, value: number, min: number, max: number, step: number, name: string }} Handle
 *
 * @typedef {object} DistributionsSpec
 * @property {Crowd[]} crowds
 * @property {import("./marker.js").Marker} [threshold]
 * @property {"dots" | "bars" | "none"} [as]  ("dots")
 * @property {number} [size]  half of a dot's width, viewBox units (6)
 * @property {string[]} [symbols]  ids of <symbol> elements by class number, in place of the built-in shapes
 * @property {(dot: Dot) => string} [classOf]  further classes of a dot
 * @property {(dot: Dot) => string} [nameOf]
 * @property {number} [bins]  of the histogram (40)
 * @property {number} [walk]  ms that a dot takes to a new place (0)
 *
 * @typedef {{ index: number, label: number, value: number, x: number, y: number }} Dot
 */

/** Room at either end: for the crowds' names, and for the handles that move them. viewBox units. */
const NAME_ROOM = 16;
const HANDLE_ROOM = 36;

/**
 * @param {import("./frame.js").Plot} plot  with an x axis and none for y
 * @param {DistributionsSpec} spec
 */
export function distributions(plot, spec) {
  const { crowds, threshold, as = "dots", size = 6, bins = 40, walk = 0 } = spec;
  const both = crowds.some((d) => d.below);
  const middle = both ? (plot.top + plot.bottom) / 2 : plot.bottom;
  const room = middle - plot.top - (crowds.some((d) => d.median) ? HANDLE_ROOM : NAME_ROOM);
  const placed = crowds.map((d) => ({ ...d, way: d.below ? 1 : -1, dots: stack(plot, d, size) }));
  // All crowds to one measure: equally many dots are equally high.
  const pitch = 2 * size + 1;
  const highest = Math.max(1, ...placed.flatMap((d) => d.dots.map((dot) => dot.level + 1)));
  const unit = Math.min(pitch, room / highest);

  const measure = as === "bars" ? barMeasure(plot, placed, bins, room) : { unit, pitch };
  drawDensities(plot, placed, middle, as === "none" ? null : measure, room);
  if (as === "bars") drawBars(plot, placed, middle, bins, measure);
  drawAxisLine(plot, both, middle);
  if (as === "dots") {
    let first = 0;
    const data = placed.flatMap((d) => {
      const from = first;
      first += d.values.length;
      return d.dots.map(({ value, x, level, row }) => ({
        index: from + row,
        label: d.index,
        value,
        x,
        y: middle + d.way * unit * (level + 0.5),
      }));
    });
    scatter(plot, {
      data: data.sort((a, b) => a.index - b.index),
      ...(spec.symbols && { symbols: spec.symbols }),
      size,
      walk,
      classOf: spec.classOf,
      nameOf: spec.nameOf,
      name: "crowds",
    });
  }
  drawNames(plot, placed, middle);
  // Its line takes the finger along its whole length, so the handles lie above it.
  if (threshold) marker(plot, threshold);
  for (const d of placed) drawHandles(plot, d, middle);
}

/**
 * Places dots as close to the line as they go without touching: where they are many they pile up.
 * @param {import("./frame.js").Plot} plot
 * @param {Crowd} crowd
 * @param {number} size
 */
function stack(plot, { values }, size) {
  const [low, high] = plot.x.domain();
  const reach = 2 * size;
  /** @type {number[][]} the places taken in each level */
  const levels = [];
  // What lies outside of the axis stands at its end, never lost.
  const inside = (/** @type {number} */ v) => Math.min(high, Math.max(low, v));
  return Array.from(values, (value, row) => ({ value, row, x: inside(value) }))
    .sort((a, b) => a.x - b.x || a.row - b.row)
    .map((dot) => {
      const at = plot.x(dot.x);
      let level = 0;
      // Sorted by place: only the last dot of a level can be in the way.
      while (levels[level]?.length && at - levels[level][levels[level].length - 1] < reach) level++;
      (levels[level] ??= []).push(at);
      return { ...dot, level };
    });
}

/** How high a count of one is in a histogram. @param {import("./frame.js").Plot} plot @param {Crowd[]} crowds @param {number} bins @param {number} room */
function barMeasure(plot, crowds, bins, room) {
  const highest = Math.max(1, ...crowds.flatMap((d) => Array.from(binCounts(d.values, plot.x.domain(), bins))));
  return { unit: room / highest, pitch: (plot.right - plot.left) / bins };
}

/** @typedef {Crowd & { way: number }} Placed */

/** @param {import("./frame.js").Plot} plot @param {Placed[]} crowds @param {number} middle @param {{ unit: number, pitch: number } | null} measure of the cases; without, the highest density fills the room @param {number} room */
function drawDensities(plot, crowds, middle, measure, room) {
  const [low, high] = plot.x.domain();
  const perUnit = (plot.right - plot.left) / (high - low);
  const shown = crowds.filter((d) => d.density);
  const highest = Math.max(...shown.flatMap((d) => (d.density ?? []).map(([, f]) => f)));
  const area = (/** @type {Placed} */ { density = [], values, way }) => {
    // As many cases as a dot, or a bin, is wide.
    const scale = measure ? (values.length * measure.pitch * measure.unit) / perUnit : room / highest;
    /** @type {[number, number][]} */
    const edge = density.map(([x, f]) => [plot.x(x), middle + way * Math.min(room, f * scale)]);
    const [first, last] = [edge[0], edge[edge.length - 1]];
    // A built picture is sent to every reader.
    const shown = plot.options.live ? edge : simplify(edge);
    return linePath([[first[0], middle], ...shown, [last[0], middle]], true);
  };
  plot
    .layer("densities")
    .selectChildren("path")
    .data(shown, /** @type {any} */ ((/** @type {Placed} */ d) => d.id))
    .join("path")
    .attr("class", (/** @type {Placed} */ d) => `sw-band sw-class-${d.index}`)
    .attr("d", area);
}

/** @param {import("./frame.js").Plot} plot @param {Placed[]} crowds @param {number} middle @param {number} bins @param {{ unit: number, pitch: number }} measure */
function drawBars(plot, crowds, middle, bins, { unit, pitch }) {
  const outline = (/** @type {Placed} */ { values, way }) => {
    let path = `M${short(plot.left)},${short(middle)}`;
    binCounts(values, plot.x.domain(), bins).forEach((count, bin) => {
      path += `V${short(middle + way * count * unit)}H${short(plot.left + (bin + 1) * pitch)}`;
    });
    return `${path}V${short(middle)}Z`;
  };
  plot
    .layer("bars")
    .selectChildren("path")
    .data(crowds, /** @type {any} */ ((/** @type {Placed} */ d) => d.id))
    .join("path")
    .attr("class", (/** @type {Placed} */ d) => `sw-bin sw-class-${d.index}`)
    .attr("d", outline);
}

/** The line between the crowds; the axis below has one of its own. @param {import("./frame.js").Plot} plot @param {boolean} both @param {number} middle */
function drawAxisLine(plot, both, middle) {
  plot
    .layer("middle")
    .selectChildren("path")
    .data(both ? [middle] : [])
    .join("path")
    .attr("class", "sw-axis")
    .attr("d", `M${plot.left},${short(middle)}H${plot.right}`);
}

/** @param {import("./frame.js").Plot} plot @param {Placed} crowd @param {number} middle */
function drawHandles(plot, { median, spread, centre, index, way }, middle) {
  // Below the handle of a threshold, which may stand at the same place.
  const end = way < 0 ? plot.top + 22 : plot.bottom - 14;
  const className = `sw-class-${index}`;
  if (median) marker(plot, { ...median, top: end, bottom: middle, grip: true, className });
  if (spread)
    marker(plot, {
      ...spread,
      from: median?.value ?? centre ?? 0,
      sign: way < 0 ? 1 : -1,
      top: (end + middle) / 2,
      bottom: (end + middle) / 2 - way * 12,
      grip: true,
      className,
    });
}

/** @param {import("./frame.js").Plot} plot @param {Placed[]} crowds @param {number} middle */
function drawNames(plot, crowds, middle) {
  plot
    .layer("crowd-names")
    .selectChildren("text")
    .data(
      crowds.filter((d) => d.label),
      /** @type {any} */ ((/** @type {Placed} */ d) => d.id),
    )
    .join("text")
    .attr("class", (/** @type {Placed} */ d) => `sw-line-label sw-class-${d.index}`)
    .attr("x", (/** @type {Placed} */ d) => (d.way < 0 ? plot.right : plot.left))
    .attr("y", (/** @type {Placed} */ d) => short(d.way < 0 ? middle - 8 : middle + 18))
    .attr("text-anchor", (/** @type {Placed} */ d) => (d.way < 0 ? "end" : "start"))
    .text((/** @type {Placed} */ d) => d.label ?? "");
}

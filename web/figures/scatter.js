// Marks at points: any glyph that the page defines as a <symbol>, or a built-in shape for each class; movable on request.
import { axisFormat, setAttribute, short } from "./frame.js";
import { heldPlace, isHeld, makeDraggable } from "./drag.js";
import { makeSwitches } from "./switches.js";
import { place } from "./walk.js";
import { t } from "../words/words.js";

/** Radius of the invisible disc that a finger may hit: 24 CSS pixels across even where a figure is shown at 0.85. */
const HIT_RADIUS = 14;
/** Of more marks than this, which nobody can move, so many are drawn: more are a cloud, and take the page seconds. */
const MOST = 2000;

/**
 * @typedef {object} Point
 * @property {number} x
 * @property {number} y
 * @property {number} label  class number: colour and shape
 * @property {number} index  what identifies the mark between draws
 *
 * @typedef {object} ScatterSpec
 * @property {{ data: ArrayLike<number>, rows: number, cols: number }} [X]  points as a matrix: the first two columns
 * @property {ArrayLike<number>} [y]  their labels (0 where left out)
 * @property {ArrayLike<number>} [index]  what identifies each row, where rows come and go (its number)
 * @property {Point[]} [data]  or the points themselves, with whatever else the other functions want to know
 * @property {(point: any) => unknown} [key]  (index)
 * @property {string[]} [symbols]  ids of <symbol> elements, by label
 * @property {(point: any) => string} [symbolOf]  or the id by point
 * @property {number} [size]  half of the glyph's width (10; built-in shapes 6)
 * @property {(point: any) => string} [classOf]  further classes
 * @property {(point: any) => string} [nameOf]  for screen readers ("point 7")
 * @property {string} [edit]  key of a `points` state: dragging moves its entry `index`
 * @property {(point: any, x: number, y: number) => void} [move]  or what a drag does, in data units
 * @property {(point: any) => void} [toggle]  what a click or Enter on a mark does: the marks are switches then
 * @property {(point: any) => boolean} [pressed]  whether a mark's switch is on
 * @property {number} [walk]  ms that a mark takes to a new place (0)
 * @property {string} [name]  of the layer ("marks")
 */

/**
 * The rows of a matrix as points.
 * @param {{ data: ArrayLike<number>, rows: number, cols: number }} X
 * @param {ArrayLike<number>} [y]
 * @param {ArrayLike<number>} [index]  what identifies each row (its number)
 * @returns {Point[]}
 */
export function points(X, y, index) {
  return Array.from({ length: X.rows }, (_, row) => ({
    index: index ? index[row] : row,
    x: X.data[row * X.cols],
    y: X.data[row * X.cols + 1],
    label: y ? y[row] : 0,
  }));
}

/**
 * The marks; of very many a sample, always the same one, with a line in the figure's corner that says so.
 * @param {import("./frame.js").Plot} plot
 * @param {ScatterSpec} spec
 */
export function scatter(plot, spec) {
  const { X, y, index, symbols, symbolOf, classOf, edit, name = "marks" } = spec;
  const all = spec.data ?? (X ? points(X, y, index) : []);
  const glyph = symbolOf ?? (symbols ? (/** @type {Point} */ d) => symbols[d.label % symbols.length] : null);
  const size = spec.size ?? (glyph ? 10 : 6);
  const { live, reducedMotion } = plot.options;
  const movable = Boolean(live && (edit ? !plot.options.locked?.(edit) : spec.move));
  const switchable = Boolean(live && spec.toggle && !movable);
  const active = movable || switchable;
  // The multiples of the golden ratio lie evenly between the whole numbers, whatever order the rows have.
  const data = active || all.length <= MOST ? all : all.filter((d) => (d.index * 0.618034) % 1 < MOST / all.length);
  const walk = live && !reducedMotion ? (spec.walk ?? 0) : 0;
  const group = plot.layer(name);
  const nameOf = spec.nameOf ?? ((/** @type {Point} */ d) => t("point {place}", { place: d.index + 1 }));

  const marks = group
    .selectChildren(".sw-mark")
    .data(data, /** @type {any} */ (spec.key ?? ((/** @type {Point} */ d) => d.index)))
    .join((/** @type {any} */ enter) => {
      if (!active) return enter.append(glyph ? "use" : "path");
      const made = enter.append("g").attr("role", "button").attr("tabindex", "-1");
      if (movable) made.attr("aria-roledescription", t("movable mark"));
      made.append("circle").attr("class", "sw-hit").attr("r", HIT_RADIUS);
      made.append(glyph ? "use" : "path");
      return made;
    })
    .each(function (/** @type {any} */ d) {
      const node = /** @type {Element} */ (this);
      const classes =
        `sw-mark sw-class-${d.label}${movable ? " sw-draggable" : switchable ? " sw-switch" : ""}${classOf ? ` ${classOf(d)}` : ""}`.trimEnd();
      setClass(node, classes);
      const shape = active ? node.lastChild : node;
      if (glyph) setGlyph(shape, glyph(d), size);
      else setAttribute(shape, "d", shapePath(d.label, size));
      const target = /** @type {[number, number]} */ ([plot.x(d.x), plot.y(d.y)]);
      const [x, y] = heldPlace(node, target);
      place(node, x, y, isHeld(node) ? 0 : walk);
      if (active) setAttribute(node, "aria-label", describe(plot, nameOf(d), d.x, d.y));
      if (switchable) setAttribute(node, "aria-pressed", String(spec.pressed?.(d) ?? false));
    });

  if (movable) {
    makeDraggable(group, {
      xRange: [plot.left, plot.right],
      yRange: [plot.top, plot.bottom],
      at: (d) => [plot.x(d.x), plot.y(d.y)],
      move(d, x, y, node) {
        place(node, x, y);
        const [dataX, dataY] = [plot.x.invert(x), plot.y.invert(y)];
        if (edit) plot.options.editPoint?.(edit, d.index, dataX, dataY, d.label);
        else spec.move?.(d, dataX, dataY);
      },
      describe: (d, x, y) => describe(plot, nameOf(d), plot.x.invert(x), plot.y.invert(y)),
      announce: plot.options.announce,
    });
  }
  if (switchable) makeSwitches(group, spec.toggle);
  group
    .selectChildren("text")
    .data(data === all ? [] : [t("{part} of {all} shown", { part: data.length, all: all.length })])
    .join("text")
    .attr("class", "sw-label")
    .attr("x", plot.left + 6)
    .attr("y", plot.top + 14)
    .text(String);
  return marks;
}

/**
 * Places for `count` marks in rows inside a box, the flock's rows shifted against each other: for `scatter` on a frame
 * without axes. The marks stand as far apart as the box allows, but no further than 2.6 times `size`.
 * @param {{ x: number, y: number, width: number, height: number }} box
 * @param {number} count
 * @param {{ size?: number }} [options]
 * @returns {Array<[number, number]>}
 */
export function flock({ x, y, width, height }, count, { size = 10 } = {}) {
  let spacing = size * 2.6;
  const columns = () => Math.max(1, Math.floor(width / spacing - 0.25));
  const capacity = () => columns() * Math.max(1, Math.floor(height / spacing));
  while (capacity() < count && spacing > 1) spacing *= 0.97;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns());
    return [x + spacing * ((index % columns()) + (row % 2 ? 0.75 : 0.5)), y + spacing * (row + 0.5)];
  });
}

/**
 * Path of the built-in shape for a class, of about equal area: disc, square, triangle, diamond, cross, then again. After
 * the first place all is relative, so that one path can hold many shapes.
 * @param {number} label
 * @param {number} size  radius of the disc
 */
export function shapePath(label, size) {
  const s = short(size);
  if (label % 5 === 0) return `M${-s},0a${s},${s},0,1,1,${2 * s},0a${s},${s},0,1,1,${-2 * s},0Z`;
  if (label % 5 === 1) {
    const half = short(size * 0.89);
    return `M${-half},${-half}h${2 * half}v${2 * half}h${-2 * half}Z`;
  }
  if (label % 5 === 2) {
    const half = short(size * 1.25);
    return `M0,${short(-size * 1.35)}l${half},${short(size * 2.2)}h${-2 * half}Z`;
  }
  const arm = short(size * 1.25);
  if (label % 5 === 3) return `M0,${-arm}l${arm},${arm}l${-arm},${arm}l${-arm},${-arm}Z`;
  const width = short(size * 0.8);
  const rest = short(arm - width / 2);
  return (
    `M${-width / 2},${-arm}h${width}v${rest}h${rest}v${width}h${-rest}v${rest}h${-width}v${-rest}h${-rest}v${-width}` +
    `h${rest}Z`
  );
}

/** @param {import("./frame.js").Plot} plot @param {string} name @param {number} x @param {number} y */
function describe({ x: scaleX, y: scaleY, xAxis, yAxis }, name, x, y) {
  const read = (
    /** @type {any} */ scale,
    /** @type {import("./frame.js").AxisSpec | null} */ axis,
    /** @type {number} */ value,
  ) =>
    axis
      ? `${axis.title ?? ""} ${axis.format ? axis.format(value) : finer(scale, axis)(value)} ${axis.unit ?? ""}`.trim()
      : "";
  return [`${name}:`, [read(scaleX, xAxis, x), read(scaleY, yAxis, y)].filter(Boolean).join(", ")]
    .join(" ")
    .replace(/:\s*$/, "");
}

/** One decimal more than the ticks show, so that a key's step is heard. @param {any} scale @param {import("./frame.js").AxisSpec} axis */
function finer(scale, axis) {
  return scale.tickFormat ? scale.tickFormat((axis.ticks ?? 5) * 10) : axisFormat(scale, axis);
}

/** @param {any} node @param {string} id @param {number} size */
function setGlyph(node, id, size) {
  setAttribute(node, "href", `#${id}`);
  for (const name of ["x", "y"]) setAttribute(node, name, String(short(-size)));
  for (const name of ["width", "height"]) setAttribute(node, name, String(short(2 * size)));
}

/** @param {Element} node @param {string} classes */
function setClass(node, classes) {
  setAttribute(node, "class", node.classList.contains("sw-dragging") ? `${classes} sw-dragging` : classes);
}

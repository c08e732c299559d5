// The frame of a figure: scales, axes with titles and units, and named layers that keep the order of painting.
//
// No text is ever measured, so the picture is the same in a browser and in the document that the static build draws
// into. Axes are written here rather than taken from d3-axis because its markup (a group, a line and a text with six
// attributes for each tick) is three times as long, and every static figure carries it twice, narrow and wide.
import { scaleLinear } from "./scale.js";

/**
 * @typedef {import("d3-selection").Selection<any, any, any, any>} AnySelection
 *
 * @typedef {object} RasterLayer  A picture under the marks, in viewBox units; `rgba` has `columns * rows * 4` bytes.
 * @property {string} key
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 * @property {number} columns
 * @property {number} rows
 * @property {Uint8ClampedArray | Uint8Array} rgba
 *
 * @typedef {object} DrawOptions  What the element (live) or the static renderer hands to `draw`.
 * @property {number} width   of the viewBox
 * @property {number} height  of the viewBox
 * @property {boolean} [narrow]
 * @property {boolean} [live]
 * @property {boolean} [reducedMotion]
 * @property {(layer: RasterLayer) => void} [raster]
 * @property {(changes: Record<string, unknown>) => void} [edit]
 * @property {() => Record<string, any>} [now]  the page's state at this moment: the reader's hand may be ahead of what is
 *   drawn, so what a gesture adds to is this
 * @property {(key: string, index: number, x: number, y: number, label?: number) => boolean | void} [editPoint]  false:
 *   there is no room for another point
 * @property {(key: string) => boolean} [locked]  whether a state key may not be changed: its handles are marks like others
 * @property {(text: string) => void} [announce]
 *
 * @typedef {object} AxisSpec
 * @property {Array<number | string>} domain
 * @property {string} [title]  printed at the axis's end, with the unit
 * @property {string} [unit]
 * @property {number} [ticks]  about how many (5)
 * @property {number[]} [tickValues]  exactly these
 * @property {(value: any) => string} [format]  of ticks, and of values that are read out
 * @property {() => any} [scale]  a scale factory (scaleLinear)
 * @property {boolean} [grid]
 *
 * @typedef {object} Plot
 * @property {AnySelection} root
 * @property {DrawOptions} options
 * @property {any} x  scale from data to viewBox units; `x.invert` for continuous ones
 * @property {any} y
 * @property {AxisSpec | null} xAxis
 * @property {AxisSpec | null} yAxis
 * @property {number} left
 * @property {number} top
 * @property {number} right
 * @property {number} bottom
 * @property {(name: string) => AnySelection} layer  the group of that name, made on first use
 */

/** Coordinates are written with one decimal: finer than a pixel, and short in the page. @param {number} value */
export const short = (value) => Math.round(value * 10) / 10;

/** Attributes are written only when they change: a drag redraws sixty marks a frame and moves one. @param {any} node @param {string} name @param {string} value */
export function setAttribute(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/**
 * A value of the state as the page has it now, which a fast hand has brought further than the picture.
 * @param {DrawOptions} options
 * @param {string} key
 * @param {any} drawn  the value that is drawn, for where there is no page
 */
export const present = ({ now }, key, drawn) => now?.()[key] ?? drawn;

/**
 * The layer `name` under `parent`: made once, in the order of first use, found again on later draws.
 * @param {AnySelection} parent
 * @param {string} name
 * @param {string} [tag]
 * @returns {AnySelection}
 */
export function layer(parent, name, tag = "g") {
  const found = parent.selectChild(`.sw-layer-${name}`);
  return found.empty() ? parent.append(tag).attr("class", `sw-layer-${name}`) : found;
}

/**
 * Draws the axes and returns the plot that every other function draws on. An axis left out counts viewBox units.
 * @param {AnySelection} root  an svg, or a group that `panel` made
 * @param {DrawOptions} options
 * @param {{ x?: AxisSpec, y?: AxisSpec, margin?: { top?: number, right?: number, bottom?: number, left?: number } }} [spec]
 * @returns {Plot}
 */
export function frame(root, options, { x, y, margin = {} } = {}) {
  const { width, height, narrow } = options;
  const left = margin.left ?? (y ? Math.max(narrow ? 34 : 42, 8 + widest(y)) : x ? 14 : 0);
  const right = width - (margin.right ?? (x ? 14 : 0));
  const top = margin.top ?? (y?.title ? 30 : x || y ? 10 : 0);
  const bottom = height - (margin.bottom ?? (x ? (x.title ? 44 : 26) : y ? 10 : 0));
  const plot = {
    root,
    options,
    x: x ? makeScale(x, [left, right]) : makeScale({ domain: [0, width] }, [0, width]),
    y: y ? makeScale(y, [bottom, top]) : makeScale({ domain: [0, height] }, [0, height]),
    xAxis: x ?? null,
    yAxis: y ?? null,
    left,
    top,
    right,
    bottom,
    layer: (/** @type {string} */ name) => layer(root, name),
  };
  if (x || y) drawAxes(plot);
  return plot;
}

/**
 * A rectangle of the figure with its own coordinates, to call `frame` on.
 * @param {AnySelection} root
 * @param {DrawOptions} options
 * @param {string} name
 * @param {{ x: number, y: number, width: number, height: number }} box  in viewBox units
 * @returns {{ root: AnySelection, options: DrawOptions }}
 */
export function panel(root, options, name, { x, y, width, height }) {
  return {
    root: layer(root, `panel-${name}`).attr("transform", `translate(${short(x)},${short(y)})`),
    options: shifted(options, { x, y, width, height }),
  };
}

/**
 * The options of a part of the figure: its size, and raster layers that come to lie where it does.
 * @param {DrawOptions} options
 * @param {{ x: number, y: number, width: number, height: number }} box
 * @param {string} [prefix]  before the keys of its raster layers
 * @returns {DrawOptions}
 */
export function shifted(options, { x, y, width, height }, prefix = "") {
  const { raster } = options;
  return {
    ...options,
    width,
    height,
    raster: raster && ((area) => raster({ ...area, key: prefix + area.key, x: area.x + x, y: area.y + y })),
  };
}

/** The axis's own format, or the scale's. @param {any} scale @param {AxisSpec | null} axis @returns {(value: any) => string} */
export function axisFormat(scale, axis) {
  return axis?.format ?? scale.tickFormat?.(axis?.ticks ?? 5) ?? String;
}

/** "weight (kg)". @param {AxisSpec | null} axis */
export function axisName(axis) {
  return [axis?.title, axis?.unit && `(${axis.unit})`].filter(Boolean).join(" ");
}

/** @param {AxisSpec} axis @param {[number, number]} range */
function makeScale(axis, range) {
  return (axis.scale ?? scaleLinear)().domain(axis.domain).range(range);
}

/** How much room a tick's text takes at most, in whatever font: no text is measured. @param {string} text */
export const roomOf = (text) =>
  [...text].reduce((sum, letter) => sum + (letter === "." ? 4 : /[%−]/.test(letter) ? 11.5 : 7.7), 0);

/** Of the tick that takes the most. @param {AxisSpec} axis */
function widest(axis) {
  return Math.ceil(Math.max(0, ...ticksOf(makeScale(axis, [0, 1]), axis).map(({ text }) => roomOf(text))));
}

/** @param {any} scale @param {AxisSpec} axis @returns {Array<{ at: number, text: string }>} */
function ticksOf(scale, axis) {
  const values = axis.tickValues ?? scale.ticks?.(axis.ticks ?? 5) ?? scale.domain();
  const format = axis.format ?? scale.tickFormat?.(axis.ticks ?? 5) ?? String;
  return values.map((/** @type {any} */ value) => ({ at: short(scale(value)), text: format(value) }));
}

/** What the axes in a layer show. @type {WeakMap<Element, string>} */
const drawn = new WeakMap();

/** @param {Plot} plot */
function drawAxes({ root, options: { width }, x, y, xAxis, yAxis, left, top, right, bottom }) {
  const grid = layer(root, "grid").attr("aria-hidden", "true");
  const axes = layer(root, "axes").attr("aria-hidden", "true");
  const xTicks = xAxis ? ticksOf(x, xAxis) : [];
  const yTicks = yAxis ? ticksOf(y, yAxis) : [];
  // A figure is drawn on every frame of a drag; its axes hardly ever change.
  const drawing = JSON.stringify([left, top, right, bottom, xAxis, yAxis, xTicks, yTicks]);
  if (drawn.get(axes.node()) === drawing) return;
  drawn.set(axes.node(), drawing);

  const across = yAxis?.grid ? yTicks.map(({ at }) => `M${left},${at}H${right}`) : [];
  const down = xAxis?.grid ? xTicks.map(({ at }) => `M${at},${top}V${bottom}`) : [];
  grid
    .selectChildren("path")
    .data(across.length + down.length ? [across.concat(down).join("")] : [])
    .join("path")
    .attr("class", "sw-grid")
    .attr("d", (d) => d);

  const lines = [];
  if (xAxis) lines.push(`M${left},${bottom}H${right}`, ...xTicks.map(({ at }) => `M${at},${bottom}v5`));
  if (yAxis) lines.push(`M${left},${top}V${bottom}`, ...yTicks.map(({ at }) => `M${left},${at}h-5`));
  axes
    .selectChildren("path")
    .data([lines.join("")])
    .join("path")
    .attr("class", "sw-axis")
    .attr("d", (d) => d);

  // What the texts of an axis share stands on their group: there are hundreds of them in a page.
  /** @param {string} name @param {string} className @param {string} anchor @param {string} along @param {Array<{ at: number, text: string }>} texts @param {[number, number]} origin */
  const write = (name, className, anchor, along, texts, [originX, originY]) =>
    layer(axes, name)
      .classed(className, true)
      .attr("text-anchor", anchor)
      .attr("transform", `translate(${originX},${originY})`)
      .selectChildren("text")
      .data(texts)
      .join("text")
      .attr(along, (d) => Math.round(d.at))
      .text((d) => d.text);
  // The text of a tick near an end of the figure stays inside.
  const inside = xTicks.map(({ at, text }) => {
    const half = roomOf(text) / 2;
    return { at: Math.max(half, Math.min(at, width - half)), text };
  });
  if (xAxis) write("x", "sw-tick", "middle", "x", inside, [0, bottom + 18]);
  if (yAxis) write("y", "sw-tick", "end", "y", yTicks, [left - 8, 4]);
  if (xAxis?.title)
    write("x-title", "sw-axis-title", "end", "x", [{ at: right, text: `${axisName(xAxis)} →` }], [0, bottom + 36]);
  if (yAxis?.title)
    write("y-title", "sw-axis-title", "start", "x", [{ at: 2, text: `↑ ${axisName(yAxis)}` }], [0, top - 14]);
}

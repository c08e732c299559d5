// Curves over a common x: labelled at their ends, with bands, a marker that sets a state value, and a crosshair.
import { pointer } from "d3-selection";
import { axisFormat, short } from "./frame.js";
import { linePath } from "./path.js";
import { place } from "./walk.js";

/** Least distance between the baselines of two labels at the right edge, viewBox units. */
const LABEL_PITCH = 16;

/** The value that a marker had when the drag began, for Escape. @type {WeakMap<Element, number>} */
const valuesBefore = new WeakMap();

/**
 * @typedef {object} Series
 * @property {string} id
 * @property {string} [label]  printed where the line ends
 * @property {number} [index]  class number: colour
 * @property {string} [className]  or what else it means: sw-part-test, sw-fresh
 * @property {number[][]} points  [x, y] in data units; a NaN interrupts the line
 * @property {number[][]} [band]  [x, low, high]
 * @property {boolean} [dashed]
 *
 * @typedef {object} Marker  a vertical line at a state value that the reader can drag or step
 * @property {string} key  of the state
 * @property {number} value
 * @property {string} [label]
 * @property {number} [min]  (the axis's ends)
 * @property {number} [max]
 * @property {number} [step]  (1)
 */

/**
 * @param {import("./frame.js").Plot} plot
 * @param {{ series: Series[], marker?: Marker, crosshair?: boolean, name?: string }} spec
 */
export function lines(plot, { series, marker, crosshair = false, name = "lines" }) {
  const group = plot.layer(name);
  /** @param {ArrayLike<number>} d @param {number} [value] which of the numbers after x @returns {[number, number]} */
  const at = (d, value = 1) => [plot.x(d[0]), plot.y(d[value])];
  const id = (/** @type {any} */ d) => d.id;
  const classOf = (/** @type {Series} */ d) =>
    (d.index === undefined ? "" : ` sw-class-${d.index}`) + (d.className ? ` ${d.className}` : "");

  group
    .selectChildren(".sw-band")
    .data(
      series.filter((d) => d.band),
      id,
    )
    .join((enter) => enter.insert("path", ".sw-line"))
    .attr("class", (d) => `sw-band${classOf(d)}`)
    .attr("d", ({ band = [] }) =>
      linePath([...band.map((d) => at(d, 1)), ...band.map((d) => at(d, 2)).reverse()], true),
    );
  group
    .selectChildren(".sw-line")
    .data(series, id)
    .join((enter) => enter.insert("path", ".sw-line-label"))
    .attr("class", (d) => `sw-line${classOf(d)}${d.dashed ? " sw-dashed" : ""}`)
    .attr("d", (d) => linePath(d.points.map((point) => at(point))));
  group
    .selectChildren(".sw-line-label")
    .data(endLabels(plot, series), id)
    .join("text")
    .attr("class", (d) => `sw-line-label${classOf(d)}`)
    .attr("x", (d) => d.x)
    .attr("y", (d) => short(d.y + 4))
    .text((d) => d.label ?? "");

  if (crosshair && plot.options.live) drawCrosshair(plot, series);
  if (marker) drawMarker(plot, marker);
}

/**
 * The labels at the lines' ends, in order of height and pushed apart where they would touch.
 * @param {import("./frame.js").Plot} plot
 * @param {Series[]} series
 */
function endLabels(plot, series) {
  const labels = series
    .filter((d) => d.label && d.points.some((p) => Number.isFinite(p[1])))
    .map((d) => {
      const [x, y] = d.points.filter((p) => Number.isFinite(p[1])).at(-1) ?? [0, 0];
      return { ...d, x: short(plot.x(x) + 7), y: plot.y(y) };
    })
    .sort((a, b) => a.y - b.y);
  for (let i = 1; i < labels.length; i++) labels[i].y = Math.max(labels[i].y, labels[i - 1].y + LABEL_PITCH);
  for (let i = labels.length - 1; i >= 0; i--) {
    const limit = i === labels.length - 1 ? plot.bottom - 4 : labels[i + 1].y - LABEL_PITCH;
    labels[i].y = Math.min(labels[i].y, limit);
  }
  return labels;
}

/** @param {import("./frame.js").Plot} plot @param {Marker} marker */
function drawMarker(plot, marker) {
  const { live, edit, reducedMotion } = plot.options;
  const domain = plot.x.domain();
  const { key, value, label, min = domain[0], max = domain.at(-1), step = 1 } = marker;
  const movable = Boolean(live && edit);
  const height = plot.bottom - plot.top;
  const group = plot.layer(`marker-${key}`);
  const handle = group
    .selectChildren(".sw-marker")
    .data([marker])
    .join((enter) => {
      const made = enter.append("g");
      if (movable) made.append("rect").attr("class", "sw-hit");
      made.append("path");
      made.append("circle");
      made.append("text");
      return made;
    });
  const node = /** @type {any} */ (handle.node());
  handle.attr(
    "class",
    `sw-marker${movable ? " sw-draggable" : ""}${node.classList.contains("sw-dragging") ? " sw-dragging" : ""}`,
  );
  handle
    .select(".sw-hit")
    .attr("x", -14)
    .attr("y", -18)
    .attr("width", 28)
    .attr("height", short(height + 18));
  handle.select("path").attr("d", `M0,0v${short(height)}`);
  handle.select("circle").attr("r", 6);
  const nearEnd = plot.x(value) > (plot.left + 2 * plot.right) / 3;
  handle
    .select("text")
    .attr("x", nearEnd ? -10 : 10)
    .attr("y", 4)
    .attr("text-anchor", nearEnd ? "end" : "start")
    .text(label ?? "");
  place(node, plot.x(value), plot.top, live && !reducedMotion && !node.classList.contains("sw-dragging") ? 200 : 0);
  if (!movable) return;

  const text = `${axisFormat(plot.x, plot.xAxis)(value)}${plot.xAxis?.unit ? ` ${plot.xAxis.unit}` : ""}`;
  handle
    .attr("role", "slider")
    .attr("tabindex", "0")
    .attr("aria-label", label || plot.xAxis?.title || key)
    .attr("aria-orientation", "horizontal")
    .attr("aria-valuemin", min)
    .attr("aria-valuemax", max)
    .attr("aria-valuenow", value)
    .attr("aria-valuetext", text);

  const set = (/** @type {number} */ wanted) => {
    const rounded = Math.min(max, Math.max(min, min + Math.round((wanted - min) / step) * step));
    if (rounded !== value) edit?.({ [key]: rounded });
  };
  const toPointer = (/** @type {PointerEvent} */ event) => set(plot.x.invert(pointer(event, group.node())[0]));
  const dragging = () => node.classList.contains("sw-dragging");
  // The listeners of `.on` replace those of the last draw, so they always see the newest value; a drag goes on across
  // draws because what it needs to remember hangs on the element: its class, the captured pointer, the value before.
  handle
    .on("touchstart", (event) => event.preventDefault()) // or the page scrolls away with it: see drag.js
    .on("pointerdown", (event) => {
      if (event.button !== 0 || !event.isPrimary) return;
      event.preventDefault();
      node.focus({ preventScroll: true });
      node.setPointerCapture(event.pointerId);
      node.classList.add("sw-dragging");
      valuesBefore.set(node, value);
      toPointer(event);
    })
    // As for marks: Chromium does not honour touch-action on the children of an svg.
    .on("touchstart", (event) => event.preventDefault(), { passive: false })
    .on("pointermove", (event) => dragging() && toPointer(event))
    .on("pointerup pointercancel lostpointercapture", () => node.classList.remove("sw-dragging"))
    .on("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[
        /** @type {string} */ (event.key)
      ];
      if (by) set(value + by * step * (event.shiftKey ? 10 : 1));
      else if (event.key === "Home") set(min);
      else if (event.key === "End") set(max);
      else if (event.key === "Escape" && dragging()) set(valuesBefore.get(node) ?? value);
      else return;
      event.preventDefault();
    });
}

/** Reads the values nearest to the pointer. @param {import("./frame.js").Plot} plot @param {Series[]} series */
function drawCrosshair(plot, series) {
  const group = plot.layer("crosshair").attr("aria-hidden", "true");
  if (group.selectChild(".sw-hit").empty()) {
    group.append("path").attr("class", "sw-crosshair");
    group.append("text").attr("class", "sw-readout");
    group.append("rect").attr("class", "sw-hit");
  }
  const rule = group.select(".sw-crosshair");
  const readout = group.select(".sw-readout");
  const [formatX, formatY] = [axisFormat(plot.x, plot.xAxis), axisFormat(plot.y, plot.yAxis)];
  const xs = [...new Set(series.flatMap((d) => d.points.map((p) => p[0])))].sort((a, b) => a - b);
  group
    .select(".sw-hit")
    .attr("x", plot.left)
    .attr("y", plot.top)
    .attr("width", plot.right - plot.left)
    .attr("height", plot.bottom - plot.top)
    .on("pointermove", (event) => {
      const at = plot.x.invert(pointer(event, group.node())[0]);
      const x = xs.reduce((best, value) => (Math.abs(value - at) < Math.abs(best - at) ? value : best), xs[0]);
      const values = series.flatMap((d) => {
        const found = d.points.find((p) => p[0] === x);
        return found && Number.isFinite(found[1]) ? [`${d.label ?? d.id} ${formatY(found[1])}`] : [];
      });
      const left = plot.x(x) > (plot.left + plot.right) / 2;
      rule.attr("d", `M${short(plot.x(x))},${plot.top}V${plot.bottom}`);
      readout
        .attr("x", short(plot.x(x) + (left ? -6 : 6)))
        .attr("y", plot.bottom - 8)
        .attr("text-anchor", left ? "end" : "start")
        .text(`${formatX(x)}: ${values.join(", ")}`);
    })
    .on("pointerleave", () => {
      rule.attr("d", null);
      readout.text("");
    });
}

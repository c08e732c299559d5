// Curves over a common x: labelled at their ends, with bands, a marker that sets a state value, and a crosshair.
import { pointer } from "d3-selection";
import { axisFormat, short } from "./frame.js";
import { marker as drawMarker } from "./marker.js";
import { linePath, simplify } from "./path.js";

/** Least distance between the baselines of two labels at the right edge, viewBox units. */
const LABEL_PITCH = 16;

/**
 * @typedef {object} Series
 * @property {string} id
 * @property {string} [label]  printed where the line ends
 * @property {number} [index]  class number: colour
 * @property {string} [className]  or what else it means: sw-part-test, sw-fresh
 * @property {number[][]} points  [x, y] in data units; a NaN interrupts the line
 * @property {number[][]} [band]  [x, low, high]
 * @property {boolean} [dashed]
 */

/**
 * @param {import("./frame.js").Plot} plot
 * @param {{ series: Series[], marker?: import("./marker.js").Marker, crosshair?: boolean, name?: string }} spec
 */
export function lines(plot, { series, marker, crosshair = false, name = "lines" }) {
  const group = plot.layer(name);
  /** @param {ArrayLike<number>} d @param {number} [value] which of the numbers after x @returns {[number, number]} */
  const at = (d, value = 1) => [plot.x(d[0]), plot.y(d[value])];
  // A built picture is sent to every reader: it leaves out the points that nobody would miss.
  const shown = (/** @type {[number, number][]} */ path) =>
    plot.options.live || path.some((p) => !Number.isFinite(p[1])) ? path : simplify(path);
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
      linePath([...shown(band.map((d) => at(d, 1))), ...shown(band.map((d) => at(d, 2))).reverse()], true),
    );
  group
    .selectChildren(".sw-line")
    .data(series, id)
    .join((enter) => enter.insert("path", ".sw-line-label"))
    .attr("class", (d) => `sw-line${classOf(d)}${d.dashed ? " sw-dashed" : ""}`)
    .attr("d", (d) => linePath(shown(d.points.map((point) => at(point)))));
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
        const y = valueAt(d.points, x);
        return Number.isFinite(y) ? [`${d.label || d.id} ${formatY(y)}`] : [];
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

/**
 * The height of a line at x: of the last point there (where it climbs straight up, the top), else on the way from the
 * point before to the next; NaN beyond its ends.
 * @param {number[][]} points x rising or equal
 * @param {number} x
 */
function valueAt(points, x) {
  const next = points.findIndex((p) => p[0] > x);
  const last = points[next < 0 ? points.length - 1 : next - 1];
  if (!last || last[0] === x) return last ? last[1] : NaN;
  if (next < 0) return NaN;
  return last[1] + ((x - last[0]) / (points[next][0] - last[0])) * (points[next][1] - last[1]);
}

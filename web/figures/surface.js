// What a model says everywhere: a raster layer under the marks, and the line where it changes its mind.
import { linePath, simplify } from "./path.js";

/**
 * @typedef {object} Surface  the part of the kernel's DecisionSurface that is drawn
 * @property {Uint8ClampedArray | Uint8Array} rgba  width × height pixels, row 0 on top
 * @property {number} width
 * @property {number} height
 * @property {ArrayLike<number>} bounds  [xMin, xMax, yMin, yMax]
 *
 * @typedef {object} Polylines  as the kernel's contours give them: line l has the points offsets[l] … offsets[l + 1] - 1
 * @property {ArrayLike<number>} x
 * @property {ArrayLike<number>} y
 * @property {ArrayLike<number>} offsets
 * @property {ArrayLike<number>} closed  1 where the last point joins the first
 */

/**
 * Paints a decision surface. The kernel has written the colours; this only says where they belong.
 * @param {import("./frame.js").Plot} plot
 * @param {{ surface: Surface, key?: string }} spec  `key` tells several surfaces of one figure apart
 */
export function surface(plot, { surface: { rgba, width, height, bounds }, key = "surface" }) {
  const [xMin, xMax, yMin, yMax] = Array.from(bounds);
  const [left, right] = [plot.x(xMin), plot.x(xMax)];
  const [bottom, top] = [plot.y(yMin), plot.y(yMax)];
  plot.options.raster?.({
    key,
    x: left,
    y: top,
    width: right - left,
    height: bottom - top,
    columns: width,
    rows: height,
    rgba,
  });
}

/**
 * Draws contour lines as one path.
 * @param {import("./frame.js").Plot} plot
 * @param {{ lines: Polylines, name?: string, className?: string }} spec
 */
export function boundary(plot, { lines, name = "boundary", className = "" }) {
  plot
    .layer(name)
    .selectChildren("path")
    .data([lines])
    .join("path")
    .attr("class", `sw-boundary ${className}`.trimEnd())
    .attr("d", (d) => polylinesPath(d, plot.x, plot.y));
}

/** @param {Polylines} lines @param {any} scaleX @param {any} scaleY */
function polylinesPath({ x, y, offsets, closed }, scaleX, scaleY) {
  let path = "";
  for (let line = 0; line < closed.length; line++) {
    /** @type {Array<[number, number]>} */
    const points = [];
    for (let i = offsets[line]; i < offsets[line + 1]; i++) points.push([scaleX(x[i]), scaleY(y[i])]);
    path += linePath(simplify(points), Boolean(closed[line]));
  }
  return path;
}

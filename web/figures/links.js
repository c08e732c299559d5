// Lines that tie points to what a model makes of them: residuals to the fit, neighbours to a query.
//
// They are for the eye alone: what they say in numbers stands in the figure's summary and table.
import { short } from "./frame.js";

/**
 * Lines from points to the fit, straight up or down; with `squares` what least squares adds up: a square on each line.
 * @param {import("./frame.js").Plot} plot
 * @param {object} spec
 * @param {import("./scatter.js").Point[]} spec.points
 * @param {ArrayLike<number>} spec.fitted  the model's y for each point, in data units
 * @param {boolean} [spec.squares]
 * @param {string} [spec.name]  of the layer ("residuals")
 */
export function residuals(plot, { points, fitted, squares = false, name = "residuals" }) {
  const group = plot.layer(name).attr("aria-hidden", "true");
  const placed = points.map((d, i) => ({ d, x: plot.x(d.x), y: plot.y(d.y), to: plot.y(fitted[i]) }));
  const id = (/** @type {any} */ link) => link.d.index;
  group
    .selectChildren(".sw-square")
    .data(squares ? placed : [], id)
    .join((enter) => enter.insert("path", ".sw-residual"))
    .attr("class", "sw-square")
    .attr("d", ({ x, y, to }) => squarePath(plot, x, y, to));
  group
    .selectChildren(".sw-residual")
    .data(placed, id)
    .join("path")
    .attr("class", "sw-residual")
    .attr("d", ({ x, y, to }) => `M${short(x)},${short(y)}V${short(to)}`);
}

/**
 * A square on the line from (x, y) to (x, to), on the side away from the nearer end of the frame.
 * @param {import("./frame.js").Plot} plot @param {number} x @param {number} y @param {number} to
 */
function squarePath(plot, x, y, to) {
  const side = Math.abs(to - y);
  const towards = x + side > plot.right ? -side : side;
  return `M${short(x)},${short(y)}h${short(towards)}V${short(to)}H${short(x)}Z`;
}

/**
 * Lines from a query to its neighbours, each in its neighbour's colour, and the reach of the farthest.
 * @param {import("./frame.js").Plot} plot
 * @param {object} spec
 * @param {[number, number]} spec.from  data units
 * @param {import("./scatter.js").Point[]} spec.to
 * @param {number} [spec.reach]  distance of the farthest neighbour, in data units; no ring where it is left out
 * @param {string} [spec.name]  of the layer ("neighbours")
 */
export function neighborLinks(plot, { from: [fromX, fromY], to, reach, name = "neighbours" }) {
  const group = plot.layer(name).attr("aria-hidden", "true");
  const [x, y] = [plot.x(fromX), plot.y(fromY)];
  group
    .selectChildren("ellipse")
    .data(reach === undefined ? [] : [reach])
    .join((enter) => enter.insert("ellipse", "path"))
    .attr("class", "sw-reach")
    .attr("cx", short(x))
    .attr("cy", short(y))
    // A circle of the data is an ellipse where the axes have different scales.
    .attr("rx", (d) => short(Math.abs(plot.x(fromX + d) - x)))
    .attr("ry", (d) => short(Math.abs(plot.y(fromY + d) - y)));
  group
    .selectChildren("path")
    .data(to, /** @type {any} */ ((/** @type {any} */ d) => d.index))
    .join("path")
    .attr("class", (d) => `sw-link sw-class-${d.label}`)
    .attr("d", (d) => `M${short(x)},${short(y)}L${short(plot.x(d.x))},${short(plot.y(d.y))}`);
}

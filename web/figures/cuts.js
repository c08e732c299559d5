// How a tree of two features cuts the plane: each question a line across the part of the plane that reaches it.
//
// A cut is known by its node's place in the tree (1 the root, 2p where p is answered yes, 2p + 1 where no), so that it glides
// when the tree is learned anew, and a new one grows out of its middle.
import { short } from "./frame.js";
import { glide } from "./walk.js";

/**
 * @typedef {object} CutsSpec
 * @property {import("./tree.js").TreeColumns} nodes  of a tree that asks about column 0, the plot's x, and column 1, its y
 * @property {number} [selected]  place of the node whose cut is to stand out; 0 is none
 * @property {number} [walk]  ms that a cut takes to a new place (300)
 * @property {string} [name]  the layer ("cuts")
 *
 * @typedef {{ place: number, level: number, line: [number, number, number, number] }} Cut  x0, y0, x1, y1 in data units
 */

/**
 * @param {import("./frame.js").Plot} plot
 * @param {CutsSpec} spec
 */
export function cuts(plot, { nodes, selected = 0, walk = 300, name = "cuts" }) {
  const duration = plot.options.live && !plot.options.reducedMotion ? walk : 0;
  plot
    .layer(name)
    .attr("aria-hidden", "true")
    .selectChildren("path")
    .data(cutsOf(nodes, [...plot.x.domain(), ...plot.y.domain()]), (/** @type {any} */ d) => d.place)
    .join("path")
    .attr(
      "class",
      (/** @type {Cut} */ d) => `sw-cut${d.level > 1 ? " is-deep" : ""}${d.place === selected ? " is-picked" : ""}`,
    )
    .each(
      /** @this {any} */ function (/** @type {Cut} */ { line: [x0, y0, x1, y1] }) {
        const ends = [plot.x(x0), plot.y(y0), plot.x(x1), plot.y(y1)];
        if (!this.hasAttribute("d")) {
          const [x, y] = [(ends[0] + ends[2]) / 2, (ends[1] + ends[3]) / 2];
          glide(this, duration ? [x, y, x, y] : ends, straight);
        }
        glide(this, ends, straight, duration);
      },
    );
}

/** @type {import("./walk.js").Write} */
function straight(node, [x0, y0, x1, y1]) {
  node.setAttribute("d", `M${short(x0)},${short(y0)}L${short(x1)},${short(y1)}`);
}

/**
 * The cuts as lines in data units, parents before children. Thresholds beyond the bounds have no line.
 * @param {import("./tree.js").TreeColumns} nodes
 * @param {number[]} bounds  [x0, x1, y0, y1], low before high
 * @returns {Cut[]}
 */
export function cutsOf(nodes, bounds) {
  /** @type {Cut[]} */
  const found = [];
  const open = [{ index: 0, place: 1, box: bounds }];
  for (let node = open.pop(); node; node = open.pop()) {
    const { index, place, box } = node;
    const feature = nodes.feature[index];
    if (feature < 0) continue;
    const [low, high] = [box[2 * feature], box[2 * feature + 1]];
    const at = Math.min(high, Math.max(low, nodes.threshold[index]));
    const [x0, x1, y0, y1] = box;
    if (at > low && at < high)
      found.push({ place, level: nodes.depth[index], line: feature === 0 ? [at, y0, at, y1] : [x0, at, x1, at] });
    const without = (/** @type {number} */ end) => box.map((value, i) => (i === 2 * feature + end ? at : value));
    open.push({ index: nodes.right[index], place: 2 * place + 1, box: without(0) });
    open.push({ index: nodes.left[index], place: 2 * place, box: without(1) });
  }
  return found;
}

// A tree too small to read: its branches, its leaves by class, and one way through it. For a page of many trees.
import { short } from "./frame.js";
import { shapePath } from "./scatter.js";

/**
 * @typedef {object} TreeSketchSpec
 * @property {import("./tree.js").TreeColumns} nodes  of a tree for classes
 * @property {{ x: ArrayLike<number>, y: ArrayLike<number>, width: number, height: number }} layout  `k.tree.treeLayout(nodes)`
 * @property {ArrayLike<number>} [path]  nodes that a row has come through, from the root on
 * @property {number} [size]  of a leaf (2.5); that at the path's end has twice as much
 * @property {string} [name]  of the layer ("sketch")
 */

/**
 * @param {import("./frame.js").Plot} plot  without axes: the tree takes the whole of it
 * @param {TreeSketchSpec} spec
 */
export function treeSketch(
  { left, right, top, bottom, layer },
  { nodes, layout, path = [], size = 2.5, name = "sketch" },
) {
  const { counts = [], nClasses = 0 } = nodes;
  const pitch = (right - left) / (layout.width + 1);
  const step = (bottom - top - 4 * size) / Math.max(1, layout.height);
  const at = (/** @type {number} */ node) =>
    [left + (layout.x[node] + 0.5) * pitch, top + 2 * size + layout.y[node] * step].map(short);
  const all = Array.from(nodes.left, (_, node) => node);
  const branch = (/** @type {number} */ from, /** @type {number} */ to) => `M${at(from)}L${at(to)}`;
  const labelOf = (/** @type {number} */ node) => {
    const own = Array.from({ length: nClasses }, (_, label) => counts[node * nClasses + label]);
    return own.indexOf(Math.max(...own));
  };
  const way = Array.from(path);
  const end = way.at(-1);
  const leaves = all.filter((node) => nodes.left[node] < 0);
  const twigs = all
    .filter((node) => nodes.left[node] >= 0)
    .map((node) => branch(node, nodes.left[node]) + branch(node, nodes.right[node]));
  const shapes = [
    { className: "sw-axis", d: twigs.join("") },
    { className: "sw-line sw-fresh", d: way.slice(1).map((node, i) => branch(way[i], node)).join("") }, // prettier-ignore
    ...Array.from({ length: nClasses }, (_, label) => ({
      className: `sw-dot sw-class-${label}`,
      d: leaves
        .filter((node) => labelOf(node) === label)
        .map((node) => {
          return `M${at(node)}${shapePath(label, node === end ? 2 * size : size).replace("M", "m")}`;
        })
        .join(""),
    })),
  ];
  layer(name)
    .selectChildren("path")
    .data(shapes)
    .join("path")
    .attr("class", (d) => d.className)
    .attr("d", (d) => d.d);
}

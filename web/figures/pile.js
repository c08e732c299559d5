// A histogram of bricks: every run that arrives falls into its bin and keeps its place there, so the reader sees one run
// become one brick. `histogram` draws what has more runs than anybody can follow.
import { short } from "./frame.js";
import { binOf, drawRules } from "./histogram.js";
import { place } from "./walk.js";

/** More bricks than this are neither followed by the eye nor drawn in time. */
const MOST_BRICKS = 2000;

/**
 * @typedef {object} PileSpec
 * @property {ArrayLike<number>} values  in the order of their arrival; NaN = not there yet
 * @property {ArrayLike<number>} [labels]  class numbers: colours of the bricks
 * @property {string} [className]  or what they all mean: sw-part-test, sw-fresh
 * @property {number} [bins]  (40)
 * @property {number} [max]  the count that fills the height (the highest pile so far): give it, and no brick changes its size; an axis of counts does the same
 * @property {number} [selected]  the run that is ringed, by its place in `values`; −1 is none
 * @property {number} [walk]  ms that a brick falls (400)
 * @property {import("./histogram.js").Rule[]} [rules]
 * @property {string} [name]  of the layers ("pile")
 */

/**
 * @param {import("./frame.js").Plot} plot  whose x is the value axis, and whose y, if it has one, counts the runs from 0
 * @param {PileSpec} spec
 */
export function pile(
  plot,
  { values, labels, className = "", bins = 40, max = 0, selected = -1, walk = 400, rules = [], name = "pile" },
) {
  if (values.length > MOST_BRICKS)
    throw new Error(`pile: values has ${values.length} runs; ${MOST_BRICKS} are possible, histogram takes more`);
  const { live, reducedMotion } = plot.options;
  const domain = plot.x.domain();
  const heights = new Int32Array(bins);
  const bricks = [];
  // Who came first lies lowest, so those that come later move nobody.
  for (let index = 0; index < values.length; index++) {
    if (Number.isNaN(values[index])) continue;
    const bin = binOf(values[index], domain, bins);
    bricks.push({ index, bin, seat: heights[bin]++ });
  }
  const highest = Math.max(1, max, ...heights);
  // On an axis of counts a brick is as high as one; without one they fill the frame, with head room for words.
  const unit = plot.yAxis ? plot.bottom - plot.y(1) : (plot.bottom - plot.top - 20) / highest;
  const width = (plot.right - plot.left) / bins;
  // A seam of a pixel, where that leaves something of the brick.
  const seam = (/** @type {number} */ size) => (size > 4 ? 1 : size > 1.5 ? 0.4 : 0);
  const [brickWidth, brickHeight] = [short(width - seam(width)), short(unit - seam(unit))];
  const fresh = plot.root.selectChild(`.sw-layer-${name}`).empty();
  const falls = live && !reducedMotion && !fresh ? walk : 0;
  plot
    .layer(name)
    .selectChildren("path")
    .data(bricks, /** @type {any} */ ((/** @type {any} */ d) => d.index))
    .join((enter) =>
      enter.append("path").each(
        /** @this {any} */ function (d) {
          if (falls) place(this, plot.left + d.bin * width, plot.top);
        },
      ),
    )
    .attr("class", ({ index }) =>
      `sw-brick ${labels ? `sw-class-${labels[index]}` : className}${index === selected ? " is-picked" : ""}`.trimEnd(),
    )
    .attr("d", `M0,0h${brickWidth}v${-brickHeight}h${-brickWidth}Z`)
    .each(
      /** @this {any} */ function (d) {
        place(this, plot.left + d.bin * width, plot.bottom - d.seat * unit, falls);
      },
    );
  drawRules(plot, name, rules);
}

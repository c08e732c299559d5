// Histograms that grow while the runs behind them arrive: one or several models over the same bins.
import { short } from "./frame.js";

/**
 * @typedef {object} HistogramSeries
 * @property {string} id
 * @property {string} [label]  printed over its highest bin
 * @property {number} [index]  class number: colour
 * @property {string} [className]  or what else it means: sw-part-test, sw-fresh
 * @property {ArrayLike<number>} values  NaN = not yet there
 *
 * @typedef {object} Rule  a vertical line with a text: a mean, the reader's guess, one single draw
 * @property {number} value
 * @property {string} label
 * @property {string} [className]
 */

/**
 * Counts the values into bins of equal width; what lies outside the range is counted in the bin at that end, never lost.
 * @param {ArrayLike<number>} values
 * @param {[number, number]} range
 * @param {number} bins
 * @returns {Int32Array}
 */
export function binCounts(values, [low, high], bins) {
  const counts = new Int32Array(bins);
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) counts[binOf(values[i], [low, high], bins)]++;
  return counts;
}

/**
 * The bin that a value is counted in.
 * @param {number} value
 * @param {[number, number]} range
 * @param {number} bins
 */
export function binOf(value, [low, high], bins) {
  // The guard against rounding keeps 0.3 (29.999… bins of 0.01) in the bin that it opens.
  const bin = Math.floor(((value - low) / (high - low)) * bins + 1e-9);
  return Math.min(bins - 1, Math.max(0, bin));
}

/**
 * @param {import("./frame.js").Plot} plot  whose x is the value axis; heights fill the frame
 * @param {{ series: HistogramSeries[], bins?: number, max?: number, rules?: Rule[], name?: string }} spec
 *   `max`: the count that fills the height (the highest bin so far): give it, and the picture fills like a jar
 */
export function histogram(plot, { series, bins = 40, max, rules = [], name = "histogram" }) {
  const domain = plot.x.domain();
  const counted = series.map((d) => ({ ...d, counts: binCounts(d.values, domain, bins) }));
  const highest = Math.max(1, ...counted.flatMap((d) => Array.from(d.counts)));
  const full = Math.max(max ?? 0, highest);
  const width = (plot.right - plot.left) / bins;
  // Head room for the labels over the highest bins.
  const unit = (plot.bottom - plot.top - 20) / full;
  const group = plot.layer(name);
  const id = (/** @type {any} */ d) => d.id;
  const classOf = (/** @type {HistogramSeries} */ d) =>
    (d.index === undefined ? "" : ` sw-class-${d.index}`) + (d.className ? ` ${d.className}` : "");

  group
    .selectChildren(".sw-bin")
    .data(counted, id)
    .join((enter) => enter.insert("path", "text"))
    .attr("class", (d) => `sw-bin${classOf(d)}`)
    .attr("d", (d) => outline(d.counts, plot.left, plot.bottom, width, unit));

  const labelled = counted
    .filter((d) => d.label && d.counts.some((count) => count > 0))
    .map((d) => ({ ...d, peak: peakOf(d.counts) }));
  labelled.sort((a, b) => a.peak - b.peak);
  // The leftmost reads towards the left and the rightmost towards the right, so that neighbours keep apart unmeasured.
  const anchor = (/** @type {number} */ i) =>
    labelled.length === 1 ? "middle" : i === 0 ? "end" : i === labelled.length - 1 ? "start" : "middle";
  group
    .selectChildren(".sw-bin-label")
    .data(labelled, id)
    .join("text")
    .attr("class", (d) => `sw-bin-label sw-line-label${classOf(d)}`)
    .attr("x", (d) => short(plot.left + (d.peak + 0.5) * width))
    .attr("y", (d, i) =>
      short(plot.bottom - d.counts[d.peak] * unit - (anchor(i) === "middle" && labelled.length > 1 ? 18 : 6)),
    )
    .attr("text-anchor", (_, i) => anchor(i))
    .text((d) => d.label ?? "");

  drawRules(plot, name, rules);
}

/**
 * Vertical lines with their texts, which lean towards the middle.
 * @param {import("./frame.js").Plot} plot
 * @param {string} name  of the layer that they belong to
 * @param {Rule[]} rules
 */
export function drawRules(plot, name, rules) {
  const ruled = plot
    .layer(`${name}-rules`)
    .selectChildren(".sw-rule")
    .data(rules)
    .join((enter) => {
      const made = enter.append("g");
      made.append("path");
      made.append("text");
      return made;
    });
  ruled
    .attr("class", (d) => `sw-rule ${d.className ?? ""}`.trimEnd())
    .attr("transform", (d) => `translate(${short(plot.x(d.value))},0)`);
  ruled.select("path").attr("d", `M0,${plot.top}V${plot.bottom}`);
  ruled
    .select("text")
    .attr("y", (_, i) => plot.top + 10 + 15 * i)
    .attr("x", (d) => (leansLeft(plot, d.value) ? -6 : 6))
    .attr("text-anchor", (d) => (leansLeft(plot, d.value) ? "end" : "start"))
    .text((d) => d.label);
}

/** @param {import("./frame.js").Plot} plot @param {number} value */
const leansLeft = (plot, value) => plot.x(value) > (plot.left + plot.right) / 2;

/** @param {Int32Array} counts */
const peakOf = (counts) => counts.indexOf(Math.max(...counts));

/** The outline of the bars as one path, which is a fortieth of the elements. @param {Int32Array} counts @param {number} left @param {number} bottom @param {number} width @param {number} unit */
function outline(counts, left, bottom, width, unit) {
  let path = `M${short(left)},${short(bottom)}`;
  let last = 0;
  counts.forEach((count, bin) => {
    if (count === last) return;
    path += `H${short(left + bin * width)}V${short(bottom - count * unit)}`;
    last = count;
  });
  return `${path}H${short(left + counts.length * width)}V${short(bottom)}Z`;
}

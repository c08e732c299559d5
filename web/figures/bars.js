// Values side by side, each with the interval that belongs to it.
import { axisFormat, short } from "./frame.js";

/**
 * @typedef {object} BarRow
 * @property {string} id
 * @property {string} label  printed above the bar, at its left
 * @property {number} value  NaN = not yet known: the row keeps its place, the bar is left out
 * @property {number} [low]   ends of the interval
 * @property {number} [high]
 * @property {number} [index]  class number: colour
 * @property {string} [text]  printed at the right (the value, in the axis's format)
 * @property {string} [className]
 */

/**
 * @param {import("./frame.js").Plot} plot  whose x is the value axis; the rows share the height
 * @param {{ rows: BarRow[], dots?: boolean, name?: string }} spec  `dots` draws a dot at the value instead of a bar
 */
export function bars(plot, { rows, dots = false, name = "bars" }) {
  const { x, left, right, top, bottom } = plot;
  const pitch = (bottom - top) / Math.max(1, rows.length);
  const thick = Math.min(16, Math.max(4, pitch - 24));
  const format = axisFormat(x, plot.xAxis);
  const known = (/** @type {BarRow} */ d) => Number.isFinite(d.value);
  const zero = x(Math.max(0, x.domain()[0]));

  const row = plot
    .layer(name)
    .selectChildren(".sw-row")
    .data(rows, /** @type {any} */ ((/** @type {BarRow} */ d) => d.id))
    .join((enter) => {
      const made = enter.append("g");
      made.append("path").attr("class", dots ? "sw-dot" : "sw-bar");
      made.append("path").attr("class", "sw-whisker");
      made.append("text").attr("class", "sw-row-label");
      made.append("text").attr("class", "sw-row-value").attr("text-anchor", "end");
      return made;
    });
  row
    .attr("class", (d) => `sw-row${d.index === undefined ? "" : ` sw-class-${d.index}`} ${d.className ?? ""}`.trimEnd())
    .attr("transform", (_, i) => `translate(0,${short(top + pitch * i + Math.min(18, pitch - thick - 2))})`);
  row.select("path").attr("d", (d) => {
    if (!known(d)) return null;
    const end = short(x(d.value));
    return dots
      ? `M${end - 5},${thick / 2}a5,5,0,1,1,10,0a5,5,0,1,1,-10,0Z`
      : `M${short(zero)},0H${end}V${thick}H${short(zero)}Z`;
  });
  row.select(".sw-whisker").attr("d", (d) => {
    if (!known(d) || d.low === undefined || d.high === undefined) return null;
    return `M${short(x(d.low))},${thick / 2}H${short(x(d.high))}M${short(x(d.low))},${thick / 2 - 4}v8M${short(x(d.high))},${thick / 2 - 4}v8`;
  });
  row
    .select(".sw-row-label")
    .attr("x", left)
    .attr("y", -5)
    .text((d) => d.label);
  row
    .select(".sw-row-value")
    .attr("x", right)
    .attr("y", -5)
    .text((d) => d.text ?? (known(d) ? format(d.value) : ""));
}

// Words and boxes on a figure: direct labels with leader lines, and named regions such as pens.
import { short } from "./frame.js";

/**
 * @typedef {object} Label
 * @property {string} [id]
 * @property {number} x  data units
 * @property {number} y
 * @property {string} text  lines are separated by "\n"
 * @property {"start" | "middle" | "end"} [anchor]  ("start")
 * @property {number} [dx]  viewBox units
 * @property {number} [dy]
 * @property {[number, number]} [to]  data units: where a leader line ends
 * @property {string} [className]
 *
 * @typedef {object} Box  viewBox units
 * @property {string} id
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 * @property {string} [label]  printed above the box, at its left
 * @property {string} [note]   printed above the box, at its right: a live count, say
 * @property {string} [className]
 */

/** @param {import("./frame.js").Plot} plot @param {{ labels: Label[], name?: string }} spec */
export function labels(plot, { labels: all, name = "labels" }) {
  const at = (/** @type {Label} */ d) => [plot.x(d.x) + (d.dx ?? 0), plot.y(d.y) + (d.dy ?? 0)];
  const id = (/** @type {any} */ d) => d.id ?? d.text;
  const group = plot.layer(name);
  group
    .selectChildren(".sw-leader")
    .data(
      all.filter((d) => d.to),
      id,
    )
    .join((enter) => enter.insert("path", "text"))
    .attr("class", "sw-leader")
    .attr("d", (d) => {
      const [x, y] = at(d);
      const [toX, toY] = /** @type {[number, number]} */ (d.to);
      return `M${short(x)},${short(y)}L${short(plot.x(toX))},${short(plot.y(toY))}`;
    });
  const texts = group
    .selectChildren(".sw-label")
    .data(all, id)
    .join("text")
    .attr("class", (d) => `sw-label ${d.className ?? ""}`.trimEnd())
    .attr("text-anchor", (d) => d.anchor ?? "start")
    .attr("transform", (d) => `translate(${at(d).map(short).join(",")})`);
  texts
    .selectChildren("tspan")
    .data((d) => d.text.split("\n"))
    .join("tspan")
    .attr("x", 0)
    .attr("y", (_, i) => 17 * i)
    .text((line) => line);
}

/** @param {import("./frame.js").Plot} plot @param {{ boxes: Box[], name?: string }} spec */
export function boxes(plot, { boxes: all, name = "boxes" }) {
  const box = plot
    .layer(name)
    .selectChildren(".sw-box")
    .data(all, /** @type {any} */ ((/** @type {Box} */ d) => d.id))
    .join((enter) => {
      const made = enter.append("g");
      made.append("rect").attr("rx", 8);
      made.append("text").attr("class", "sw-box-label").attr("y", -7);
      made.append("text").attr("class", "sw-box-note").attr("y", -7).attr("text-anchor", "end");
      return made;
    });
  box
    .attr("class", (d) => `sw-box ${d.className ?? ""}`.trimEnd())
    .attr("transform", (d) => `translate(${short(d.x)},${short(d.y)})`);
  box
    .select("rect")
    .attr("width", (d) => short(d.width))
    .attr("height", (d) => short(d.height));
  box.select(".sw-box-label").text((d) => d.label ?? "");
  box
    .select(".sw-box-note")
    .attr("x", (d) => short(d.width))
    .text((d) => d.note ?? "");
}

// Values side by side, each with the interval that belongs to it; rows of one value or of several series, below each other.
import { axisFormat, short } from "./frame.js";
import { glide, place } from "./walk.js";

/** Width of a letter of the legend, about: nothing is measured. */
const LETTER = 7.5;

/**
 * @typedef {object} BarValue
 * @property {number} value  NaN = not yet known: it keeps its place, the bar is left out
 * @property {number} [low]   ends of the interval
 * @property {number} [high]
 * @property {number} [index]  class number: colour
 * @property {string} [text]  the value in words (in the axis's format)
 * @property {string} [className]
 *
 * @typedef {object} BarOfSeries
 * @property {string} id
 * @property {string} [label]  of the series: printed once, above the rows
 *
 * @typedef {object} BarRowFields
 * @property {string} id
 * @property {string} label  printed above the bar, at its left
 * @property {Array<BarValue & BarOfSeries>} [series]  several bars in this row, in place of `value`
 *
 * @typedef {BarRowFields & Partial<BarValue>} BarRow
 *
 * @typedef {object} BarsSpec
 * @property {BarRow[]} rows
 * @property {boolean} [dots]  a dot at the value instead of a bar
 * @property {"descending" | "ascending"} [sort]  by value, or by that of the row's first series; what is unknown comes last
 * @property {number} [walk]  ms that a row takes to a new place and a bar to a new length (0)
 * @property {string} [name]
 */

/**
 * @param {import("./frame.js").Plot} plot  whose x is the value axis; the rows share the height
 * @param {BarsSpec} spec
 */
export function bars(plot, { rows, dots = false, sort, walk = 0, name = "bars" }) {
  const { x, left, right, bottom, options } = plot;
  const several = Math.max(1, ...rows.map((d) => d.series?.length ?? 1));
  const legend = several > 1 ? (rows[0]?.series ?? []).filter((d) => d.label) : [];
  const keys = placeKeys(plot, legend);
  const top = keys.length ? keys[keys.length - 1].y + 14 : plot.top;
  const pitch = (bottom - top) / Math.max(1, rows.length);
  const thick = Math.min(16, Math.max(4, (pitch - 24) / several));
  const low = x.domain()[0];
  const zero = short(x(Math.max(0, low)));
  const duration = options.live && !options.reducedMotion ? walk : 0;
  plot
    .layer(`${name}-zero`)
    .selectChildren("path")
    .data(low < 0 && x.domain()[1] > 0 ? [`M${zero},${short(top)}V${short(bottom)}`] : [])
    .join("path")
    .attr("class", "sw-axis")
    .attr("d", (d) => d);
  const group = plot.layer(name);

  const row = group
    .selectChildren(".sw-row")
    .data(sorted(rows, sort), /** @type {any} */ ((/** @type {BarRow} */ d) => d.id))
    .join((enter) => {
      const made = enter.append("g");
      made.append("text").attr("class", "sw-row-label");
      return made;
    });
  row
    .attr("class", (d) => `sw-row${meaning(d)}`)
    .each(
      /** @this {any} */ function (_, i) {
        const room = Math.min(18, pitch - several * thick - 2);
        place(this, 0, top + pitch * i + room, duration);
      },
    );
  row
    .select(".sw-row-label")
    .attr("x", left)
    .attr("y", -5)
    .text((d) => d.label);

  const bar = row
    .selectChildren(".sw-bar-of")
    .data(
      /** @type {any} */ ((/** @type {BarRow} */ d) => seriesOf(d)),
      /** @type {any} */ ((/** @type {any} */ d) => d.id),
    )
    .join((/** @type {any} */ enter) => {
      const made = enter.append("g");
      made.append("path").attr("class", dots ? "sw-dot" : "sw-bar");
      made.append("path").attr("class", "sw-whisker");
      made.append("text").attr("class", "sw-row-value").attr("text-anchor", "end");
      return made;
    });
  bar
    .attr("class", (/** @type {any} */ d) => `sw-bar-of${d.own ? meaning(d) : ""}`)
    .attr("transform", (/** @type {any} */ d, /** @type {number} */ i) =>
      i ? `translate(0,${short(i * thick)})` : null,
    );
  const height = several > 1 ? thick - 2 : thick;
  const format = axisFormat(x, plot.xAxis);
  bar.select(":scope > path").each(
    /** @this {any} */ function (/** @type {BarValue} */ d) {
      const write = dots ? dotAt(height) : barTo(zero, height);
      if (known(d)) glide(this, [x(d.value)], write, duration);
      else this.removeAttribute("d");
    },
  );
  bar.select(".sw-whisker").attr("d", (/** @type {BarValue} */ d) => {
    if (!known(d) || d.low === undefined || d.high === undefined) return null;
    const [from, to, middle] = [short(x(d.low)), short(x(d.high)), height / 2];
    return `M${from},${middle}H${to}M${from},${middle - 4}v8M${to},${middle - 4}v8`;
  });
  bar
    .select(".sw-row-value")
    .attr("x", right)
    .attr("y", several > 1 ? short(height / 2 + 4) : -5)
    .text((/** @type {BarValue} */ d) => d.text ?? (known(d) ? format(d.value) : ""));

  drawLegend(plot, name, keys);
}

/** @param {Partial<BarValue>} d */
const known = (d) => Number.isFinite(d.value);

/** @param {Partial<BarValue>} d its classes, with a space before them */
const meaning = ({ index, className }) =>
  (index === undefined ? "" : ` sw-class-${index}`) + (className ? ` ${className}` : "");

/** @param {BarRow} d @returns {Array<BarValue & BarOfSeries & { own: boolean }>} its bars; `own`: with colours of their own */
export function seriesOf(d) {
  if (d.series) return d.series.map((one) => ({ ...one, own: true }));
  const { value = NaN, low, high, text } = d;
  return [{ id: d.id, value, low, high, text, own: false }];
}

/** @param {BarRow[]} rows @param {BarsSpec["sort"]} sort */
export function sorted(rows, sort) {
  if (!sort) return rows;
  const sign = sort === "ascending" ? 1 : -1;
  const key = (/** @type {BarRow} */ d) => seriesOf(d)[0]?.value ?? NaN;
  return [...rows].sort((a, b) => {
    if (Number.isNaN(key(a)) || Number.isNaN(key(b)))
      return Number(Number.isNaN(key(a))) - Number(Number.isNaN(key(b)));
    return sign * (key(a) - key(b));
  });
}

/** @param {number} zero @param {number} height @returns {import("./walk.js").Write} */
const barTo =
  (zero, height) =>
  (node, [end]) =>
    node.setAttribute("d", `M${zero},0H${short(end)}V${short(height)}H${zero}Z`);

/** @param {number} height @returns {import("./walk.js").Write} */
const dotAt =
  (height) =>
  (node, [end]) =>
    node.setAttribute("d", `M${short(end - 5)},${short(height / 2)}a5,5,0,1,1,10,0a5,5,0,1,1,-10,0Z`);

/** Where the names of the series stand: side by side, on as many lines as they need. @param {import("./frame.js").Plot} plot @param {Array<BarValue & BarOfSeries>} series */
function placeKeys({ left, right, top }, series) {
  let [x, y] = [left, top + 8];
  return series.map((d) => {
    const width = 32 + LETTER * (d.label ?? "").length;
    if (x > left && x + width > right) [x, y] = [left, y + 18];
    const at = { ...d, x, y };
    x += width + 8;
    return at;
  });
}

/** The names of the series, each after a swatch of its colour. @param {import("./frame.js").Plot} plot @param {string} name @param {ReturnType<typeof placeKeys>} keys */
function drawLegend(plot, name, keys) {
  if (!keys.length && plot.root.selectChild(`.sw-layer-${name}-legend`).empty()) return;
  const key = plot
    .layer(`${name}-legend`)
    .selectChildren("g")
    .data(keys, /** @type {any} */ ((/** @type {any} */ d) => d.id))
    .join((enter) => {
      const made = enter.append("g");
      made.append("path").attr("class", "sw-bar").attr("d", "M0,-10h12v12h-12Z");
      made.append("text").attr("class", "sw-line-label").attr("x", 18);
      return made;
    });
  key
    .attr("class", (d) => meaning(d).trim() || null)
    .attr("transform", (d) => `translate(${short(d.x)},${short(d.y)})`);
  key.select("text").text((d) => d.label ?? "");
}

// A matrix of numbers as colours and, where there is room, as numbers: correlations, a grid search, similarities.
import { formatNumber } from "./format.js";
import { present, roomOf, setAttribute, short } from "./frame.js";
import { makeSwitches } from "./switches.js";
import { t } from "../words/words.js";

/** A matrix of more cells is a picture: `surface` draws those. */
const MOST_CELLS = 2500;
/** Width of a letter, about: nothing is measured. */
const LETTER = 7.5;
const LEGEND = 44;

/**
 * @typedef {object} HeatmapSpec
 * @property {{ data: ArrayLike<number>, rows: number, cols: number }} values  NaN = not known yet
 * @property {string[]} rowNames
 * @property {string[]} columnNames
 * @property {string} [rowTitle]  what the rows are
 * @property {string} [columnTitle]
 * @property {string} [title]  what the numbers are, with their unit
 * @property {number[]} [domain]  the values at the scale's ends (the least and the largest)
 * @property {number} [middle]  a value from which two colours part, below and above: 0 for correlations (one colour)
 * @property {(value: number) => string} [format]  (two decimals)
 * @property {{ row?: string, column?: string }} [select]  keys of number states that a click or Enter on a cell sets
 * @property {{ row?: number, column?: number }} [selected]  their values; −1 is none
 * @property {string} [name]  of the layers ("heatmap")
 *
 * @typedef {{ id: number, row: number, column: number, value: number }} HeatCell
 */

/**
 * @param {import("./frame.js").Plot} plot  without axes: the matrix takes the whole of it
 * @param {HeatmapSpec} spec
 */
export function heatmap(plot, spec) {
  const { select, selected = {}, name = "heatmap" } = spec;
  const cells = cellsOf(spec);
  const scale = scaleOf(spec);
  const box = boxOf(plot, spec);
  const format = spec.format ?? ((/** @type {number} */ value) => formatNumber(value, 2));
  const { live, edit, announce } = plot.options;
  const longest = Math.max(...cells.map(({ value }) => (Number.isFinite(value) ? format(value).length : 0)));
  const hasText = box.cellWidth >= longest * LETTER + 4 && box.cellHeight >= 16;
  const at = (/** @type {HeatCell} */ d) =>
    `translate(${short(box.x + d.column * box.cellWidth)},${short(box.y + d.row * box.cellHeight)})`;
  const group = plot.layer(name);

  const isPicked = (/** @type {HeatCell} */ d) =>
    (selected.row === d.row || select?.row === undefined) &&
    (selected.column === d.column || select?.column === undefined);
  // Where the number has no room, what lies below the middle wears a minus, so that its colour is not the only sign.
  const note = (/** @type {HeatCell} */ d) => {
    if (Number.isNaN(d.value)) return "";
    return hasText ? format(d.value) : scale(d.value) < 0 && box.cellHeight >= 8 ? "−" : "";
  };
  const [width, height] = [box.cellWidth - 1, box.cellHeight - 1];
  group
    .attr("text-anchor", "middle")
    .selectChildren(".sw-heat")
    .data(cells, /** @type {any} */ ((/** @type {HeatCell} */ d) => d.id))
    .join((enter) => {
      const made = enter.append("g");
      made.append("rect");
      made.append("text");
      return made;
    })
    .each(
      /** @this {any} */ function (d) {
        const unknown = Number.isNaN(d.value);
        const classes = `sw-heat${scale(d.value) < 0 ? " is-below" : ""}${unknown ? " is-unknown" : ""}`;
        setAttribute(this, "class", classes + (live ? " sw-switch" : ""));
        setAttribute(this, "transform", at(d));
        const [rect, text] = this.childNodes;
        setAttribute(rect, "width", String(short(width)));
        setAttribute(rect, "height", String(short(height)));
        setAttribute(rect, "fill-opacity", unknown ? "0" : String(Math.round(Math.abs(scale(d.value)) * 100) / 100));
        const word = note(d);
        setAttribute(text, "x", String(short(width / 2)));
        setAttribute(text, "y", String(short(height / 2 + 4)));
        if (text.textContent !== word) text.textContent = word;
        if (!live) return;
        setAttribute(this, "role", select ? "button" : "img");
        setAttribute(this, "aria-label", describe(spec, d, format));
        if (select) setAttribute(this, "aria-pressed", String(isPicked(d)));
      },
    );

  drawNames(plot, spec, box);
  drawLegend(plot, spec, box, format);
  drawPicked(plot, spec, box);
  const read = (/** @type {HeatCell | undefined} */ d) => writeReadout(plot, name, d ? describe(spec, d, format) : "");
  const picked = () => (select && (selected.row ?? selected.column ?? -1) >= 0 ? cells.find(isPicked) : undefined);
  read(picked());
  if (!live) return;

  // On the layer, not on each of hundreds of cells; a layer that listens for the focus must say that it is no tab stop.
  const cellOf = (/** @type {any} */ { target }) => target.closest(".sw-heat")?.__data__;
  group
    .attr("tabindex", "-1")
    .on("pointerover focusin", (event) => read(cellOf(event) ?? picked()))
    .on("pointerleave focusout", () => read(picked()));
  makeSwitches(group, (/** @type {HeatCell} */ d) => {
    if (!select) return announce?.(describe(spec, d, format));
    const again = /** @type {const} */ (["row", "column"]).every((way) => {
      const key = select[way];
      return key === undefined || present(plot.options, key, selected[way]) === d[way];
    });
    const wanted = (/** @type {number} */ value) => (again ? -1 : value);
    edit?.({
      ...(select.row === undefined ? {} : { [select.row]: wanted(d.row) }),
      ...(select.column === undefined ? {} : { [select.column]: wanted(d.column) }),
    });
  });
}

/**
 * The extremes of the matrix in words.
 * @param {HeatmapSpec} spec
 */
export function heatmapSummary(spec) {
  const { values, title = t("values"), format = (value) => formatNumber(value, 2) } = spec;
  const known = cellsOf(spec).filter(({ value }) => Number.isFinite(value));
  if (!known.length)
    return t("{rows} by {columns}, {title}: none known yet.", { rows: values.rows, columns: values.cols, title });
  const least = known.reduce((a, b) => (b.value < a.value ? b : a));
  const largest = known.reduce((a, b) => (b.value > a.value ? b : a));
  const where = (/** @type {HeatCell} */ d) => `${placeOf(spec, d)}: ${format(d.value)}`;
  return t("{rows} by {columns}, {title}. The largest is {largest}; the least {least}.", {
    rows: values.rows,
    columns: values.cols,
    title,
    largest: where(largest),
    least: where(least),
  });
}

/**
 * The matrix as a data table, row by row.
 * @param {HeatmapSpec & { caption?: string }} spec
 * @returns {import("./table.js").TableTwin}
 */
export function heatmapTable(spec) {
  const {
    values,
    rowNames,
    columnNames,
    rowTitle = "",
    title = t("Matrix"),
    format = (value) => formatNumber(value, 2),
  } = spec;
  const cells = cellsOf(spec);
  return {
    caption: spec.caption ?? title,
    columns: [rowTitle, ...columnNames],
    rows: rowNames.map((rowName, row) => [
      rowName,
      ...cells
        .slice(row * values.cols, (row + 1) * values.cols)
        .map(({ value }) => (Number.isNaN(value) ? "" : format(value))),
    ]),
  };
}

/** @param {HeatmapSpec} spec @returns {HeatCell[]} */
function cellsOf({ values: { data, rows, cols }, rowNames, columnNames }) {
  if (rows * cols > MOST_CELLS)
    throw new Error(`heatmap: values has ${rows} × ${cols} cells; ${MOST_CELLS} are possible, surface draws pictures`);
  if (rowNames.length !== rows || columnNames.length !== cols)
    throw new Error(
      `heatmap: ${rowNames.length} rowNames and ${columnNames.length} columnNames for ${rows} × ${cols} values`,
    );
  return Array.from({ length: rows * cols }, (_, id) => {
    return { id, row: Math.floor(id / cols), column: id % cols, value: data[id] };
  });
}

/** @param {HeatmapSpec} spec @returns {number[]} */
function domainOf({ domain, values: { data } }) {
  if (domain) return domain;
  const known = Array.from(data).filter(Number.isFinite);
  return known.length ? [Math.min(...known), Math.max(...known)] : [0, 1];
}

/** Value → −1 … 1, 0 at the middle; without one 0 … 1. @param {HeatmapSpec} spec */
function scaleOf(spec) {
  const [low, high] = domainOf(spec);
  const start = spec.middle ?? low;
  const reach = Math.max(Math.abs(high - start), spec.middle === undefined ? 0 : Math.abs(start - low)) || 1;
  return (/** @type {number} */ value) => Math.min(1, Math.max(-1, (value - start) / reach));
}

/** @param {import("./frame.js").Plot} plot @param {HeatmapSpec} spec */
function boxOf({ left, right, top, bottom }, { values: { rows, cols }, rowNames, columnNames, rowTitle, columnTitle }) {
  const longest = (/** @type {string[]} */ names) => Math.max(0, ...names.map((d) => d.length)) * LETTER;
  const gutter = Math.min(longest(rowNames) + 10, 0.36 * (right - left));
  const roomy = (right - left - gutter) / cols;
  // Names that are wider than their column lean.
  const leans = longest(columnNames) > roomy - 4;
  const overhang = leans ? Math.max(0, longest(columnNames.slice(-1)) * 0.71 + 8 - roomy / 2) : 0;
  const width = right - left - gutter - overhang;
  const titles = rowTitle || columnTitle ? 18 : 0;
  const head = titles + (leans ? 0.71 * longest(columnNames) + 14 : 20);
  return {
    x: left + gutter,
    y: top + head,
    cellWidth: width / cols,
    cellHeight: (bottom - top - head - LEGEND) / rows,
    leans,
  };
}

/** @param {import("./frame.js").Plot} plot @param {HeatmapSpec} spec @param {ReturnType<typeof boxOf>} box */
function drawNames(plot, { rowNames, columnNames, rowTitle, columnTitle, selected = {}, name = "heatmap" }, box) {
  const texts = [
    ...rowNames.map((text, row) => ({
      id: `row-${row}`,
      text,
      at: `translate(${short(box.x - 7)},${short(box.y + (row + 0.5) * box.cellHeight + 4)})`,
      anchor: "end",
      className: selected.row === row ? "sw-strong" : "",
    })),
    ...columnNames.map((text, column) => ({
      id: `column-${column}`,
      text,
      at: `translate(${short(box.x + (column + 0.5) * box.cellWidth)},${short(box.y - 7)})${box.leans ? "rotate(-45)" : ""}`,
      anchor: box.leans ? "start" : "middle",
      className: selected.column === column ? "sw-strong" : "",
    })),
    ...(rowTitle
      ? [
          {
            id: "rows",
            text: `↓ ${rowTitle}`,
            at: `translate(${plot.left + 2},${plot.top + 13})`,
            anchor: "start",
            className: "sw-axis-title",
          },
        ]
      : []),
    ...(columnTitle
      ? [
          {
            id: "columns",
            text: `${columnTitle} →`,
            at: `translate(${plot.right},${plot.top + 13})`,
            anchor: "end",
            className: "sw-axis-title",
          },
        ]
      : []),
  ];
  plot
    .layer(`${name}-names`)
    .selectChildren("text")
    .data(texts, /** @type {any} */ ((/** @type {any} */ d) => d.id))
    .join("text")
    .attr("class", (d) => d.className || null)
    .attr("transform", (d) => d.at)
    .attr("text-anchor", (d) => d.anchor)
    .text((d) => d.text);
}

/** The scale itself, in nine steps. @param {import("./frame.js").Plot} plot @param {HeatmapSpec} spec @param {ReturnType<typeof boxOf>} box @param {(value: number) => string} format */
function drawLegend(plot, spec, box, format) {
  const { name = "heatmap", title = "" } = spec;
  const [low, high] = domainOf(spec);
  const scale = scaleOf(spec);
  const [steps, size] = [9, 14];
  const y = plot.bottom - 32;
  const start = plot.left + roomOf(format(low)) + 8;
  const swatches = Array.from({ length: steps }, (_, i) => scale(low + ((high - low) * i) / (steps - 1)));
  const group = plot.layer(`${name}-legend`);
  group
    .selectChildren("rect")
    .data(swatches)
    .join("rect")
    .attr("class", (d) => `sw-heat-step${d < 0 ? " is-below" : ""}`)
    .attr("x", (_, i) => start + i * size)
    .attr("y", y)
    .attr("width", size - 1)
    .attr("height", 12)
    .attr("fill-opacity", (d) => Math.round(Math.abs(d) * 100) / 100);
  group
    .selectChildren("text")
    .data([
      { x: start - 6, text: format(low), anchor: "end" },
      { x: start + steps * size + 5, text: `${format(high)}${title ? `  ${title}` : ""}`, anchor: "start" },
    ])
    .join("text")
    .attr("class", "sw-tick")
    .attr("x", (d) => d.x)
    .attr("y", y + 10)
    .attr("text-anchor", (d) => d.anchor)
    .text((d) => d.text);
}

/** A frame around the chosen row, the chosen column, or the cell where they meet. @param {import("./frame.js").Plot} plot @param {HeatmapSpec} spec @param {ReturnType<typeof boxOf>} box */
function drawPicked(plot, { values: { rows, cols }, selected = {}, name = "heatmap" }, box) {
  const { row = -1, column = -1 } = selected;
  const [byRow, byColumn] = [row >= 0 && row < rows, column >= 0 && column < cols];
  const frame = {
    x: box.x + (byColumn ? column * box.cellWidth : 0),
    y: box.y + (byRow ? row * box.cellHeight : 0),
    width: byColumn ? box.cellWidth : cols * box.cellWidth,
    height: byRow ? box.cellHeight : rows * box.cellHeight,
  };
  plot
    .layer(`${name}-picked`)
    .selectChildren("rect")
    .data(byRow || byColumn ? [frame] : [])
    .join("rect")
    .attr("class", "sw-heat-picked")
    .attr("x", (d) => short(d.x - 0.5))
    .attr("y", (d) => short(d.y - 0.5))
    .attr("width", (d) => short(d.width))
    .attr("height", (d) => short(d.height));
}

/** @param {HeatmapSpec} spec @param {HeatCell} cell @param {(value: number) => string} format */
function describe(spec, cell, format) {
  const number = Number.isNaN(cell.value) ? t("not known yet") : format(cell.value);
  return `${placeOf(spec, cell)}: ${spec.title ? `${spec.title} ` : ""}${number}`;
}

/** "depth 2, leaf size 5". @param {HeatmapSpec} spec @param {HeatCell} cell */
function placeOf({ rowNames, columnNames, rowTitle = "", columnTitle = "" }, { row, column }) {
  return `${`${rowTitle} ${rowNames[row]}`.trim()}, ${`${columnTitle} ${columnNames[column]}`.trim()}`;
}

/** @param {import("./frame.js").Plot} plot @param {string} name @param {string} text */
function writeReadout(plot, name, text) {
  plot
    .layer(`${name}-readout`)
    .attr("aria-hidden", "true")
    .selectChildren("text")
    .data(text ? [text] : [])
    .join("text")
    .attr("class", "sw-strong")
    .attr("x", plot.left + 2)
    .attr("y", plot.bottom - 4)
    .text((d) => d);
}

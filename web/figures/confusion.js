// A confusion matrix that counts by placing: every row of the data is a mark, and a cell's number is how many stand in it.
import { present, short } from "./frame.js";
import { flock, scatter } from "./scatter.js";
import { makeSwitches } from "./switches.js";
import { t } from "../words/words.js";

/** A figure this size holds so many marks and stays quick; a matrix of more is a heat map's. */
const MOST_MARKS = 2000;
/** Width of a letter of the labels, about: nothing is measured. */
const LETTER = 8;

/**
 * @typedef {object} ConfusionSpec
 * @property {ArrayLike<number>} y  the true class of each row, 0 to k − 1
 * @property {ArrayLike<number>} predicted  what the model says of each, 0 to k − 1
 * @property {string[]} classNames  k of them, 2 to 5
 * @property {number} [counted]  so many rows have been placed, from the first; the others wait below (all)
 * @property {(row: number) => number} [order]  in which order marks fill a cell (the row): give the score and few move
 * @property {string} [select]  key of a number state that holds the chosen cell: true class × k + predicted; −1 is none
 * @property {number} [selected]  its value
 * @property {boolean} [stops]  whether the keyboard stops at the cells, which say their counts (true)
 * @property {string[]} [symbols]  ids of <symbol> elements by class (built-in shapes)
 * @property {(row: number) => string} [symbolOf]  or the id by row
 * @property {number} [size]  half of a glyph's width at most (10; built-in shapes 6)
 * @property {number} [walk]  ms that a mark takes to its cell (600)
 * @property {(row: number) => string} [nameOf]  what a mark is called ("row 7")
 * @property {string} [name]  of the layers ("confusion")
 *
 * @typedef {object} Cell
 * @property {number} id
 * @property {number} actual
 * @property {number} said
 * @property {number[]} rows
 * @property {number} x
 * @property {number} y
 */

/**
 * @param {import("./frame.js").Plot} plot  without axes: the matrix takes the whole of it
 * @param {ConfusionSpec} spec
 */
export function confusion(plot, spec) {
  const { y, classNames, selected = -1, stops = true, name = "confusion" } = spec;
  const k = classNames.length;
  const cells = countCells(spec);
  const box = gridBox(plot, spec);
  for (const cell of cells) {
    cell.x = box.x + cell.said * box.cellWidth;
    cell.y = box.y + cell.actual * box.cellHeight;
  }
  const fresh = plot.root.selectChild(`.sw-layer-${name}`).empty();
  const ground = plot.layer(name);
  // Where a figure shows its marks elsewhere first, and then here, the cells must not cover them.
  if (fresh) ground.lower();
  drawLabels(ground, plot, box, classNames, cells);

  const drawn = ground
    .selectChildren(".sw-cell")
    .data(cells, /** @type {any} */ ((/** @type {Cell} */ d) => d.id))
    .join((enter) => {
      const made = enter.insert("g", "text");
      made.append("rect").attr("rx", 4);
      made.append("text").attr("class", "sw-cell-count").attr("text-anchor", "end");
      return made;
    });
  drawn
    .attr("class", (d) => `sw-cell${d.actual === d.said ? " is-right" : ""}${d.id === selected ? " is-picked" : ""}`)
    .attr("transform", (d) => `translate(${short(d.x)},${short(d.y)})`);
  drawn
    .select("rect")
    .attr("x", 2)
    .attr("y", 2)
    .attr("width", short(box.cellWidth - 4))
    .attr("height", short(box.cellHeight - 4));
  drawn
    .select("text")
    .attr("x", short(box.cellWidth - 10))
    .attr("y", 19)
    .text((d) => d.rows.length);

  drawMarks(plot, spec, cells, box);
  if (plot.options.live && stops) drawButtons(plot, spec, cells, box, k * k);
  else plot.root.selectChild(`.sw-layer-${name}-cells`).remove();
  return { cells: cells.map(({ actual, said, rows }) => ({ actual, predicted: said, rows })), nRows: y.length };
}

/**
 * What the matrix says, in a sentence for each class.
 * @param {ConfusionSpec & { noun?: string }} spec  `noun`: what the rows are ("rows")
 * @returns {string}
 */
export function confusionSummary(spec) {
  const { classNames, noun = t("rows") } = spec;
  const cells = countCells(spec);
  const right = sum(cells.filter((d) => d.actual === d.said));
  const parts = classNames.map((className, actual) => {
    const row = cells.filter((d) => d.actual === actual);
    return t("Of {count} {name}: {said}.", {
      count: sum(row),
      name: className,
      said: row.map((d) => t("{count} called {name}", { count: d.rows.length, name: classNames[d.said] })).join(", "),
    });
  });
  const all = t("{count} {noun}, {right} on the diagonal, where the model is right.", {
    count: sum(cells),
    noun,
    right,
  });
  return `${all} ${parts.join(" ")}`;
}

/**
 * The matrix as a data table with its sums.
 * @param {ConfusionSpec & { caption?: string }} spec
 * @returns {import("./table.js").TableTwin}
 */
export function confusionTable(spec) {
  const { classNames, caption = t("Confusion matrix") } = spec;
  const cells = countCells(spec);
  const row = (/** @type {string} */ title, /** @type {(d: Cell) => boolean} */ belongs) => {
    const mine = cells.filter(belongs);
    return [title, ...classNames.map((_, said) => sum(mine.filter((d) => d.said === said))), sum(mine)];
  };
  return {
    caption,
    columns: [t("actual"), ...classNames.map((name) => t("predicted {name}", { name })), t("total")],
    rows: [
      ...classNames.map((className, actual) => row(className, (d) => d.actual === actual)),
      row(t("total"), () => true),
    ],
  };
}

/** @param {ConfusionSpec} spec @returns {Cell[]} every cell with the rows that stand in it, by true and then by predicted class */
function countCells({ y, predicted, classNames, counted = y.length, order }) {
  const k = classNames.length;
  if (k < 2 || k > 5) throw new Error(`confusion: classNames has ${k} names; 2 to 5 are possible`);
  if (predicted.length !== y.length)
    throw new Error(`confusion: predicted has ${predicted.length} labels for the ${y.length} of y`);
  if (y.length > MOST_MARKS)
    throw new Error(`confusion: y has ${y.length} labels; ${MOST_MARKS} marks are possible, heatmap takes counts`);
  /** @type {Cell[]} */
  const cells = Array.from({ length: k * k }, (_, id) => {
    return { id, actual: Math.floor(id / k), said: id % k, rows: [], x: 0, y: 0 };
  });
  for (let row = 0; row < Math.min(counted, y.length); row++) {
    const cell = cells[y[row] * k + predicted[row]];
    if (!cell || !(predicted[row] < k))
      throw new Error(`confusion: row ${row} has labels ${y[row]} and ${predicted[row]}; they run from 0 to ${k - 1}`);
    cell.rows.push(row);
  }
  if (order) for (const cell of cells) cell.rows.sort((a, b) => order(a) - order(b) || a - b);
  return cells;
}

/** @param {Cell[]} cells */
const sum = (cells) => cells.reduce((total, d) => total + d.rows.length, 0);

/**
 * Where the cells are, and how the marks stand in them: at one distance everywhere, so that equal counts fill equal areas.
 * @param {import("./frame.js").Plot} plot
 * @param {ConfusionSpec} spec
 */
function gridBox({ left, top, right, bottom, options }, { y, classNames, counted, size, symbols, symbolOf }) {
  const k = classNames.length;
  const longest = Math.max(...classNames.map((name) => name.length), 6);
  const x = left + Math.min(longest * LETTER + 8, (right - left) / 4);
  const width = right - x - (options.narrow ? 34 : 48);
  const cellWidth = width / k;
  // Names over narrow cells stand on two levels, so that neighbours do not touch.
  const crowded = (longest - 1) * LETTER > cellWidth;
  const yTop = top + (crowded ? 54 : 40);
  const waiting = counted === undefined ? 0 : Math.max(48, 0.18 * (bottom - top));
  const cellHeight = (bottom - yTop - 26 - waiting) / k;
  const perClass = new Array(k).fill(0);
  for (let row = 0; row < y.length; row++) perClass[y[row]]++;
  // A cell holds its whole class at most: room for that, and no drag of a threshold makes the marks change their size.
  const most = Math.max(1, ...perClass);
  const radius = size ?? (symbols || symbolOf ? 10 : 6);
  const inner = { width: cellWidth - 14, height: cellHeight - 34 };
  const columnsAt = (/** @type {number} */ spacing) => tidy(Math.floor(inner.width / spacing));
  let spacing = radius * 2.5;
  while (spacing > 1 && columnsAt(spacing) * Math.floor(inner.height / spacing) < most) spacing *= 0.97;
  return {
    x,
    y: yTop,
    crowded,
    cellWidth,
    cellHeight,
    spacing,
    columns: Math.max(1, columnsAt(spacing)),
    size: Math.min(radius, spacing / 2.5),
    waiting: { x, y: bottom - waiting + 10, width, height: Math.max(0, waiting - 12) },
  };
}

/** Rows of ten or of five can be counted at a glance. @param {number} columns */
const tidy = (columns) => (columns >= 10 ? columns - (columns % 10) : columns >= 5 ? 5 : columns);

/**
 * @param {import("./frame.js").AnySelection} ground @param {import("./frame.js").Plot} plot
 * @param {ReturnType<typeof gridBox>} box @param {string[]} classNames @param {Cell[]} cells
 */
function drawLabels(ground, plot, box, classNames, cells) {
  const k = classNames.length;
  const bottom = box.y + k * box.cellHeight;
  const right = box.x + k * box.cellWidth;
  const across = (/** @type {number} */ said) => box.x + (said + 0.5) * box.cellWidth;
  const down = (/** @type {number} */ actual) => box.y + (actual + 0.5) * box.cellHeight + 4;
  const at = (
    /** @type {string} */ id,
    /** @type {string} */ text,
    /** @type {number} */ x,
    y = 0,
    anchor = "middle",
  ) => ({
    id,
    text,
    x,
    y,
    anchor,
  });
  const texts = [
    at("predicted", `${t("predicted")} →`, right, plot.top + 13, "end"),
    at("actual", `↓ ${t("actual")}`, plot.left, plot.top + 13, "start"),
    ...classNames.map((name, i) => at(`said-${i}`, name, across(i), box.y - (box.crowded && i % 2 ? 19 : 5))),
    ...classNames.map((name, i) => at(`is-${i}`, name, box.x - 8, down(i), "end")),
    ...classNames.map((_, i) =>
      at(`row-${i}`, `${sum(cells.filter((d) => d.actual === i))}`, right + 8, down(i), "start"),
    ),
    ...classNames.map((_, i) => at(`column-${i}`, `${sum(cells.filter((d) => d.said === i))}`, across(i), bottom + 17)),
    at("total", `${sum(cells)}`, right + 8, bottom + 17, "start"),
    at("totals", t("total"), box.x - 8, bottom + 17, "end"),
  ];
  const isTitle = (/** @type {string} */ id) => ["predicted", "actual", "totals"].includes(id);
  const ofClass = (/** @type {string} */ id) => /^(?:said|is)-(\d)$/.exec(id)?.[1];
  ground
    .selectChildren("text")
    .data(texts, /** @type {any} */ ((/** @type {any} */ d) => d.id))
    .join("text")
    .attr("class", ({ id }) =>
      isTitle(id) ? "sw-axis-title" : ofClass(id) ? `sw-strong sw-class-${ofClass(id)}` : "sw-sum",
    )
    .attr("text-anchor", (d) => d.anchor)
    .attr("x", (d) => short(d.x))
    .attr("y", (d) => short(d.y))
    .text((d) => d.text);
}

/** @param {import("./frame.js").Plot} plot @param {ConfusionSpec} spec @param {Cell[]} cells @param {ReturnType<typeof gridBox>} box */
function drawMarks(plot, { y, counted, symbols, symbolOf, walk = 600, nameOf }, cells, box) {
  const { spacing, columns, size } = box;
  const data = cells.flatMap((cell) =>
    cell.rows.map((index, seat) => ({
      index,
      label: cell.actual,
      x: cell.x + 8 + spacing * ((seat % columns) + 0.5),
      y: cell.y + 27 + spacing * (Math.floor(seat / columns) + 0.5),
    })),
  );
  const waiting = counted === undefined ? [] : Array.from(y).slice(counted);
  const places = flock(box.waiting, waiting.length, { size });
  waiting.forEach((label, i) => data.push({ index: i + (counted ?? 0), label, x: places[i][0], y: places[i][1] }));
  data.sort((a, b) => a.index - b.index);
  const { x, y: scaleY } = plot;
  scatter(plot, {
    // The frame counts viewBox units where it has no axes; where it has, the marks' places are handed over in its units.
    data: data.map((d) => ({ ...d, x: x.invert(d.x), y: scaleY.invert(d.y) })),
    symbols,
    symbolOf: symbolOf && ((/** @type {{ index: number }} */ d) => symbolOf(d.index)),
    size,
    walk,
    nameOf: (d) => (nameOf ? nameOf(d.index) : t("row {place}", { place: d.index + 1 })),
    classOf: () => (size < 4 ? "is-small" : ""),
  });
}

/** @param {import("./frame.js").Plot} plot @param {ConfusionSpec} spec @param {Cell[]} cells @param {ReturnType<typeof gridBox>} box @param {number} total */
function drawButtons(plot, { classNames, select, selected = -1, name = "confusion" }, cells, box, total) {
  const nRows = sum(cells);
  const label = (/** @type {Cell} */ d) =>
    t("actual {actual}, predicted {predicted}: {count} of {rows}", {
      actual: classNames[d.actual],
      predicted: classNames[d.said],
      count: d.rows.length,
      rows: nRows,
    });
  const group = plot.layer(`${name}-cells`);
  group
    .selectChildren(".sw-switch")
    .data(cells.slice(0, total), /** @type {any} */ ((/** @type {Cell} */ d) => d.id))
    .join((enter) => {
      const made = enter.append("g").attr("class", "sw-switch sw-cell-button").attr("tabindex", "-1");
      made.append("rect").attr("class", "sw-hit").attr("rx", 4);
      return made;
    })
    .attr("role", select ? "button" : "img")
    .attr("aria-label", label)
    .attr("aria-pressed", (d) => (select ? String(d.id === selected) : null))
    .select("rect")
    .attr("x", (d) => short(d.x + 2))
    .attr("y", (d) => short(d.y + 2))
    .attr("width", short(box.cellWidth - 4))
    .attr("height", short(box.cellHeight - 4));
  makeSwitches(group, (/** @type {Cell} */ d) =>
    select
      ? plot.options.edit?.({ [select]: d.id === present(plot.options, select, selected) ? -1 : d.id })
      : plot.options.announce?.(label(d)),
  );
}

/** A table that ships with an essay, in the few bytes that the build makes of it (web/build/tables.js). */

/**
 * What `readCsv` makes of the file.
 * @param {number[]} lines  the line of each row; or the first and the count, of rows that follow each other
 * @param {boolean} apart  `lines` has one for each row
 * @param {Array<[name: string, firstTextLine: number, cells: string | string[], codes?: string]>} columns  `cells`, with
 *   commas between them where none holds one: of each row, empty where missing; or each different one, and in `codes` a
 *   character for each row: "0" is the first cell, "1" the second, and what precedes "0" a missing one
 */
export function unpackTable(lines, apart, ...columns) {
  const rows = Int32Array.from(apart ? lines : Array.from({ length: lines[1] }, (_, row) => lines[0] + row));
  return { columns: columns.map((column) => unpackColumn(column, rows.length)), lines: rows };
}

/** @param {[string, number, string | string[], string?]} column @param {number} nRows */
function unpackColumn([name, firstTextLine, cells, text], nRows) {
  const parts = typeof cells === "string" ? cells.split(",") : cells;
  const levels = text === undefined ? [...new Set(parts)].filter(Boolean) : parts;
  const numberOf = new Map(levels.map((level, i) => [level, i]));
  const codes = Int32Array.from({ length: nRows }, (_, row) =>
    text === undefined ? (numberOf.get(parts[row]) ?? -1) : text.charCodeAt(row) - 48,
  );
  const nMissing = codes.filter((code) => code < 0).length;
  const isNumber = firstTextLine === 0 && nMissing < nRows;
  const numbers = Float64Array.from(isNumber ? codes : [], (code) => (code < 0 ? NaN : Number(levels[code])));
  return { name, isNumber, numbers, codes, levels, nMissing, firstTextLine };
}

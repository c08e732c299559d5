// The data-table twin of a figure: the same numbers for a screen reader, a keyboard or a copy and paste.

/**
 * @typedef {object} TableTwin
 * @property {string} caption
 * @property {string[]} columns
 * @property {Array<Array<string | number>>} rows
 */

/**
 * Draws the table into `parent` (a D3 selection of an HTML element), or brings the one there up to date.
 * @param {import("./frame.js").AnySelection} parent
 * @param {TableTwin} twin
 */
export function dataTable(parent, { caption, columns, rows }) {
  const table = parent.selectChildren("table").data([null]).join("table").attr("class", "sw-table");
  const part = (/** @type {string} */ tag) => table.selectChildren(tag).data([null]).join(tag);
  part("caption").text(caption);
  part("thead")
    .selectChildren("tr")
    .data([columns])
    .join("tr")
    .selectChildren("th")
    .data((d) => d)
    .join("th")
    .text((d) => d);
  part("tbody")
    .selectChildren("tr")
    .data(rows)
    .join("tr")
    .selectChildren("td")
    .data((d) => d)
    .join("td")
    .text((d) => String(d));
}

// The data-table twin of a figure: the same numbers for a screen reader, a keyboard or a copy and paste.

import { t } from "../words/words.js";

/** As many as anybody reads; a browser takes seconds to lay out the 80,000 that a reader's own table may have. */
const most = 1000;

/**
 * @typedef {object} TableTwin
 * @property {string} caption
 * @property {string[]} columns
 * @property {Array<Array<string | number>>} rows
 */

/**
 * Draws the table into `parent` (a D3 selection of an HTML element), or brings the one there up to date. Of a long one the
 * first 1,000 rows, which the caption says.
 * @param {import("./frame.js").AnySelection} parent
 * @param {TableTwin} twin
 */
export function dataTable(parent, { caption, columns, rows }) {
  const table = parent.selectChildren("table").data([null]).join("table").attr("class", "sw-table");
  const part = (/** @type {string} */ tag) => table.selectChildren(tag).data([null]).join(tag);
  const all = rows.length;
  part("caption").text(
    all > most
      ? `${caption} ${t("The first {most} of {all} rows; the CSV file has them all.", { most, all })}`
      : caption,
  );
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
    .data(rows.slice(0, most))
    .join("tr")
    .selectChildren("td")
    .data((d) => d)
    .join("td")
    .text((d) => String(d));
}

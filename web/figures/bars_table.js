// The data-table twin of bars, a file of its own: pages that write their own table do not carry it.
import { seriesOf, sorted } from "./bars.js";
import { t } from "../words/words.js";

/**
 * The rows as a data table.
 * @param {{ rows: import("./bars.js").BarRow[], sort?: import("./bars.js").BarsSpec["sort"], caption: string, columns: [string, string], format?: (value: number) => string }} spec
 *   `columns`: what the rows are, what the values are
 * @returns {import("./table.js").TableTwin}
 */
export function barsTable({ rows, sort, caption, columns, format = String }) {
  const read = (/** @type {number | undefined} */ value) =>
    value === undefined || Number.isNaN(value) ? "" : format(value);
  const all = sorted(rows, sort);
  const named = all.some((d) => d.series);
  const ranged = all.some((d) => seriesOf(d).some(({ low }) => low !== undefined));
  return {
    caption,
    columns: [columns[0], ...(named ? [t("series")] : []), columns[1], ...(ranged ? [t("from"), t("to")] : [])],
    rows: all.flatMap((d) =>
      seriesOf(d).map(({ label, id, value, text, low, high }) => [
        d.label,
        ...(named ? [label ?? id] : []),
        text ?? read(value),
        ...(ranged ? [read(low), read(high)] : []),
      ]),
    ),
  };
}

import { frame, points, scatter } from "scrollwork/figures";

export const csvScatter = {
  title: "Two columns of a table, coloured by a third",
  needs: ["csvColumns", "csvSample"],
  draw(root, { csvColumns, csvSample: { X, y, bounds } }, state, options) {
    const [left, right, bottom, top] = bounds;
    const plot = frame(root, options, {
      x: { domain: [left, right], title: csvColumns.x },
      y: { domain: [bottom, top], title: csvColumns.y },
    });
    scatter(plot, { X, y, size: options.narrow ? 3.5 : 4.5 });
  },
  summary: ({ csvColumns: { x, y, label }, csvSample }) =>
    `${csvSample.y.length} rows by ${x} and ${y}; ${label}: ${csvSample.classNames.join(", ")}.`,
  table: ({ csvColumns: { x, y, label }, csvSample }) => ({
    caption: "The rows",
    columns: [label, x, y],
    rows: points(csvSample.X, csvSample.y).map((d) => [csvSample.classNames[d.label], d.x, d.y]),
  }),
};

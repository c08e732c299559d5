import { formatPercent, frame, heatmap, heatmapSummary, heatmapTable } from "scrollwork/figures";

const grid = ({ heatmapScores: { depths, leaves, values } }, { heatmapRow, heatmapColumn }) => ({
  values,
  rowNames: depths.map(String),
  columnNames: leaves.map(String),
  rowTitle: "depth",
  columnTitle: "fewest rows in a leaf",
  title: "accuracy",
  domain: [0.7, 0.95],
  format: (value) => formatPercent(value),
  select: { row: "heatmapRow", column: "heatmapColumn" },
  selected: { row: heatmapRow, column: heatmapColumn },
});

export const heatmapGrid = {
  title: "Cross-validated accuracy of a tree by its depth and the size of its leaves",
  needs: ["heatmapScores"],
  layouts: { narrow: [360, 340], wide: [640, 400] },
  draw: (root, results, state, options) => heatmap(frame(root, options), grid(results, state)),
  summary: (results, state) => heatmapSummary(grid(results, state)),
  table: (results, state) => heatmapTable(grid(results, state)),
};

const signs = ({ heatmapLoadings: { values, columns } }) => ({
  values,
  rowNames: columns.map((_, i) => `component ${i + 1}`),
  columnNames: columns,
  title: "weight",
  domain: [-1, 1],
  middle: 0,
});

export const heatmapSigns = {
  title: "Weights of four measurements in the principal components of the penguins",
  needs: ["heatmapLoadings"],
  layouts: { narrow: [360, 330], wide: [640, 320] },
  draw: (root, results, state, options) => heatmap(frame(root, options), signs(results)),
  summary: (results) => heatmapSummary(signs(results)),
  table: (results) => heatmapTable(signs(results)),
};

import { bars, barsTable, formatNumber, formatPercent, frame } from "scrollwork/figures";

const x = { domain: [0, 1], title: "accuracy", format: (v) => formatPercent(v), ticks: 4, grid: true };

export const barsModels = {
  title: "Accuracy of three models on the same test points",
  needs: ["barsScores"],
  layouts: { narrow: [360, 230], wide: [640, 260] },
  draw(root, { barsScores }, state, options) {
    bars(frame(root, options, { x }), {
      rows: barsScores.map(({ name, value, low, high }, index) => ({ id: name, label: name, value, low, high, index })),
    });
  },
  summary: ({ barsScores }) =>
    `${barsScores.map(({ name, value }) => `${name} ${formatPercent(value)}`).join(", ")} right.`,
  table: ({ barsScores }) => ({
    caption: "Accuracy with its 95% interval",
    columns: ["model", "accuracy", "low", "high"],
    rows: barsScores.map(({ name, value, low, high }) => [name, ...[value, low, high].map((v) => formatPercent(v, 1))]),
  }),
};

const rows = (forest) =>
  forest.map(({ name, impurity, permutation, spread }) => ({
    id: name,
    label: name,
    series: [
      {
        id: "permutation",
        label: "by shuffling (whisker: ± 1 SD)",
        value: permutation,
        low: permutation - spread,
        high: permutation + spread,
        index: 0,
      },
      { id: "impurity", label: "by impurity", value: impurity, index: 1 },
    ],
  }));

export const barsImportances = {
  title: "Importance of four columns to a random forest, by shuffling and by impurity",
  needs: ["barsForest"],
  layouts: { narrow: [360, 300], wide: [640, 330] },
  draw(root, { barsForest }, state, options) {
    const x = { domain: [-0.1, 0.6], title: "importance", ticks: 6, format: (v) => formatNumber(v, 2) };
    bars(frame(root, options, { x }), { rows: rows(barsForest), sort: "descending", walk: 500 });
  },
  summary: ({ barsForest }) =>
    `Lost accuracy when shuffled: ${barsForest.map(({ name, permutation }) => `${name} ${formatNumber(permutation, 2)}`).join(", ")}.`,
  table: ({ barsForest }) =>
    barsTable({
      rows: rows(barsForest),
      sort: "descending",
      caption: "Importances",
      columns: ["column", "importance"],
      format: (value) => formatNumber(value, 3),
    }),
};

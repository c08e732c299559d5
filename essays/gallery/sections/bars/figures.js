import { bars, formatPercent, frame } from "scrollwork/figures";

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

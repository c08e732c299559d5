import { formatPercent, frame, histogram } from "scrollwork/figures";

export const histogramRuns = {
  title: "Accuracy over many draws of the same kind of data",
  needs: ["histogramScores"],
  layouts: { narrow: [360, 240], wide: [640, 300] },
  draw(root, { histogramScores: { scores, mean } }, state, options) {
    const plot = frame(root, options, {
      x: { domain: [0.6, 1], title: "accuracy", format: (v) => formatPercent(v), ticks: 4 },
    });
    histogram(plot, {
      series: [{ id: "accuracy", index: 1, values: scores }],
      bins: 24,
      max: 60,
      rules: [{ value: mean, label: `mean ${formatPercent(mean)}` }],
    });
  },
  summary: ({ histogramScores: { scores, nRuns, mean } }) =>
    `${scores.length} of ${nRuns} runs: a mean accuracy of ${formatPercent(mean, 1)}.`,
  table: ({ histogramScores: { scores } }) => ({
    caption: "Runs",
    columns: ["run", "accuracy"],
    rows: Array.from(scores, (score, i) => [i + 1, formatPercent(score, 1)]),
  }),
};

import { formatPercent, frame, pile } from "scrollwork/figures";

export const pileRuns = {
  title: "Accuracy of a model, one brick for each draw of the data",
  needs: ["pileScores"],
  layouts: { narrow: [360, 280], wide: [640, 340] },
  draw(root, { pileScores: { scores, mean } }, state, options) {
    const plot = frame(root, options, {
      x: {
        domain: [0.76875, 1.00625],
        title: "accuracy",
        format: (v) => formatPercent(v),
        tickValues: [0.8, 0.85, 0.9, 0.95, 1],
      },
      y: { domain: [0, 50], title: "runs" },
    });
    // Eighty test points allow steps of one in eighty: a bin for each.
    pile(plot, {
      values: scores,
      bins: 19,
      className: "sw-part-validation",
      rules: [{ value: mean, label: "mean" }],
    });
  },
  summary: ({ pileScores: { nDone, nRuns, mean } }) =>
    `${nDone} of ${nRuns} runs: a mean accuracy of ${formatPercent(mean, 1)}.`,
  table: ({ pileScores: { scores, nDone } }) => ({
    caption: "Runs in the order of their arrival",
    columns: ["run", "accuracy"],
    rows: Array.from(scores.subarray(0, nDone), (score, i) => [i + 1, formatPercent(score, 1)]),
  }),
};

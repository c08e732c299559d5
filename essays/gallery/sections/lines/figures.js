import { formatPercent, frame, lines } from "scrollwork/figures";

const parts = [
  { id: "training", label: "training", className: "sw-part-train" },
  { id: "fresh", label: "fresh", className: "sw-part-validation" },
];

export const linesCurve = {
  title: "Error over the degree of the curve",
  needs: ["linesErrors"],
  layouts: { narrow: [360, 300], wide: [640, 400] },
  draw(root, { linesErrors: rows }, { linesDegree }, options) {
    const plot = frame(root, options, {
      x: { domain: [1, 10], title: "degree", tickValues: rows.map((row) => row.degree) },
      y: { domain: [0, 0.4], title: "error", format: (v) => formatPercent(v), ticks: 4, grid: true },
      margin: { right: 76 },
    });
    const series = parts.map((part, i) => ({
      ...part,
      points: rows.map((row) => [row.degree, row.parts[i].mean]),
      band: rows.map((row) => [row.degree, row.parts[i].low, row.parts[i].high]),
    }));
    lines(plot, {
      series,
      crosshair: true,
      marker: { key: "linesDegree", value: linesDegree, label: `degree ${linesDegree}`, min: 1, max: 10 },
    });
  },
  summary(results, { linesDegree }) {
    const { parts: means } = results.linesErrors[linesDegree - 1];
    const [training, fresh] = means.map(({ mean }) => formatPercent(mean));
    return `At degree ${linesDegree} the error is ${training} on training points and ${fresh} on fresh ones.`;
  },
  table: ({ linesErrors }) => ({
    caption: "Mean error by degree",
    columns: ["degree", "training", "fresh"],
    rows: linesErrors.map((row) => [row.degree, ...row.parts.map(({ mean }) => formatPercent(mean, 1))]),
  }),
};

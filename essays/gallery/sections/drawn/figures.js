import { drawnCurve, formatPercent, frame, lines } from "scrollwork/figures";

export const drawnErrors = {
  title: "Error on fresh points over the number of neighbours, as you expect it",
  needs: ["drawnTruth", "drawnApart"],
  layouts: { narrow: [360, 300], wide: [640, 400] },
  draw(root, { drawnTruth: { counts, errors }, drawnApart }, { drawnGuess, drawnShown }, options) {
    const plot = frame(root, options, {
      x: { domain: [0, 38], title: "neighbours that vote", tickValues: counts },
      y: { domain: [0, 0.4], title: "error on fresh points", format: (v) => formatPercent(v), ticks: 4, grid: true },
      margin: { right: 88 },
    });
    const points = errors?.map((error, i) => [counts[i], error]);
    const series = { id: "truth", label: "the truth", className: "sw-part-validation sw-unfold", points };
    lines(plot, { series: points ? [series] : [] });
    drawnCurve(plot, {
      key: "drawnGuess",
      xs: counts,
      values: drawnGuess,
      step: 0.01,
      done: drawnShown,
      truth: errors,
      parts: drawnApart && { at: drawnApart.at, text: drawnApart.points },
    });
  },
  summary: ({ drawnApart }, { drawnGuess }) =>
    drawnApart?.message ??
    `Your guess so far: ${formatPercent(drawnGuess[0])} with one neighbour, ${formatPercent(drawnGuess.at(-1))} with 37.`,
  table: ({ drawnTruth: { counts, errors } }, { drawnGuess }) => ({
    caption: "Error on fresh points by number of neighbours",
    columns: ["neighbours", "your guess", "the truth"],
    rows: counts.map((count, i) => [
      count,
      formatPercent(drawnGuess[i]),
      errors ? formatPercent(errors[i], 1) : "not computed yet",
    ]),
  }),
};

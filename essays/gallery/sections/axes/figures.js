import { formatCount, formatPercent, frame, lines, scaleLog, scalePoint, scatter } from "scrollwork/figures";

const error = { title: "error", format: (v) => formatPercent(v), ticks: 4, grid: true };

export const axesLearning = {
  title: "Error on fresh points by the number of points learned from",
  needs: ["axesErrors"],
  layouts: { narrow: [360, 280], wide: [640, 360] },
  draw(root, { axesErrors }, state, options) {
    const plot = frame(root, options, {
      x: {
        domain: [10, 640],
        title: "points to learn from",
        scale: scaleLog,
        tickValues: axesErrors.map(({ nSamples }) => nSamples),
        format: formatCount,
      },
      y: { domain: [0, 0.3], ...error },
      margin: { right: 20 },
    });
    lines(plot, {
      series: [
        {
          id: "fresh",
          points: axesErrors.map(({ nSamples, mean }) => [nSamples, mean]),
          band: axesErrors.map(({ nSamples, low, high }) => [nSamples, low, high]),
          className: "sw-part-validation",
        },
      ],
      crosshair: true,
    });
  },
  summary: ({ axesErrors }) =>
    axesErrors
      .map(({ nSamples, mean }) => `${formatCount(nSamples)} points: error ${formatPercent(mean, 1)}.`)
      .join(" "),
  table: ({ axesErrors }) => ({
    caption: "Error on fresh points, twelve draws",
    columns: ["points", "mean", "from", "to"],
    rows: axesErrors.map(({ nSamples, ...d }) => [
      nSamples,
      ...[d.mean, d.low, d.high].map((v) => formatPercent(v, 1)),
    ]),
  }),
};

export const axesLearners = {
  title: "Error of three learners on twelve draws of the points",
  needs: ["axesLearners"],
  layouts: { narrow: [360, 280], wide: [640, 360] },
  draw(root, { axesLearners }, state, options) {
    const plot = frame(root, options, {
      x: { domain: axesLearners.map(({ name }) => name), scale: scalePoint },
      y: { domain: [0, 0.3], ...error },
    });
    scatter(plot, {
      data: axesLearners.flatMap(({ name, errors }, i) =>
        errors.map((y, draw) => ({ x: name, y, label: 1, index: i * errors.length + draw })),
      ),
      size: 5,
    });
  },
  summary: ({ axesLearners }) =>
    axesLearners
      .map(
        ({ name, errors }) => `${name}: ${formatPercent(Math.min(...errors))} to ${formatPercent(Math.max(...errors))}`,
      )
      .join("; ") + ".",
  table: ({ axesLearners }) => ({
    caption: "Error on fresh points",
    columns: ["draw", ...axesLearners.map(({ name }) => name)],
    rows: axesLearners[0].errors.map((_, draw) => [
      draw + 1,
      ...axesLearners.map(({ errors }) => formatPercent(errors[draw], 1)),
    ]),
  }),
};

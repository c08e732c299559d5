import { curvePoint, distributions, formatPercent, frame, lines, panel } from "scrollwork/figures";

const names = ["clouds", "aircraft"];
const percent = (title) => ({ domain: [0, 1], title, ticks: 3, format: (v) => formatPercent(v) });
const thresholds = Array.from({ length: 81 }, (_, i) => -3 + i / 10);

export const crowdsDetector = {
  title: "Echoes of clouds and of aircraft, a threshold, and its place on the ROC curve",
  needs: ["crowdsSample", "crowdsTruth", "crowdsAt"],
  layouts: { narrow: [360, 520], wide: [640, 320] },
  draw(root, { crowdsSample, crowdsTruth, crowdsAt }, { crowdsThreshold, crowdsMedian }, options) {
    const { width, height, narrow } = options;
    const handle = { min: -3, max: 5, step: 0.05 };
    const left = narrow ? { x: 0, y: 0, width, height: 240 } : { x: 0, y: 0, width: 340, height };
    const right = narrow ? { x: 10, y: 250, width: 290, height: 270 } : { x: 360, y: 0, width: 272, height };
    const echoes = panel(root, options, "echoes", left);
    const densities = [crowdsTruth.negativeDensity, crowdsTruth.positiveDensity];
    distributions(frame(echoes.root, echoes.options, { x: { domain: [-3, 5], title: "score" } }), {
      crowds: names.map((label, i) => ({
        id: label,
        index: i,
        label,
        below: i === 0,
        values: crowdsSample.scores.filter((_, row) => crowdsSample.y[row] === i),
        density: thresholds.map((x, place) => [x, densities[i][place]]),
        ...(i === 1 && {
          median: {
            key: "crowdsMedian",
            value: crowdsMedian,
            name: "middle of the aircraft",
            ...handle,
            min: 0,
            max: 3,
          },
        }),
      })),
      threshold: { key: "crowdsThreshold", value: crowdsThreshold, label: "threshold", ...handle },
      size: narrow ? 4.5 : 6,
    });
    const rates = panel(root, options, "rates", right);
    const plot = frame(rates.root, rates.options, {
      x: percent("false positive rate"),
      y: percent("true positive rate"),
    });
    const points = thresholds
      .map((threshold, i) => [crowdsTruth.fpr[i], crowdsTruth.tpr[i], threshold])
      .sort((a, b) => a[0] - b[0]);
    lines(plot, { series: [{ id: "roc", points }] });
    curvePoint(plot, {
      key: "crowdsThreshold",
      value: crowdsThreshold,
      at: [crowdsAt.fpr, crowdsAt.tpr],
      points,
      name: "threshold, as a point on the curve",
      text: `false positive rate ${formatPercent(crowdsAt.fpr)}, true positive rate ${formatPercent(crowdsAt.tpr)}`,
      ...handle,
    });
  },
  summary: ({ crowdsAt, crowdsTruth }) =>
    `At this threshold ${formatPercent(crowdsAt.tpr)} of the aircraft are reported, and ${formatPercent(crowdsAt.fpr)} of the clouds; the area under the curve is ${crowdsTruth.auc.toFixed(2)}.`,
  table: ({ crowdsSample }) => ({
    caption: "The echoes",
    columns: ["kind", "score"],
    rows: Array.from(crowdsSample.scores, (score, row) => [names[crowdsSample.y[row]], score.toFixed(2)]),
  }),
};

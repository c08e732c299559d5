export const state = {
  crowdsThreshold: { default: 1, min: -3, max: 5, step: 0.05 },
  crowdsMedian: { default: 1.5, min: 0, max: 3, step: 0.05 },
};

const axis = Float64Array.from({ length: 81 }, (_, i) => -3 + i / 10);

export const cells = {
  crowdsSample: ({ crowdsMedian }, k) => k.datasets.makeTwoCrowds({ medians: [0, crowdsMedian], seed: 4 }),
  /** What an endless sample would show, at thresholds along the axis. */
  crowdsTruth: ({ crowdsMedian }, k) => k.datasets.twoCrowdsCurve(axis, { medians: [0, crowdsMedian] }),
  crowdsAt({ crowdsMedian, crowdsThreshold }, k) {
    const { fpr, tpr } = k.datasets.twoCrowdsCurve([crowdsThreshold], { medians: [0, crowdsMedian] });
    return { fpr: fpr[0], tpr: tpr[0] };
  },
};

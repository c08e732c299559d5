export const state = {
  mathThreshold: { default: 0.5, min: 0.05, max: 0.95, step: 0.05 },
};

export const cells = {
  mathMoons: (_, k) => k.datasets.makeMoons({ nSamples: 60, noise: 0.3, seed: 5 }),
  mathModel: ({ mathMoons: { X, y } }, k) => new k.linear_model.LogisticRegression().fit(X, y),
  /** Who is called: the lower moon, from this probability on. */
  mathScores({ mathMoons: { X, y }, mathModel, mathThreshold }, k) {
    const proba = mathModel.predictProba(X);
    const called = Int32Array.from(y, (_, i) => (proba.data[2 * i + 1] >= mathThreshold ? 1 : 0));
    const count = (truth, call) => y.filter((label, i) => label === truth && called[i] === call).length;
    const { precision, recall } = k.metrics.precisionRecallFscoreSupport(y, called);
    return {
      called,
      precision: precision.at(1),
      recall: recall.at(1),
      hits: count(1, 1),
      alarms: count(0, 1),
      misses: count(1, 0),
    };
  },
};

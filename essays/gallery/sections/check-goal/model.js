export const state = {
  goalNeighbors: { default: 9, min: 1, max: 15, step: 2 },
};

export const cells = {
  goalJudge({ goalNeighbors }, k) {
    const { X, y } = k.datasets.makeMoons({ nSamples: 80, noise: 0.35, seed: 7 });
    const model = new k.neighbors.KNeighborsClassifier({ nNeighbors: goalNeighbors }).fit(X, y);
    const right = Math.round(y.length * k.metrics.accuracyScore(y, model.predict(X)));
    return {
      done: right === y.length,
      reply: goalNeighbors <= 3 ? "nearly" : "wrong",
      message: `${right} of ${y.length} right.`,
    };
  },
};

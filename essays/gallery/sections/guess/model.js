export const cells = {
  guessTruth(_, k) {
    const { X, y } = k.datasets.makeMoons({ nSamples: 60, noise: 0.3, seed: 5 });
    const model = new k.neighbors.KNeighborsClassifier({ nNeighbors: 1 }).fit(X, y);
    return k.metrics.accuracyScore(y, model.predict(X));
  },
};

export const state = {
  challengeNeighbors: { default: 41, min: 1, max: 41, step: 2 },
};

export const cells = {
  challengeJudge({ challengeNeighbors }, { datasets, neighbors, metrics }) {
    const [train, fresh] = [1, 2].map((seed) => datasets.makeMoons({ nSamples: 120, noise: 0.25, seed }));
    const model = new neighbors.KNeighborsClassifier({ nNeighbors: challengeNeighbors }).fit(train.X, train.y);
    const accuracy = metrics.accuracyScore(fresh.y, model.predict(fresh.X));
    const stars = accuracy < 0.9 ? 0 : challengeNeighbors > 15 ? 1 : challengeNeighbors > 3 ? 2 : 3;
    return { stars, message: `${challengeNeighbors} neighbours get ${Math.round(100 * accuracy)}% right.` };
  },
};

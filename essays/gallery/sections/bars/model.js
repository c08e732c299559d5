// Three classifiers on the same test points.
export const cells = {
  barsScores(_, { datasets, dummy, linear_model, neighbors, metrics }) {
    const [train, test] = [1, 2].map((seed) => datasets.makeMoons({ nSamples: 80, noise: 0.3, seed }));
    const models = {
      "most frequent class": new dummy.DummyClassifier(),
      "logistic regression": new linear_model.LogisticRegression(),
      "nearest neighbours": new neighbors.KNeighborsClassifier({ nNeighbors: 7 }),
    };
    return Object.entries(models).map(([name, model]) => {
      const right = 80 * metrics.accuracyScore(test.y, model.fit(train.X, train.y).predict(test.X));
      return { name, value: right / 80, ...metrics.wilsonInterval(Math.round(right), 80) };
    });
  },
};

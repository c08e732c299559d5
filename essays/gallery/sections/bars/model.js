// Three classifiers on the same test points; a forest and the columns that it needs.
export const state = {
  barsSeed: { default: 1, min: 1, max: 999, step: 1 },
};

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
  barsForest({ barsSeed }, { datasets, ensemble, inspection, matrix }) {
    const [train, test] = [4 * barsSeed, 4 * barsSeed + 2].map((seed) => {
      const { X, y } = datasets.makeMoons({ nSamples: 150, noise: 0.25, seed });
      const noise = datasets.makeMoons({ nSamples: 150, noise: 1, seed: seed + 1 }).X;
      const row = ({ data }, i) => [data[2 * i], data[2 * i + 1]];
      return { X: matrix(Array.from(y, (_, i) => [...row(X, i), ...row(noise, i)])), y };
    });
    const forest = new ensemble.RandomForestClassifier({ nEstimators: 40 }).fit(train.X, train.y);
    const shuffled = inspection.permutationImportance(forest, test.X, test.y, { nRepeats: 20 });
    return ["east", "north", "noise", "more noise"].map((name, column) => ({
      name,
      impurity: forest.featureImportances[column],
      permutation: shuffled.importancesMean[column],
      spread: shuffled.importancesStd[column],
    }));
  },
};

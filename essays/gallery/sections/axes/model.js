// How error falls with the number of points, and how three learners compare on the same draws.
const draws = Array.from({ length: 12 }, (_, seed) => seed);

export const cells = {
  axesErrors(_, k) {
    const sizes = [10, 20, 40, 80, 160, 320, 640];
    return sizes.map((nSamples) => {
      const errors = draws.map((seed) =>
        errorOf(k, new k.neighbors.KNeighborsClassifier({ nNeighbors: 5 }), nSamples, seed),
      );
      const sorted = errors.toSorted((a, b) => a - b);
      const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
      return { nSamples, mean, low: sorted[2], high: sorted[9] };
    });
  },
  axesLearners(_, k) {
    const learners = [
      { name: "logistic regression", make: () => new k.linear_model.LogisticRegression() },
      { name: "decision tree", make: () => new k.tree.DecisionTreeClassifier() },
      { name: "neighbours", make: () => new k.neighbors.KNeighborsClassifier({ nNeighbors: 5 }) },
    ];
    return learners.map(({ name, make }) => ({ name, errors: draws.map((seed) => errorOf(k, make(), 80, seed)) }));
  },
};

/** Share of 400 fresh moons on the wrong side. */
function errorOf({ datasets, metrics }, model, nSamples, seed) {
  const learned = datasets.makeMoons({ nSamples, noise: 0.3, seed: 2 * seed });
  const fresh = datasets.makeMoons({ nSamples: 400, noise: 0.3, seed: 2 * seed + 1 });
  return 1 - metrics.accuracyScore(fresh.y, model.fit(learned.X, learned.y).predict(fresh.X));
}

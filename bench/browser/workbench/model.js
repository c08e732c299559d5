// The workloads that the design gives numbers for: the fit behind a drag, and a thousand re-splits of each model.
const kBounds = [0, 12, 0, 10];
const kDraws = 1000;

export const state = {
  moved: { default: [], kind: "points", bounds: kBounds, max: 200 },
  run: { default: "none", values: ["none", "logistic", "knn", "tree"] },
  nth: { default: 0, min: 0, max: 1000, step: 1 }, // another seed for each repeat: nothing is answered from memory
};

const recipes = {
  logistic: (k) => [
    new k.preprocessing.PolynomialFeatures({ degree: 2, includeBias: false }),
    new k.linear_model.LogisticRegression({ C: 100 }),
  ],
  knn: (k) => [new k.neighbors.KNeighborsClassifier({ nNeighbors: 7 })],
  tree: (k) => [new k.tree.DecisionTreeClassifier({ maxDepth: 3 })],
};

export const cells = {
  animals({ moved }, k) {
    const { X, y } = k.datasets.makeShelter({ nSamples: 200, seed: 7 });
    for (let i = 0; i < moved.length; i += 3) X.data.set([moved[i + 1], moved[i + 2]], 2 * moved[i]);
    return { X, y };
  },

  map({ animals }, k) {
    const classifier = new k.linear_model.LogisticRegression();
    classifier.fit(animals.X, animals.y);
    const surface = k.inspection.decisionSurface(classifier, { bounds: kBounds, width: 100, height: 100 });
    return { surface, boundary: k.inspection.decisionBoundary(classifier, surface) };
  },

  /** As the first essay has it: 60 animals, lots kept to the mix, three pens. */
  *resplits({ run, nth }, k) {
    if (run === "none") return { nDone: 0, mean: 0 };
    const { X, y } = k.datasets.makeShelter({ nSamples: 60, seed: 7 });
    const model = new k.pipeline.Pipeline([new k.preprocessing.StandardScaler(), ...recipes[run](k)]);
    const rounds = new k.model_selection.MonteCarloCrossValidation({
      nSplits: kDraws,
      trainSize: 0.6,
      valSize: 0.2,
      testSize: 0.2,
      stratify: true,
      seed: nth,
    });
    const value = () => {
      const scores = rounds.testAccuracy.data.subarray(0, rounds.nDone);
      return { nDone: rounds.nDone, mean: scores.reduce((sum, score) => sum + score, 0) / rounds.nDone };
    };
    rounds.begin(X, y, [model]);
    while (!rounds.done) {
      rounds.step(10);
      yield value();
    }
    return value();
  },
};

import { editedPoints, movePoints } from "scrollwork/figures";

// Two moons and a polynomial logistic regression, with points that the reader moves.
const bounds = [-2, 3, -1.5, 2];

export const state = {
  scatterDegree: { default: 3, min: 1, max: 6, step: 1 },
  scatterMoved: { default: [], kind: "points", bounds, max: 80 },
  scatterTool: { default: "move", values: ["move", "add-0", "add-1", "remove"] },
  scatterDrawn: { default: [], kind: "points", bounds, max: 60, classes: 2 },
};

export const cells = {
  scatterMoons({ scatterMoved }, k) {
    const { X, y } = k.datasets.makeMoons({ nSamples: 80, noise: 0.2, seed: 7 });
    return { X: movePoints(X, scatterMoved), y };
  },
  scatterFit(
    { scatterMoons: { X, y }, scatterDegree },
    { pipeline, preprocessing, linear_model, inspection, metrics },
  ) {
    const bend = new preprocessing.PolynomialFeatures({ degree: scatterDegree });
    const model = new pipeline.Pipeline([bend, new linear_model.LogisticRegression()]).fit(X, y);
    const surface = inspection.decisionSurface(model, { bounds, width: 100, height: 70 });
    const boundary = inspection.decisionBoundary(model, surface);
    return { model, surface, boundary, accuracy: metrics.accuracyScore(y, model.predict(X)) };
  },
  /** The trained model as a file that the kernels read again. */
  scatterFile: ({ scatterFit }, k) => k.persistence.toJson(scatterFit.model),
  scatterCloud: ({ scatterDrawn }, k) =>
    editedPoints(k.datasets.makeMoons({ nSamples: 24, noise: 0.1, seed: 3 }), scatterDrawn),
  scatterTree({ scatterCloud: { X, y } }, { tree, inspection }) {
    const model = new tree.DecisionTreeClassifier({ maxDepth: 4 }).fit(X, y);
    const surface = inspection.decisionSurface(model, { bounds, width: 100, height: 70 });
    return { surface, boundary: inspection.decisionBoundary(model, surface) };
  },
};

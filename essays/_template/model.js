// What the essay computes, in the reader's worker and in Node alike.
import { movePoints } from "scrollwork/figures";

const bounds = [-2, 3, -1.5, 2];

export const state = {
  degree: { default: 1, min: 1, max: 6, step: 1 },
  moved: { default: [], kind: "points", bounds, max: 80 },
};

export const steps = [{ id: "straight" }, { id: "bent", state: { degree: 3 } }];

export const cells = {
  moons({ moved }, k) {
    const { X, y } = k.datasets.makeMoons({ nSamples: 80, noise: 0.2, seed: 7 });
    return { X: movePoints(X, moved), y };
  },
  fit({ moons: { X, y }, degree }, { pipeline, preprocessing, linear_model, inspection, metrics }) {
    const bend = new preprocessing.PolynomialFeatures({ degree });
    const model = new pipeline.Pipeline([bend, new linear_model.LogisticRegression()]).fit(X, y);
    const surface = inspection.decisionSurface(model, { bounds, width: 100, height: 70 });
    const boundary = inspection.decisionBoundary(model, surface);
    return { surface, boundary, accuracy: metrics.accuracyScore(y, model.predict(X)) };
  },
};

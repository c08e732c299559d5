export const state = {
  stepsNeighbors: { default: 1, min: 1, max: 31, step: 2 },
};

export const steps = [
  { id: "steps-few", state: { stepsNeighbors: 1 } },
  { id: "steps-many", state: { stepsNeighbors: 15 } },
];

export const cells = {
  stepsModel({ stepsNeighbors }, { datasets, neighbors, inspection, metrics }) {
    const { X, y } = datasets.makeMoons({ nSamples: 80, noise: 0.3, seed: 11 });
    const model = new neighbors.KNeighborsClassifier({ nNeighbors: stepsNeighbors }).fit(X, y);
    const surface = inspection.decisionSurface(model, { bounds: [-2, 3, -1.5, 2], width: 100, height: 70 });
    const accuracy = metrics.accuracyScore(y, model.predict(X));
    return { X, y, surface, boundary: inspection.decisionBoundary(model, surface), accuracy };
  },
};

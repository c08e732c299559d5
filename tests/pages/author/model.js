import { movePoints } from "scrollwork/figures";
const bounds = [-2, 3, -1.5, 2];
const knn = (k, nNeighbors, { X, y }) => new k.neighbors.KNeighborsClassifier({ nNeighbors }).fit(X, y);
export const state = {
  nNeighbors: { default: 25, min: 1, max: 25, step: 2 },
  moved: { default: [], kind: "points", bounds, max: 80 },
};
export const steps = [25, 9, 3, 1].map((nNeighbors) => ({ id: `ask-${nNeighbors}`, state: { nNeighbors } }));
export const cells = {
  moons({ moved }, k) {
    const { X, y } = k.datasets.makeMoons({ nSamples: 80, noise: 0.3, seed: 7 });
    return { X: movePoints(X, moved), y };
  },
  map: ({ moons, nNeighbors }, k) =>
    k.inspection.decisionSurface(knn(k, nNeighbors, moons), { bounds, width: 100, height: 70 }),
  fresh: (_, k) => k.datasets.makeMoons({ nSamples: 400, noise: 0.3, seed: 8 }),
  curve: ({ moons, fresh }, k) =>
    [1, 5, 9, 15, 25].map((n) => [n, k.metrics.accuracyScore(fresh.y, knn(k, n, moons).predict(fresh.X))]),
};

// Twelve trees, each grown on penguins drawn with replacement.
import penguins from "../../data/penguins.csv?raw";

export const state = {
  multiplesTree: { default: 0, min: -1, max: 11, step: 1 },
};

const palette = [
  [240, 150, 58],
  [106, 165, 232],
  [33, 143, 121],
];

export const cells = {
  multiplesData(_, { datasets }) {
    const columns = { x: "flipper_length_mm", y: "bill_length_mm", label: "species" };
    return datasets.labelledColumns(datasets.readCsv(penguins), columns);
  },
  multiplesTrees({ multiplesData: { X, y, bounds } }, { ensemble, inspection, metrics }) {
    return Array.from({ length: 12 }, (_, seed) => {
      const options = { nEstimators: 1, maxFeatures: 1, seed };
      const model = new ensemble.RandomForestClassifier(options).fit(X, y);
      const surface = inspection.decisionSurface(model, { bounds, width: 60, height: 60, palette });
      const boundary = inspection.decisionBoundary(model, surface);
      return { surface, boundary, accuracy: metrics.accuracyScore(y, model.predict(X)) };
    });
  },
};

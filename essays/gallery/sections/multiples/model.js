// Twelve trees, each grown on penguins drawn with replacement.
import { labelledColumns } from "scrollwork/figures";
import penguins from "../../data/penguins.csv?table";

export const state = {
  multiplesTree: { default: 0, min: -1, max: 11, step: 1 },
  multiplesPenguin: { default: 200, min: 1, max: 342, step: 1 },
};

const palette = [
  [240, 150, 58],
  [106, 165, 232],
  [33, 143, 121],
];

/** The tree `seed`, as a forest of its own. */
const treeOf = (seed, { X, y }, { ensemble }) =>
  new ensemble.RandomForestClassifier({ nEstimators: 1, maxFeatures: 1, seed }).fit(X, y);

export const cells = {
  multiplesData(_, k) {
    const columns = { x: "flipper_length_mm", y: "bill_length_mm", label: "species" };
    return labelledColumns(k, penguins, columns);
  },
  multiplesTrees({ multiplesData: { X, y, bounds } }, { ensemble, inspection, metrics }) {
    return Array.from({ length: 12 }, (_, seed) => {
      const model = treeOf(seed, { X, y }, { ensemble });
      const surface = inspection.decisionSurface(model, { bounds, width: 60, height: 60, palette });
      const boundary = inspection.decisionBoundary(model, surface);
      return { surface, boundary, accuracy: metrics.accuracyScore(y, model.predict(X)) };
    });
  },
  multiplesNodes({ multiplesData: { X, y, classNames } }, { ensemble, tree }) {
    return Array.from({ length: 12 }, (_, seed) => {
      const nodes = treeOf(seed, { X, y }, { ensemble }).tree(0);
      return { nodes, layout: tree.treeLayout(nodes), classNames };
    });
  },
  multiplesWays({ multiplesData: { X }, multiplesNodes, multiplesPenguin }, { matrix, tree }) {
    const row = matrix([Array.from(X.data.subarray(2 * (multiplesPenguin - 1), 2 * multiplesPenguin))]);
    return multiplesNodes.map(({ nodes, layout, classNames }) => {
      const path = tree.decisionPath(nodes, row).nodes;
      const [leaf] = path.slice(-1);
      const counts = Array.from(nodes.counts.subarray(leaf * nodes.nClasses, (leaf + 1) * nodes.nClasses));
      return { nodes, layout, path, says: classNames[counts.indexOf(Math.max(...counts))] };
    });
  },
};

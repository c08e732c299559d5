// A grid search over two settings of a decision tree, and the principal components of four measurements.
import penguins from "../../data/penguins.csv?table";

export const state = {
  heatmapRow: { default: -1, min: -1, max: 5, step: 1 },
  heatmapColumn: { default: -1, min: -1, max: 5, step: 1 },
};

const depths = [1, 2, 3, 4, 6, 8];
const leaves = [1, 2, 5, 10, 20, 40];

export const cells = {
  *heatmapScores(_, { datasets, model_selection, tree }) {
    const { X, y } = datasets.makeMoons({ nSamples: 160, noise: 0.3, seed: 3 });
    const values = {
      data: new Float64Array(depths.length * leaves.length).fill(NaN),
      rows: depths.length,
      cols: leaves.length,
    };
    for (let i = 0; i < values.data.length; i++) {
      const options = { maxDepth: depths[Math.floor(i / leaves.length)], minSamplesLeaf: leaves[i % leaves.length] };
      const scores = model_selection.crossValScore(new tree.DecisionTreeClassifier(options), X, y, { cv: 10 });
      values.data[i] = mean(scores);
      if (i % leaves.length === leaves.length - 1)
        yield { depths, leaves, values: { ...values, data: values.data.slice() } };
    }
  },
  heatmapLoadings(_, { decomposition, matrix, preprocessing }) {
    const measured = penguins.columns.filter(({ isNumber }) => isNumber);
    const rows = measured[0].numbers.length;
    const known = Array.from({ length: rows }, (_, row) => measured.map(({ numbers }) => numbers[row])).filter((row) =>
      row.every(Number.isFinite),
    );
    const scaled = new preprocessing.StandardScaler().fitTransform(matrix(known));
    const { components } = new decomposition.PCA().fit(scaled);
    return {
      values: components,
      columns: measured.map(({ name }) => name.replace(/_(mm|g)$/, "").replaceAll("_", " ")),
    };
  },
};

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

// Two crowds and a threshold; three species of penguins and a decision tree.
import { labelledColumns } from "scrollwork/figures";
import penguins from "../../data/penguins.csv?table";

export const state = {
  confusionCut: { default: 0.5, min: 0.05, max: 0.95, step: 0.01 },
  confusionCounted: { default: 342, min: 0, max: 342, step: 1 },
  confusionDepth: { default: 2, min: 1, max: 6, step: 1 },
  confusionCell: { default: -1, min: -1, max: 8, step: 1 },
};

export const cells = {
  confusionScores(_, { datasets, linear_model }) {
    const { X, y } = datasets.makeMoons({ nSamples: 240, noise: 0.35, seed: 5 });
    const { data } = new linear_model.LogisticRegression().fit(X, y).predictProba(X);
    return { y, scores: Float64Array.from(y, (_, row) => data[2 * row + 1]) };
  },
  confusionCalls: ({ confusionScores: { scores }, confusionCut }) =>
    Int32Array.from(scores, (score) => Number(score >= confusionCut)),
  confusionPenguins(_, k) {
    const columns = { x: "flipper_length_mm", y: "bill_length_mm", label: "species" };
    return labelledColumns(k, penguins, columns);
  },
  confusionNamed({ confusionPenguins: { X, y }, confusionDepth }, { tree }) {
    return new tree.DecisionTreeClassifier({ maxDepth: confusionDepth }).fit(X, y).predict(X);
  },
};

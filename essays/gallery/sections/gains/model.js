// Every split that the root of a tree could have.
import { labelledColumns } from "scrollwork/figures";
import penguins from "../../data/penguins.csv?table";

export const state = {
  gainsFeature: { default: 1, min: 0, max: 1, step: 1 },
  gainsThreshold: { default: 48, min: 30, max: 235, step: 0.05 },
};

export const cells = {
  gainsData(_, k) {
    const columns = { x: "flipper_length_mm", y: "bill_length_mm", label: "species" };
    return labelledColumns(k, penguins, columns);
  },
  gainsSplits: ({ gainsData: { X, y } }, { tree }) =>
    new tree.TreeGrower({ criterion: "entropy" }).begin(X, y).candidateSplits(0),
};

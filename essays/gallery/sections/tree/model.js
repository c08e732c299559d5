// A tree that grows one question at a time, and the way of one penguin through it.
import { labelledColumns } from "scrollwork/figures";
import penguins from "../../data/penguins.csv?table";

export const state = {
  treeQuestions: { default: 4, min: 0, max: 12, step: 1 },
  treePenguin: { default: 7, min: 1, max: 342, step: 1 },
  treeNode: { default: 0, min: 0, max: 1024, step: 1 },
  treeOpened: { default: 1, min: 1, max: 1048576, step: 1 },
};

export const cells = {
  treeData(_, k) {
    const columns = { x: "flipper_length_mm", y: "bill_length_mm", label: "species" };
    return labelledColumns(k, penguins, columns);
  },
  treeGrown({ treeData: { X, y }, treeQuestions }, { tree }) {
    const grower = new tree.TreeGrower({ criterion: "entropy", maxDepth: 5 }).begin(X, y);
    if (treeQuestions > 0) grower.step(treeQuestions);
    return { nodes: grower.nodes, layout: tree.treeLayout(grower.nodes) };
  },
  /** Noisy moons, asked about until every leaf is of one kind. */
  treeUncut(_, { datasets, tree }) {
    const { X, y } = datasets.makeMoons({ nSamples: 300, noise: 0.4, seed: 1 });
    const { nodes } = new tree.DecisionTreeClassifier().fit(X, y);
    return { nodes, layout: tree.treeLayout(nodes) };
  },
  treePath({ treeData: { X }, treeGrown: { nodes }, treePenguin }, { matrix, tree }) {
    const row = Array.from(X.data.subarray(2 * (treePenguin - 1), 2 * treePenguin));
    return tree.decisionPath(nodes, matrix([row])).nodes;
  },
};

export const state = { listingDepth: { default: 3, min: 1, max: 8, step: 1 } };

export const cells = {
  listingPython: ({ listingDepth }) =>
    [
      "from sklearn.datasets import load_iris",
      "from sklearn.tree import DecisionTreeClassifier",
      "",
      "X, y = load_iris(return_X_y=True)",
      `tree = DecisionTreeClassifier(max_depth=${listingDepth}, random_state=0).fit(X, y)`,
      "print(tree.score(X, y))",
    ].join("\n"),
};

"""Makes model_selection.json: how many rows of each class scikit-learn's stratified split puts into a pen, and the scores of
its classifiers on given splits.

Where remainders tie, scikit-learn draws which class gets the odd row; such cases are left out (ten seeds must agree).

Run: python3 tests/reference/model_selection.py
"""
import json
import pathlib

import numpy
import sklearn
from sklearn.model_selection import StratifiedShuffleSplit
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

from tables import labelled

HERE = pathlib.Path(__file__).parent


def dealt(counts, train):
    """Rows of each class in the training pen, or None where chance decides."""
    y = numpy.repeat(numpy.arange(len(counts)), counts)
    seen = set()
    for seed in range(10):
        splitter = StratifiedShuffleSplit(n_splits=1, train_size=train, test_size=len(y) - train, random_state=seed)
        rows, _ = next(splitter.split(y, y))
        seen.add(tuple(numpy.bincount(y[rows], minlength=len(counts)).tolist()))
    return list(seen.pop()) if len(seen) == 1 else None


stratified = []
for counts in ([30, 30], [41, 19], [7, 50, 3], [20, 20, 20, 21], [2, 98], [13, 29, 31, 5, 22]):
    for percent in (20, 50, 60, 75, 90):
        n = sum(counts)
        # Only whole shares, so that the size of the pen is no matter of rounding.
        if n * percent % 100 == 0 and n * percent // 100 >= len(counts) and n - n * percent // 100 >= len(counts):
            rows = dealt(counts, n * percent // 100)
            if rows:
                stratified.append({"counts": counts, "percent": percent, "train": rows})

X, y = labelled("penguins.csv", ["bill_length_mm", "bill_depth_mm"], "species")
X = X.astype(numpy.float32).astype(numpy.float64)
splits = []
for seed in range(40):
    order = numpy.random.RandomState(seed).permutation(len(X))
    train, test = order[:205], order[205:]
    trees = [DecisionTreeClassifier(max_depth=2, random_state=s).fit(X[train], y[train]) for s in range(10)]
    if len({tuple(tree.predict(X[test])) for tree in trees}) > 1:
        continue  # ties
    near = KNeighborsClassifier(n_neighbors=9, algorithm="brute").fit(X[train], y[train])
    distances, _ = near.kneighbors(X[test], n_neighbors=10)
    if (distances[:, 9] - distances[:, 8] < 1e-9).any():
        clear = distances[:, 9] - distances[:, 8] >= 1e-9
        test = test[clear]
    splits.append({
        "train": train.tolist(), "test": test.tolist(),
        "treeAccuracy": trees[0].score(X[test], y[test]), "neighborsAccuracy": near.score(X[test], y[test]),
    })
    if len(splits) == 8:
        break
out = {"versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__}, "stratified": stratified,
       "penguins": {"X": X.tolist(), "y": y.tolist(), "splits": splits}}
(HERE / "model_selection.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")
print(len(stratified), len(splits))

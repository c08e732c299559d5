"""Makes ensemble_forest.json: what scikit-learn's forests score over seeds, for comparison in distribution.

No two generators draw alike, so that no forest can be compared tree by tree. For each data set and each kind of forest, 40
seeds give: the score on the test half, the out-of-bag score, the importances, the mean number of leaves and depth of a tree.
Stored are mean and standard deviation of each.

Run: python3 tests/reference/ensemble_forest.py
"""
import json
import pathlib

import numpy
import sklearn
from sklearn.datasets import make_friedman1
from sklearn.ensemble import ExtraTreesClassifier, ExtraTreesRegressor, RandomForestClassifier, RandomForestRegressor

from tables import classes, table

HERE = pathlib.Path(__file__).parent
SEEDS = 40


def summary(numbers):
    numbers = numpy.array(numbers)
    return {"mean": numbers.mean(axis=0).tolist(), "std": numbers.std(axis=0, ddof=1).tolist()}


def statistics(kind, name, X, y, **options):
    half = len(X) // 2
    models = []
    for seed in range(SEEDS):
        bootstrap = {"bootstrap": True, "oob_score": True}
        models.append(kind(n_estimators=50, random_state=seed, **bootstrap, **options).fit(X[:half], y[:half]))
    return {
        "kind": kind.__name__,
        "set": name,
        "maxFeatures": options.get("max_features", "sqrt" if "Classifier" in kind.__name__ else "all"),
        "minSamplesLeaf": options.get("min_samples_leaf", 1),
        "maxSamples": options.get("max_samples", 1),
        "criterion": options.get("criterion", "gini" if "Classifier" in kind.__name__ else "squared_error"),
        "maxDepth": options.get("max_depth", 1024),
        "maxLeafNodes": options.get("max_leaf_nodes", 0),
        "score": summary([m.score(X[half:], y[half:]) for m in models]),
        "oobScore": summary([m.oob_score_ for m in models]),
        "importances": summary([m.feature_importances_ for m in models]),
        "leaves": summary([numpy.mean([t.get_n_leaves() for t in m.estimators_]) for m in models]),
        "depth": summary([numpy.mean([t.get_depth() for t in m.estimators_]) for m in models]),
    }


rng = numpy.random.RandomState(11)
noisy = rng.normal(size=(400, 6)).round(3)
noisy_labels = (noisy[:, 0] + noisy[:, 1] * noisy[:, 2] + 0.7 * rng.normal(size=400) > 0).astype(int)
noisy_numbers = (noisy[:, 0] + noisy[:, 1] * noisy[:, 2] + 0.5 * rng.normal(size=400)).round(3)


def shuffled(X, y, seed):
    order = numpy.random.RandomState(seed).permutation(len(X))
    return X[order], y[order]


friedman = make_friedman1(n_samples=300, n_features=6, noise=1.0, random_state=5)
wine = table("wine.csv", ["alcohol", "malic_acid", "ash", "alcalinity_of_ash", "magnesium"], "cultivar")
cancer = table("breast_cancer.csv", ["mean_radius", "mean_texture", "mean_smoothness", "mean_concavity"], "diagnosis")
diabetes = table("diabetes.csv", ["bmi", "bp", "s1", "s5"], "progression")
sets = {
    "noisy": (noisy, noisy_labels),
    "wine": shuffled(wine[0], classes(wine[1]), 1),
    "cancer": shuffled(cancer[0][:300], classes(cancer[1][:300]), 2),
    "numbers": (noisy, noisy_numbers),
    "friedman": (friedman[0].round(4), friedman[1].round(4)),
    "diabetes": shuffled(diabetes[0][:300], numpy.array([float(t) for t in diabetes[1][:300]]), 3),
}
cases = []
for name in ("noisy", "wine", "cancer"):
    X, y = sets[name]
    cases.append(statistics(RandomForestClassifier, name, X, y))
    cases.append(statistics(ExtraTreesClassifier, name, X, y))
cases.append(statistics(RandomForestClassifier, "noisy", *sets["noisy"], max_features=1, min_samples_leaf=5))
cases.append(statistics(RandomForestClassifier, "wine", *sets["wine"], max_samples=0.5))
for name in ("numbers", "diabetes"):
    X, y = sets[name]
    cases.append(statistics(RandomForestRegressor, name, X, y))
    cases.append(statistics(ExtraTreesRegressor, name, X, y))
cases.append(statistics(RandomForestRegressor, "numbers", *sets["numbers"], max_features=2, min_samples_leaf=3))
for name in ("noisy", "wine", "cancer"):
    X, y = sets[name]
    cases.append(statistics(ExtraTreesClassifier, name, X, y, criterion="entropy", max_depth=4))
    cases.append(statistics(ExtraTreesClassifier, name, X, y, max_features=0.75, min_samples_leaf=4))
cases.append(statistics(RandomForestClassifier, "cancer", *sets["cancer"], criterion="entropy", max_leaf_nodes=9))
X, y = sets["friedman"]
cases.append(statistics(RandomForestRegressor, "friedman", X, y))
cases.append(statistics(RandomForestRegressor, "friedman", X, y, max_features=0.5, max_depth=5))
cases.append(statistics(RandomForestRegressor, "diabetes", *sets["diabetes"], max_leaf_nodes=12, max_samples=0.6))
cases.append(statistics(ExtraTreesRegressor, "friedman", X, y))
for name in ("numbers", "diabetes", "friedman"):
    cases.append(statistics(ExtraTreesRegressor, name, *sets[name], max_features=2, min_samples_leaf=4))
versions = {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__}
stored = {name: {"X": X.tolist(), "y": y.tolist()} for name, (X, y) in sets.items()}
text = json.dumps({"versions": versions, "seeds": SEEDS, "sets": stored, "cases": cases}, separators=(",", ":"))
(HERE / "ensemble_forest.json").write_text(text + "\n")
print(len(cases), "cases")

"""Makes boosting.json: gradient boosting and AdaBoost of scikit-learn.

Among equally good splits scikit-learn picks a feature at random. A model is stored only when 12 seeds grow the same trees, so
that no tie took part. X is rounded to floats first, because scikit-learn does it too. What draws rows (subsample < 1) is
stored as mean and spread over 30 seeds.

Run: python3 tests/reference/boosting.py
"""
import json
import pathlib

import numpy
import sklearn
from sklearn.datasets import make_blobs, make_friedman1, make_moons
from sklearn.ensemble import AdaBoostClassifier, GradientBoostingClassifier, GradientBoostingRegressor
from sklearn.tree import DecisionTreeClassifier

from tables import labelled, measured
from tree_nodes import depth_first, questions

HERE = pathlib.Path(__file__).parent
NAMES = {"learning_rate": "learningRate", "n_estimators": "nEstimators", "max_depth": "maxDepth",
         "min_samples_split": "minSamplesSplit", "min_samples_leaf": "minSamplesLeaf", "max_leaf_nodes": "maxLeafNodes",
         "min_impurity_decrease": "minImpurityDecrease"}
ROWS = 25  # whose predictions are stored


def single(X, y):
    return X.astype(numpy.float32).astype(numpy.float64), y


def columns(tree):
    return questions(tree) | {"value": [float(tree.value[i, 0, 0]) for i in depth_first(tree)]}


def shape(model):
    trees = [columns(tree.tree_) for tree in numpy.ravel(model.estimators_)]
    return json.dumps([[c["feature"], c["threshold"], c["nSamples"]] for c in trees])


def untied(make, name, X, y, options):
    grown = [make(seed).fit(X, y) for seed in range(12)]
    if len({shape(model) for model in grown}) > 1:
        print(f"{name} {options}: ties, left out")
        return None
    return grown[0]


def camel(options):
    return {NAMES.get(key, key): value for key, value in options.items()}


def boosted(kind, name, X, y, **options):
    model = untied(lambda seed: kind(random_state=seed, **options), name, X, y, options)
    if model is None:
        return []
    staged = list(model.staged_predict_proba(X[:ROWS]) if hasattr(model, "classes_") else model.staged_predict(X[:ROWS]))
    trees = numpy.ravel(model.estimators_)
    return [{
        "set": name, "options": camel(options),
        "trainScore": model.train_score_.tolist(),
        "first": columns(trees[0].tree_), "last": columns(trees[-1].tree_), "nTrees": len(trees),
        "half": staged[len(staged) // 2].tolist(),
        "predicted": staged[-1].tolist(),
        "featureImportances": model.feature_importances_.tolist(),
    }]


def halves(X, seed=1):
    order = numpy.random.RandomState(seed).permutation(len(X))
    return order[: len(X) // 2], order[len(X) // 2:]


def spread(kind, name, X, y, make, **options):
    """Scores on a fixed half of the rows over 30 seeds."""
    train, test = halves(X)
    scores = [make(seed).fit(X[train], y[train]).score(X[test], y[test]) for seed in range(30)]
    return {"kind": kind, "set": name, "options": camel(options), "train": train.tolist(), "test": test.tolist(),
            "mean": float(numpy.mean(scores)), "std": float(numpy.std(scores, ddof=1))}


def samme(name, X, y, depth=1, **options):
    def make(seed):
        return AdaBoostClassifier(DecisionTreeClassifier(max_depth=depth), algorithm="SAMME", random_state=seed, **options)

    model = untied(make, name, X, y, {"depth": depth, **options})
    if model is None:
        return []
    staged = list(model.staged_predict(X[:ROWS]))
    return [{
        "set": name, "options": {"maxDepth": depth, **camel(options)},
        "estimatorWeights": model.estimator_weights_[: len(model.estimators_)].tolist(),
        "estimatorErrors": model.estimator_errors_[: len(model.estimators_)].tolist(),
        "first": columns(model.estimators_[0].tree_), "last": columns(model.estimators_[-1].tree_),
        "half": staged[len(staged) // 2].tolist(),
        "predictProba": model.predict_proba(X[:ROWS]).tolist(),
        "featureImportances": model.feature_importances_.tolist(),
    }]


diabetes = single(*measured("diabetes.csv", ["bmi", "bp", "s1", "s2", "s5"], "progression"))
friedman = single(*make_friedman1(n_samples=120, n_features=6, noise=1.0, random_state=3))
t = numpy.linspace(0, 6, 80)
sine = single(t[:, None], numpy.sin(t) + 0.2 * numpy.random.RandomState(5).normal(size=80))
penguins = single(*labelled("penguins.csv", ["bill_length_mm", "bill_depth_mm"], "species"))
cancer = single(*labelled("breast_cancer.csv", ["mean_radius", "mean_texture", "mean_smoothness", "mean_concavity"], "diagnosis"))
moons = single(*make_moons(n_samples=150, noise=0.3, random_state=3))
blobs = single(*make_blobs(n_samples=150, n_features=3, centers=4, cluster_std=4.0, random_state=4))
numbers = {"diabetes": diabetes, "friedman": friedman, "sine": sine}
classes = {"penguins": penguins, "moons": moons, "blobs": blobs, "cancer": cancer}

regressions = []
for name, (X, y) in numbers.items():
    GBR = GradientBoostingRegressor
    regressions += boosted(GBR, name, X, y, n_estimators=40, max_depth=1)
    regressions += boosted(GBR, name, X, y, n_estimators=25, max_depth=3, min_samples_leaf=6)
    regressions += boosted(GBR, name, X, y, n_estimators=20, max_depth=2, learning_rate=0.5, criterion="squared_error")
    regressions += boosted(GBR, name, X, y, n_estimators=20, max_leaf_nodes=5, min_samples_leaf=5, learning_rate=0.3)
    regressions += boosted(GBR, name, X, y, n_estimators=15, max_depth=3, min_samples_leaf=4,
                           min_impurity_decrease=0.02 * len(y) * y.var())
    regressions += boosted(GBR, name, X, y, n_estimators=15, max_depth=3, min_samples_leaf=4, criterion="squared_error",
                           min_impurity_decrease=0.02 * y.var())
    regressions += boosted(GBR, name, X, y, n_estimators=25, max_depth=2, min_samples_leaf=5, loss="huber", alpha=0.8)
    regressions += boosted(GBR, name, X, y, n_estimators=8, max_depth=2, min_samples_leaf=8, loss="absolute_error")
    regressions += boosted(GBR, name, X, y, n_estimators=4, max_depth=2, min_samples_leaf=15, loss="absolute_error",
                           learning_rate=0.7)
classifications = []
adaptive = []
for name, (X, y) in classes.items():
    GBC = GradientBoostingClassifier
    classifications += boosted(GBC, name, X, y, n_estimators=30, max_depth=1)
    classifications += boosted(GBC, name, X, y, n_estimators=15, max_depth=3, min_samples_leaf=8)
    classifications += boosted(GBC, name, X, y, n_estimators=10, max_depth=2, learning_rate=0.6, min_samples_leaf=5)
    classifications += boosted(GBC, name, X, y, n_estimators=12, max_leaf_nodes=4, min_samples_leaf=10, criterion="squared_error")
    adaptive += samme(name, X, y, n_estimators=20)
    adaptive += samme(name, X, y, n_estimators=10, learning_rate=0.5)
    adaptive += samme(name, X, y, depth=2, n_estimators=12)
    adaptive += samme(name, X, y, depth=3, n_estimators=6, learning_rate=0.8)

spreads = []
for name in ("diabetes", "friedman", "sine"):
    options = {"n_estimators": 60, "subsample": 0.5, "max_depth": 2}
    spreads.append(spread("GradientBoostingRegressor", name, *numbers[name],
                          lambda seed: GradientBoostingRegressor(random_state=seed, **options), **options))
for name in ("penguins", "moons", "cancer"):
    options = {"n_estimators": 40, "subsample": 0.4, "max_depth": 2}
    spreads.append(spread("GradientBoostingClassifier", name, *classes[name],
                          lambda seed: GradientBoostingClassifier(random_state=seed, **options), **options))

stored = {name: {"X": X.tolist(), "y": y.tolist()} for name, (X, y) in (numbers | classes).items()}
versions = {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__}
text = json.dumps({"versions": versions, "sets": stored, "regressions": regressions, "classifications": classifications,
                   "adaptive": adaptive, "spreads": spreads}, separators=(",", ":"))
(HERE / "boosting.json").write_text(text + "\n")
print(len(regressions), "regressions,", len(classifications), "classifications,", len(adaptive), "adaptive,", len(text), "bytes")

"""Makes tree.json: decision trees of scikit-learn.

Among equally good splits scikit-learn picks a feature at random. A tree is stored under "exact" only when 30 seeds grow the same
one, so that no tie took part (or the tie does not matter). Fully grown trees always meet ties in their small nodes: they are
stored as mean and spread of what 50 seeds give. X is rounded to floats first, because scikit-learn does it too. Trees under
"limited", which scikit-learn grows best-first, prunes or weighs, are renumbered depth-first, left before right.

Run: python3 tests/reference/tree.py
"""
import json
import pathlib

import numpy
import sklearn
from sklearn.datasets import make_blobs, make_moons
from sklearn.tree import DecisionTreeClassifier

from tables import labelled
from tree_nodes import depth_first, questions

HERE = pathlib.Path(__file__).parent


def columns(tree):
    counts = tree.value[:, 0, :]
    return {
        "feature": [max(feature, -1) for feature in tree.feature.tolist()],
        "threshold": [t if f >= 0 else 0 for f, t in zip(tree.feature.tolist(), tree.threshold.tolist())],
        "left": tree.children_left.tolist(),
        "right": tree.children_right.tolist(),
        "nSamples": tree.n_node_samples.tolist(),
        "counts": counts.astype(int).tolist(),
        "impurity": tree.impurity.tolist(),
    }


NAMES = {"criterion": "criterion", "max_depth": "maxDepth", "min_samples_leaf": "minSamplesLeaf",
         "max_leaf_nodes": "maxLeafNodes", "min_impurity_decrease": "minImpurityDecrease", "ccp_alpha": "ccpAlpha"}


def weighed(tree):
    order = depth_first(tree)
    return questions(tree) | {
        "weight": [float(tree.weighted_n_node_samples[i]) for i in order],
        "impurity": [float(tree.impurity[i]) for i in order],
    }


def limited(name, X, y, weighted=False, **options):
    weight = numpy.round(numpy.random.RandomState(len(y)).exponential(size=len(y)) + 0.01, 3) if weighted else None
    grown = [DecisionTreeClassifier(random_state=seed, **options).fit(X, y, weight) for seed in range(30)]
    columns_of = [weighed(model.tree_) for model in grown]
    if len({json.dumps([c["feature"], c["threshold"], c["nSamples"]]) for c in columns_of}) > 1:
        print(f"{name} {options}: ties, left out")
        return []
    return [{
        "set": name, "options": {NAMES[key]: value for key, value in options.items()},
        "sampleWeight": weight.tolist() if weighted else [],
        "nodes": columns_of[0],
        "predictProba": grown[0].predict_proba(X[:20]).tolist(),
        "featureImportances": grown[0].feature_importances_.tolist(),
    }]


def path(name, X, y, **options):
    found = [DecisionTreeClassifier(random_state=seed, **options).cost_complexity_pruning_path(X, y) for seed in range(30)]
    if len({tuple(numpy.round(one.ccp_alphas, 12)) for one in found}) > 1:
        print(f"{name} {options}: the path has ties, left out")
        return []
    return [{"set": name, "options": {NAMES[key]: value for key, value in options.items()},
             "ccpAlphas": found[0].ccp_alphas.tolist(), "impurities": found[0].impurities.tolist()}]


def exact(name, X, y, **options):
    grown = [DecisionTreeClassifier(random_state=seed, **options).fit(X, y) for seed in range(30)]
    # Importances differ in the last bits when nodes are summed in another order; the trees themselves must not differ.
    if len({json.dumps(columns(model.tree_)) for model in grown}) > 1:
        print(f"{name} {options}: ties, left out")
        return []
    model = grown[0]
    return [{
        "set": name,
        "criterion": options.get("criterion", "gini"),
        "maxDepth": options.get("max_depth", 32),
        "minSamplesSplit": options.get("min_samples_split", 2),
        "minSamplesLeaf": options.get("min_samples_leaf", 1),
        "nodes": columns(model.tree_),
        "predictProba": model.predict_proba(X[:20]).tolist(),
        "featureImportances": model.feature_importances_.tolist(),
        "depth": model.get_depth(),
        "nLeaves": int(model.get_n_leaves()),
    }]


def statistical(name, X, y, **options):
    order = numpy.random.RandomState(1).permutation(len(X))
    train, test = order[: len(X) // 2], order[len(X) // 2 :]
    models = [DecisionTreeClassifier(random_state=seed, **options).fit(X[train], y[train]) for seed in range(50)]
    scores = [model.score(X[test], y[test]) for model in models]
    leaves = [int(model.get_n_leaves()) for model in models]
    return {
        "set": name,
        "criterion": options.get("criterion", "gini"),
        "train": train.tolist(),
        "test": test.tolist(),
        "meanScore": float(numpy.mean(scores)), "minScore": min(scores), "maxScore": max(scores),
        "minLeaves": min(leaves), "maxLeaves": max(leaves),
    }


def single(X, y):
    return X.astype(numpy.float32).astype(numpy.float64), y


moons = single(*make_moons(n_samples=150, noise=0.3, random_state=3))
blobs = single(*make_blobs(n_samples=150, n_features=4, centers=4, cluster_std=5.0, random_state=4))
penguins = single(*labelled("penguins.csv", ["bill_length_mm", "bill_depth_mm"], "species"))
wine = single(*labelled("wine.csv", ["alcohol", "malic_acid", "ash", "alcalinity_of_ash", "magnesium"], "cultivar"))
sets = {"moons": moons, "blobs": blobs, "penguins": penguins, "wine": wine}

cases = []
for name, (X, y) in sets.items():
    for criterion in ("gini", "entropy"):
        cases += exact(name, X, y, criterion=criterion, max_depth=1)
        cases += exact(name, X, y, criterion=criterion, max_depth=3)
        cases += exact(name, X, y, criterion=criterion, max_depth=6, min_samples_leaf=8)
        cases += exact(name, X, y, criterion=criterion, min_samples_split=30)
grown = [statistical(name, X, y, criterion=c) for name, (X, y) in sets.items() for c in ("gini", "entropy")]
cut_back = []
paths = []
for name, (X, y) in sets.items():
    cut_back += limited(name, X, y, max_leaf_nodes=4)
    cut_back += limited(name, X, y, max_leaf_nodes=7, min_samples_leaf=6, criterion="entropy")
    cut_back += limited(name, X, y, min_samples_leaf=5, min_impurity_decrease=0.02)
    cut_back += limited(name, X, y, min_samples_leaf=8, max_depth=5, ccp_alpha=0.012)
    cut_back += limited(name, X, y, weighted=True, max_depth=3)
    cut_back += limited(name, X, y, weighted=True, max_leaf_nodes=6, min_samples_leaf=4, criterion="entropy")
    for criterion in ("gini", "entropy"):
        paths += path(name, X, y, criterion=criterion, min_samples_leaf=8, max_depth=4)
versions = {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__}
stored = {name: {"X": X.tolist(), "y": y.tolist()} for name, (X, y) in sets.items()}
text = json.dumps({"versions": versions, "sets": stored, "exact": cases, "grown": grown, "limited": cut_back, "paths": paths}, separators=(",", ":"))
(HERE / "tree.json").write_text(text + "\n")
print(len(cases), "exact,", len(grown), "fully grown,", len(cut_back), "limited,", len(paths), "paths")

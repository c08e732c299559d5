"""Makes tree_regression.json: regression trees of scikit-learn.

Among equally good splits scikit-learn picks a feature at random. A tree is stored only when 30 seeds grow the same one, so that no
tie took part. X is rounded to floats first, because scikit-learn does it too. Trees that scikit-learn grows best-first are
renumbered depth-first, left before right.

Run: python3 tests/reference/tree_regression.py
"""
import csv
import json
import pathlib

import numpy
import sklearn
from sklearn.tree import DecisionTreeRegressor

from tree_nodes import depth_first, questions

HERE = pathlib.Path(__file__).parent
DATA = HERE.parent / "data"
NAMES = {"max_depth": "maxDepth", "min_samples_split": "minSamplesSplit", "min_samples_leaf": "minSamplesLeaf",
         "max_leaf_nodes": "maxLeafNodes", "min_impurity_decrease": "minImpurityDecrease", "ccp_alpha": "ccpAlpha"}
DEFAULTS = {"maxDepth": 1024, "minSamplesSplit": 2, "minSamplesLeaf": 1, "maxLeafNodes": 0, "minImpurityDecrease": 0, "ccpAlpha": 0}


def columns(tree):
    order = depth_first(tree)
    place = {node: i for i, node in enumerate(order)} | {-1: -1}
    asked = questions(tree)
    return {
        "feature": asked["feature"],
        "threshold": asked["threshold"],
        "left": [place[int(tree.children_left[i])] for i in order],
        "right": [place[int(tree.children_right[i])] for i in order],
        "nSamples": asked["nSamples"],
        "weight": [float(tree.weighted_n_node_samples[i]) for i in order],
        "impurity": [float(tree.impurity[i]) for i in order],
        "value": [float(tree.value[i, 0, 0]) for i in order],
    }


def shape(tree):
    c = columns(tree)
    return json.dumps([c["feature"], c["threshold"], c["nSamples"]])


def exact(name, data, weighted=False, **options):
    X, y, weight = data
    grown = [DecisionTreeRegressor(random_state=seed, **options).fit(X, y, weight if weighted else None) for seed in range(30)]
    if len({shape(model.tree_) for model in grown}) > 1:
        print(f"{name} {options}: ties, left out")
        return []
    model = grown[0]
    return [{
        "set": name, "weighted": weighted,
        "options": DEFAULTS | {NAMES[key]: value for key, value in options.items()},
        "nodes": columns(model.tree_),
        "featureImportances": model.feature_importances_.tolist(),
    }]


def path(name, data, **options):
    X, y, _ = data
    found = DecisionTreeRegressor(random_state=0, **options).cost_complexity_pruning_path(X, y)
    return {"set": name, "options": DEFAULTS | {NAMES[key]: value for key, value in options.items()},
            "ccpAlphas": found.ccp_alphas.tolist(), "impurities": found.impurities.tolist()}


def single(X, y, seed):
    X = X.astype(numpy.float32).astype(numpy.float64)
    return X, y, numpy.round(numpy.random.RandomState(seed).exponential(size=len(y)) + 0.01, 3)


def diabetes():
    with open(DATA / "diabetes.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:201]
    table = numpy.array(rows, dtype=float)
    return table[:, [2, 3, 8]], table[:, -1]


rng = numpy.random.RandomState(7)
wave = rng.uniform(-3, 3, (120, 1))
plane = rng.normal(size=(150, 3))
sets = {
    "wave": single(wave, numpy.sin(wave[:, 0]) + 0.1 * rng.normal(size=120), 1),
    "plane": single(plane, plane[:, 0] * plane[:, 1] + 10 + 0.2 * rng.normal(size=150), 2),
    "diabetes": single(*diabetes(), 3),
}
cases = []
for name, data in sets.items():
    spread = data[1].var()
    cases += exact(name, data, max_depth=1)
    cases += exact(name, data, max_depth=4)
    cases += exact(name, data, max_depth=6, min_samples_leaf=5)
    cases += exact(name, data, min_samples_split=25, min_samples_leaf=2)
    cases += exact(name, data, max_leaf_nodes=9)
    cases += exact(name, data, min_samples_leaf=3, min_impurity_decrease=float(0.02 * spread))
    cases += exact(name, data, min_samples_leaf=4, ccp_alpha=float(0.015 * spread))
    cases += exact(name, data, weighted=True, max_depth=4)
    cases += exact(name, data, weighted=True, max_leaf_nodes=7, min_samples_leaf=3)
paths = [path(name, data, min_samples_leaf=5, max_depth=6) for name, data in sets.items()]
versions = {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__}
stored = {name: {"X": X.tolist(), "y": y.tolist(), "weight": w.tolist()} for name, (X, y, w) in sets.items()}
text = json.dumps({"versions": versions, "sets": stored, "exact": cases, "paths": paths}, separators=(",", ":"))
(HERE / "tree_regression.json").write_text(text + "\n")
print(len(cases), "trees")

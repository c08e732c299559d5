"""Makes inspection.json: partial dependence and permutation importances of scikit-learn.

The models are formulas that both sides can write down, so that nothing but the two functions is compared: a regressor
f(x) = w.x + v x_a x_b and a classifier with softmax scores W x + b.

Run: python3 tests/reference/inspection.py
"""
import json
import pathlib

import numpy
import sklearn
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.datasets import make_moons
from sklearn.inspection import partial_dependence, permutation_importance

from tables import labelled, measured

HERE = pathlib.Path(__file__).parent


class Product(RegressorMixin, BaseEstimator):
    """w.x + v x_a x_b"""

    def __init__(self, w=None, v=0.0, a=0, b=0):
        self.w, self.v, self.a, self.b = w, v, a, b

    def fit(self, X, y):
        self.fitted_ = True
        return self

    def predict(self, X):
        return X @ numpy.array(self.w) + self.v * X[:, self.a] * X[:, self.b]


class Softmax(ClassifierMixin, BaseEstimator):
    def __init__(self, W=None, b=None):
        self.W, self.b = W, b

    def fit(self, X, y):
        self.classes_ = numpy.arange(len(self.W))
        return self

    def predict_proba(self, X):
        scores = X @ numpy.array(self.W).T + numpy.array(self.b)
        weights = numpy.exp(scores - scores.max(axis=1, keepdims=True))
        return weights / weights.sum(axis=1, keepdims=True)

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)


def dependence(name, model, X, y, features, resolution=100, percentiles=(0.05, 0.95), target=None):
    model.fit(X, y)
    # A binary classifier's answer is its class 1; else one list for each class.
    result = partial_dependence(model, X, features, grid_resolution=resolution, percentiles=percentiles, kind="both",
                                method="brute", response_method="predict_proba" if target is not None else "auto")
    at = 0 if target is None or len(y_classes(model)) == 2 else target
    individual = result["individual"][at].reshape(len(X), -1)
    case = {
        "set": name,
        "features": features, "gridResolution": resolution, "percentiles": list(percentiles),
        "values": [axis.tolist() for axis in result["values"]],
        "average": result["average"][at].ravel().tolist(),
        "individual": individual[:3].tolist(),
    }
    if target is not None:
        case["target"] = target
    return case


def y_classes(model):
    return getattr(model, "classes_", [])


def importance(name, model, X, y, scoring):
    model.fit(X, y)
    found = permutation_importance(model, X, y, scoring=scoring, n_repeats=100, random_state=1)
    return {
        "set": name, "scoring": scoring,
        "baselineScore": float(model.score(X, y)) if scoring in ("r2", "accuracy") else None,
        "mean": found.importances_mean.tolist(), "std": found.importances_std.tolist(),
    }


diabetes = measured("diabetes.csv", ["age", "sex", "bmi", "bp", "s5"], "progression")
penguins = labelled("penguins.csv", ["bill_length_mm", "flipper_length_mm"], "species")
moons = make_moons(n_samples=80, noise=0.3, random_state=2)
models = {
    "diabetes": Product(w=[-0.3, -18.0, 3.0, -0.9, 40.0], v=0.01, a=0, b=2),
    "penguins": Softmax(W=[[-0.4, -0.1], [0.3, -0.3], [0.1, 0.4]], b=[30.0, 44.0, -74.0]),
    "moons": Softmax(W=[[0.0, 0.0], [1.2, -4.0]], b=[0.0, 0.4]),
}
sets = {"diabetes": diabetes, "penguins": penguins, "moons": moons}

cases = [
    dependence("diabetes", models["diabetes"], *diabetes, [2]),
    dependence("diabetes", models["diabetes"], *diabetes, [1], resolution=20),
    dependence("diabetes", models["diabetes"], *diabetes, [0, 2], resolution=7, percentiles=(0.1, 0.8)),
    dependence("diabetes", models["diabetes"], *diabetes, [4, 1], resolution=12, percentiles=(0.0, 1.0)),
    dependence("penguins", models["penguins"], *penguins, [0], resolution=30, target=2),
    dependence("penguins", models["penguins"], *penguins, [1], resolution=25, percentiles=(0.2, 0.3), target=0),
    dependence("penguins", models["penguins"], *penguins, [1, 0], resolution=5, target=1),
    dependence("moons", models["moons"], *moons, [1], resolution=100, target=1),
    dependence("moons", models["moons"], *moons, [0, 1], resolution=6, percentiles=(0.01, 0.99), target=1),
]
importances = [
    importance("diabetes", models["diabetes"], *diabetes, s)
    for s in ("r2", "neg_mean_squared_error", "neg_mean_absolute_error")
] + [
    importance(name, models[name], *sets[name], s)
    for name in ("penguins", "moons") for s in ("accuracy", "balanced_accuracy", "neg_log_loss")
]
described = {name: model.get_params() for name, model in models.items()}
stored = {name: {"X": X.tolist(), "y": y.tolist()} for name, (X, y) in sets.items()}
versions = {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__}
text = json.dumps({"versions": versions, "sets": stored, "models": described, "dependence": cases,
                   "importance": importances}, separators=(",", ":"))
(HERE / "inspection.json").write_text(text + "\n")
print(len(cases), "dependences,", len(importances), "importances,", len(text), "bytes")

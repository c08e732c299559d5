"""Makes pipeline.json: pipelines and the dummy classifier of scikit-learn.

Every model at a pipeline's end has a closed form, so nothing but rounding can differ.

Run: python3 tests/reference/pipeline.py
"""
import json
import pathlib

import numpy
import sklearn
from sklearn.datasets import make_friedman1, make_moons
from sklearn.decomposition import PCA
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from tables import classes, table

HERE = pathlib.Path(__file__).parent


def steps(kind):
    return {
        "scaled": lambda: [StandardScaler()],
        "curved": lambda: [StandardScaler(), PolynomialFeatures(degree=2, include_bias=False)],
        "turned": lambda: [StandardScaler(), PCA(n_components=2, svd_solver="full")],
        "bare": lambda: [],
    }[kind]()


ENDS = {
    "GaussianNB": GaussianNB,
    "LinearRegression": LinearRegression,
    "Ridge": lambda: Ridge(alpha=2.0, solver="svd"),
    "KNeighborsRegressor": lambda: KNeighborsRegressor(n_neighbors=4, weights="distance", algorithm="kd_tree"),
}


def case(name, kind, end):
    X, y = sets[name]
    model = make_pipeline(*steps(kind), ENDS[end]()).fit(X, y)
    ask = X[1::4] * 1.01  # between the rows it has learned from
    answer = model.predict_proba(ask) if end == "GaussianNB" else model.predict(ask)
    return {"set": name, "steps": kind, "end": end, "ask": ask.tolist(), "answer": answer.tolist()}


def dummy(name, strategy):
    X, y = sets[name]
    model = DummyClassifier(strategy=strategy).fit(X, y)
    return {"set": name, "strategy": strategy, "classPrior": model.class_prior_.tolist(),
            "predictProba": model.predict_proba(X[:3]).tolist(), "predict": model.predict(X[:3]).tolist()}


penguins = table("penguins.csv", ["bill_length_mm", "bill_depth_mm", "flipper_length_mm"], "species")
cancer = table("breast_cancer.csv", ["mean_radius", "mean_texture", "mean_smoothness"], "diagnosis")
diabetes = table("diabetes.csv", ["bmi", "bp", "s5"], "progression")
moons = make_moons(n_samples=90, noise=0.3, random_state=3)
friedman = make_friedman1(n_samples=80, n_features=5, noise=1.0, random_state=3)
plane = numpy.round(numpy.random.RandomState(4).normal(size=(60, 3)), 4)
sets = {
    "penguins": (penguins[0][::2], classes(penguins[1])[::2]),
    "cancer": (cancer[0][:150], classes(cancer[1])[:150]),
    "moons": (numpy.round(moons[0], 5), moons[1]),
    "diabetes": (diabetes[0][:120], numpy.array([float(value) for value in diabetes[1]])[:120]),
    "friedman": (numpy.round(friedman[0], 5), numpy.round(friedman[1], 5)),
    "plane": (plane, numpy.round(plane @ [2.0, -1.0, 0.5] + 0.3 * plane[:, 0] ** 2, 5)),
}
kinds = ("scaled", "curved", "turned", "bare")
labelled = ("penguins", "cancer", "moons")
classifications = [case(name, kind, "GaussianNB") for name in labelled for kind in kinds]
regressions = [
    case(name, kind, end) for name in ("diabetes", "friedman", "plane") for kind in kinds
    for end in ("LinearRegression", "Ridge", "KNeighborsRegressor")
]
dummies = [dummy(name, strategy) for name in labelled for strategy in ("prior", "most_frequent")]
stored = {name: {"X": X.tolist(), "y": y.tolist()} for name, (X, y) in sets.items()}
versions = {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__}
text = json.dumps({"versions": versions, "sets": stored, "classifications": classifications, "regressions": regressions,
                   "dummies": dummies}, separators=(",", ":"))
(HERE / "pipeline.json").write_text(text + "\n", encoding="utf-8")
print(len(text))

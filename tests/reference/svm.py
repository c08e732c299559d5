"""Makes svm.json: support vector classifiers of scikit-learn, and the exact optimum of each pair of classes.

libsvm stops a little before the optimum and keeps its kernel matrix in floats. From its answer we know which rows are free,
which are at the bound C and which do not count; given that, the optimum solves a linear system. The optimality conditions
are then checked, with a margin; a case with a row on the border between these is left out.

Run: python3 tests/reference/svm.py
"""
import itertools
import json
import pathlib

import numpy
import sklearn
from sklearn.datasets import make_blobs, make_moons
from sklearn.metrics.pairwise import linear_kernel, polynomial_kernel, rbf_kernel
from sklearn.svm import SVC

from tables import labelled

HERE = pathlib.Path(__file__).parent


def standardised(name, features, label):
    X, y = labelled(name, features, label, ascending=True)
    return numpy.round((X - X.mean(axis=0)) / X.std(axis=0), 6), y


def kernel(A, B, o, gamma):
    if o["kernel"] == "linear":
        return linear_kernel(A, B)
    if o["kernel"] == "rbf":
        return numpy.exp(-gamma * ((A[:, None, :] - B[None, :, :]) ** 2).sum(axis=2))
    return (gamma * linear_kernel(A, B) + o["coef0"]) ** o["degree"]


def pair(X, s, o, gamma):
    """alpha and b of the machine with signs s, exactly."""
    C = o["C"]
    model = SVC(C=C, kernel=o["kernel"], gamma=gamma or 1.0, degree=o["degree"], coef0=o["coef0"], tol=1e-9).fit(X, s)
    alpha = numpy.zeros(len(X))
    alpha[model.support_] = abs(model.dual_coef_[0])
    bound = alpha > C * (1 - 1e-6)
    free = (alpha > 1e-6 * C) & ~bound
    K = kernel(X, X, o, gamma)
    n = free.sum()
    if n == 0:  # only rows at the bound: b is anywhere between two errors, and libsvm takes the middle
        alpha = numpy.where(bound, C, 0.0)
        error = s - K @ (alpha * s)
        rises, falls = numpy.where(s > 0, ~bound, bound), numpy.where(s > 0, bound, ~bound)
        if error[rises].max() > error[falls].min() - 1e-5:
            raise ValueError("a borderline case")
        return alpha, (error[rises].max() + error[falls].min()) / 2
    A = numpy.zeros((n + 1, n + 1))
    A[:n, :n] = K[numpy.ix_(free, free)] * s[free]
    A[:n, n] = 1
    A[n, :n] = s[free]
    right = numpy.append(s[free] - K[numpy.ix_(free, bound)] @ (C * s[bound]), -(C * s[bound]).sum())
    solution = numpy.linalg.solve(A, right)
    alpha = numpy.where(bound, C, 0.0)
    alpha[free] = solution[:n]
    margin = s * (K @ (alpha * s) + solution[n]) - 1
    clear = 1e-5 * C < alpha[free].min() and alpha[free].max() < C * (1 - 1e-5)
    if not (clear and margin[bound].max(initial=-1) < -1e-5 and margin[~bound & ~free].min(initial=1) > 1e-5):
        raise ValueError("a borderline case")
    return alpha, solution[n]


def case(name, X, y, **options):
    o = {"C": 1.0, "kernel": "rbf", "gamma": "scale", "degree": 3, "coef0": 0.0, **options}
    model = SVC(tol=1e-9, **o).fit(X, y)
    gamma = 0 if o["kernel"] == "linear" else float(model._gamma)
    sample = X[::4] + 0.1
    k = len(model.classes_)
    decisions, intercepts, used = [], [], numpy.zeros((len(X), k), dtype=bool)
    for a, b in itertools.combinations(range(k), 2):
        rows = numpy.flatnonzero((y == a) | (y == b))
        s = numpy.where(y[rows] == (b if k == 2 else a), 1.0, -1.0)  # two classes: positive for the higher label
        alpha, intercept = pair(X[rows], s, o, gamma)
        decisions.append(kernel(sample, X[rows], o, gamma) @ (alpha * s) + intercept)
        intercepts.append(float(intercept))
        used[rows[alpha > 0], b] = used[rows[alpha > 0], a] = True
    decisions = numpy.array(decisions).T
    used = used.any(axis=1)
    support = [int(i) for c in range(k) for i in numpy.flatnonzero(used & (y == c))]
    model.decision_function_shape = "ovr"
    theirs = numpy.asarray(model.decision_function(sample)).reshape(len(sample), -1)
    if k == 2:
        print(name, o, "scikit-learn's decisions within", abs(theirs[:, 0] - decisions[:, 0]).max())
    return {
        "set": name,
        **{key: o[key] for key in ("C", "kernel", "degree", "coef0", "gamma")},
        "gammaInForce": gamma,
        "decisions": decisions.tolist(),
        "intercept": intercepts,
        "support": support,
        "sklearnDecisions": theirs.tolist(),
        "sklearnPredict": model.predict(sample).tolist(),
    }


def rounded(X, y):
    return numpy.round(X, 6), y


sets = {
    "moons": rounded(*make_moons(n_samples=80, noise=0.25, random_state=3)),
    "blobs": rounded(*make_blobs(n_samples=90, n_features=3, centers=4, cluster_std=3.0, random_state=4)),
    "penguins": standardised("penguins.csv", ["bill_length_mm", "flipper_length_mm"], "species"),
    "wine": standardised("wine.csv", ["alcohol", "malic_acid", "ash", "magnesium", "hue", "proline"], "cultivar"),
}
sets["penguins"] = tuple(part[::3] for part in sets["penguins"])
cases = []
for name, (X, y) in sets.items():
    for options in (
        {},
        {"C": 0.1, "gamma": "auto"},
        {"C": 20.0, "gamma": 0.7},
        {"kernel": "linear"},
        {"kernel": "linear", "C": 0.05},
        {"kernel": "poly", "degree": 2, "coef0": 1.0, "gamma": 0.3},
    ):
        try:
            cases.append(case(name, X, y, **options))
        except ValueError as error:
            print(name, options, "left out:", error)
result = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "sets": {name: {"X": X.tolist(), "y": y.tolist()} for name, (X, y) in sets.items()},
    "cases": cases,
}
text = json.dumps(result, separators=(",", ":"))
(HERE / "svm.json").write_text(text + "\n", encoding="utf-8")
print(len(text))

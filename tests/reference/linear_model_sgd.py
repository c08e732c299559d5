"""Makes linear_model_sgd.json: where scikit-learn's SGDClassifier and SGDRegressor go, row by row, unshuffled.

Without shuffling and without an L1 term there is no choice left in the algorithm, so the points agree to rounding after
any number of epochs. Also the derivatives of every loss at some points, from scikit-learn's own functions, and where
full-batch gradient descent on the logistic loss goes, written down with numpy in extended precision.

Run: python3 tests/reference/linear_model_sgd.py
"""
import csv
import json
import pathlib
import warnings

import numpy
import sklearn
from sklearn.datasets import make_friedman1
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import SGDClassifier, SGDRegressor
from sklearn.linear_model import _sgd_fast

HERE = pathlib.Path(__file__).parent
DATA = HERE.parent / "data"
warnings.simplefilter("ignore", ConvergenceWarning)


def table(name):
    with open(DATA / name, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    return rows[1:]


def standardised(X):
    return numpy.round((X - X.mean(axis=0)) / X.std(axis=0), 6)


random = numpy.random.RandomState(8)
order = random.permutation(150)
iris = [table("iris.csv")[i] for i in order]
names = sorted({row[-1] for row in iris})
iris_y = numpy.array([names.index(row[-1]) for row in iris])
iris_X = standardised(numpy.array([[float(cell) for cell in row[:-1]] for row in iris]))
diabetes = numpy.array([[float(cell) for cell in row] for row in table("diabetes.csv")[:100]])
clouds_y = numpy.arange(60) % 2
clouds_X = numpy.round(random.normal(size=(60, 2)) + 1.5 * clouds_y[:, None], 5)
line_X = numpy.round(random.normal(size=(40, 1)), 5)
line_y = numpy.round(2 * line_X[:, 0] + 1 + 0.3 * random.normal(size=40), 5)
cancer = [table("breast_cancer.csv")[i] for i in random.permutation(569)[:120]]
cancer_y = numpy.array([int(row[-1] == "malignant") for row in cancer])
cancer_X = standardised(numpy.array([[float(cell) for cell in row[:5]] for row in cancer]))
friedman = make_friedman1(n_samples=90, n_features=6, noise=1.0, random_state=3)
sets = {"iris": (iris_X, iris_y), "clouds": (clouds_X, clouds_y), "cancer": (cancer_X, cancer_y),
        "friedman": (numpy.round(2 * friedman[0] - 1, 5), numpy.round((friedman[1] - 14) / 5, 5)),
        "diabetes": (standardised(diabetes[:, :-1]), numpy.round((diabetes[:, -1] - 150) / 80, 6)),
        "line": (line_X, line_y)}

cases = []


def add(model, name, **options):
    X, y = sets[name]
    fitted = model(shuffle=False, **options).fit(X, y)
    camel = {"".join(p if i == 0 else p.capitalize() for i, p in enumerate(k.split("_"))): v for k, v in options.items()}
    cases.append({"model": model.__name__, "set": name, "options": camel,
                  "coef": numpy.atleast_2d(fitted.coef_).tolist(), "intercept": fitted.intercept_.tolist(),
                  "nIter": int(fitted.n_iter_)})


for name in ("clouds", "iris", "cancer"):
    for loss in ("hinge", "log_loss", "modified_huber", "squared_hinge", "perceptron"):
        add(SGDClassifier, name, loss=loss, alpha=0.01)
    add(SGDClassifier, name, loss="log_loss", learning_rate="constant", eta0=0.05, max_iter=7, alpha=0.001)
    add(SGDClassifier, name, loss="hinge", learning_rate="adaptive", eta0=0.5, alpha=0.001)
    add(SGDClassifier, name, loss="log_loss", penalty=None, learning_rate="invscaling", eta0=0.5, fit_intercept=False)
for name in ("line", "diabetes", "friedman"):
    for loss in ("squared_error", "huber", "epsilon_insensitive", "squared_epsilon_insensitive"):
        add(SGDRegressor, name, loss=loss, epsilon=0.2)
    add(SGDRegressor, name, learning_rate="constant", eta0=0.01, alpha=0.1, max_iter=4)
    add(SGDRegressor, name, learning_rate="adaptive", tol=1e-5)
    add(SGDRegressor, name, learning_rate="optimal", alpha=0.1, fit_intercept=False)



def descent(name, steps, rate, C=1.0, penalty="l2", intercept=True):
    """From 0, `steps` times minus `rate` times the gradient of mean log loss + |w|^2 / (2 C n)."""
    X, y = sets[name][0].astype(numpy.longdouble), sets[name][1]
    n, k = len(y), len(set(y))
    target = (y == 1)[:, None].astype(numpy.longdouble) if k == 2 else numpy.eye(k, dtype=numpy.longdouble)[y]
    w, b = numpy.zeros((target.shape[1], X.shape[1]), numpy.longdouble), numpy.zeros(target.shape[1], numpy.longdouble)
    losses = []
    for step in range(steps + 1):
        z = X @ w.T + b
        if k == 2:
            p = 1 / (1 + numpy.exp(-z))
            loss = numpy.mean(numpy.logaddexp(numpy.longdouble(0), z) - target * z)
        else:
            e = numpy.exp(z - z.max(axis=1, keepdims=True))
            p = e / e.sum(axis=1, keepdims=True)
            loss = -numpy.mean(numpy.log(p[numpy.arange(n), y]))
        shrink = 1 / (numpy.longdouble(C) * n) if penalty == "l2" else numpy.longdouble(0)
        losses.append(float(loss + shrink * (w ** 2).sum() / 2))
        if step < steps:
            w, b = w - rate * ((p - target).T @ X / n + shrink * w), b - (rate * (p - target).mean(axis=0) if intercept else 0)
    return {"set": name, "options": {"learningRate": rate, "maxIter": steps, "C": C, "penalty": penalty,
                                     "fitIntercept": intercept},
            "coef": w.astype(float).tolist(), "intercept": b.astype(float).tolist(), "losses": losses}


descents = [entry for name in ("clouds", "iris", "cancer") for entry in (
    descent(name, 200, 0.1), descent(name, 150, 0.5, C=0.05), descent(name, 60, 1.0, penalty="none"),
    descent(name, 100, 0.3, C=10.0, intercept=False))]

losses = {"hinge": _sgd_fast.Hinge(1.0), "perceptron": _sgd_fast.Hinge(0.0), "squared_hinge": _sgd_fast.SquaredHinge(1.0),
          "log_loss": _sgd_fast.Log(), "modified_huber": _sgd_fast.ModifiedHuber(),
          "squared_error": _sgd_fast.SquaredLoss(), "huber": _sgd_fast.Huber(0.3),
          "epsilon_insensitive": _sgd_fast.EpsilonInsensitive(0.3),
          "squared_epsilon_insensitive": _sgd_fast.SquaredEpsilonInsensitive(0.3)}
slopes = [{"loss": name, "p": p, "y": y, "slope": loss.py_dloss(p, y)}
          for name, loss in losses.items() for y in (-1.0, 1.0)
          for p in (-20.0, -1.5, -1.0, -0.8, -0.25, 0.0, 0.25, 0.8, 0.9, 1.0, 1.5, 20.0)]

(HERE / "linear_model_sgd.json").write_text(json.dumps({
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "sets": {name: {"X": X.tolist(), "y": y.tolist()} for name, (X, y) in sets.items()},
    "cases": cases, "descents": descents, "slopes": slopes}) + "\n", encoding="utf-8")

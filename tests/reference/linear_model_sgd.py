"""Makes linear_model_sgd.json: where scikit-learn's SGDClassifier and SGDRegressor go, row by row, unshuffled.

Without shuffling and without an L1 term there is no choice left in the algorithm, so the points agree to rounding after
any number of epochs. Also the derivatives of every loss at some points, from scikit-learn's own functions.

Run: python3 tests/reference/linear_model_sgd.py
"""
import csv
import json
import pathlib
import warnings

import numpy
import sklearn
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
sets = {"iris": (iris_X, iris_y), "clouds": (clouds_X, clouds_y),
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


for name in ("clouds", "iris"):
    for loss in ("hinge", "log_loss", "modified_huber", "squared_hinge", "perceptron"):
        add(SGDClassifier, name, loss=loss, alpha=0.01)
    add(SGDClassifier, name, loss="log_loss", learning_rate="constant", eta0=0.05, max_iter=7, alpha=0.001)
    add(SGDClassifier, name, loss="hinge", learning_rate="adaptive", eta0=0.5, alpha=0.001)
    add(SGDClassifier, name, loss="log_loss", penalty=None, learning_rate="invscaling", eta0=0.5, fit_intercept=False)
for name in ("line", "diabetes"):
    for loss in ("squared_error", "huber", "epsilon_insensitive", "squared_epsilon_insensitive"):
        add(SGDRegressor, name, loss=loss, epsilon=0.2)
    add(SGDRegressor, name, learning_rate="constant", eta0=0.01, alpha=0.1, max_iter=4)
    add(SGDRegressor, name, learning_rate="adaptive", tol=1e-5)
    add(SGDRegressor, name, learning_rate="optimal", alpha=0.1, fit_intercept=False)

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
    "cases": cases, "slopes": slopes}) + "\n", encoding="utf-8")

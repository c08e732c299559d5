"""Makes linear_model_regression.json: least squares, ridge, lasso and elastic net of scikit-learn.

Least squares and ridge are closed forms, so scikit-learn's answers are exact to rounding times the condition. Lasso and
elastic net stop at a duality gap, so they are asked for the smallest that they reach (tol 1e-14, a million sweeps); then
the point is exact to about 1e-12. The objective at it is stored too.

Run: python3 tests/reference/linear_model_regression.py
"""
import csv
import json
import pathlib
import warnings

import numpy
import scipy
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import ElasticNet, Lasso, LinearRegression, Ridge, enet_path

HERE = pathlib.Path(__file__).parent
DATA = HERE.parent / "data"
warnings.simplefilter("ignore", ConvergenceWarning)


def diabetes(rows=120):
    with open(DATA / "diabetes.csv", newline="", encoding="utf-8") as file:
        table = list(csv.reader(file))
    values = numpy.array([[float(cell) for cell in row] for row in table[1:rows + 1]])
    return values[:, :-1], values[:, -1]


def drawn(seed, n, d, correlation, noise, scale=None):
    random = numpy.random.RandomState(seed)
    X = random.normal(size=(n, d))
    for j in range(1, d):
        X[:, j] = correlation * X[:, j - 1] + numpy.sqrt(1 - correlation ** 2) * X[:, j]
    if scale is not None:
        X *= numpy.array(scale)
    X = numpy.round(X + 3, 5)
    w = numpy.where(numpy.arange(d) % 3 == 0, random.normal(size=d) * 2, 0)
    return X, numpy.round(X @ w + noise * random.normal(size=n), 5)


def least_squares(X, y, intercept):
    """As scikit-learn, but singular values count from max(n, d) eps on, not from eps on: with eps, the rounding of the
    centring passes for one more independent row in two of the sets, and its shortest solution is not the shortest."""
    xm, ym = (X.mean(axis=0), y.mean()) if intercept else (numpy.zeros(X.shape[1]), 0.0)
    rcond = max(X.shape) * numpy.finfo(float).eps
    w, _, rank, singular = numpy.linalg.lstsq(X - xm, y - ym, rcond=rcond)
    return w, float(ym - xm @ w), int(rank), singular


sets = {
    "diabetes": diabetes(),
    "correlated": drawn(1, 40, 8, 0.9, 0.5),
    "wide": drawn(2, 15, 24, 0.3, 0.1),
    "square": drawn(3, 12, 12, 0.0, 1.0),
    "one_column": drawn(4, 9, 1, 0.0, 0.3),
}
dependent, target = drawn(5, 30, 5, 0.2, 1.0)
sets["dependent"] = (numpy.hstack([dependent, dependent[:, :2] @ [[1, 2], [-1, 0.5]]]), target)

out = {"versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__, "scipy": scipy.__version__},
       "sets": {}, "ols": [], "ridge": [], "enet": [], "paths": []}
for name, (X, y) in sets.items():
    out["sets"][name] = {"X": X.tolist(), "y": y.tolist()}
    for intercept in (True, False):
        w, b, rank, singular = least_squares(X, y, intercept)
        model = LinearRegression(fit_intercept=intercept).fit(X, y)
        if model.rank_ == rank:
            assert numpy.allclose(model.coef_, w, rtol=1e-9, atol=1e-9)
        else:
            print(f"{name}: scikit-learn's rank {model.rank_}, numpy's {rank}")
        out["ols"].append({"set": name, "fitIntercept": intercept, "coef": w.tolist(), "intercept": b, "rank": rank,
                           "singular": singular.tolist()})
        for alpha in (1e-3, 1.0, 100.0):
            model = Ridge(alpha=alpha, fit_intercept=intercept, solver="svd").fit(X, y)
            out["ridge"].append({"set": name, "fitIntercept": intercept, "alpha": alpha, "coef": model.coef_.tolist(),
                                 "intercept": float(model.intercept_)})
    model = LinearRegression(positive=True).fit(X, y)
    out["ols"].append({"set": name, "fitIntercept": True, "positive": True, "coef": model.coef_.tolist(),
                       "intercept": float(model.intercept_)})
    largest = float(numpy.abs((X - X.mean(axis=0)).T @ (y - y.mean())).max()) / len(y)
    for share in (0.5, 0.05, 0.002):
        for ratio in (1.0, 0.5, 0.1):
            for intercept, positive in ((True, False), (False, False), (True, True)):
                if name == "dependent" and ratio == 1.0:
                    continue  # the optimum is not unique
                alpha = round(largest * share, 6)
                kind = Lasso(alpha=alpha) if ratio == 1.0 else ElasticNet(alpha=alpha, l1_ratio=ratio)
                model = kind.set_params(fit_intercept=intercept, positive=positive, tol=1e-14, max_iter=1000000).fit(X, y)
                w, b = model.coef_, float(model.intercept_)
                objective = ((y - X @ w - b) ** 2).mean() / 2 + alpha * ratio * numpy.abs(w).sum() \
                    + alpha * (1 - ratio) * (w @ w) / 2
                out["enet"].append({"set": name, "alpha": alpha, "l1Ratio": ratio, "fitIntercept": intercept,
                                    "positive": positive, "coef": w.tolist(), "intercept": b,
                                    "objective": float(objective)})
for name in ("diabetes", "correlated", "wide"):
    X, y = sets[name]
    X, y = X - X.mean(axis=0), y - y.mean()
    for ratio in (1.0, 0.5):
        for positive in (False, True):
            alphas, coefs, _ = enet_path(X, y, l1_ratio=ratio, eps=1e-3, n_alphas=12, positive=positive, tol=1e-13,
                                         max_iter=1000000)
            out["paths"].append({"set": name, "l1Ratio": ratio, "positive": positive, "nAlphas": 12,
                                 "alphas": alphas.tolist(), "coefs": coefs.T.tolist()})

(HERE / "linear_model_regression.json").write_text(json.dumps(out) + "\n", encoding="utf-8")

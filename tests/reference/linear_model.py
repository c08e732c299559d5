"""Makes linear_model.json: logistic regressions of scikit-learn, and the exact optimum of each.

scikit-learn's solvers stop a little before the optimum, so each case also holds the point that Newton's method in extended
precision (80-bit floats, in this file) finds from there: `coef`, `intercept`, `loss`. `sklearnCoefError` says how far
scikit-learn's own coefficients were from it, relative to the largest.

Run: python3 tests/reference/linear_model.py
"""
import csv
import json
import pathlib

import numpy
import scipy
import sklearn
from sklearn.linear_model import LogisticRegression

HERE = pathlib.Path(__file__).parent
DATA = HERE.parent / "data"
EXTENDED = numpy.longdouble


def real(name, features=None, label=None):
    """The named columns, or all but the last; the classes are those of the column `label`, or of the last, sorted."""
    with open(DATA / name, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    label = label or list(rows[0])[-1]
    features = features or [key for key in rows[0] if key != label]
    rows = [row for row in rows if all(row[key] not in ("", "NA") for key in features + [label])]
    classes = sorted({row[label] for row in rows})
    X = numpy.array([[float(row[key]) for key in features] for row in rows])
    return X, numpy.array([classes.index(row[label]) for row in rows])


def clouds(seed, n, separation, k=2):
    """Gaussian clouds on a circle; large separations can be divided by lines without a mistake."""
    random = numpy.random.RandomState(seed)
    y = numpy.arange(n) % k
    centres = separation * numpy.stack([numpy.cos(2 * numpy.pi * y / k), numpy.sin(2 * numpy.pi * y / k)], axis=1)
    return numpy.round(centres + random.normal(size=(n, 2)), 6), y


def solve(A, b):
    """Gauss elimination with pivoting: numpy's own has no extended precision."""
    A, b = A.copy(), b.copy()
    n = len(b)
    for i in range(n):
        p = i + int(numpy.argmax(numpy.abs(A[i:, i])))
        A[[i, p]], b[[i, p]] = A[[p, i]], b[[p, i]]
        factors = A[i + 1:, i] / A[i, i]
        A[i + 1:] -= numpy.outer(factors, A[i])
        b[i + 1:] -= factors * b[i]
    x = numpy.zeros(n, dtype=EXTENDED)
    for i in reversed(range(n)):
        x[i] = (b[i] - A[i, i + 1:] @ x[i + 1:]) / A[i, i]
    return x


def optimum(X, y, model):
    """Newton's method from the fitted model on; returns coef, intercept, loss in the shapes of scikit-learn."""
    n, d = X.shape
    k = model.coef_.shape[0]
    alpha = EXTENDED(0) if model.penalty == "none" else 1 / (EXTENDED(model.C) * n)
    # Centred and scaled columns: the same problem, better conditioned. w = v / scale, b = b' - sum w centre.
    X = X.astype(EXTENDED)
    centre = X.mean(axis=0) if model.fit_intercept else numpy.zeros(d, dtype=EXTENDED)
    scale = X.std(axis=0)
    Z = (X - centre) / scale
    if model.fit_intercept:
        Z = numpy.hstack([Z, numpy.ones((n, 1), dtype=EXTENDED)])
    p = Z.shape[1]
    alphas = numpy.zeros(p, dtype=EXTENDED)
    alphas[:d] = alpha / scale**2
    theta = numpy.zeros((k, p), dtype=EXTENDED)
    theta[:, :d] = model.coef_ * scale
    if model.fit_intercept:
        theta[:, d] = model.intercept_ + model.coef_ @ centre
    if k > 1:  # as at the optimum; scikit-learn is off by what it stopped short of
        theta -= theta.mean(axis=0)
    target = (y == 1).astype(EXTENDED)[:, None] if k == 1 else (y[:, None] == numpy.arange(k)).astype(EXTENDED)

    def derivatives(theta):
        z = Z @ theta.T
        if k == 1:
            probability = 1 / (1 + numpy.exp(-z))
            loss = numpy.sum(numpy.logaddexp(EXTENDED(0), z) - target * z) / n
        else:
            z = z - z.max(axis=1, keepdims=True)
            e = numpy.exp(z)
            probability = e / e.sum(axis=1, keepdims=True)
            loss = -numpy.sum(target * (z - numpy.log(e.sum(axis=1, keepdims=True)))) / n
        loss += numpy.sum(alphas * theta**2) / 2
        gradient = (probability - target).T @ Z / n + alphas * theta
        hessian = numpy.zeros((k * p, k * p), dtype=EXTENDED)
        for a in range(k):
            for b in range(k):
                weight = probability[:, a] * ((1 if a == b else 0) - probability[:, b])
                if k == 1:
                    weight = probability[:, 0] * (1 - probability[:, 0])
                hessian[a * p:(a + 1) * p, b * p:(b + 1) * p] = (Z * weight[:, None]).T @ Z / n
        hessian[numpy.diag_indices(k * p)] += numpy.tile(alphas, k)
        if k > 1:  # the shifts of all scores alike: see core/src/linear_model/logistic_objective.cc
            for a in range(k):
                for b in range(k):
                    hessian[a * p:(a + 1) * p, b * p:(b + 1) * p] += numpy.eye(p, dtype=EXTENDED) / k
        return loss, gradient, hessian

    loss, gradient, hessian = derivatives(theta)
    for _ in range(60):
        step = -solve(hessian, gradient.ravel()).reshape(k, p)
        length = EXTENDED(1)
        while derivatives(theta + length * step)[0] > loss + EXTENDED(1e-16) * abs(loss):
            length /= 2
            if length < 1e-10:
                break
        theta = theta + length * step
        loss, gradient, hessian = derivatives(theta)
        if numpy.abs(gradient).max() < 1e-17:
            break
    assert numpy.abs(gradient).max() < 1e-16, numpy.abs(gradient).max()
    coef = theta[:, :d] / scale
    intercept = theta[:, d] - coef @ centre if model.fit_intercept else numpy.zeros(k, dtype=EXTENDED)
    return coef, intercept, loss


def case(name, X, y, **options):
    settings = {"penalty": "l2", "C": 1.0, "fit_intercept": True, **options}
    k = len(numpy.unique(y))
    model = LogisticRegression(solver="newton-cholesky" if k == 2 else "newton-cg", tol=1e-10, max_iter=2000, **settings)
    model.fit(X, y)
    coef, intercept, loss = optimum(X, y, model)
    error = float(numpy.abs(model.coef_ - coef).max() / numpy.abs(coef).max())
    print(f"{name} {settings}: scikit-learn's coefficients within {error:.1e}")
    assert error < 2e-3, error
    exact = LogisticRegression(**settings).fit(X, y)
    exact.coef_, exact.intercept_ = coef.astype(float), intercept.astype(float)
    return {
        "set": name,
        "penalty": settings["penalty"],
        "C": settings["C"],
        "fitIntercept": settings["fit_intercept"],
        "coef": coef.astype(float).tolist(),
        "intercept": intercept.astype(float).tolist(),
        "loss": float(loss),
        "sklearnCoefError": error,
        "sklearnPredictProba": model.predict_proba(X[::7]).tolist(),
        "predictProba": exact.predict_proba(X[::7]).tolist(),
        "decisionFunction": exact.decision_function(X[::7]).reshape(len(X[::7]), -1).tolist(),
    }


def standardised(X, y):
    return numpy.round((X - X.mean(axis=0)) / X.std(axis=0), 6), y


wine = standardised(*real("wine.csv"))
cancer = real("breast_cancer.csv")
penguins = real("penguins.csv", ["flipper_length_mm", "body_mass_g"], "species")
adelie = (penguins[0], (penguins[1] == 0).astype(int))
# scikit-learn's multinomial solvers need columns of like size; our own test takes the raw ones, too.
penguins = (penguins[0] / [100, 1000], penguins[1])
sets = {
    "wine": wine,
    "breast_cancer": cancer,
    "penguins": penguins,
    "adelie": adelie,
    "clouds": clouds(1, 60, 1.0),
    "separable": clouds(2, 40, 6.0),
    "three_clouds": clouds(3, 90, 1.5, 3),
}
cases = [
    case("clouds", *sets["clouds"]),
    case("clouds", *sets["clouds"], C=0.01),
    case("clouds", *sets["clouds"], C=1000.0),
    case("clouds", *sets["clouds"], penalty="none"),
    case("clouds", *sets["clouds"], fit_intercept=False),
    case("separable", *sets["separable"]),
    case("separable", *sets["separable"], C=100.0),
    case("three_clouds", *sets["three_clouds"]),
    case("three_clouds", *sets["three_clouds"], penalty="none"),
    case("three_clouds", *sets["three_clouds"], C=10.0, fit_intercept=False),
    case("adelie", *adelie),
    case("adelie", *adelie, penalty="none"),
    case("adelie", *adelie, C=0.1, fit_intercept=False),
    case("penguins", *penguins),
    case("penguins", *penguins, C=100.0),
    case("breast_cancer", *cancer),
    case("breast_cancer", *cancer, C=100.0),
    case("wine", *wine),
    case("wine", *wine, C=0.01),
    case("wine", *wine, fit_intercept=False),
]
result = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__, "scipy": scipy.__version__},
    "sets": {name: {"X": X.tolist(), "y": y.tolist()} for name, (X, y) in sets.items()},
    "cases": cases,
}
(HERE / "linear_model.json").write_text(json.dumps(result, separators=(",", ":")) + "\n", encoding="utf-8")

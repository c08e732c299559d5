"""Makes interpolate.json: cubic splines and B-splines of SciPy, spline features of scikit-learn, on generated and real data.

Run: /usr/bin/python3 tests/reference/interpolate.py
"""
import csv
import json
import pathlib

import numpy
import scipy
import scipy.linalg
import sklearn
from scipy.interpolate import BSpline, CubicSpline
from sklearn.preprocessing import SplineTransformer

HERE = pathlib.Path(__file__).parent
DATA = HERE.parent / "data"


def column(name, feature):
    with open(DATA / name, newline="", encoding="utf-8") as file:
        return numpy.array([float(row[feature]) for row in csv.DictReader(file) if row[feature] not in ("", "NA")])


def real_curve():
    """Mean bill depth at each flipper length (penguins): different x, uneven steps."""
    with open(DATA / "penguins.csv", newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["flipper_length_mm"] not in ("", "NA")]
    x = numpy.array([float(row["flipper_length_mm"]) for row in rows])
    y = numpy.array([float(row["bill_depth_mm"]) for row in rows])
    places = numpy.unique(x)
    return places, numpy.array([y[x == place].mean() for place in places])


random = numpy.random.RandomState(1)
curves = {
    "sine, even steps": (numpy.linspace(0, 6, 13), numpy.sin(numpy.linspace(0, 6, 13))),
    "noise, uneven steps": (numpy.cumsum(random.exponential(size=20)) + 100, random.normal(size=20)),
    "two points": (numpy.array([-1.0, 2.0]), numpy.array([3.0, 1.0])),
    "three points": (numpy.array([-1.0, 0.5, 2.0]), numpy.array([3.0, 1.0, 7.0])),
    "four points": (numpy.array([0.0, 1.0, 3.0, 3.5]), numpy.array([0.0, 2.0, -1.0, 4.0])),
    "penguins": real_curve(),
}
splines = []
for name, (x, y) in curves.items():
    for kind in ("not-a-knot", "natural", "clamped"):
        spline = CubicSpline(x, y, bc_type=kind)
        at = numpy.linspace(x[0] - 0.3, x[-1] + 0.3, 31)
        splines.append(
            {
                "name": f"{name}, {kind}",
                "bcType": kind,
                "x": x.tolist(),
                "y": y.tolist(),
                "at": at.tolist(),
                "derivatives": [spline(at, nu).tolist() for nu in range(4)],
            }
        )

bases = []
for name, knots, degree in (
    ("even", numpy.arange(11.0), 3),
    ("clamped ends", numpy.array([0, 0, 0, 0, 1, 2.5, 2.5, 4, 4, 4, 4.0]), 3),
    ("uneven quadratic", numpy.cumsum(random.exponential(size=9)), 2),
    ("steps", numpy.array([0.0, 1, 1.5, 4]), 0),
    ("quintic", numpy.linspace(-1, 1, 15), 5),
):
    functions = len(knots) - degree - 1
    at = numpy.linspace(knots[degree] - 0.4, knots[functions] + 0.4, 23)
    spline = BSpline(knots, numpy.eye(functions), degree)
    bases.append(
        {
            "name": name,
            "knots": knots.tolist(),
            "degree": degree,
            "at": at.tolist(),
            "derivatives": [spline(at, nu).tolist() for nu in range(min(degree, 3) + 1)],
        }
    )

tables = {
    "normal": random.normal(size=(40, 2)),
    "skewed": random.exponential(size=(30, 1)) ** 2,
    "diabetes": numpy.column_stack([column("diabetes.csv", "bmi"), column("diabetes.csv", "bp")])[:60],
}
features = []
for name, X in tables.items():
    width = X.max(axis=0) - X.min(axis=0)
    ask = X.min(axis=0) - 0.4 * width + 1.8 * width * numpy.linspace(0, 1, 13)[:, None]
    for options in (
        {"n_knots": 5, "degree": 3, "knots": "uniform", "extrapolation": "constant", "include_bias": True},
        {"n_knots": 4, "degree": 2, "knots": "quantile", "extrapolation": "linear", "include_bias": False},
        {"n_knots": 6, "degree": 1, "knots": "quantile", "extrapolation": "continue", "include_bias": True},
        {"n_knots": 7, "degree": 3, "knots": "uniform", "extrapolation": "periodic", "include_bias": True},
        {"n_knots": 3, "degree": 0, "knots": "uniform", "extrapolation": "continue", "include_bias": True},
    ):
        model = SplineTransformer(**options).fit(X)
        features.append(
            {
                "name": f"{name}, {options}",
                "nKnots": options["n_knots"],
                "degree": options["degree"],
                "knots": options["knots"],
                "extrapolation": options["extrapolation"],
                "includeBias": options["include_bias"],
                "X": X.tolist(),
                "ask": ask.tolist(),
                "allKnots": [spline.t.tolist() for spline in model.bsplines_],
                "transformed": model.transform(ask).tolist(),
            }
        )



def minimum_norm(name, x, y, knots, natural, intercept):
    """The shortest B-spline coefficients among all least-squares splines, by SciPy's null space and numpy's pinv."""
    model = SplineTransformer(n_knots=knots, degree=3).fit(x[:, None])
    B = model.transform(x[:, None])
    t = model.bsplines_[0].t
    free = numpy.eye(B.shape[1])
    if natural:
        ends = BSpline(t, numpy.eye(B.shape[1]), 3)([x.min(), x.max()], nu=2)
        free = scipy.linalg.null_space(ends)
    mean, level = (B.mean(axis=0), y.mean()) if intercept else (numpy.zeros(B.shape[1]), 0)
    coef = free @ (numpy.linalg.pinv((B - mean) @ free, rcond=1e-11) @ (y - level))
    at = numpy.linspace(x.min(), x.max(), 21)
    return {
        "name": f"{name}, {knots} knots, natural {natural}, intercept {intercept}",
        "nKnots": knots,
        "boundary": "natural" if natural else "free",
        "fitIntercept": intercept,
        "x": x.tolist(),
        "y": y.tolist(),
        "coef": coef.tolist(),
        "at": at.tolist(),
        "predict": (model.transform(at[:, None]) @ coef + level - numpy.dot(mean, coef)).tolist(),
    }


shortest = []
x = random.uniform(-3, 3, size=16)
wave = (x, numpy.sin(2 * x) + 0.2 * random.normal(size=16))
for knots in (2, 4, 9, 40):
    shortest.append(minimum_norm("wave", *wave, knots, True, True))
    shortest.append(minimum_norm("wave", *wave, knots, False, False))
shortest.append(minimum_norm("penguins", *curves["penguins"], 12, True, False))
shortest.append(minimum_norm("penguins", *curves["penguins"], 120, True, True))
body, progression = column("diabetes.csv", "bmi")[:40], column("diabetes.csv", "progression")[:40]
body = body + numpy.arange(40) * 1e-3  # no two alike
shortest.append(minimum_norm("diabetes", body, progression, 6, True, True))
shortest.append(minimum_norm("diabetes", body, progression, 6, False, False))
shortest.append(minimum_norm("diabetes", body, progression, 80, True, True))
versions = {"scipy": scipy.__version__, "scikit-learn": sklearn.__version__, "numpy": numpy.__version__}
text = json.dumps(
    {"versions": versions, "splines": splines, "bases": bases, "features": features, "shortest": shortest}, separators=(",", ":")
)
(HERE / "interpolate.json").write_text(text + "\n")

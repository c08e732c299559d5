"""Makes preprocessing.json: standard scalers and polynomial features of scikit-learn.

Run: /usr/bin/python3 tests/reference/preprocessing.py
"""
import csv
import json
import pathlib

import numpy
import sklearn
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

HERE = pathlib.Path(__file__).parent
with open(HERE.parent / "data" / "wine.csv", newline="", encoding="utf-8") as file:
    wine = numpy.array([[float(cell) for cell in row[:-1]] for row in list(csv.reader(file))[1:]])

random = numpy.random.RandomState(5)
awkward = numpy.column_stack([
    1e6 + random.normal(size=40),  # large offset
    numpy.full(40, 0.1),  # constant, its mean is off by rounding
    1e-9 * random.normal(size=40),
    numpy.where(numpy.arange(40) == 7, 1.0, 0.0),
    numpy.full(40, -3e5 / 7),
])


def scaled(name, X):
    scaler = StandardScaler().fit(X)
    return {
        "name": name,
        "X": X.tolist(),
        "mean": scaler.mean_.tolist(),
        "var": scaler.var_.tolist(),
        "scale": scaler.scale_.tolist(),
        "transformed": scaler.transform(X)[:10].tolist(),
    }


def polynomial(d, X=None, **options):
    if X is None:
        X = numpy.round(random.normal(size=(4, d)), 3)
    features = PolynomialFeatures(**options).fit(X)
    return {
        "degree": options["degree"],
        "interactionOnly": options.get("interaction_only", False),
        "includeBias": options.get("include_bias", True),
        "X": X.tolist(),
        "powers": features.powers_.tolist(),
        "transformed": features.transform(X).tolist(),
    }


result = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "scaled": [scaled("wine", wine[:60]), scaled("awkward", awkward), scaled("one row", wine[:1])],
    "polynomials": [
        polynomial(d, degree=degree, include_bias=bias, interaction_only=interaction)
        for d in (1, 2, 3, 4)
        for degree in (0, 1, 2, 3, 5, 8)
        for bias in (True, False)
        for interaction in (False, True)
        if (bias or degree > 0) and not (d > 2 and degree > 5)
    ]
    + [polynomial(d, X=wine[:5, :d], degree=degree, interaction_only=degree == 3) for d in (2, 4) for degree in (2, 3, 4)],
}
(HERE / "preprocessing.json").write_text(json.dumps(result, separators=(",", ":")) + "\n", encoding="utf-8")

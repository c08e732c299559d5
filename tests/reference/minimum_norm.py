"""Makes minimum_norm.json: shortest least-squares solutions of numpy on the first columns of generated and real data.

Run: /usr/bin/python3 tests/reference/minimum_norm.py
"""
import csv
import json
import pathlib

import numpy

HERE = pathlib.Path(__file__).parent
DATA = HERE.parent / "data"


def solve(name, X, y, sizes, intercept, X_test, y_test):
    entries = []
    for p in sizes:
        A = X[:, :p]
        mean, offset = (A.mean(axis=0), y.mean()) if intercept else (numpy.zeros(p), 0.0)
        A = A - mean
        # Singular values fall to 1e-16 or stay above 1e-6 of the largest in these data: any cut between them will do.
        coef = numpy.linalg.pinv(A, rcond=1e-11) @ (y - offset)
        constant = offset - mean @ coef
        entries.append(
            {
                "size": p,
                "rank": int(numpy.linalg.matrix_rank(A, tol=1e-11 * numpy.linalg.norm(A, 2))),
                "coef": coef.tolist(),
                "intercept": float(constant),
                "trainError": float(((X[:, :p] @ coef + constant - y) ** 2).mean()),
                "testError": float(((X_test[:, :p] @ coef + constant - y_test) ** 2).mean()),
            }
        )
    return {
        "name": f"{name}, intercept {intercept}",
        "fitIntercept": intercept,
        "X": X.tolist(),
        "y": y.tolist(),
        "XTest": X_test.tolist(),
        "yTest": y_test.tolist(),
        "entries": entries,
    }


random = numpy.random.RandomState(7)
normal = random.normal(size=(30, 36))
kinks = random.uniform(-1, 1, size=(1, 30))
x = random.uniform(-1, 1, size=(26, 1))
ramps = numpy.clip(numpy.where(numpy.arange(30) % 2, 1, -1) * (x - kinks), 0, None)
with open(DATA / "diabetes.csv", newline="", encoding="utf-8") as file:
    rows = [[float(value) for value in row.values()] for row in csv.DictReader(file)]
diabetes = numpy.array(rows)[:32]
body = (diabetes[:, :5] - diabetes[:, :5].mean(axis=0)) / diabetes[:, :5].std(axis=0)
# The products of columns repeat some of them, as a careless set of features does.
products = numpy.column_stack([body, body[:, :1] * body, body[:, :2], numpy.ones(32), body[:, 2:3] * body])

cases = []
for intercept in (True, False):
    for name, X, y in (
        ("normal", normal, normal[:, 0] - normal[:, 1] + random.normal(size=30)),
        ("ramps", ramps, numpy.sin(3 * x[:, 0]) + 0.1 * random.normal(size=26)),
        ("diabetes", products, diabetes[:, -1]),
    ):
        n = len(X) * 2 // 3
        sizes = sorted({p for p in (1, 3, 5, 9, 14, 17, 18, 24, X.shape[1]) if p <= X.shape[1]})
        cases.append(solve(name, X[:n], y[:n], sizes, intercept, X[n:], y[n:]))
text = json.dumps({"versions": {"numpy": numpy.__version__}, "cases": cases}, separators=(",", ":"))
(HERE / "minimum_norm.json").write_text(text + "\n")
for case in cases:
    print(case["name"], [(e["size"], e["rank"], f"{numpy.linalg.norm(e['coef']):.3g}") for e in case["entries"]])

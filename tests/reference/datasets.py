"""Makes datasets.json: the noise-free moons of scikit-learn, and what is in the real tables, read by Python's csv module.

Run: python3 tests/reference/datasets.py
"""
import csv
import json
import math
import pathlib

import numpy
import sklearn
from sklearn.datasets import make_moons

HERE = pathlib.Path(__file__).parent
DATA = HERE.parent / "data"


def moons(n):
    X, y = make_moons(n_samples=n, shuffle=False, noise=None)
    return {"nSamples": n, "X": X.tolist(), "y": y.tolist()}


def column(name, cells):
    present = [cell for cell in cells if cell not in ("", "NA")]
    out = {"name": name, "missing": len(cells) - len(present), "levels": list(dict.fromkeys(present))}
    try:
        numbers = [float(cell) for cell in present]
        out["sum"] = math.fsum(numbers)
        out["sumOfSquares"] = math.fsum(number * number for number in numbers)
    except ValueError:
        out["counts"] = [present.count(level) for level in out["levels"]]
    if len(out["levels"]) > 12:
        out["levels"] = len(out["levels"])
    return out


def table(name):
    with open(DATA / name, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    return {"file": name, "rows": len(rows), "columns": [column(h, list(c)) for h, c in zip(header, zip(*rows))]}


out = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "moons": [moons(n) for n in (2, 3, 10, 41)],
    "tables": [table(name) for name in ("penguins.csv", "iris.csv", "wine.csv")],
}
(HERE / "datasets.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")

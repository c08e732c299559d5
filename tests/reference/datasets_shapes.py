"""Makes datasets_shapes.json: scikit-learn's circles without noise, in their order.

Run: python3 tests/reference/datasets_shapes.py
"""
import json
import pathlib

import sklearn
from sklearn.datasets import make_circles

cases = []
for n, factor in [(10, 0.8), (7, 0.0), (2, 0.5), (33, 0.25)]:
    X, y = make_circles(n_samples=n, factor=factor, shuffle=False)
    cases.append({"nSamples": n, "factor": factor, "X": X.tolist(), "y": y.tolist()})
out = {"circles": cases, "versions": {"scikit-learn": sklearn.__version__}}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, separators=(",", ":")) + "\n", encoding="utf-8")

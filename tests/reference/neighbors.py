"""Makes neighbors.json: k-nearest neighbours of scikit-learn on generated and real data, without distance ties.

scikit-learn leaves open which of equally distant neighbours it takes, this library takes the lower row. So a query is kept
only where the k-th and the next distance differ, and neighbours are compared only where all of them differ.

Run: python3 tests/reference/neighbors.py
"""
import csv
import json
import pathlib

import numpy
import sklearn
from sklearn.datasets import make_blobs, make_moons
from sklearn.neighbors import KNeighborsClassifier

HERE = pathlib.Path(__file__).parent
DATA = HERE.parent / "data"
GAP = 1e-9


def real(name, features, label):
    with open(DATA / name, newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if all(row[key] not in ("", "NA") for key in features + [label])]
    classes = list(dict.fromkeys(row[label] for row in rows))
    X = numpy.array([[float(row[key]) for key in features] for row in rows])
    return X, numpy.array([classes.index(row[label]) for row in rows])


def case(name, X, y, k, weights, seed):
    order = numpy.random.RandomState(seed).permutation(len(X))
    train, ask = order[: len(X) * 2 // 3], order[len(X) * 2 // 3 :]
    model = KNeighborsClassifier(n_neighbors=k, weights=weights, algorithm="kd_tree").fit(X[train], y[train])
    # A tree subtracts before it squares; brute force expands the square, which costs half of the digits.
    near, _ = model.kneighbors(X[ask], n_neighbors=min(k + 1, len(train)))
    clear = near[:, -1] - near[:, -2] > GAP if near.shape[1] > k else numpy.full(len(ask), True)
    ask = ask[clear][:60]
    distances, indices = model.kneighbors(X[ask])
    distinct = (numpy.diff(distances, axis=1) > GAP).all(axis=1)
    return {
        "name": f"{name}, k = {k}, {weights}",
        "nNeighbors": k,
        "weights": weights,
        "X": X[train].tolist(),
        "y": y[train].tolist(),
        "queries": X[ask].tolist(),
        "predictProba": model.predict_proba(X[ask]).tolist(),
        "predict": model.predict(X[ask]).tolist(),
        "distances": distances.tolist(),
        "indices": [row.tolist() if ok else [] for row, ok in zip(indices, distinct)],
    }


moons = make_moons(n_samples=240, noise=0.3, random_state=3)
blobs = make_blobs(n_samples=180, n_features=5, centers=4, cluster_std=4.0, random_state=4)
line = make_blobs(n_samples=90, n_features=1, centers=2, cluster_std=6.0, random_state=5)
penguins = real("penguins.csv", ["bill_length_mm", "bill_depth_mm"], "species")
wine = real("wine.csv", ["alcohol", "malic_acid", "ash", "alcalinity_of_ash", "magnesium"], "cultivar")

cases = []
for weights in ("uniform", "distance"):
    for k in (1, 5, 15):
        cases.append(case("moons", *moons, k, weights, 11))
    cases.append(case("blobs in five dimensions", *blobs, 7, weights, 12))
    cases.append(case("a line", *line, 5, weights, 13))
    cases.append(case("penguins", *penguins, 7, weights, 14))
    cases.append(case("wine", *wine, 5, weights, 15))
versions = {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__}
text = json.dumps({"versions": versions, "cases": cases}, separators=(",", ":"))
(HERE / "neighbors.json").write_text(text + "\n")
print([len(c["queries"]) for c in cases], [sum(map(bool, c["indices"])) for c in cases])

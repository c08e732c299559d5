"""Makes neighbors.json and neighbors_regression.json: k-nearest neighbours of scikit-learn on generated and real data,
without distance ties, and local regression, written down with numpy.

scikit-learn leaves open which of equally distant neighbours it takes, this library takes the lower row. So a query is kept
only where the k-th and the next distance differ, and neighbours are compared only where all of them differ.

Run: python3 tests/reference/neighbors.py
"""
import json
import pathlib

import numpy
import sklearn
from sklearn.datasets import make_blobs, make_moons
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

from tables import labelled, numbers

HERE = pathlib.Path(__file__).parent
GAP = 1e-9


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


def regression(name, X, y, k, weights, seed):
    order = numpy.random.RandomState(seed).permutation(len(X))
    train, ask = order[: len(X) * 2 // 3], order[len(X) * 2 // 3 :]
    model = KNeighborsRegressor(n_neighbors=k, weights=weights, algorithm="kd_tree").fit(X[train], y[train])
    near, _ = model.kneighbors(X[ask], n_neighbors=k + 1)
    ask = ask[near[:, -1] - near[:, -2] > GAP][:40]
    return {
        "name": f"{name}, k = {k}, {weights}",
        "nNeighbors": k,
        "weights": weights,
        "X": X[train].tolist(),
        "y": y[train].tolist(),
        "queries": X[ask].tolist(),
        "predict": model.predict(X[ask]).tolist(),
    }


def local_regression(X, y, ask, frac, degree, iterations):
    """Cleveland (1979), written down plainly with numpy's least squares."""
    n, d = X.shape
    q = min(n, max(1, int(frac * n + 1e-9)))
    robust = numpy.ones(n)

    def at(x):
        distance = numpy.sqrt(((X - x) ** 2).sum(axis=1))
        h = numpy.sort(distance)[q - 1]
        weight = numpy.clip(1 - numpy.clip(distance / h, 0, 1) ** 3, 0, None) ** 3 * robust
        z = X - x
        columns = [numpy.ones(n)]
        if degree >= 1:
            columns += [z[:, j] for j in range(d)]
        if degree == 2:
            columns += [z[:, i] * z[:, j] for i in range(d) for j in range(i, d)]
        root = numpy.sqrt(weight)
        return numpy.linalg.lstsq(numpy.column_stack(columns) * root[:, None], y * root, rcond=None)[0][0]

    for _ in range(iterations):
        residual = y - numpy.array([at(x) for x in X])
        u = residual / (6 * numpy.median(numpy.abs(residual)))
        robust = numpy.where(numpy.abs(u) < 1, (1 - u**2) ** 2, 0)
    return [at(x) for x in ask], robust


def local(name, X, y, frac, degree, iterations):
    low, high = X.min(axis=0), X.max(axis=0)
    ask = low - 0.05 * (high - low) + 1.1 * (high - low) * numpy.linspace(0, 1, 15)[:, None]
    predicted, robust = local_regression(X, y, ask, frac, degree, iterations)
    return {
        "name": f"{name}, frac = {frac}, degree {degree}, {iterations} iterations",
        "frac": frac,
        "degree": degree,
        "iterations": iterations,
        "X": X.tolist(),
        "y": y.tolist(),
        "queries": ask.tolist(),
        "predict": [float(value) for value in predicted],
        "robustness": robust.tolist(),
    }


moons = make_moons(n_samples=240, noise=0.3, random_state=3)
blobs = make_blobs(n_samples=180, n_features=5, centers=4, cluster_std=4.0, random_state=4)
line = make_blobs(n_samples=90, n_features=1, centers=2, cluster_std=6.0, random_state=5)
penguins = labelled("penguins.csv", ["bill_length_mm", "bill_depth_mm"], "species")
wine = labelled("wine.csv", ["alcohol", "malic_acid", "ash", "alcalinity_of_ash", "magnesium"], "cultivar")

cases = []
for weights in ("uniform", "distance"):
    for k in (1, 5, 15):
        cases.append(case("moons", *moons, k, weights, 11))
    cases.append(case("blobs in five dimensions", *blobs, 7, weights, 12))
    cases.append(case("a line", *line, 5, weights, 13))
    cases.append(case("penguins", *penguins, 7, weights, 14))
    cases.append(case("wine", *wine, 5, weights, 15))

random = numpy.random.RandomState(6)
wave = random.uniform(0, 6, size=(80, 1))
wave = (wave, numpy.sin(wave[:, 0]) + 0.2 * random.normal(size=80))
wave[1][[3, 50]] += 4.0  # for robustness iterations to find
plane = random.normal(size=(120, 3))
plane = (plane, plane @ [1.0, -2.0, 0.5] + random.normal(size=120))
diabetes = numbers("diabetes.csv", ["bmi", "bp", "progression"])
diabetes = (diabetes[:150, :2], diabetes[:150, 2])
regressions = []
for weights in ("uniform", "distance"):
    regressions += [regression("wave", *wave, k, weights, 16) for k in (1, 6)]
    regressions.append(regression("plane", *plane, 9, weights, 17))
    regressions.append(regression("diabetes", *diabetes, 5, weights, 18))
locals_ = [
    local("wave", *wave, frac, degree, iterations)
    for frac, degree, iterations in ((0.3, 1, 0), (0.5, 2, 3), (2 / 3, 1, 2), (0.4, 0, 0), (1.0, 2, 1))
]
locals_.append(local("plane", plane[0][:60, :2], plane[1][:60], 0.6, 1, 2))
locals_.append(local("plane", plane[0][:60, :2], plane[1][:60], 0.8, 2, 0))
locals_.append(local("diabetes", diabetes[0][:90], diabetes[1][:90], 0.5, 1, 1))
locals_.append(local("penguins", penguins[0][:100, :1], penguins[0][:100, 1], 0.4, 2, 1))
versions = {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__}
for name, content in {
    "neighbors": {"cases": cases},
    "neighbors_regression": {"regressions": regressions, "local": locals_},
}.items():
    text = json.dumps({"versions": versions, **content}, separators=(",", ":"))
    (HERE / f"{name}.json").write_text(text + "\n")
print([len(c["queries"]) for c in cases], [sum(map(bool, c["indices"])) for c in cases])

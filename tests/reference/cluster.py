"""Makes cluster.json: Lloyd's algorithm of scikit-learn from given centres, which leaves nothing to chance.

"inertiaOfStarts" are what 60 starts of k-means++ and of random rows reach, to compare distributions.

Run: python3 tests/reference/cluster.py
"""
import json
import pathlib

import numpy
import sklearn
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs, make_moons

from tables import numbers

HERE = pathlib.Path(__file__).parent


def case(name, X, centers, **options):
    settings = {"max_iter": 300, "tol": 1e-4, **options}
    model = KMeans(n_clusters=len(centers), init=centers, n_init=1, algorithm="lloyd", **settings).fit(X)
    return {
        "set": name,
        "start": centers.tolist(),
        "maxIter": settings["max_iter"],
        "tol": settings["tol"],
        "centers": model.cluster_centers_.tolist(),
        "labels": model.labels_.tolist(),
        "inertia": float(model.inertia_),
        "nIter": int(model.n_iter_),
        "transform": model.transform(X[:5]).tolist(),
    }


def starts(name, X, k):
    return {
        "set": name,
        "nClusters": k,
        **{
            key: [float(KMeans(k, init=init, n_init=1, random_state=seed).fit(X).inertia_) for seed in range(60)]
            for key, init in (("k-means++", "k-means++"), ("random", "random"))
        },
    }


blobs = numpy.round(make_blobs(n_samples=150, centers=5, cluster_std=1.5, random_state=2)[0], 6)
moons = numpy.round(make_moons(n_samples=121, noise=0.1, random_state=3)[0], 6)
iris = numbers("iris.csv", ["sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm"])
penguins = numbers("penguins.csv", ["bill_length_mm", "bill_depth_mm", "flipper_length_mm"])
sets = {"blobs": blobs, "moons": moons, "iris": iris, "penguins": penguins}
cases = []
for name, X in sets.items():
    for k in (1, 3, 6):
        cases += [case(name, X, X[:k]), case(name, X, X[:: len(X) // k][:k], tol=0.0), case(name, X, X[:k], max_iter=2)]
    # The last centre gets no rows and must be moved.
    cases.append(case(name, X, numpy.vstack([X[:3], X[:1] + 1000.0])))
result = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "sets": {name: X.tolist() for name, X in sets.items()},
    "cases": cases,
    "inertiaOfStarts": [starts("blobs", blobs, 5), starts("iris", iris, 4)],
}
text = json.dumps(result, separators=(",", ":"))
(HERE / "cluster.json").write_text(text + "\n", encoding="utf-8")
print(len(text))

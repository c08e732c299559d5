"""Makes mixture.json: Gaussian mixtures of scikit-learn.

"fits" run to a tight tolerance from the groups of k-means, to a maximum that is clearly the best of twenty starts, so that
another implementation must find it, too. "rounds" start from given responsibilities and make a few rounds, every number of
which can be compared: all or nothing, each row to the nearest of given means.

Run: python3 tests/reference/mixture.py
"""
import json
import pathlib

import numpy
import sklearn
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

from tables import numbers

HERE = pathlib.Path(__file__).parent
TYPES = ("full", "tied", "diag", "spherical")


class FromMeans(GaussianMixture):
    """Responsibilities of the start: all to the nearest of `start`."""

    def _initialize_parameters(self, X, random_state):
        distances = ((X[:, None, :] - self.start[None, :, :]) ** 2).sum(axis=2)
        self._initialize(X, numpy.eye(len(self.start))[distances.argmin(axis=1)])


def learned(model, X):
    order = numpy.lexsort(model.means_.T[::-1])
    kind, k, d = model.covariance_type, model.n_components, X.shape[1]
    covariances = {
        "full": lambda: model.covariances_[order].reshape(k * d, d),
        "tied": lambda: model.covariances_,
        "diag": lambda: model.covariances_[order],
        "spherical": lambda: model.covariances_[order].reshape(k, 1),
    }[kind]()
    return {
        "nComponents": k,
        "covarianceType": kind,
        "regCovar": model.reg_covar,
        "weights": model.weights_[order].tolist(),
        "means": model.means_[order].tolist(),
        "covariances": covariances.tolist(),
        "lowerBound": float(model.lower_bound_),
        "nIter": int(model.n_iter_),
        "predictProba": model.predict_proba(X[::8])[:, order].tolist(),
        "scoreSamples": model.score_samples(X[::8]).tolist(),
        "aic": float(model.aic(X)),
        "bic": float(model.bic(X)),
        "nParameters": int(model._n_parameters()),
    }


def fit(name, X, k, kind):
    starts = [
        GaussianMixture(k, covariance_type=kind, tol=1e-12, max_iter=5000, random_state=seed).fit(X) for seed in range(20)
    ]
    bounds = sorted((model.lower_bound_ for model in starts), reverse=True)
    if bounds[3] < bounds[0] - 1e-8:
        print(name, k, kind, "left out: the best maximum is hard to find")
        return None
    return {"set": name, **learned(max(starts, key=lambda model: model.lower_bound_), X)}


def rounds(name, X, start, kind, n):
    model = FromMeans(len(start), covariance_type=kind, tol=0.0, max_iter=n, reg_covar=1e-3)
    model.start = start
    return {"set": name, "start": start.tolist(), **learned(model.fit(X), X)}


blobs = numpy.round(make_blobs(n_samples=120, centers=3, cluster_std=[0.8, 1.5, 2.0], random_state=1)[0], 6)
iris = numbers("iris.csv", ["sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm"])
penguins = numbers("penguins.csv", ["bill_length_mm", "flipper_length_mm"])
sets = {"blobs": blobs, "iris": iris, "penguins": penguins}
fits = [fit(name, sets[name], k, kind) for name, k in (("blobs", 3), ("iris", 2), ("penguins", 2)) for kind in TYPES]
steps = [
    rounds(name, X, X[[3, len(X) // 2, len(X) - 5]], kind, n) for name, X in sets.items() for kind in TYPES for n in (1, 4)
]
result = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "sets": {name: X.tolist() for name, X in sets.items()},
    "fits": [one for one in fits if one],
    "rounds": steps,
}
text = json.dumps(result, separators=(",", ":"))
(HERE / "mixture.json").write_text(text + "\n", encoding="utf-8")
print(len(text), len(result["fits"]))

"""Makes naive_bayes.json: Gaussian naive Bayes of scikit-learn.

Run: python3 tests/reference/naive_bayes.py
"""
import json
import pathlib

import numpy
import sklearn
from sklearn.datasets import make_blobs, make_moons
from sklearn.naive_bayes import GaussianNB

from tables import labelled

HERE = pathlib.Path(__file__).parent


def case(name, X, y, **options):
    model = GaussianNB(**options).fit(X, y)
    sample = X[::5]
    joint = model._joint_log_likelihood(sample)  # predict_joint_log_proba from 1.2 on
    return {
        "set": name,
        "priors": list(options.get("priors") or []),
        "varSmoothing": options.get("var_smoothing", 1e-9),
        "theta": model.theta_.tolist(),
        "var": model.var_.tolist(),
        "classPrior": model.class_prior_.tolist(),
        "classCount": model.class_count_.tolist(),
        "epsilon": float(model.epsilon_),
        "joint": joint.tolist(),
        "predictProba": model.predict_proba(sample).tolist(),
        "predict": model.predict(sample).tolist(),
    }


def rounded(X, y):
    return numpy.round(X, 6), y


moons = rounded(*make_moons(n_samples=120, noise=0.3, random_state=3))
blobs = rounded(*make_blobs(n_samples=100, n_features=4, centers=4, cluster_std=4.0, random_state=4))
penguins = labelled("penguins.csv", ["flipper_length_mm", "body_mass_g"], "species", ascending=True)
wine = labelled("wine.csv", ["alcohol", "malic_acid", "ash", "alcalinity_of_ash", "magnesium", "proline"], "cultivar", ascending=True)
sets = {"moons": moons, "blobs": blobs, "penguins": penguins, "wine": wine}
cases = []
for name, (X, y) in sets.items():
    k = len(numpy.unique(y))
    uneven = [2.0 ** -(c + 1) for c in range(k - 1)] + [2.0 ** -(k - 1)]
    cases += [case(name, X, y), case(name, X, y, var_smoothing=0.1), case(name, X, y, var_smoothing=0.0, priors=uneven)]
result = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "sets": {name: {"X": X.tolist(), "y": y.tolist()} for name, (X, y) in sets.items()},
    "cases": cases,
}
(HERE / "naive_bayes.json").write_text(json.dumps(result, separators=(",", ":")) + "\n", encoding="utf-8")

"""Makes metrics.json: classification scores of scikit-learn, Wilson intervals and normal quantiles of SciPy.

Run: /usr/bin/python3 tests/reference/metrics.py
"""
import csv
import json
import pathlib
import warnings

import numpy
import scipy
import sklearn
from scipy.special import ndtri
from scipy.stats import binomtest
from sklearn.metrics import accuracy_score, balanced_accuracy_score, confusion_matrix, log_loss

HERE = pathlib.Path(__file__).parent
warnings.simplefilter("ignore")  # classes that were predicted and never true


def labels(seed, n, k, missing=None):
    random = numpy.random.RandomState(seed)
    true = random.randint(0, k, n)
    predicted = numpy.where(random.uniform(size=n) < 0.7, true, random.randint(0, k, n))
    if missing is not None:
        true[true == missing] = 0
    return scores(true, predicted, k)


def scores(true, predicted, k):
    return {
        "yTrue": true.tolist(),
        "yPred": predicted.tolist(),
        "nClasses": k,
        "accuracy": accuracy_score(true, predicted),
        "balancedAccuracy": balanced_accuracy_score(true, predicted),
        "confusion": confusion_matrix(true, predicted, labels=range(k)).tolist(),
    }


def losses(seed, n, k, certain=False):
    random = numpy.random.RandomState(seed)
    true = random.randint(0, k, n)
    proba = random.dirichlet(numpy.ones(k), n)
    if certain:  # zeros and ones, right and wrong
        proba = numpy.eye(k)[random.randint(0, k, n)]
    return {"yTrue": true.tolist(), "probabilities": proba.tolist(), "logLoss": log_loss(true, proba, labels=range(k))}


def diagnoses():
    """Breast cancer by the mean radius: the score is the share of all radii below it."""
    with open(HERE.parent / "data" / "breast_cancer.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))[:200]
    true = numpy.array([int(row["diagnosis"] == "malignant") for row in rows])
    radius = numpy.array([float(row["mean_radius"]) for row in rows])
    rank = numpy.round((numpy.argsort(numpy.argsort(radius, kind="stable"), kind="stable") + 0.5) / len(rows), 4)
    return true, (radius > 15).astype(int), numpy.column_stack([1 - rank, rank])


def wilson(successes, n, confidence):
    interval = binomtest(successes, n).proportion_ci(confidence, method="wilson")
    return {"successes": successes, "n": n, "confidence": confidence, "low": interval.low, "high": interval.high}


true, called, proba = diagnoses()
p = numpy.concatenate([numpy.linspace(0.001, 0.999, 101), 10.0 ** -numpy.arange(1.0, 300.0, 23.0)])
result = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__, "scipy": scipy.__version__},
    "labels": [labels(1, 1, 2), labels(2, 50, 2), labels(3, 200, 3), labels(4, 300, 7), labels(5, 60, 4, missing=2),
               scores(true, called, 2)],
    "losses": [losses(1, 1, 2), losses(2, 50, 2), losses(3, 200, 5), losses(4, 30, 3, certain=True),
               {"yTrue": true.tolist(), "probabilities": proba.tolist(), "logLoss": log_loss(true, proba)}],
    "wilson": [
        wilson(s, n, c)
        for n in (1, 2, 10, 24, 1000)
        for s in sorted({0, 1, n // 2, n - 1, n})
        for c in (0.5, 0.9, 0.95, 0.999)
    ],
    "quantiles": {"p": p.tolist(), "z": ndtri(p).tolist()},
}
(HERE / "metrics.json").write_text(json.dumps(result, separators=(",", ":")) + "\n", encoding="utf-8")

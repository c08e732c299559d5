"""Makes metrics_curves.json: curves over thresholds, areas, calibration and scores of confusion matrices and of regression by
scikit-learn; what scikit-learn lacks (interpolation after Davis & Goadrich, areas of both convex hulls, scores at another
prevalence) by short computations in NumPy and SciPy that take the definition at its word.

Run: /usr/bin/python3 tests/reference/metrics_curves.py
"""
import json
import pathlib
import warnings

import numpy
import scipy
import sklearn
import sklearn.metrics as sk
from scipy.integrate import quad
from scipy.spatial import ConvexHull
from scipy.special import ndtr, ndtri
from sklearn.calibration import calibration_curve

from tables import labelled

HERE = pathlib.Path(__file__).parent
warnings.simplefilter("ignore")  # classes that were never predicted: the rule for zero division is what is tested


def crowds(seed, n, share, decimals):
    random = numpy.random.RandomState(seed)
    y = (random.uniform(size=n) < share).astype(int)
    return y, numpy.round(random.normal(size=n) + 1.2 * y, decimals)


def interpolated(y, score):
    """Area under the interpolated curve, by numerical integration of each hyperbola."""
    order = numpy.argsort(-score, kind="stable")
    last = numpy.r_[numpy.where(numpy.diff(score[order]))[0], len(y) - 1]
    tp, fp = numpy.cumsum(y[order])[last], numpy.cumsum(1 - y[order])[last]
    area, a = 0.0, (0, 0)
    for b in zip(tp, fp):
        if b[0] > a[0]:
            h = (b[1] - a[1]) / (b[0] - a[0])
            f = lambda x: (a[0] + x) / (a[0] + x + a[1] + h * x) if a[0] + x > 0 else 0.0
            start = 1e-300 if a == (0, 0) else 0.0
            area += quad(f, start, b[0] - a[0], epsabs=1e-13, epsrel=1e-13)[0]
        a = b
    return area / y.sum()


def delong(y, scores):
    """Areas and their covariance by comparing each pair of cases, DeLong, DeLong & Clarke-Pearson 1988."""
    areas, v10, v01 = [], [], []
    for score in scores:
        difference = score[y == 1][:, None] - score[y == 0][None, :]
        psi = (difference > 0) + 0.5 * (difference == 0)
        areas.append(psi.mean())
        v10.append(psi.mean(axis=1))
        v01.append(psi.mean(axis=0))
    covariance = numpy.atleast_2d(numpy.cov(v10)) / (y == 1).sum() + numpy.atleast_2d(numpy.cov(v01)) / (y == 0).sum()
    variance = covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]
    z = (areas[0] - areas[1]) / numpy.sqrt(variance) if variance > 0 else None  # None: the same score twice
    return {"auc": areas, "covariance": covariance.tolist(), "z": z, "pValue": 1 if z is None else 2 * ndtr(-abs(z))}


def bca(seed, n, estimate, acceleration, confidence):
    """Efron & Tibshirani 1993, formulas 14.9 to 14.14."""
    values = numpy.round(numpy.random.RandomState(seed).beta(8, 2, n), 3)
    z0 = ndtri(((values < estimate).sum() + (values <= estimate).sum()) / (2 * n))
    tails = numpy.array([(1 - confidence) / 2, (1 + confidence) / 2])
    moved = ndtr(z0 + (z0 + ndtri(tails)) / (1 - acceleration * (z0 + ndtri(tails))))
    return {
        "values": values.tolist(),
        "estimate": estimate,
        "acceleration": acceleration,
        "confidence": confidence,
        "bca": numpy.quantile(values, moved).tolist(),
        "percentile": numpy.quantile(values, tails).tolist(),
        "standardError": values.std(ddof=1),
    }


def binary(y, score, other=None):
    fpr, tpr, thresholds = sk.roc_curve(y, score, drop_intermediate=False)
    short = sk.roc_curve(y, score)
    precision, recall, t = sk.precision_recall_curve(y, score)
    points = numpy.c_[numpy.r_[fpr, 1], numpy.r_[tpr, 0]]
    grid = numpy.quantile(score, [0.1, 0.5, 0.9])
    called = [(score >= g).astype(int) for g in grid]
    weight = numpy.where(y == 1, 0.03 / y.mean(), 0.97 / (1 - y.mean()))
    result = {
        "y": y.tolist(),
        "score": score.tolist(),
        "fpr": fpr.tolist(),
        "tpr": tpr.tolist(),
        "thresholds": thresholds[1:].tolist(),
        "shortFpr": short[0].tolist(),
        "shortTpr": short[1].tolist(),
        "auc": sk.roc_auc_score(y, score),
        "partial": [[f, sk.roc_auc_score(y, score, max_fpr=f)] for f in (0.01, 0.1, 0.35, 0.8)],
        "hullArea": ConvexHull(points).volume,  # in the plane `volume` is the area
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "averagePrecision": sk.average_precision_score(y, score),
        "interpolatedArea": interpolated(y, score),
        "grid": grid.tolist(),
        "atGrid": [
            {
                "accuracy": sk.accuracy_score(y, c),
                "balancedAccuracy": sk.balanced_accuracy_score(y, c),
                "precision": sk.precision_score(y, c),
                "recall": sk.recall_score(y, c),
                "specificity": sk.recall_score(y, c, pos_label=0),
                "fbeta": sk.fbeta_score(y, c, beta=2),
                "matthewsCorrcoef": sk.matthews_corrcoef(y, c),
            }
            for c in called
        ],
        "atGridRare": [
            {
                "accuracy": sk.accuracy_score(y, c, sample_weight=weight),
                "precision": sk.precision_score(y, c, sample_weight=weight),
                "fbeta": sk.fbeta_score(y, c, beta=2, sample_weight=weight),
                "matthewsCorrcoef": sk.matthews_corrcoef(y, c, sample_weight=weight),
            }
            for c in called
        ],
    }
    if other is not None:
        result["other"] = other.tolist()
        result["delong"] = delong(y, [score, other])
    return result


def multiclass(X, y, seed):
    random = numpy.random.RandomState(seed)
    k = y.max() + 1
    centres = numpy.array([X[y == c].mean(axis=0) for c in range(k)])
    distance = ((X[:, None] - centres[None]) ** 2 / X.var(axis=0)).sum(axis=2)
    proba = numpy.exp(-distance) + 0.05 * random.uniform(size=distance.shape)
    proba = numpy.round(proba / proba.sum(axis=1, keepdims=True), 3)
    proba[:, -1] = 1 - proba[:, :-1].sum(axis=1)
    return {
        "y": y.tolist(),
        "score": proba.tolist(),
        "auc": {
            f"{kind} {average}": sk.roc_auc_score(y, proba, multi_class=kind, average=average)
            for kind in ("ovr", "ovo")
            for average in ("macro", "weighted")
        },
    }


def labels(seed, n, k, predictedOnly=None, trueOnly=None):
    random = numpy.random.RandomState(seed)
    true = random.randint(0, k, n)
    predicted = numpy.where(random.uniform(size=n) < 0.6, true, random.randint(0, k, n))
    if predictedOnly is not None:
        true[true == predictedOnly] = 0
    if trueOnly is not None:
        predicted[predicted == trueOnly] = 0
    scores = []
    for beta in (0.5, 1, 2):
        for zero in (0, 1):
            none = sk.precision_recall_fscore_support(true, predicted, beta=beta, zero_division=zero, labels=range(k))
            entry = {"beta": beta, "zeroDivision": zero, "none": [column.tolist() for column in none]}
            for average in ("macro", "micro", "weighted"):
                entry[average] = sk.precision_recall_fscore_support(
                    true, predicted, beta=beta, zero_division=zero, average=average
                )[:3]
                entry[average + "All"] = sk.precision_recall_fscore_support(
                    true, predicted, beta=beta, zero_division=zero, average=average, labels=range(k)
                )[:3]
            entry["binary"] = [
                sk.precision_recall_fscore_support(
                    true == c, predicted == c, beta=beta, zero_division=zero, average="binary"
                )[:3]
                for c in range(k)
            ]
            scores.append(entry)
    return {
        "yTrue": true.tolist(),
        "yPred": predicted.tolist(),
        "k": k,
        "scores": scores,
        "specificity": [sk.recall_score(true != c, predicted != c, zero_division=0) for c in range(k)],
        "matthewsCorrcoef": sk.matthews_corrcoef(true, predicted),
        "kappa": {
            str(w).lower(): sk.cohen_kappa_score(true, predicted, weights=w, labels=range(k)) for w in (None, "linear", "quadratic")
        },
    }


def regression(true, predicted):
    return {
        "yTrue": true.tolist(),
        "yPred": predicted.tolist(),
        "meanSquaredError": sk.mean_squared_error(true, predicted),
        "rootMeanSquaredError": sk.mean_squared_error(true, predicted, squared=False),
        "meanAbsoluteError": sk.mean_absolute_error(true, predicted),
        "medianAbsoluteError": sk.median_absolute_error(true, predicted),
        "maxError": sk.max_error(true, predicted),
        "r2": sk.r2_score(true, predicted),
        "explainedVariance": sk.explained_variance_score(true, predicted),
    }


def calibration(y, p):
    curves = []
    for bins in (1, 5, 12):
        for strategy in ("uniform", "quantile"):
            true, pred = calibration_curve(y, p, n_bins=bins, strategy=strategy)
            curves.append({"nBins": bins, "strategy": strategy, "true": true.tolist(), "pred": pred.tolist()})
    return {"y": y.tolist(), "p": p.tolist(), "brier": sk.brier_score_loss(y, p), "curves": curves}


def expit(x):
    return 1 / (1 + numpy.exp(-x))


X, diagnosis = labelled("breast_cancer.csv", ["mean_radius", "mean_smoothness", "mean_texture"], "diagnosis")
if (X[diagnosis == 1, 0].mean()) < (X[diagnosis == 0, 0].mean()):
    diagnosis = 1 - diagnosis  # 1 = malignant: the larger cells
bills, species = labelled("penguins.csv", ["bill_length_mm", "bill_depth_mm", "flipper_length_mm"], "species")
tied = crowds(1, 80, 0.5, 0)
random = numpy.random.RandomState(9)
radius, mass = labelled("penguins.csv", ["flipper_length_mm", "body_mass_g"], "species")[0].T
line = numpy.polyfit(radius, mass, 1)
a, b, c = crowds(2, 150, 0.3, 9), crowds(3, 250, 0.05, 1), crowds(4, 12, 0.5, 0)
result = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__, "scipy": scipy.__version__},
    "binary": [
        binary(*tied, numpy.round(tied[1] + random.normal(size=80), 0)),
        binary(*a, -a[1] + 0.1 * random.normal(size=150)),
        binary(*b, numpy.round(b[1] + random.normal(size=250), 1)),
        binary(*c, c[1]),
        binary(diagnosis[:300], X[:300, 0], X[:300, 2]),
    ],
    "multiclass": [
        multiclass(bills, species, 1),
        multiclass(random.normal(size=(60, 2)), random.randint(0, 3, 60), 2),
        multiclass(random.normal(size=(90, 3)), random.randint(0, 5, 90), 3),
    ],
    "labels": [labels(1, 40, 2), labels(2, 120, 3), labels(3, 90, 5, 2, 4), labels(4, 3, 4), labels(5, 30, 3, 2, 1)],
    "regression": [
        regression(mass[:150], numpy.polyval(line, radius[:150])),
        regression(random.normal(size=31), random.normal(size=31)),
        regression(numpy.full(4, 2.0), numpy.array([2.0, 2, 2, 3])),
        regression(numpy.full(4, 2.0), numpy.full(4, 2.0)),
        regression(1e6 + random.normal(size=20), 1e6 + random.normal(size=20)),
    ],
    "calibration": [
        calibration(diagnosis[:200], expit(X[:200, 0] - 15)),
        calibration(a[0], numpy.round(expit(a[1]), 1)),
        calibration(c[0], random.uniform(size=12)),
    ],
    "bca": [bca(1, 200, 0.81, 0.02, 0.95), bca(2, 150, 0.75, -0.05, 0.9), bca(3, 60, 0.9, 0.1, 0.5)],
    "cdf": [[z, ndtr(z)] for z in numpy.r_[-37:9:0.37, -2.5, 2.5, 0.0].tolist()],
}
text = json.dumps(result, separators=(",", ":"), default=lambda x: x.item())
(HERE / "metrics_curves.json").write_text(text + "\n", encoding="utf-8")

"""Times one workload in native scikit-learn, default calls, and prints {"samples": [ms], "quality": number}.

Run: python3 sklearn_times.py WORKLOAD DATA.json, by peers.bench.js, which writes the data and sets one thread. The
quality is the same number, judged in the same way, as workloads.js judges everyone's.
"""
import json
import sys
import time
import warnings

import numpy
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression, lasso_path
from sklearn.metrics import roc_curve, auc
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

warnings.simplefilter("ignore")  # runs that stop after a given number of rounds are meant to


def matrix(m):
    return numpy.array(m["data"]).reshape(m["rows"], m["cols"])


def accuracy(a, b):
    return float(numpy.mean(numpy.asarray(a) == numpy.asarray(b)))


def log_loss(w, X, y):
    z = X @ w[:-1] + w[-1]
    return float(numpy.mean(numpy.logaddexp(0, z) - y * z))


def descent(d):
    X, y = matrix(d["X"]), numpy.array(d["y"])

    def run():
        w, b = numpy.zeros(X.shape[1]), 0.0
        for _ in range(1000):
            r = (1 / (1 + numpy.exp(-(X @ w + b))) - y) / len(y)
            w, b = w - 0.1 * (X.T @ r), b - 0.1 * r.sum()
        return numpy.append(w, b)

    return run, lambda w: abs(log_loss(w, X, y) - d["reference"])


def newton(d):
    X, y = matrix(d["X"]), numpy.array(d["y"])

    def judge(model):
        w = numpy.append(model.coef_[0], model.intercept_)
        return abs(log_loss(w, X, y) + model.coef_[0] @ model.coef_[0] / (2 * len(y)) - d["best"])

    return lambda: LogisticRegression(tol=1e-10).fit(X, y), judge


def network(widths, epochs, batch):
    def workload(d):
        X, y = matrix(d["X"]), numpy.array(d["y"])

        def run():
            return MLPClassifier(widths, activation="tanh", solver="sgd", alpha=0, batch_size=batch, shuffle=False,
                                 learning_rate_init=0.3, momentum=0, max_iter=epochs, n_iter_no_change=10**6,
                                 random_state=1).fit(X, y)

        return run, lambda model: accuracy(model.predict(X), y)

    return workload


def network_surface(d):
    X, y, points = matrix(d["X"]), numpy.array(d["y"]), matrix(d["points"])
    widths = d["widths"]
    model = MLPClassifier(widths[1:-1], activation="tanh", max_iter=1).fit(X, y)
    layers = [numpy.array(w).reshape(out, -1) for w, out in zip(d["weights"], widths[1:])]
    model.coefs_ = [w[:, :-1].T for w in layers]
    model.intercepts_ = [w[:, -1] for w in layers]
    reference = numpy.array(d["reference"])
    return lambda: model.predict_proba(points)[:, 1], lambda p: float(abs(p - reference).max())


def nearest(d):
    X, y, points = matrix(d["X"]), numpy.array(d["y"]), matrix(d["points"])
    labels = numpy.array(d["labels"])
    return lambda: KNeighborsClassifier(15).fit(X, y).predict(points), lambda answer: accuracy(answer, labels)


def forest_surface(d):
    X, y, points = matrix(d["X"]), numpy.array(d["y"]), matrix(d["points"])
    forest = RandomForestClassifier(100, random_state=1).fit(X, y)
    return lambda: forest.predict(points), lambda answer: accuracy(answer, d["labels"])


def tree(d):
    X, y = matrix(d["X"]), numpy.array(d["y"])
    return lambda: DecisionTreeClassifier(random_state=1).fit(X, y), lambda model: accuracy(model.predict(X), y)


def forest(d):
    X, y = matrix(d["X"]), numpy.array(d["y"])
    fresh, truth = matrix(d["fresh"]["X"]), d["fresh"]["y"]
    return (
        lambda: RandomForestClassifier(100, random_state=1).fit(X, y),
        lambda model: accuracy(model.predict(fresh), truth),
    )


def roc(d):
    y, score = numpy.array(d["y"]), numpy.array(d["score"])

    def run():
        fpr, tpr, _ = roc_curve(y, score)
        return auc(fpr, tpr)

    return run, lambda area: abs(area - d["reference"])


def lasso(d):
    X, y, alphas = matrix(d["X"]), numpy.array(d["y"]), numpy.array(d["alphas"])
    centred, target = X - X.mean(0), y - y.mean()

    def judge(path):
        residual = target[:, None] - centred @ path[1]
        objective = (residual**2).sum(0) / (2 * len(y)) + alphas * abs(path[1]).sum(0)
        return float(((objective - d["best"]) / d["scale"]).max())

    return lambda: lasso_path(centred, target, alphas=alphas), judge


def minimum_norm(d):
    problems = [(matrix(p["X"]), numpy.array(p["y"])) for p in d["problems"]]
    reference = numpy.array(d["reference"])

    def run():
        fit = LinearRegression(fit_intercept=False).fit
        return [[numpy.linalg.norm(fit(X[:, :p], y).coef_) for p in range(4, 121, 4)] for X, y in problems]

    return run, lambda norms: float((abs(numpy.array(norms) - reference) / reference).max())


def k_means(d):
    X, start = matrix(d["X"]), numpy.array(d["start"])

    def judge(model):
        distances = ((X[:, None, :] - model.cluster_centers_[None]) ** 2).sum(2)
        return float(distances.min(1).sum() / d["reference"])

    return lambda: KMeans(5, init=start, n_init=1, max_iter=20, tol=0, algorithm="lloyd").fit(X), judge


def components(d):
    X, reference = matrix(d["X"]), numpy.array(d["reference"])

    def run():
        pca = PCA().fit(X)
        return pca.explained_variance_, pca.transform(X)[:, :2]

    return run, lambda answer: float((abs(answer[0] - reference) / reference).max())


def machine(d):
    X, y, points = matrix(d["X"]), numpy.array(d["y"]), matrix(d["points"])
    return lambda: SVC(C=1, gamma=1).fit(X, y), lambda model: accuracy(model.predict(points), d["labels"])


WORKLOADS = {
    "W1a": descent,
    "W1b": descent,
    "W1n": newton,
    "W2a": network((8, 8), 100, 10),
    "W2b": network((64, 64), 10, 32),
    "W3a": network_surface,
    "W3b": nearest,
    "W3c": forest_surface,
    "W4a": tree,
    "W4b": forest,
    "W5": roc,
    "W6": lasso,
    "W7": minimum_norm,
    "W8a": k_means,
    "W8b": components,
    "W9": machine,
}

workload, path = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    run, judge = WORKLOADS[workload](json.load(file))
quality = judge(run())
samples = []
for _ in range(9):
    start = time.perf_counter()
    run()
    samples.append(1000 * (time.perf_counter() - start))
print(json.dumps({"samples": samples, "quality": quality}))

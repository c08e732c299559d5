"""Makes cross_validation.json: unshuffled folds, and scores of cross-validation, learning curves, grid searches and nested
cross-validation by scikit-learn, of estimators that both libraries compute alike: nearest neighbours, and least squares on one
column.

Run: /usr/bin/python3 tests/reference/cross_validation.py
"""
import json
import pathlib

import numpy
import sklearn
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import (
    GridSearchCV,
    GroupKFold,
    KFold,
    LeaveOneOut,
    StratifiedKFold,
    cross_val_predict,
    cross_val_score,
    cross_validate,
    learning_curve,
)
from sklearn.neighbors import KNeighborsClassifier

from tables import labelled

HERE = pathlib.Path(__file__).parent


def test_rows(folds):
    """Of each row the fold that tests it."""
    folds = list(folds)
    result = numpy.full(sum(len(test) for _, test in folds), -1)
    for i, (train, test) in enumerate(folds):
        result[test] = i
        assert sorted([*train, *test]) == list(range(len(result)))
    return result.tolist()


def folds():
    random = numpy.random.RandomState(1)
    result = {"kFold": [], "stratified": [], "group": [], "leaveOneOut": test_rows(LeaveOneOut().split(numpy.zeros(7)))}
    for n, splits in ((2, 2), (10, 3), (11, 5), (30, 30), (97, 10)):
        result["kFold"].append({"n": n, "nSplits": splits, "test": test_rows(KFold(splits).split(numpy.zeros(n)))})
    for n, k, splits in ((10, 2, 3), (50, 3, 5), (61, 4, 10), (40, 7, 2)):
        y = random.randint(0, k, n)
        y[0] = k - 1  # classes do not appear in the order of their labels
        test = test_rows(StratifiedKFold(splits).split(y, y))
        result["stratified"].append({"y": y.tolist(), "nSplits": splits, "test": test})
    for n, splits, sizes in ((60, 3, (11, 10, 9, 8, 7, 6, 5, 4)), (40, 4, (16, 12, 7, 5)), (21, 2, (6, 5, 4, 3, 2, 1))):
        groups = random.permutation(numpy.repeat(numpy.arange(len(sizes)) * 3, sizes))
        assert len(groups) == n
        test = test_rows(GroupKFold(splits).split(groups, groups=groups))
        result["group"].append({"groups": groups.tolist(), "nSplits": splits, "test": test})
    return result


def classification(X, y, scoring, neighbours):
    splits = StratifiedKFold(4)
    model = KNeighborsClassifier(neighbours[0])
    scores = cross_validate(model, X, y, cv=splits, scoring=scoring, return_train_score=True)
    grid = GridSearchCV(KNeighborsClassifier(), {"n_neighbors": neighbours}, cv=splits, scoring=scoring[0],
                        return_train_score=True).fit(X, y)  # fmt: skip
    table = grid.cv_results_
    sizes, train, test = learning_curve(model, X, y, cv=splits, scoring=scoring[0], train_sizes=[0.3, 0.61, 0.999, 1.0])
    return {
        "X": X.tolist(),
        "y": y.tolist(),
        "scoring": scoring,
        "neighbours": neighbours,
        "test": [scores["test_" + name].tolist() for name in scoring],
        "train": [scores["train_" + name].tolist() for name in scoring],
        "predicted": cross_val_predict(model, X, y, cv=splits).tolist(),
        "proba": cross_val_predict(model, X, y, cv=splits, method="predict_proba").tolist(),
        "grid": {
            "mean": table["mean_test_score"].tolist(),
            "std": table["std_test_score"].tolist(),
            "rank": table["rank_test_score"].tolist(),
            "train": table["mean_train_score"].tolist(),
            "best": int(grid.best_index_),
        },
        "nested": cross_val_score(
            GridSearchCV(KNeighborsClassifier(), {"n_neighbors": neighbours}, cv=3, scoring=scoring[0]),
            X, y, cv=splits, scoring=scoring[0],
        ).tolist(),  # fmt: skip
        "curve": {"sizes": sizes.tolist(), "train": train.tolist(), "test": test.tolist()},
    }


def regression(x, y, scoring):
    X = x.reshape(-1, 1)
    splits = KFold(5)
    scores = cross_validate(LinearRegression(), X, y, cv=splits, scoring=scoring, return_train_score=True)
    return {
        "X": X.tolist(),
        "y": y.tolist(),
        "scoring": scoring,
        "test": [scores["test_" + name].tolist() for name in scoring],
        "train": [scores["train_" + name].tolist() for name in scoring],
        "predicted": cross_val_predict(LinearRegression(), X, y, cv=splits).tolist(),
    }


random = numpy.random.RandomState(3)
bills, species = labelled("penguins.csv", ["bill_length_mm", "bill_depth_mm"], "species")
cells, diagnosis = labelled("breast_cancer.csv", ["mean_radius", "mean_texture"], "diagnosis")
flippers = labelled("penguins.csv", ["flipper_length_mm", "body_mass_g"], "species")[0][:120]
order = random.permutation(len(bills))[:150]  # rows in order of species would make learning curves of one class
binary = ["accuracy", "roc_auc", "average_precision", "f1", "precision", "recall", "balanced_accuracy", "neg_brier_score",
          "matthews_corrcoef", "neg_log_loss"]  # fmt: skip
multi = ["accuracy", "f1_macro", "f1_micro", "f1_weighted", "precision_macro", "recall_weighted", "roc_auc_ovr", "roc_auc_ovo",
         "roc_auc_ovr_weighted", "roc_auc_ovo_weighted", "neg_log_loss"]  # fmt: skip
noisy = (random.uniform(size=80) < 0.5).astype(int)
X80 = numpy.round(random.normal(size=(80, 2)) + noisy[:, None], 6)
losses = ["r2", "neg_mean_squared_error", "neg_root_mean_squared_error", "neg_mean_absolute_error",
          "neg_median_absolute_error", "explained_variance", "max_error"]  # fmt: skip
x = numpy.round(random.uniform(size=60), 4)
result = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "folds": folds(),
    "classification": [
        classification(bills[order], species[order], multi, [9, 1, 3, 25]),
        classification(cells[:160], diagnosis[:160], binary, [5, 1, 15]),
        classification(X80, noisy, binary, [7, 3, 21, 1]),
    ],
    "regression": [
        regression(flippers[:, 0], flippers[:, 1], losses),
        regression(x, numpy.round(numpy.sin(5 * x) + 0.3 * random.normal(size=60), 6), losses),
        regression(numpy.arange(23.0), random.permutation(23).astype(float), losses),
    ],
}
text = json.dumps(result, separators=(",", ":"), default=lambda v: v.item())
(HERE / "cross_validation.json").write_text(text + "\n", encoding="utf-8")

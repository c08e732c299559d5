"""Makes neural_network.json: the training of scikit-learn's multi-layer perceptrons, epoch by epoch.

scikit-learn draws initial weights from another generator, so both sides start from weights that are written down (rounded
to floats), go through the rows in the same order (no shuffling) and compare every epoch's loss and the final weights.

Run: python3 tests/reference/neural_network.py
"""
import csv
import json
import pathlib
import warnings

import numpy
import sklearn
from sklearn.datasets import make_friedman1, make_moons
from sklearn.neural_network import MLPClassifier, MLPRegressor

HERE = pathlib.Path(__file__).parent
DATA = HERE.parent / "data"
warnings.filterwarnings("ignore")


def real(name, label):
    with open(DATA / name, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    features = [key for key in rows[0] if key != label]
    return numpy.array([[float(row[key]) for key in features] for row in rows]), [row[label] for row in rows]


def standardised(X):
    return numpy.round((X - X.mean(axis=0)) / X.std(axis=0), 4)


def given(base, layers):
    """A network whose initial weights are these."""

    class Given(base):
        def _init_coef(self, fan_in, fan_out, dtype):
            coef, intercept = layers[len(self.coefs_given)]
            self.coefs_given.append(None)
            assert coef.shape == (fan_in, fan_out)
            return coef.copy(), intercept.copy()

    Given.coefs_given = []
    return Given


OPTIONS = {  # scikit-learn's name to ours
    "hidden_layer_sizes": "hiddenLayerSizes", "activation": "activation", "solver": "solver", "alpha": "alpha",
    "batch_size": "batchSize", "learning_rate": "learningRate", "learning_rate_init": "learningRateInit",
    "power_t": "powerT", "max_iter": "maxIter", "tol": "tol", "momentum": "momentum",
    "nesterovs_momentum": "nesterovsMomentum", "beta_1": "beta1", "beta_2": "beta2", "epsilon": "epsilon",
    "n_iter_no_change": "nIterNoChange",
}


def case(name, base, X, y, seed, **options):
    random = numpy.random.RandomState(seed)
    n_outputs = 1 if base is MLPRegressor or len(set(y)) == 2 else len(set(y))
    sizes = [X.shape[1], *options["hidden_layer_sizes"], n_outputs]
    layers = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        bound = (6 / (fan_in + fan_out)) ** 0.5
        draw = lambda *shape: random.uniform(-bound, bound, shape).astype(numpy.float32).astype(float)
        layers.append((draw(fan_in, fan_out), draw(fan_out)))
    model = given(base, layers)(shuffle=False, **options).fit(X, y)
    ask = X[:20]
    answer = model.predict_proba(ask) if base is MLPClassifier else model.predict(ask)
    return {
        "name": name,
        "options": {OPTIONS[key]: value for key, value in options.items()},
        "X": X.tolist(),
        "y": numpy.asarray(y).tolist(),
        "initial": [{"coef": c.tolist(), "intercept": b.tolist()} for c, b in layers],
        "nIter": model.n_iter_,
        "lossCurve": model.loss_curve_,
        "final": [{"coef": c.tolist(), "intercept": b.tolist()} for c, b in zip(model.coefs_, model.intercepts_)],
        "answers": answer.tolist(),
    }


moons = make_moons(n_samples=75, noise=0.25, random_state=1)
moons = numpy.round(moons[0], 4), moons[1]
iris_X, iris_names = real("iris.csv", "species")
kinds = list(dict.fromkeys(iris_names))
pick = numpy.random.RandomState(5).permutation(150)[:66]
iris = standardised(iris_X)[pick], numpy.array([kinds.index(iris_names[i]) for i in pick])
random = numpy.random.RandomState(6)
wave_X = numpy.round(random.uniform(-2, 2, (64, 1)), 4)
wave = wave_X, numpy.round(numpy.sin(2 * wave_X[:, 0]) + 0.1 * random.normal(size=64), 4)
diabetes_X, progression = real("diabetes.csv", "progression")
pick = numpy.random.RandomState(7).permutation(442)[:50]
progression = standardised(numpy.array(progression, dtype=float)[:, None])[:, 0]
diabetes = standardised(diabetes_X)[pick], progression[pick]

cancer_X, diagnosis = real("breast_cancer.csv", "diagnosis")
pick = numpy.random.RandomState(8).permutation(569)[:72]
cancer = standardised(cancer_X[:, :6])[pick], numpy.array([int(diagnosis[i] == "malignant") for i in pick])
friedman = make_friedman1(n_samples=60, n_features=5, noise=0.5, random_state=9)
friedman = numpy.round(2 * friedman[0] - 1, 4), numpy.round((friedman[1] - 14) / 5, 4)

C, R = MLPClassifier, MLPRegressor
cases = {
    "classifiers": [
        case("moons, two tanh layers, Nesterov", C, *moons, 1, hidden_layer_sizes=[8, 8], activation="tanh",
             solver="sgd", learning_rate_init=0.1, batch_size=10, max_iter=12),
        case("moons, one relu layer of 5, Adam, last batch smaller", C, *moons, 2, hidden_layer_sizes=[5],
             activation="relu", solver="adam", learning_rate_init=0.02, batch_size=20, max_iter=15, beta_1=0.8,
             beta_2=0.99, epsilon=1e-7),
        case("moons, no hidden layer, plain descent on all rows", C, *moons, 3, hidden_layer_sizes=[],
             solver="sgd", learning_rate_init=0.5, batch_size=75, max_iter=10, momentum=0, alpha=1),
        case("moons, stops when the loss no longer falls", C, *moons, 4, hidden_layer_sizes=[3], activation="logistic",
             solver="sgd", learning_rate_init=0.2, batch_size=25, max_iter=60, tol=0.02, n_iter_no_change=4),
        case("iris, a logistic layer, Adam, strong penalty", C, *iris, 5, hidden_layer_sizes=[6],
             activation="logistic", solver="adam", learning_rate_init=0.05, batch_size=16, max_iter=10, alpha=0.5),
        case("iris, three layers, momentum", C, *iris, 6, hidden_layer_sizes=[7, 1, 4], activation="identity",
             solver="sgd", learning_rate_init=0.05, batch_size=22, max_iter=8, nesterovs_momentum=False, momentum=0.7),
        case("cancer, two relu layers, Adam", C, *cancer, 10, hidden_layer_sizes=[9, 5], activation="relu", solver="adam",
             learning_rate_init=0.01, batch_size=24, max_iter=12, alpha=0.01),
        case("cancer, tanh, inverse scaling", C, *cancer, 11, hidden_layer_sizes=[4], activation="tanh", solver="sgd",
             learning_rate="invscaling", power_t=0.4, learning_rate_init=0.3, batch_size=18, max_iter=14),
    ],
    "regressors": [
        case("wave, tanh, Adam", R, *wave, 7, hidden_layer_sizes=[10], activation="tanh", solver="adam",
             learning_rate_init=0.02, batch_size=16, max_iter=12),
        case("diabetes, relu, inverse scaling", R, *diabetes, 8, hidden_layer_sizes=[6, 3], activation="relu",
             solver="sgd", learning_rate="invscaling", power_t=0.3, learning_rate_init=0.2, batch_size=25, max_iter=10),
        case("diabetes, adaptive rate", R, *diabetes, 9, hidden_layer_sizes=[4], activation="logistic", solver="sgd",
             learning_rate="adaptive", learning_rate_init=0.1, batch_size=50, max_iter=30, tol=0.02,
             n_iter_no_change=2, momentum=0.5),
        case("wave, no hidden layer, plain descent", R, *wave, 12, hidden_layer_sizes=[], solver="sgd",
             learning_rate_init=0.1, batch_size=64, max_iter=10, momentum=0, alpha=0.2),
        case("friedman, two tanh layers, Nesterov", R, *friedman, 13, hidden_layer_sizes=[8, 4], activation="tanh",
             solver="sgd", learning_rate_init=0.05, batch_size=12, max_iter=10),
        case("friedman, logistic, Adam", R, *friedman, 14, hidden_layer_sizes=[6], activation="logistic", solver="adam",
             learning_rate_init=0.03, batch_size=20, max_iter=12, beta_1=0.8, beta_2=0.99),
    ],
}
print({c["name"]: (c["nIter"], c["lossCurve"][0], c["lossCurve"][-1]) for part in cases.values() for c in part})
cases["versions"] = {"numpy": numpy.__version__, "scikit-learn": sklearn.__version__}
(HERE / "neural_network.json").write_text(json.dumps(cases, separators=(",", ":")) + "\n", encoding="utf-8")

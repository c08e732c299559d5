"""Makes optimization.json: the paths that scikit-learn's own update rules take, and RMSProp written out in NumPy.

Ten steps from the same point with given gradients for each rule. scikit-learn has no RMSProp; its formula stands below.

Run: python3 tests/reference/optimization.py
"""
import json
import pathlib

import numpy
import sklearn
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer, SGDOptimizer

HERE = pathlib.Path(__file__).parent
STEPS, SIZE = 10, 7

random = numpy.random.RandomState(3)
start = numpy.round(random.normal(size=SIZE), 4)
# Of very different sizes, one of them always 0, because that is what adaptive rules are about.
gradients = numpy.round(random.normal(size=(STEPS, SIZE)) * [1, 1, 1e-3, 50, 0.1, 0, 1], 6)


def path(optimizer, theta):
    points = []
    for gradient in gradients:
        optimizer.update_params([theta], [gradient])
        points.append(theta.tolist())
    return points


def rmsprop(learning_rate, rho, epsilon):
    theta, squares, points = start.copy(), numpy.zeros(SIZE), []
    for g in gradients:
        squares = rho * squares + (1 - rho) * g ** 2
        theta = theta - learning_rate * g / (numpy.sqrt(squares) + epsilon)
        points.append(theta.tolist())
    return points


cases = []
for rate in (0.1, 0.003):
    for momentum in (0.9, 0.5):
        for nesterov in (False, True):
            theta = start.copy()
            optimizer = SGDOptimizer([theta], rate, momentum=momentum, nesterov=nesterov)
            cases.append({"rule": "nesterov" if nesterov else "momentum", "learningRate": rate, "momentum": momentum,
                          "path": path(optimizer, theta)})
    theta = start.copy()
    cases.append({"rule": "sgd", "learningRate": rate,
                  "path": path(SGDOptimizer([theta], rate, momentum=0, nesterov=False), theta)})
    for beta1, beta2, epsilon in ((0.9, 0.999, 1e-8), (0.5, 0.9, 1e-3)):
        theta = start.copy()
        optimizer = AdamOptimizer([theta], rate, beta1, beta2, epsilon)
        cases.append({"rule": "adam", "learningRate": rate, "beta1": beta1, "beta2": beta2, "epsilon": epsilon,
                      "path": path(optimizer, theta)})
    for rho, epsilon in ((0.9, 1e-8), (0.99, 1e-2)):
        cases.append({"rule": "rmsprop", "learningRate": rate, "rho": rho, "epsilon": epsilon,
                      "path": rmsprop(rate, rho, epsilon)})

(HERE / "optimization.json").write_text(json.dumps({
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "start": start.tolist(), "gradients": gradients.tolist(), "cases": cases}) + "\n", encoding="utf-8")

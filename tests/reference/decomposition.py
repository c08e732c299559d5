"""Makes decomposition.json: principal components of scikit-learn (by singular value decomposition of the centred data).

Signs are those of scikit-learn >= 1.5, whatever version runs this: the largest entry of each component is positive. No set
has two largest entries that are equal but for rounding.

Run: python3 tests/reference/decomposition.py
"""
import csv
import json
import pathlib

import numpy
import sklearn
from sklearn.decomposition import PCA

HERE = pathlib.Path(__file__).parent
DATA = HERE.parent / "data"


def real(name):
    with open(DATA / name, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    return numpy.array([[float(cell) for cell in row[:-1]] for row in rows])


def case(name, X, **options):
    model = PCA(svd_solver="full", **options).fit(X)
    signs = numpy.sign(model.components_[range(len(model.components_)), numpy.argmax(abs(model.components_), axis=1)])
    model.components_ *= signs[:, None]
    sample = X[::9]
    scores = model.transform(sample)
    return {
        "set": name,
        "nComponents": options.get("n_components") or 0,
        "whiten": options.get("whiten", False),
        "mean": model.mean_.tolist(),
        "components": model.components_.tolist(),
        "explainedVariance": model.explained_variance_.tolist(),
        "explainedVarianceRatio": model.explained_variance_ratio_.tolist(),
        "singularValues": model.singular_values_.tolist(),
        "noiseVariance": float(model.noise_variance_),
        "transform": scores.tolist(),
        "inverseTransform": model.inverse_transform(scores).tolist(),
    }


random = numpy.random.RandomState(1)
iris = real("iris.csv")
wine = real("wine.csv")[::2]
cancer = real("breast_cancer.csv")[::6]
cancer = numpy.round((cancer - cancer.mean(axis=0)) / cancer.std(axis=0), 6)
correlated = numpy.round(random.normal(size=(80, 7)) @ random.normal(size=(7, 7)), 6)
wide = numpy.round(random.normal(size=(12, 5)) @ random.normal(size=(5, 30)) + 0.3 * random.normal(size=(12, 30)) + 4, 6)
sets = {"iris": iris, "wine": wine, "breast_cancer": cancer, "correlated": correlated, "wide": wide}
cases = []
for name, X in sets.items():
    # The last component of a wide matrix has no variance, so its direction is anybody's: it is left out.
    most = min(X.shape) - (1 if X.shape[1] >= X.shape[0] else 0)
    cases += [case(name, X, n_components=most), case(name, X, n_components=2, whiten=True), case(name, X, n_components=0.9)]
result = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "sets": {name: X.tolist() for name, X in sets.items()},
    "cases": cases,
}
text = json.dumps(result, separators=(",", ":"))
(HERE / "decomposition.json").write_text(text + "\n", encoding="utf-8")
print(len(text))

"""The real tables of tests/data as the recipes read them: only rows in which nothing that is asked for is missing."""
import csv
import pathlib

import numpy

DATA = pathlib.Path(__file__).parent.parent / "data"


def complete_rows(name, columns):
    """The rows as dictionaries of text."""
    with open(DATA / name, newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if all(row[key] not in ("", "NA") for key in columns)]


def numbers(name, features):
    """The columns `features` as a matrix."""
    return numpy.array([[float(row[key]) for key in features] for row in complete_rows(name, features)])


def table(name, features, target):
    """The columns `features` as a matrix, and the column `target` as text."""
    rows = complete_rows(name, features + [target])
    return numpy.array([[float(row[key]) for key in features] for row in rows]), [row[target] for row in rows]


def classes(labels, ascending=False):
    """Each label as the number of its class, counted in the order of appearance, or ascending."""
    names = sorted(set(labels)) if ascending else list(dict.fromkeys(labels))
    return numpy.array([names.index(label) for label in labels])


def labelled(name, features, label, ascending=False):
    X, labels = table(name, features, label)
    return X, classes(labels, ascending)


def measured(name, features, target):
    X, values = table(name, features, target)
    return X, numpy.array([float(value) for value in values])

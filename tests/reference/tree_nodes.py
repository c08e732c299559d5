"""The nodes of scikit-learn's trees in the library's order: depth-first, left before right, however they were grown."""


def depth_first(tree):
    """Node numbers of `tree` (a `tree_`) in that order."""
    order = []
    stack = [0]
    while stack:
        node = stack.pop()
        order.append(node)
        if tree.children_left[node] >= 0:
            stack += [tree.children_right[node], tree.children_left[node]]
    return order


def questions(tree):
    """What each node asks, and of how many rows; -1 and 0 in leaves."""
    leaf = tree.children_left < 0
    order = depth_first(tree)
    return {
        "feature": [-1 if leaf[i] else int(tree.feature[i]) for i in order],
        "threshold": [0 if leaf[i] else float(tree.threshold[i]) for i in order],
        "nSamples": [int(tree.n_node_samples[i]) for i in order],
    }

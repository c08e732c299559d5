// Reingold & Tilford, Tidier drawings of trees, IEEE Transactions on Software Engineering, 1981. The contours of two
// subtrees are followed side by side to find how far apart their roots must be; where one ends before the other, a
// thread is laid from its end into the other, so that following a contour never costs more than it is long.

#include "scrollwork/tree/tree_layout.h"

#include <algorithm>
#include <limits>

#include "tree/tree_walk.h"

namespace scrollwork {

namespace {

/// A node on a contour, and where it is relative to the subtree's root.
struct Place {
  int node = -1;
  double x = 0;
};

class Tidy {
 public:
  explicit Tidy(const TreeNodes& nodes)
      : nodes_(nodes), half_(nodes.left.size()), threads_(half_.size()), ends_(half_.size()) {}

  TreeLayout layout() {
    // Children come after their parents.
    for (int node = nodes_.size() - 1; node >= 0; --node) {
      const auto i = static_cast<std::size_t>(node);
      nodes_.feature[i] < 0 ? void(ends_[i] = {{node, 0}, {node, 0}}) : join(node);
    }
    TreeLayout out{.x = std::vector<double>(half_.size()), .y = {nodes_.depth.begin(), nodes_.depth.end()}};
    for (std::size_t i = 0; i < half_.size(); ++i) {
      if (nodes_.feature[i] < 0) continue;
      out.x[static_cast<std::size_t>(nodes_.left[i])] = out.x[i] - half_[i];
      out.x[static_cast<std::size_t>(nodes_.right[i])] = out.x[i] + half_[i];
    }
    const double least = *std::min_element(out.x.begin(), out.x.end());
    for (double& x : out.x) x -= least;
    out.width = *std::max_element(out.x.begin(), out.x.end());
    out.height = *std::max_element(out.y.begin(), out.y.end());
    return out;
  }

 private:
  struct Ends {
    Place left, right;  // the outermost nodes of the lowest level
  };

  /// The next node down the left (-1) or right (1) contour.
  [[nodiscard]] Place next(const Place& at, int side) const {
    const auto i = static_cast<std::size_t>(at.node);
    if (nodes_.feature[i] >= 0) return {(side < 0 ? nodes_.left : nodes_.right)[i], at.x + side * half_[i]};
    return threads_[i].node < 0 ? Place{} : Place{threads_[i].node, at.x + threads_[i].x};
  }

  void join(int node) {
    const auto i = static_cast<std::size_t>(node);
    const int left = nodes_.left[i];
    const int right = nodes_.right[i];
    double apart = 1;
    Place inLeft{left, 0};
    Place inRight{right, 0};
    for (;;) {
      apart = std::max(apart, inLeft.x - inRight.x + 1);
      const Place below = next(inLeft, 1);
      const Place beside = next(inRight, -1);
      if (below.node < 0 || beside.node < 0) {
        half_[i] = apart / 2;
        const Ends& l = ends_[static_cast<std::size_t>(left)];
        const Ends& r = ends_[static_cast<std::size_t>(right)];
        const double half = half_[i];
        Ends ends{{l.left.node, l.left.x - half}, {r.right.node, r.right.x + half}};
        if (below.node >= 0) {  // the left subtree is deeper
          threads_[static_cast<std::size_t>(r.right.node)] = {below.node, below.x - half - ends.right.x};
          ends.right = {l.right.node, l.right.x - half};
        } else if (beside.node >= 0) {
          threads_[static_cast<std::size_t>(l.left.node)] = {beside.node, beside.x + half - ends.left.x};
          ends.left = {r.left.node, r.left.x + half};
        }
        ends_[i] = ends;
        return;
      }
      inLeft = below;
      inRight = beside;
    }
  }

  const TreeNodes& nodes_;
  std::vector<double> half_;    // of the distance between the children
  std::vector<Place> threads_;  // of leaves: where a contour goes on, relative to the leaf
  std::vector<Ends> ends_;      // of the subtree
};

}  // namespace

TreeLayout treeLayout(const TreeNodes& nodes) {
  checkNodes(nodes, std::numeric_limits<int>::max());
  return Tidy(nodes).layout();
}

}  // namespace scrollwork

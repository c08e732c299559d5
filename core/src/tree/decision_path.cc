#include "scrollwork/tree/decision_path.h"

#include <algorithm>
#include <limits>

#include "scrollwork/error.h"
#include "scrollwork/validation.h"
#include "tree/tree_walk.h"

namespace scrollwork {

DecisionPaths decisionPath(const TreeNodes& nodes, const MatrixView& X) {
  checkNodes(nodes, std::numeric_limits<int>::max());
  const int needed = *std::max_element(nodes.feature.begin(), nodes.feature.end()) + 1;
  if (X.cols() < needed) fail(ErrorCode::kBadShape, {"X: expected at least ", needed, " columns, got ", X.cols()});
  requireColumns(X, X.cols());
  DecisionPaths paths{.nodes = {}, .offsets = {0}};
  for (Eigen::Index row = 0; row < X.rows(); ++row) {
    int node = 0;
    for (;;) {
      paths.nodes.push_back(node);
      const auto i = static_cast<std::size_t>(node);
      if (nodes.feature[i] < 0) break;
      node = X(row, nodes.feature[i]) <= nodes.threshold[i] ? nodes.left[i] : nodes.right[i];
    }
    paths.offsets.push_back(static_cast<int>(paths.nodes.size()));
  }
  return paths;
}

}  // namespace scrollwork

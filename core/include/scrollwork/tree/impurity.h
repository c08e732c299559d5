#pragma once

#include <string>

#include "scrollwork/matrix.h"

namespace scrollwork {

struct ImpurityOptions {
  std::string criterion = "gini";  ///< "gini": 1 - the sum of squared shares; "entropy": in bits.

  static constexpr const char* kOwner = "impurity";
  static void fields(auto& field, auto& o) { field("criterion", o.criterion); }
};

/// How mixed bags are: what a tree calls the impurity of a node that holds so many rows of each class. 0 for one class
/// alone; for k equal classes 1 - 1 / k (Gini) or log2 k bits (entropy; Shannon, A mathematical theory of
/// communication, 1948).
///
/// counts: n x k, one bag a row, each finite and >= 0 (a share or a weight is as good as a count), no row of zeros. One
/// number a row. Cost: O(n k). Throws Error: kBadShape (no rows or columns), kBadValue (a count or the criterion).
[[nodiscard]] Vector impurity(const MatrixView& counts, const ImpurityOptions& options = {});

}  // namespace scrollwork

#include "scrollwork/tree/impurity.h"

#include <algorithm>
#include <cmath>

#include "scrollwork/error.h"
#include "scrollwork/math/elementary.h"
#include "tree/tree_options.h"

namespace scrollwork {

namespace {

constexpr double kPerBit = 1.4426950408889634;  // 1 / ln 2

double checkedSum(const MatrixView& counts, Eigen::Index row) {
  double sum = 0;
  for (Eigen::Index c = 0; c < counts.cols(); ++c) {
    const double count = counts(row, c);
    if (!std::isfinite(count) || count < 0) {
      fail(ErrorCode::kBadValue, {"counts: expected finite numbers >= 0, got ", count, " in row ", row});
    }
    sum += count;
  }
  if (!(sum > 0) || !std::isfinite(sum)) {
    fail(ErrorCode::kBadValue, {"counts: expected a finite sum > 0, got ", sum, " in row ", row});
  }
  return sum;
}

}  // namespace

Vector impurity(const MatrixView& counts, const ImpurityOptions& options) {
  const bool entropy = entropyCriterion(options.criterion);
  if (counts.rows() == 0 || counts.cols() == 0) {
    fail(ErrorCode::kBadShape,
         {"counts: expected a row and a column or more, got ", counts.rows(), " x ", counts.cols()});
  }
  Vector out(counts.rows());
  for (Eigen::Index row = 0; row < counts.rows(); ++row) {
    const double sum = checkedSum(counts, row);
    double total = entropy ? 0 : 1;
    for (Eigen::Index c = 0; c < counts.cols(); ++c) {
      const double share = counts(row, c) / sum;
      if (!entropy)
        total -= share * share;
      else if (share > 0)
        total -= share * math::log(share) * kPerBit;
    }
    out[row] = std::max(0.0, total);
  }
  return out;
}

}  // namespace scrollwork

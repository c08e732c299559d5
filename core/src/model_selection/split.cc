#include "scrollwork/model_selection/split.h"

#include <string>

#include "model_selection/pen_dealer.h"
#include "scrollwork/error.h"

namespace scrollwork {

namespace {

void requireIndices(const LabelView& indices, Eigen::Index n) {
  for (Eigen::Index i = 0; i < indices.size(); ++i) {
    if (indices[i] < 0 || indices[i] >= n) {
      fail(ErrorCode::kBadValue, {"indices: expected rows in [0, ", n, "), got ", indices[i], " at position ", i});
    }
  }
}

}  // namespace

TrainValTestSplit trainValTestSplit(const LabelView& y, const TrainValTestSplitOptions& options) {
  PenDealer dealer(y, options);
  dealer.deal(Rng(options.seed));
  return {toLabels(dealer.rows(kTrain)), toLabels(dealer.rows(kVal)), toLabels(dealer.rows(kTest))};
}

Matrix takeRows(const MatrixView& X, const LabelView& indices) {
  requireIndices(indices, X.rows());
  Matrix taken(indices.size(), X.cols());
  for (Eigen::Index i = 0; i < indices.size(); ++i) taken.row(i) = X.row(indices[i]);
  return taken;
}

Labels takeLabels(const LabelView& y, const LabelView& indices) {
  requireIndices(indices, y.size());
  Labels taken(indices.size());
  for (Eigen::Index i = 0; i < indices.size(); ++i) taken[i] = y[indices[i]];
  return taken;
}

}  // namespace scrollwork

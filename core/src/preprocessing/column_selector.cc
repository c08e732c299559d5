#include "scrollwork/preprocessing/column_selector.h"

#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

void ColumnSelector::fit(const MatrixView& X) {
  nFeaturesIn_ = 0;
  requireSamples(X);
  const int d = static_cast<int>(X.cols());
  for (const int column : options_.columns) requireRange("columns", column, 0, d - 1);
  nFeaturesIn_ = d;
}

Matrix ColumnSelector::transform(const MatrixView& X) const {
  requireFitted(fitted(), "ColumnSelector");
  requireColumns(X, nFeaturesIn_);
  Matrix out(X.rows(), static_cast<Index>(options_.columns.size()));
  for (Index i = 0; i < X.rows(); ++i) {
    for (Index j = 0; j < out.cols(); ++j) out(i, j) = X(i, options_.columns[static_cast<std::size_t>(j)]);
  }
  return out;
}

std::unique_ptr<Transformer> ColumnSelector::clone() const { return std::make_unique<ColumnSelector>(options_); }

void ColumnSelector::checkState() const {
  requireState(nFeaturesIn_ >= 0, "nFeaturesIn", "a number >= 0", nFeaturesIn_);
  if (!fitted()) return;
  for (const int column : options_.columns) requireRange("options.columns", column, 0, nFeaturesIn_ - 1);
}

}  // namespace scrollwork

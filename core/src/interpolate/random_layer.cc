#include "interpolate/random_layer.h"

#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

Matrix randomLayer(const MatrixView& X, const Matrix& weights, const Vector& offsets, const char* owner) {
  requireFitted(weights.rows() > 0, owner);
  requireColumns(X, weights.cols());
  const Eigen::MatrixXd columns = weights;  // so that the inner loop runs along a column
  Matrix out(X.rows(), weights.rows());
  for (Index i = 0; i < X.rows(); ++i) {
    double* const to = out.row(i).data();
    for (Index k = 0; k < out.cols(); ++k) to[k] = offsets[k];
    for (Index j = 0; j < X.cols(); ++j) {
      const double x = X(i, j);
      const double* const w = columns.col(j).data();
      for (Index k = 0; k < out.cols(); ++k) to[k] += x * w[k];
    }
  }
  return out;
}

void checkRandomLayer(const Matrix& weights, const Vector& offsets, int components) {
  if (weights.size() == 0 && offsets.size() == 0) return;
  if (weights.rows() != components || offsets.size() != components || weights.cols() == 0) {
    fail(ErrorCode::kBadValue,
         {"weights, offsets: expected ", components, " rows each, got ", weights.rows(), " and ", offsets.size()});
  }
  requireSamples(weights, "weights");
  requireSamples(offsets.transpose(), "offsets");
}

}  // namespace scrollwork

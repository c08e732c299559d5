#pragma once

#include <Eigen/Core>

namespace scrollwork {

/// One sample per row, row-major: the order in which a typed array from JavaScript or a CSV row arrives.
using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Vector = Eigen::VectorXd;
/// Class labels 0 .. k-1, or any other small integers (indices, counts).
using Labels = Eigen::VectorXi;

/// Read-only arguments: no copy for a Matrix, for a Map over foreign memory, or for a block of rows.
using MatrixView = Eigen::Ref<const Matrix>;
using VectorView = Eigen::Ref<const Vector>;
using LabelView = Eigen::Ref<const Labels>;

}  // namespace scrollwork

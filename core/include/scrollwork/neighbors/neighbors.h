#pragma once

#include "scrollwork/matrix.h"

namespace scrollwork {

/// The nearest training rows of queries: row i belongs to query i, nearest first.
struct Neighbors {
  Matrix distances;  ///< n x k Euclidean distances, ascending.
  Eigen::Matrix<int, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> indices;  ///< n x k rows of the training data.
};

}  // namespace scrollwork

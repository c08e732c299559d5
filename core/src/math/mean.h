#pragma once

#include "scrollwork/matrix.h"

namespace scrollwork::math {

/// Added from the first value on; NaN of none.
inline double meanOf(const Vector& v) {
  double sum = 0.0;
  for (Eigen::Index i = 0; i < v.size(); ++i) sum += v[i];
  return sum / static_cast<double>(v.size());
}

}  // namespace scrollwork::math

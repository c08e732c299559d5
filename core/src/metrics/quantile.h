#pragma once

#include <cstddef>
#include <vector>

namespace scrollwork {

/// The q-quantile, q in [0, 1], of n >= 1 numbers in rising order, by linear interpolation between the two places
/// around q (n - 1): NumPy's default, its rounding included.
inline double quantileOfSorted(const std::vector<double>& sorted, double q) {
  const double place = q * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= sorted.size()) return sorted.back();
  const double part = place - static_cast<double>(below);
  const double step = sorted[below + 1] - sorted[below];
  return part < 0.5 ? sorted[below] + step * part : sorted[below + 1] - step * (1.0 - part);
}

}  // namespace scrollwork

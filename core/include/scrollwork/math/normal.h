#pragma once

namespace scrollwork::math {

/// The z below which a standard normal draw falls with probability p, for p in (0, 1); -inf and +inf at 0 and 1, NaN
/// outside. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", 1988: relative error about
/// 1e-15, with this library's own log, so equal in every build.
[[nodiscard]] double normalQuantile(double p);

}  // namespace scrollwork::math

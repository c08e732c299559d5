#pragma once

#include "scrollwork/matrix.h"

namespace scrollwork {

inline constexpr int kMaxRandomComponents = 100000;

/// X W^T + b, n x D, each sum in the order of the columns: what both kinds of random features bend afterwards. Throws
/// Error kNotFitted, kBadShape, kBadValue as a transform does.
[[nodiscard]] Matrix randomLayer(const MatrixView& X, const Matrix& weights, const Vector& offsets, const char* owner);

/// Throws Error kBadValue unless the learned columns are of `components` rows and finite, or all empty.
void checkRandomLayer(const Matrix& weights, const Vector& offsets, int components);

}  // namespace scrollwork

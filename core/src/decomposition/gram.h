#pragma once

#include "scrollwork/matrix.h"

namespace scrollwork {

/// Xc^T Xc (d x d) of the rows of X minus `centre` (d numbers), both times `scale`: the scatter matrix. Row after row
/// in blocks, so every build gets the same bits. Cost: n d^2 / 2 multiplications, no copy of X.
[[nodiscard]] Matrix scatterOfColumns(const MatrixView& X, const Vector& centre, double scale);
/// Xc Xc^T (n x n) of the same: the inner products of the rows. Cost: n^2 d / 2.
[[nodiscard]] Matrix productsOfRows(const MatrixView& X, const Vector& centre, double scale);

}  // namespace scrollwork

// A sum of outer products, in tiles of 4 x 4 that stay in registers while a block of rows, which stays in the
// first-level cache, goes by.

#include "decomposition/gram.h"

#include <algorithm>

#include "math/pair.h"

namespace scrollwork {
namespace {

using Eigen::Index;
using math::both;
using math::load;
using math::Pair;
using math::store;

constexpr Index kBlock = 64;
constexpr Index kTile = 4;

/// Adds the outer products of `count` rows of `width` numbers (a multiple of kTile) to the lower tiles of G.
void addOuterProducts(const double* rows, Index count, Index width, double* G) {
  for (Index i = 0; i < width; i += kTile) {
    for (Index j = 0; j <= i; j += kTile) {
      double* const g = G + i * width + j;
      Pair g00 = load(g), g01 = load(g + 2);
      Pair g10 = load(g + width), g11 = load(g + width + 2);
      Pair g20 = load(g + 2 * width), g21 = load(g + 2 * width + 2);
      Pair g30 = load(g + 3 * width), g31 = load(g + 3 * width + 2);
      const double* row = rows;
      for (Index r = 0; r < count; ++r, row += width) {
        const Pair b0 = load(row + j), b1 = load(row + j + 2);
        const Pair a0 = both(row[i]), a1 = both(row[i + 1]), a2 = both(row[i + 2]), a3 = both(row[i + 3]);
        g00 += a0 * b0;
        g01 += a0 * b1;
        g10 += a1 * b0;
        g11 += a1 * b1;
        g20 += a2 * b0;
        g21 += a2 * b1;
        g30 += a3 * b0;
        g31 += a3 * b1;
      }
      store(g, g00);
      store(g + 2, g01);
      store(g + width, g10);
      store(g + width + 2, g11);
      store(g + 2 * width, g20);
      store(g + 2 * width + 2, g21);
      store(g + 3 * width, g30);
      store(g + 3 * width + 2, g31);
    }
  }
}

/// The sum over all `count` rows that `fill(row, target)` writes, `size` numbers each.
template <typename Fill>
Matrix sumOfOuterProducts(Index count, Index size, const Fill& fill) {
  const Index width = (size + kTile - 1) / kTile * kTile;
  Matrix rows = Matrix::Zero(kBlock, width);
  Matrix G = Matrix::Zero(width, width);
  for (Index begin = 0; begin < count; begin += kBlock) {
    const Index n = std::min(kBlock, count - begin);
    for (Index r = 0; r < n; ++r) fill(begin + r, rows.row(r).data());
    addOuterProducts(rows.data(), n, width, G.data());
  }
  Matrix result(size, size);
  for (Index i = 0; i < size; ++i) {
    for (Index j = 0; j <= i; ++j) result(i, j) = result(j, i) = G(i, j);
  }
  return result;
}

}  // namespace

Matrix scatterOfColumns(const MatrixView& X, const Vector& centre, double scale) {
  const Index d = X.cols();
  return sumOfOuterProducts(X.rows(), d, [&](Index row, double* target) {
    const double* const x = X.row(row).data();
    for (Index j = 0; j < d; ++j) target[j] = (x[j] - centre[j]) * scale;
  });
}

Matrix productsOfRows(const MatrixView& X, const Vector& centre, double scale) {
  const Index n = X.rows();
  return sumOfOuterProducts(X.cols(), n, [&](Index column, double* target) {
    for (Index i = 0; i < n; ++i) target[i] = (X(i, column) - centre[column]) * scale;
  });
}

}  // namespace scrollwork

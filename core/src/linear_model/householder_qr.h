#pragma once

#include <vector>

#include "scrollwork/matrix.h"

namespace scrollwork {

/// A P = Q R by Householder reflections, column by column (Businger & Golub, "Linear least squares solutions by
/// Householder transformations", 1965). A is rows x cols, column-major, of any shape; it is consumed.
class HouseholderQr {
 public:
  using Index = Eigen::Index;
  enum class Pivoting { kNone, kLargestColumn };

  HouseholderQr() = default;
  HouseholderQr(std::vector<double> A, Index rows, Index cols, Pivoting pivoting);

  /// Columns up to the first pivot that rounding alone can account for: below max(rows, cols) eps times the first one.
  /// Without pivoting: min(rows, cols).
  [[nodiscard]] Index rank() const { return rank_; }
  /// R(i, j) for i <= j, i < rank().
  [[nodiscard]] double r(Index i, Index j) const { return data_[static_cast<std::size_t>(j * rows_ + i)]; }
  /// Column j of R; rows 0 .. min(j, rank() - 1) are R's, the others hold reflections.
  [[nodiscard]] const double* column(Index j) const { return data_.data() + j * rows_; }
  /// Position j of R belongs to this column of A.
  [[nodiscard]] Index permutation(Index j) const { return permutation_[static_cast<std::size_t>(j)]; }
  [[nodiscard]] Index rows() const { return rows_; }
  [[nodiscard]] Index cols() const { return cols_; }

  void applyQTransposed(double* v) const;  ///< v (rows numbers) becomes Q'v.
  void applyQ(double* v) const;            ///< v becomes Q v.
  /// R z = c for the leading rank() columns; z and c may be the same.
  void solveUpper(const double* c, double* z) const;
  /// R'z = c for the leading rank() columns; z and c may be the same.
  void solveUpperTransposed(const double* c, double* z) const;

 private:
  std::vector<double> data_;   ///< R on and above the diagonal, the reflections' tails below it.
  std::vector<double> scale_;  ///< Of the reflections I - scale v v', v = (1, tail).
  std::vector<Index> permutation_;
  Index rows_ = 0, cols_ = 0, rank_ = 0;
};

/// v = (1, tail) and scale such that (I - scale v v') x = (beta, 0, …, 0): x (n numbers) becomes (beta, tail). Returns
/// scale; 0 where nothing is to be done.
double makeReflection(double* x, Eigen::Index n);
/// x -= scale v (v'x), v = (1, tail).
void applyReflection(double scale, const double* tail, double* x, Eigen::Index n);

}  // namespace scrollwork

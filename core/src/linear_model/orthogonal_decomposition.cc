#include "linear_model/orthogonal_decomposition.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace scrollwork {
namespace {

using Pivoting = HouseholderQr::Pivoting;
using Index = Eigen::Index;

/// X 2^-exponents, or its transpose where that has more rows; column-major.
std::vector<double> standing(const CentredColumns& problem, const std::vector<int>& exponents) {
  const Index n = problem.n, d = problem.d;
  std::vector<double> result(problem.data.size());
  for (Index j = 0; j < d; ++j) {
    const int exponent = exponents[static_cast<std::size_t>(j)];
    // As two factors, because one could overflow.
    const double half = std::ldexp(1.0, -(exponent / 2)), rest = std::ldexp(1.0, -(exponent - exponent / 2));
    const double* x = problem.column(j);
    const Index from = n >= d ? j * n : j, step = n >= d ? 1 : d;
    for (Index i = 0; i < n; ++i) result[static_cast<std::size_t>(from + i * step)] = x[i] * half * rest;
  }
  return result;
}

/// The first rank() rows of R as columns.
std::vector<double> transposedFactor(const HouseholderQr& qr) {
  const Index rank = qr.rank(), cols = qr.cols();
  std::vector<double> transposed(static_cast<std::size_t>(rank * cols), 0.0);
  for (Index i = 0; i < rank; ++i) {
    for (Index j = i; j < cols; ++j) transposed[static_cast<std::size_t>(i * cols + j)] = qr.r(i, j);
  }
  return transposed;
}

}  // namespace

// Tall: X P = Q R. Full rank: U = Q, T = R, V = P. Else R' = Z S: U = Q, T = S', V = P Z.
// Wide: X'P = Q R. Full rank: U = P, T = R', V = Q. Else R' = Z S: U = P Z, T = S, V = Q.
OrthogonalDecomposition::OrthogonalDecomposition(const CentredColumns& problem, const std::vector<int>& exponents)
    : tall_(problem.n >= problem.d),
      first_(standing(problem, exponents), std::max(problem.n, problem.d), std::min(problem.n, problem.d),
             Pivoting::kLargestColumn),
      rank_(first_.rank()),
      short_(rank_ < first_.cols()) {
  if (short_ && rank_ > 0) {
    second_ = HouseholderQr(transposedFactor(first_), first_.cols(), rank_, Pivoting::kNone);
  }
}

std::vector<double> OrthogonalDecomposition::reduce(std::vector<double> y) const {
  if (tall_) {
    first_.applyQTransposed(y.data());
    return y;
  }
  std::vector<double> permuted(y.size());
  for (std::size_t i = 0; i < y.size(); ++i) {
    permuted[i] = y[static_cast<std::size_t>(first_.permutation(static_cast<Index>(i)))];
  }
  if (short_) second_.applyQTransposed(permuted.data());
  return permuted;
}

Vector OrthogonalDecomposition::expand(const double* z) const {
  const Index d = tall_ ? first_.cols() : first_.rows();
  Vector w = Vector::Zero(d);
  std::copy_n(z, rank_, w.data());
  if (!tall_) {
    first_.applyQ(w.data());
    return w;
  }
  if (short_) second_.applyQ(w.data());
  Vector coef(d);
  for (Index j = 0; j < d; ++j) coef[first_.permutation(j)] = w[j];
  return coef;
}

void OrthogonalDecomposition::solve(double* c) const {
  const HouseholderQr& triangle = short_ ? second_ : first_;
  if (tall_ == short_) {
    triangle.solveUpperTransposed(c, c);
  } else {
    triangle.solveUpper(c, c);
  }
}

std::vector<double> OrthogonalDecomposition::middle() const {
  const HouseholderQr& triangle = short_ ? second_ : first_;
  const bool lower = tall_ == short_;
  std::vector<double> T(static_cast<std::size_t>(rank_ * rank_), 0.0);
  for (Index j = 0; j < rank_; ++j) {
    for (Index i = 0; i <= j; ++i)
      T[static_cast<std::size_t>(lower ? i * rank_ + j : j * rank_ + i)] = triangle.r(i, j);
  }
  return T;
}

std::vector<int> columnExponents(const CentredColumns& problem) {
  std::vector<int> exponents(static_cast<std::size_t>(problem.d), 0);
  for (Index j = 0; j < problem.d; ++j) {
    double largest = 0.0;
    for (Index i = 0; i < problem.n; ++i) largest = std::max(largest, std::fabs(problem.column(j)[i]));
    if (largest > 0.0) exponents[static_cast<std::size_t>(j)] = std::ilogb(largest);
  }
  return exponents;
}

std::vector<int> commonExponents(const CentredColumns& problem) {
  double largest = 0.0;
  for (const double x : problem.data) largest = std::max(largest, std::fabs(x));
  return std::vector<int>(static_cast<std::size_t>(problem.d), largest > 0.0 ? std::ilogb(largest) : 0);
}

LeastSquares minimumNormLeastSquares(const CentredColumns& problem) {
  const auto solve = [&](const OrthogonalDecomposition& decomposition, const std::vector<int>& exponents) {
    std::vector<double> z = decomposition.reduce(problem.y);
    decomposition.solve(z.data());
    LeastSquares result{decomposition.expand(z.data()), static_cast<int>(decomposition.rank())};
    for (Index j = 0; j < problem.d; ++j) {
      result.coef[j] = std::ldexp(result.coef[j], -exponents[static_cast<std::size_t>(j)]);
    }
    return result;
  };
  if (problem.n >= problem.d) {
    const std::vector<int> exponents = columnExponents(problem);
    const OrthogonalDecomposition decomposition(problem, exponents);
    if (decomposition.rank() == problem.d) return solve(decomposition, exponents);
  }
  const std::vector<int> exponents = commonExponents(problem);
  return solve(OrthogonalDecomposition(problem, exponents), exponents);
}

}  // namespace scrollwork

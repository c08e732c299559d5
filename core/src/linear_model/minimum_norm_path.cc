// Christopher Paige: "An error analysis of a method for solving matrix equations" (1973), for the semi-normal equations
// of the shortest solution. Ake Bjorck: "Numerical Methods for Least Squares Problems" (1996), sections 2.4 and 3.2,
// for orthogonalising twice and for adding rows to a triangular factor.
//
// Notation. a_j: columns of the (centred) X. U: n x r, orthonormal, spanning a_1 .. a_p. c_j = U'a_j: r coordinates, so
// that [a_1 .. a_p] = U C' with C = (c_1 .. c_p)' of p x r. b = U'y. The solution is the shortest w with C'w = b: with
// the triangular R, R'R = C'C, it is w = C z for R'R z = b.

#include "scrollwork/linear_model/minimum_norm_path.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>

#include "linear_model/centred_columns.h"
#include "linear_model/orthogonal_decomposition.h"
#include "linear_model/vector_loops.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;
using vector_loops::addScaled;
using vector_loops::dot;

namespace {

double squaredNorm(const double* x, Index n) { return dot(x, x, n); }

/// The columns up to now, in the notation above.
class GrowingColumns {
 public:
  GrowingColumns(const CentredColumns& problem, Index maxRank)
      : n_(problem.n),
        maxRank_(maxRank),
        U_(static_cast<std::size_t>(n_ * maxRank)),
        C_(static_cast<std::size_t>(problem.d * maxRank), 0.0),
        R_(static_cast<std::size_t>(maxRank * maxRank), 0.0),
        b_(static_cast<std::size_t>(maxRank)),
        residual_(problem.y),
        rest_(static_cast<std::size_t>(n_)),
        z_(static_cast<std::size_t>(maxRank)),
        sum_(static_cast<std::size_t>(maxRank)) {}

  [[nodiscard]] Index rank() const { return r_; }
  /// |y - X w|^2 of the present solution.
  [[nodiscard]] double squaredResidual() const { return squaredNorm(residual_.data(), n_); }

  /// Takes one more column. False: it cannot be told whether it depends on the others, and nothing was changed.
  bool add(const double* a) {
    double* const c = coordinates(p_);
    if (r_ == maxRank_) {  // nothing can be left of it
      for (Index k = 0; k < r_; ++k) c[k] = dot(basis(k), a, n_);
      ++p_;
      return true;
    }
    std::copy_n(a, n_, rest_.data());
    for (int round = 0; round < 2; ++round) {  // the second time for what the first rounded away
      for (Index k = 0; k < r_; ++k) {
        const double common = dot(basis(k), rest_.data(), n_);
        addScaled(rest_.data(), -common, basis(k), n_);
        c[k] += common;
      }
    }
    const double size = std::sqrt(squaredNorm(a, n_)), left = std::sqrt(squaredNorm(rest_.data(), n_));
    if (size > 0) {
      largest_ = std::max(largest_, size);
      smallest_ = std::min(smallest_, size);
      // What rounding alone leaves of a dependent column, when those before have this condition.
      const double noise = 64 * std::numeric_limits<double>::epsilon() *
                           std::sqrt(static_cast<double>(n_) * (1 + squaredInverse_)) * size;
      const bool independent = left > noise;
      const bool clear =
          !independent || (left > 1e3 * noise && grown(c, size, left) < kWorstCondition * kWorstCondition);
      if (!clear || smallest_ < largest_ * 1e-6) return false;
      if (independent) {
        squaredInverse_ = grown(c, size, left);
        c[r_] = left;
        sizes_.push_back(size);
        independent_.push_back(p_);
        double* const u = basis(r_);
        for (Index i = 0; i < n_; ++i) u[i] = rest_[static_cast<std::size_t>(i)] / left;
        b_[static_cast<std::size_t>(r_)] = dot(u, residual_.data(), n_);
        addScaled(residual_.data(), -b_[static_cast<std::size_t>(r_)], u, n_);
        ++r_;
      }
    }
    ++p_;
    return true;
  }

  /// The shortest solution with the p columns up to now.
  void solve(double* w) {
    if (r_ == p_) {
      std::copy_n(b_.data(), r_, w);
      for (Index j = r_ - 1; j >= 0; --j) {
        w[j] /= coordinates(j)[j];
        addScaled(w, -w[j], coordinates(j), j);
      }
      return;
    }
    insertRows();
    std::copy_n(b_.data(), r_, z_.data());
    for (Index k = 0; k < r_; ++k) {  // R't = b
      z_[static_cast<std::size_t>(k)] /= factor(k)[k];
      addScaled(z_.data() + k + 1, -z_[static_cast<std::size_t>(k)], factor(k) + k + 1, r_ - k - 1);
    }
    for (Index k = r_ - 1; k >= 0; --k) {  // R z = t
      const double known = dot(factor(k) + k + 1, z_.data() + k + 1, r_ - k - 1);
      z_[static_cast<std::size_t>(k)] = (z_[static_cast<std::size_t>(k)] - known) / factor(k)[k];
    }
    for (Index j = 0; j < p_; ++j) w[j] = dot(coordinates(j), z_.data(), r_);
  }

 private:
  static constexpr double kWorstCondition = 1e7;

  double* basis(Index k) { return U_.data() + k * n_; }
  double* coordinates(Index j) { return C_.data() + j * maxRank_; }
  double* factor(Index k) { return R_.data() + k * maxRank_; }

  /// The squared norm of the inverse of the independent columns, each scaled to length 1, when one of this length with
  /// these coordinates joins them, of which the length `left` is new.
  double grown(const double* c, double size, double left) {
    // Back-substitution in the triangle of their coordinates; its column k belongs to column independent_[k] of X.
    std::copy_n(c, r_, sum_.data());
    double squared = 1;
    for (Index k = r_ - 1; k >= 0; --k) {
      const double* const column = coordinates(independent_[static_cast<std::size_t>(k)]);
      const double x = sum_[static_cast<std::size_t>(k)] / column[k];
      addScaled(sum_.data(), -x, column, k);
      const double scaled = x * (sizes_[static_cast<std::size_t>(k)] / size);
      squared += scaled * scaled;
    }
    return squaredInverse_ + squared * (size / left) * (size / left);
  }

  /// Makes R the factor of all p rows of C: a reflection for each column takes it out of the rows that are new.
  void insertRows() {
    const Index rows = p_ - inserted_;
    block_.assign(coordinates(inserted_), coordinates(inserted_) + rows * maxRank_);
    v_.resize(static_cast<std::size_t>(rows));
    for (Index k = 0; k < r_; ++k) {
      double below = 0;
      for (Index i = 0; i < rows; ++i) below += block_[at(i, k)] * block_[at(i, k)];
      if (below == 0) continue;
      double* const row = factor(k);
      const double alpha = row[k], length = std::sqrt(alpha * alpha + below);
      const double beta = alpha > 0 ? -length : length;
      const double scale = (beta - alpha) / beta;
      for (Index i = 0; i < rows; ++i) v_[static_cast<std::size_t>(i)] = block_[at(i, k)] / (alpha - beta);
      row[k] = beta;
      const Index rest = r_ - k - 1;
      std::copy_n(row + k + 1, rest, sum_.data());
      for (Index i = 0; i < rows; ++i)
        addScaled(sum_.data(), v_[static_cast<std::size_t>(i)], &block_[at(i, k)] + 1, rest);
      addScaled(row + k + 1, -scale, sum_.data(), rest);
      for (Index i = 0; i < rows; ++i) {
        addScaled(&block_[at(i, k)] + 1, -scale * v_[static_cast<std::size_t>(i)], sum_.data(), rest);
      }
    }
    inserted_ = p_;
  }
  [[nodiscard]] std::size_t at(Index row, Index column) const {
    return static_cast<std::size_t>(row * maxRank_ + column);
  }

  const Index n_, maxRank_;
  Index p_ = 0, r_ = 0, inserted_ = 0;
  std::vector<double> U_, C_, R_, b_;
  std::vector<double> residual_;    // y minus its part in the span of U
  std::vector<Index> independent_;  // the columns that made U
  std::vector<double> sizes_;       // and their lengths
  double squaredInverse_ = 0;       // see grown
  double largest_ = 0, smallest_ = std::numeric_limits<double>::infinity();
  std::vector<double> rest_, z_, sum_, block_, v_;
};

std::vector<int> checkedSizes(const std::vector<int>& sizes, Index d) {
  if (sizes.empty()) {
    std::vector<int> all(static_cast<std::size_t>(d));
    std::iota(all.begin(), all.end(), 1);
    return all;
  }
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    requireRange("sizes", sizes[i], 1, static_cast<int>(d));
    if (i > 0 && sizes[i] <= sizes[i - 1]) {
      fail(ErrorCode::kBadValue, {"sizes: expected ascending numbers, got ", sizes[i], " after ", sizes[i - 1]});
    }
  }
  return sizes;
}

/// The model on the first p columns, on its own.
LeastSquares solveAlone(const CentredColumns& problem, Index p) {
  CentredColumns first = problem;
  first.d = p;
  first.data.resize(static_cast<std::size_t>(p * problem.n));
  return minimumNormLeastSquares(first);
}

double squaredResidualOf(const CentredColumns& problem, const double* w, Index p) {
  std::vector<double> rest = problem.y;
  for (Index j = 0; j < p; ++j) addScaled(rest.data(), -w[j], problem.column(j), problem.n);
  return squaredNorm(rest.data(), problem.n);
}

}  // namespace

MinimumNormPath minimumNormPath(const MatrixView& X, const VectorView& y, const MinimumNormPathOptions& options) {
  requireSamples(X, y);
  const std::vector<int> sizes = checkedSizes(options.sizes, X.cols());
  CentredColumns problem(X, y, options.fitIntercept);
  problem.requireSquares();
  // A power of two brings the largest number to 1 .. 2, so that no square underflows that matters.
  const int exponent = commonExponents(problem).front();
  for (double& x : problem.data) x = std::ldexp(x, -exponent);

  const auto m = static_cast<Index>(sizes.size());
  MinimumNormPath path;
  path.sizes = Eigen::Map<const Labels>(sizes.data(), m);
  path.rank.resize(m);
  path.coef = Matrix::Zero(m, X.cols());
  path.intercept.resize(m);
  path.coefNorm.resize(m);
  path.trainError.resize(m);
  const Index maxRank = std::min(X.cols(), X.rows() - (options.fitIntercept ? 1 : 0));
  GrowingColumns columns(problem, maxRank);
  Index p = 0;
  bool clear = true;
  for (Index s = 0; s < m; ++s) {
    const Index size = path.sizes[s];
    for (; clear && p < size; ++p) clear = columns.add(problem.column(p));
    double* const w = path.coef.row(s).data();
    if (clear) {
      columns.solve(w);
      path.rank[s] = static_cast<int>(columns.rank());
      path.trainError[s] = columns.squaredResidual() / static_cast<double>(problem.n);
    } else {
      const LeastSquares alone = solveAlone(problem, size);
      std::copy_n(alone.coef.data(), size, w);
      path.rank[s] = alone.rank;
      path.trainError[s] = squaredResidualOf(problem, w, size) / static_cast<double>(problem.n);
    }
    double squared = 0, offset = problem.yMean;
    for (Index j = 0; j < size; ++j) {
      w[j] = std::ldexp(w[j], -exponent);
      squared += w[j] * w[j];
      offset -= problem.xMean[j] * w[j];
    }
    path.coefNorm[s] = std::sqrt(squared);
    path.intercept[s] = offset;
    if (!std::isfinite(squared) || !std::isfinite(offset)) {
      fail(ErrorCode::kBadValue, {"X: expected columns whose coefficients do not overflow, got some among the first ",
                                  size, ": scale them first"});
    }
  }
  return path;
}

MinimumNormPath minimumNormPath(const MatrixView& X, const VectorView& y, const MatrixView& XTest,
                                const VectorView& yTest, const MinimumNormPathOptions& options) {
  requireSamples(XTest, "XTest");
  requireColumns(XTest, X.cols(), "XTest");
  requireSamples(XTest, yTest);
  MinimumNormPath path = minimumNormPath(X, y, options);
  path.testError = Vector::Zero(path.sizes.size());
  for (Index s = 0; s < path.sizes.size(); ++s) {
    double sum = 0;
    for (Index i = 0; i < XTest.rows(); ++i) {
      const double miss =
          yTest[i] - path.intercept[s] - dot(path.coef.row(s).data(), XTest.row(i).data(), path.sizes[s]);
      sum += miss * miss;
    }
    path.testError[s] = sum / static_cast<double>(XTest.rows());
  }
  return path;
}

}  // namespace scrollwork

// Jolliffe, Principal Component Analysis, 2nd edition, 2002: covariance and dual forms.

#include "scrollwork/decomposition/pca.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "decomposition/gram.h"
#include "math/pair.h"
#include "math/symmetric_eigen.h"
#include "scrollwork/error.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;
using math::Pair;

namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon();

void requireOptions(const PCAOptions& options) {
  const double wanted = options.nComponents;
  if (wanted >= 0 && (wanted < 1 || std::floor(wanted) == wanted) && wanted <= std::numeric_limits<int>::max()) return;
  fail(ErrorCode::kBadValue, {"nComponents: expected 0, a share below 1 or a whole number, got ", wanted});
}

Vector columnMeans(const MatrixView& X) {
  Vector mean = Vector::Zero(X.cols());
  for (Index i = 0; i < X.rows(); ++i) math::addScaled(1.0, X.row(i).data(), mean.data(), X.cols());
  for (Index j = 0; j < X.cols(); ++j) {
    mean[j] /= static_cast<double>(X.rows());
    if (!std::isfinite(mean[j])) fail(ErrorCode::kBadValue, {"X: expected finite sums, got an overflow in column ", j});
  }
  return mean;
}

/// Makes `rows` orthonormal from the first to the last (Gram-Schmidt, twice is enough). A row that is a combination of
/// those before, judged by `sizes`, gives way to what is left of the unit vector that is farthest from them.
void orthonormalise(Matrix& rows, const Vector& sizes) {
  const Index d = rows.cols();
  const auto project = [&](Index i) {
    double* const row = rows.row(i).data();
    for (Index before = 0; before < i; ++before) {
      const double* const other = rows.row(before).data();
      math::addScaled(-math::dot(row, other, d), other, row, d);
    }
    return std::sqrt(math::dot(row, row, d));
  };
  const double noise = 100.0 * static_cast<double>(std::max(rows.rows(), d)) * kEpsilon;
  for (Index i = 0; i < rows.rows(); ++i) {
    double norm = sizes[i] * sizes[i] > noise * sizes[0] * sizes[0] ? project(i) : 0.0;
    if (norm > 0.5 * sizes[i]) {
      rows.row(i) /= norm;
    } else {
      Index farthest = 0;
      double smallest = std::numeric_limits<double>::infinity();
      for (Index j = 0; j < d; ++j) {
        double squares = 0;
        for (Index before = 0; before < i; ++before) squares += rows(before, j) * rows(before, j);
        if (squares >= smallest) continue;
        smallest = squares;
        farthest = j;
      }
      rows.row(i).setZero();
      rows(i, farthest) = 1;
      rows.row(i) /= project(i);
    }
    rows.row(i) /= project(i);
  }
}

/// The sign rule of the header.
void fixSigns(Matrix& components) {
  constexpr double kTie = 1e-8;
  for (Index i = 0; i < components.rows(); ++i) {
    double largest = 0;
    for (Index j = 0; j < components.cols(); ++j) largest = std::max(largest, std::fabs(components(i, j)));
    Index first = 0;
    while (std::fabs(components(i, first)) < (1 - kTie) * largest) ++first;
    if (components(i, first) < 0) components.row(i) = -components.row(i);
  }
}

double trace(const Matrix& gram) {
  double sum = 0;
  for (Index i = 0; i < gram.rows(); ++i) sum += gram(i, i);
  return sum;
}

}  // namespace

void PCA::fit(const MatrixView& X) {
  *this = PCA(options_);
  requireOptions(options_);
  requireSamples(X);
  const Index n = X.rows(), d = X.cols(), most = std::min(n, d);
  if (options_.nComponents > static_cast<double>(most)) {
    fail(ErrorCode::kBadValue,
         {"nComponents: expected at most ", most, " for ", n, " x ", d, " numbers, got ", options_.nComponents});
  }
  Vector mean = columnMeans(X);
  const bool dual = d > n;
  const auto gramOf = [&](double scale) {
    return dual ? productsOfRows(X, mean, scale) : scatterOfColumns(X, mean, scale);
  };
  int exponent = 0;  // X is multiplied by 2^-exponent
  Matrix gram = gramOf(1.0);
  double total = trace(gram);
  if (!(total > 1e-200 && total < 1e200)) {
    // Squares that over- or underflow, or no variance at all.
    double largest = 0;
    for (Index i = 0; i < n; ++i) {
      for (Index j = 0; j < d; ++j) largest = std::max(largest, std::fabs(X(i, j) - mean[j]));
    }
    if (!std::isfinite(largest)) fail(ErrorCode::kBadValue, {"X: expected finite deviations, got an overflow"});
    if (largest > 0) {
      std::frexp(largest, &exponent);
      exponent = std::max(exponent, -1022);  // 2^-exponent must be finite
      gram = gramOf(std::ldexp(1.0, -exponent));
      total = trace(gram);
    }
  }
  // Columns that are constant but for the rounding of their mean have no variance.
  const double roundingOfMean = std::ldexp(static_cast<double>(n) * kEpsilon * mean.cwiseAbs().maxCoeff(), -exponent);
  if (total <= static_cast<double>(n) * static_cast<double>(d) * roundingOfMean * roundingOfMean) {
    gram.setZero();
    total = 0;
  }
  const math::SymmetricEigen eigen = math::symmetricEigen(gram);
  Vector squares = eigen.values.head(most).cwiseMax(0.0);

  Index kept = most;
  if (options_.nComponents >= 1) kept = static_cast<Index>(options_.nComponents);
  if (options_.nComponents > 0 && options_.nComponents < 1) {
    double explained = 0;
    kept = 0;
    while (kept < most && explained <= options_.nComponents * total) explained += squares[kept++];
  }
  kept = std::max<Index>(kept, 1);

  Vector singular(kept), variance(kept), ratio(kept), deviation(kept);
  const double divisor = std::sqrt(static_cast<double>(std::max<Index>(n - 1, 1)));
  for (Index i = 0; i < kept; ++i) {
    const double root = std::sqrt(squares[i]);
    singular[i] = std::ldexp(root, exponent);
    const double standardDeviation = singular[i] / divisor;
    variance[i] = standardDeviation * standardDeviation;
    ratio[i] = total > 0 ? squares[i] / total : 0.0;
    const bool rounding = squares[i] <= 10.0 * static_cast<double>(std::max(n, d)) * kEpsilon * squares[0];
    deviation[i] = rounding ? 0.0 : standardDeviation;
  }
  double left = 0;
  for (Index i = kept; i < most; ++i) {
    const double standardDeviation = std::ldexp(std::sqrt(squares[i]), exponent) / divisor;
    left += standardDeviation * standardDeviation / static_cast<double>(most - kept);
  }
  if (!variance.allFinite()) {
    fail(ErrorCode::kBadValue, {"X: expected variances below 1e308, got larger ones"});
  }

  Matrix components;
  if (dual) {
    const double scale = std::ldexp(1.0, -exponent);
    components = Matrix::Zero(kept, d);
    Vector centred(d);
    for (Index r = 0; r < n; ++r) {
      const double* const x = X.row(r).data();
      for (Index j = 0; j < d; ++j) centred[j] = (x[j] - mean[j]) * scale;
      for (Index i = 0; i < kept; ++i) {
        math::addScaled(eigen.vectors(i, r), centred.data(), components.row(i).data(), d);
      }
    }
    orthonormalise(components, squares.head(kept).cwiseSqrt());
  } else {
    components = eigen.vectors.topRows(kept);
  }
  fixSigns(components);

  components_ = std::move(components);
  mean_ = std::move(mean);
  explainedVariance_ = std::move(variance);
  explainedVarianceRatio_ = std::move(ratio);
  singularValues_ = std::move(singular);
  standardDeviation_ = std::move(deviation);
  noiseVariance_ = left;
}

Matrix PCA::transform(const MatrixView& X) const {
  requireFitted(fitted(), "PCA");
  return scores(X, nComponents());
}

Matrix PCA::scores(const MatrixView& X, int count) const {
  requireFitted(fitted(), "PCA");
  requireRange("count", count, 1, nComponents());
  requireColumns(X, mean_.size());
  const Index n = X.rows(), d = X.cols();
  Vector weight = Vector::Ones(count);
  if (options_.whiten) {
    for (Index i = 0; i < count; ++i) weight[i] = standardDeviation_[i] > 0 ? 1 / standardDeviation_[i] : 0.0;
  }
  Matrix out(n, count);
  // Four rows and two components at a time; each inner product in the order of math::dot, whatever the grouping.
  constexpr Index kRows = 4;
  Matrix centred(kRows, d);
  const double* const c = components_.data();
  for (Index begin = 0; begin < n; begin += kRows) {
    const Index rows = std::min(kRows, n - begin);
    for (Index r = 0; r < rows; ++r) {
      const double* const x = X.row(begin + r).data();
      for (Index j = 0; j < d; ++j) centred(r, j) = x[j] - mean_[j];
    }
    Index i = 0;
    if (rows == kRows) {
      const double* const x0 = centred.data();
      const double *const x1 = x0 + d, *const x2 = x1 + d, *const x3 = x2 + d;
      for (; i + 2 <= count; i += 2) {
        const double *const c0 = c + i * d, *const c1 = c0 + d;
        Pair s00 = math::both(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
        Index j = 0;
        for (; j + 2 <= d; j += 2) {
          const Pair a = math::load(c0 + j), b = math::load(c1 + j);
          const Pair p0 = math::load(x0 + j), p1 = math::load(x1 + j);
          const Pair p2 = math::load(x2 + j), p3 = math::load(x3 + j);
          s00 += p0 * a;
          s01 += p0 * b;
          s10 += p1 * a;
          s11 += p1 * b;
          s20 += p2 * a;
          s21 += p2 * b;
          s30 += p3 * a;
          s31 += p3 * b;
        }
        double results[kRows][2] = {{math::sum(s00), math::sum(s01)},
                                    {math::sum(s10), math::sum(s11)},
                                    {math::sum(s20), math::sum(s21)},
                                    {math::sum(s30), math::sum(s31)}};
        for (Index r = 0; r < kRows; ++r) {
          for (Index e = 0; e < 2; ++e) {
            if (j < d) results[r][e] += x0[r * d + j] * c0[e * d + j];
            out(begin + r, i + e) = results[r][e] * weight[i + e];
          }
        }
      }
    }
    for (; i < count; ++i) {
      for (Index r = 0; r < rows; ++r) {
        out(begin + r, i) = math::dot(centred.row(r).data(), c + i * d, d) * weight[i];
      }
    }
  }
  return out;
}

Matrix PCA::inverseTransform(const MatrixView& Z) const {
  requireFitted(fitted(), "PCA");
  requireColumns(Z, components_.rows(), "Z");
  const Index d = mean_.size();
  Matrix out(Z.rows(), d);
  for (Index i = 0; i < Z.rows(); ++i) {
    double* const row = out.row(i).data();
    std::copy_n(mean_.data(), d, row);
    for (Index e = 0; e < components_.rows(); ++e) {
      const double score = options_.whiten ? Z(i, e) * standardDeviation_[e] : Z(i, e);
      math::addScaled(score, components_.row(e).data(), row, d);
    }
  }
  return out;
}

std::unique_ptr<Transformer> PCA::clone() const { return std::make_unique<PCA>(options_); }

void PCA::checkState() const {
  requireOptions(options_);
  const Index k = components_.rows(), d = components_.cols();
  requireStateSize("mean", mean_.size(), d);
  if (k == 0 && d == 0) return;  // unfitted
  requireState(k > 0 && d > 0 && components_.allFinite(), "components", "finite numbers, k x d");
  requireState(mean_.allFinite(), "mean", "finite numbers");
  const auto sizes = [k](const char* name, const Vector& values) {
    requireState(values.size() == k && values.allFinite() && values.minCoeff() >= 0, name,
                 "a number >= 0 for each component");
  };
  sizes("explainedVariance", explainedVariance_);
  sizes("explainedVarianceRatio", explainedVarianceRatio_);
  sizes("singularValues", singularValues_);
  sizes("standardDeviation", standardDeviation_);
  requireState(std::isfinite(noiseVariance_) && noiseVariance_ >= 0, "noiseVariance", "a number >= 0", noiseVariance_);
}

}  // namespace scrollwork

// William Cleveland: "Robust locally weighted regression and smoothing scatterplots" (1979).

#include "scrollwork/neighbors/local_regression.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

constexpr Index kMaxTerms = 500;

void checkOptions(const LocalRegressionOptions& options) {
  if (!(options.frac > 0 && options.frac <= 1)) {
    fail(ErrorCode::kBadValue, {"frac: expected a number > 0 and <= 1, got ", options.frac});
  }
  requireRange("degree", options.degree, 0, 2);
  requireRange("iterations", options.iterations, 0, 100);
}

Index countTerms(Index d, int degree) { return degree == 0 ? 1 : degree == 1 ? 1 + d : (d + 1) * (d + 2) / 2; }

/// The fit around one point after another.
class LocalFit {
 public:
  LocalFit(const Matrix& X, const Vector& y, const LocalRegressionOptions& options)
      : X_(X), y_(y), degree_(options.degree), distance_(X.rows()), sorted_(static_cast<std::size_t>(X.rows())) {
    const double wanted = options.frac * static_cast<double>(X.rows()) + 1e-9;
    span_ = std::clamp(static_cast<Index>(wanted), Index{1}, X.rows());
  }

  double at(const double* x, const Vector& robustness) {
    measure(x);
    if (!weigh(&robustness) && !weigh(nullptr)) return meanOfNearest();
    return h_ > 0 ? fitPolynomial(x) : weightedMean();
  }

 private:
  void measure(const double* x) {
    for (Index i = 0; i < X_.rows(); ++i) {
      double sum = 0;
      for (Index j = 0; j < X_.cols(); ++j) sum += (X_(i, j) - x[j]) * (X_(i, j) - x[j]);
      distance_[i] = std::sqrt(sum);
    }
    std::copy_n(distance_.data(), distance_.size(), sorted_.begin());
    std::nth_element(sorted_.begin(), sorted_.begin() + span_ - 1, sorted_.end());
    h_ = sorted_[static_cast<std::size_t>(span_) - 1];
    if (!std::isfinite(h_)) {
      fail(ErrorCode::kBadValue, {"X: expected distances below 1e154, got larger ones: scale the columns first"});
    }
  }

  /// Lists the rows with weight and the roots of their weights. False when there are none.
  bool weigh(const Vector* robustness) {
    rows_.clear();
    root_.clear();
    for (Index i = 0; i < X_.rows(); ++i) {
      if (distance_[i] > h_) continue;
      const double u = h_ > 0 ? distance_[i] / h_ : 0.0;
      const double tricube = (1 - u * u * u) * (1 - u * u * u) * (1 - u * u * u);
      const double weight = tricube * (robustness != nullptr ? (*robustness)[i] : 1.0);
      if (!(weight > 0)) continue;
      rows_.push_back(i);
      root_.push_back(std::sqrt(weight));
    }
    return !rows_.empty();
  }

  [[nodiscard]] double meanOfNearest() const {
    double sum = 0, count = 0;
    for (Index i = 0; i < X_.rows(); ++i) {
      if (distance_[i] > h_) continue;
      sum += y_[i];
      count += 1;
    }
    return sum / count;
  }

  [[nodiscard]] double weightedMean() const {
    double sum = 0, total = 0;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      sum += root_[r] * root_[r] * y_[rows_[r]];
      total += root_[r] * root_[r];
    }
    return sum / total;
  }

  /// Terms in (row - x) / h, so that all are of size 1 and the answer is the polynomial's value at 0. They are made
  /// orthonormal one after the other; the value at 0 of each result is carried along.
  double fitPolynomial(const double* x) {
    const Index d = X_.cols(), terms = countTerms(d, degree_), n = static_cast<Index>(rows_.size());
    basis_.resize(n, terms);
    valueAtX_.clear();
    Vector term(n);
    double answer = 0;
    const auto z = [&](Index r, Index j) { return (X_(rows_[static_cast<std::size_t>(r)], j) - x[j]) / h_; };
    const auto add = [&](Index i, Index j) {  // the product of columns i and j; d stands for a column of ones
      for (Index r = 0; r < n; ++r) {
        term[r] = root_[static_cast<std::size_t>(r)] * (i < d ? z(r, i) : 1.0) * (j < d ? z(r, j) : 1.0);
      }
      double value = i == d && j == d ? 1.0 : 0.0;
      const double size = term.norm();
      for (int round = 0; round < 2; ++round) {  // the second time for what the first rounded away
        for (std::size_t k = 0; k < valueAtX_.size(); ++k) {
          const auto column = basis_.col(static_cast<Index>(k));
          const double common = column.dot(term);
          term -= common * column;
          value -= common * valueAtX_[k];
        }
      }
      const double left = term.norm();
      if (!(left > 1e-9 * size)) return;
      term /= left;
      value /= left;
      basis_.col(static_cast<Index>(valueAtX_.size())) = term;
      valueAtX_.push_back(value);
      double product = 0;
      for (Index r = 0; r < n; ++r) {
        product += term[r] * root_[static_cast<std::size_t>(r)] * y_[rows_[static_cast<std::size_t>(r)]];
      }
      answer += value * product;
    };
    add(d, d);
    for (Index i = 0; i < d && degree_ > 0; ++i) add(i, d);
    for (Index i = 0; i < d && degree_ > 1; ++i) {
      for (Index j = i; j < d; ++j) add(i, j);
    }
    return answer;
  }

  const Matrix& X_;
  const Vector& y_;
  const int degree_;
  Index span_ = 1;
  double h_ = 0;
  Vector distance_;
  std::vector<double> sorted_;
  std::vector<Index> rows_;
  std::vector<double> root_;
  Eigen::MatrixXd basis_;
  std::vector<double> valueAtX_;
};

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return 0.5 * *middle + 0.5 * *std::max_element(values.begin(), middle);
}

}  // namespace

void LocalRegression::fit(const MatrixView& X, const VectorView& y) {
  *this = LocalRegression(options_);
  checkOptions(options_);
  requireSamples(X, y);
  if (countTerms(X.cols(), options_.degree) > kMaxTerms) {
    fail(ErrorCode::kBadValue,
         {"degree: expected at most ", kMaxTerms, " terms, got ", countTerms(X.cols(), options_.degree)});
  }
  const Matrix rows = X;
  const Vector targets = y;
  const Index n = rows.rows();
  Vector robustness = Vector::Ones(n);
  LocalFit local(rows, targets, options_);
  std::vector<double> size(static_cast<std::size_t>(n));
  Vector residual(n);
  for (int iteration = 0; iteration < options_.iterations; ++iteration) {
    for (Index i = 0; i < n; ++i) {
      residual[i] = targets[i] - local.at(rows.row(i).data(), robustness);
      size[static_cast<std::size_t>(i)] = std::fabs(residual[i]);
    }
    const double s = median(size);
    if (s == 0) break;  // more than half of the rows are met exactly
    for (Index i = 0; i < n; ++i) {
      const double u = residual[i] / s / 6;
      robustness[i] = std::fabs(u) < 1 ? (1 - u * u) * (1 - u * u) : 0.0;
    }
  }
  if (options_.iterations == 0) (void)local.at(rows.row(0).data(), robustness);  // refuses distances that overflow
  X_ = rows;
  y_ = targets;
  robustness_ = std::move(robustness);
}

Vector LocalRegression::predict(const MatrixView& X) const {
  requireFitted(fitted(), "LocalRegression");
  requireColumns(X, X_.cols());
  Vector out(X.rows());
  LocalFit local(X_, y_, options_);
  for (Index i = 0; i < X.rows(); ++i) out[i] = local.at(X.row(i).data(), robustness_);
  return out;
}

std::unique_ptr<Regressor> LocalRegression::clone() const { return std::make_unique<LocalRegression>(options_); }

void LocalRegression::checkState() const {
  checkOptions(options_);
  if (!fitted()) {
    requireState(X_.size() == 0 && y_.size() == 0 && robustness_.size() == 0, "y", "nothing without X");
    return;
  }
  requireSamples(X_, y_);
  requireState(countTerms(X_.cols(), options_.degree) <= kMaxTerms, "X", "columns that make at most 500 terms");
  requireStateSize("robustness", robustness_.size(), X_.rows());
  for (const double weight : robustness_) requireRange("robustness", weight, 0.0, 1.0);
}

}  // namespace scrollwork

#pragma once

#include <memory>
#include <vector>

#include "scrollwork/linear_model/linear_predictor.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

struct ElasticNetOptions {
  double alpha = 1.0;        ///< >= 0, strength of the penalty.
  double l1Ratio = 0.5;      ///< [0, 1] share of the absolute values in it: 1 is the lasso, 0 is ridge.
  bool fitIntercept = true;  ///< The intercept is never penalised.
  bool positive = false;     ///< Only coefficients >= 0.
  int maxIter = 1000;        ///< [1, 1e6] rounds: sweeps over the features, or solutions of their linear system.
  /// >= 0. Answers end exact to rounding as a rule; when maxIter comes first, converged() still holds if dualGap() <=
  /// tol |y|^2 / n, y centred: scikit-learn's rule, at which its sweeps stop.
  double tol = 1e-4;
  /// Start from the coefficients of the last fit where there are as many. The answer is the same to rounding.
  bool warmStart = false;

  static constexpr const char* kOwner = "ElasticNet";
  static void fields(auto& field, auto& o) {
    field("alpha", o.alpha);
    field("l1Ratio", o.l1Ratio);
    field("fitIntercept", o.fitIntercept);
    field("positive", o.positive);
    field("maxIter", o.maxIter);
    field("tol", o.tol);
    field("warmStart", o.warmStart);
  }
};

struct LassoOptions {
  double alpha = 1.0;  ///< >= 0. For all these see ElasticNetOptions.
  bool fitIntercept = true;
  bool positive = false;
  int maxIter = 1000;
  double tol = 1e-4;
  bool warmStart = false;

  static constexpr const char* kOwner = "Lasso";
  static void fields(auto& field, auto& o) {
    field("alpha", o.alpha);
    field("fitIntercept", o.fitIntercept);
    field("positive", o.positive);
    field("maxIter", o.maxIter);
    field("tol", o.tol);
    field("warmStart", o.warmStart);
  }
};

/// What both learn besides coef and intercept.
class SparseLinearModel : public LinearPredictor {
 public:
  [[nodiscard]] int nIter() const { return nIter_; }  ///< Rounds of the last fit.
  /// Upper bound of what objective() of the learned point is above the least one; 0 to rounding as a rule.
  [[nodiscard]] double dualGap() const { return dualGap_; }
  [[nodiscard]] bool converged() const { return converged_; }  ///< False when maxIter came first.

 protected:
  SparseLinearModel() = default;
  SparseLinearModel(const SparseLinearModel&) = default;
  SparseLinearModel& operator=(const SparseLinearModel&) = default;
  void fitElasticNet(const MatrixView& X, const VectorView& y, const ElasticNetOptions& options);
  void checkFit() const;

  int nIter_ = 0;
  double dualGap_ = 0;
  bool converged_ = false;
};

/// Linear regression with absolute values and squares as penalty (Zou & Hastie, "Regularization and variable selection
/// via the elastic net", 2005). It minimises, as scikit-learn,
///
///     objective(w, b) = |y - X w - b|^2 / (2 n) + alpha l1Ratio |w|_1 + alpha (1 - l1Ratio) |w|^2 / 2
///
/// by coordinate descent that solves a linear system as soon as it knows which coefficients are not 0, and with which
/// signs. The penalty sees coefficients in the units of X: columns should have comparable scales (StandardScaler). With
/// l1Ratio > 0 coefficients are exactly 0. With linearly dependent columns and l1Ratio = 1 the optimum need not be
/// unique; then it is one whose columns are independent (of two copies, the later one gets 0).
///
/// Cost: O(n d a + a^3) for a coefficients that are not 0, less than 100 rounds of O(d a) as a rule. Memory: a copy of
/// X, and O(d a).
class ElasticNet final : public SparseLinearModel {
 public:
  explicit ElasticNet(ElasticNetOptions options = {}) : options_(options) {}

  /// Learns from X (n x d, finite, n >= 1, d >= 1) and y (n finite numbers). Throws Error: kBadShape, kBadValue (NaN,
  /// option out of range, magnitudes whose squares overflow), and is then left unfitted.
  void fit(const MatrixView& X, const VectorView& y) override;
  [[nodiscard]] std::unique_ptr<Regressor> clone() const override { return std::make_unique<ElasticNet>(options_); }
  [[nodiscard]] const ElasticNetOptions& options() const { return options_; }

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("coef", self.coef_);
    field("intercept", self.intercept_);
    field("nIter", self.nIter_);
    field("dualGap", self.dualGap_);
    field("converged", self.converged_);
  }
  void checkState() const;

  ElasticNetOptions options_;
};

/// ElasticNet with l1Ratio = 1 (Tibshirani, "Regression shrinkage and selection via the lasso", 1996):
///
///     objective(w, b) = |y - X w - b|^2 / (2 n) + alpha |w|_1
class Lasso final : public SparseLinearModel {
 public:
  explicit Lasso(LassoOptions options = {}) : options_(options) {}

  /// As ElasticNet::fit.
  void fit(const MatrixView& X, const VectorView& y) override;
  [[nodiscard]] std::unique_ptr<Regressor> clone() const override { return std::make_unique<Lasso>(options_); }
  [[nodiscard]] const LassoOptions& options() const { return options_; }

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("coef", self.coef_);
    field("intercept", self.intercept_);
    field("nIter", self.nIter_);
    field("dualGap", self.dualGap_);
    field("converged", self.converged_);
  }
  void checkState() const;

  LassoOptions options_;
};

struct LassoPathOptions {
  double eps = 1e-3;                ///< (0, 1]: the last alpha of the grid in units of the first one.
  int nAlphas = 100;                ///< [1, 10000] alphas of the grid.
  std::vector<double> alphas = {};  ///< The alphas, each >= 0; put into descending order. When empty, the grid.
  /// scikit-learn's path functions leave centring to the caller; false does as they do.
  bool fitIntercept = true;
  bool positive = false;
  int maxIter = 1000;  ///< For each alpha; see ElasticNetOptions.
  double tol = 1e-4;

  static constexpr const char* kOwner = "lassoPath";
  static void fields(auto& field, auto& o) {
    field("eps", o.eps);
    field("nAlphas", o.nAlphas);
    field("alphas", o.alphas);
    field("fitIntercept", o.fitIntercept);
    field("positive", o.positive);
    field("maxIter", o.maxIter);
    field("tol", o.tol);
  }
};

struct EnetPathOptions : LassoPathOptions {
  double l1Ratio = 0.5;  ///< (0, 1]; without given alphas the grid starts where all coefficients are 0, so not 0.

  static constexpr const char* kOwner = "enetPath";
  static void fields(auto& field, auto& o) {
    field("l1Ratio", o.l1Ratio);
    LassoPathOptions::fields(field, o);
  }
};

/// One row or entry for each alpha, the largest alpha first.
struct RegularizationPath {
  Vector alphas;
  Matrix coefs;  ///< nAlphas x d: a row for each alpha (scikit-learn has a column).
  Vector intercepts;
  Vector dualGaps;  ///< See SparseLinearModel::dualGap.
  Labels nIters;
};

/// The lasso for a list of alphas, each from the solution before (Friedman, Hastie & Tibshirani 2010). Without a list:
/// nAlphas of them in geometric sequence, from max_j |x_j'y| / n (X, y centred), where all coefficients are 0, down to
/// eps times that. All
/// alphas share the inner products of the columns that ever take part; a step at which no coefficient joins or leaves
/// costs O(d a). For a drag: 100 alphas at n = 200, d = 50 take half a millisecond.
/// Throws Error like ElasticNet::fit.
[[nodiscard]] RegularizationPath lassoPath(const MatrixView& X, const VectorView& y,
                                           const LassoPathOptions& options = {});
/// The same of the elastic net. Where l1Ratio < 1 the linear system changes with each alpha: O(d a + a^3) a step.
[[nodiscard]] RegularizationPath enetPath(const MatrixView& X, const VectorView& y,
                                          const EnetPathOptions& options = {});

}  // namespace scrollwork

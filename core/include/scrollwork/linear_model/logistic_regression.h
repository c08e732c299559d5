#pragma once

#include <memory>
#include <string>
#include <utility>

#include "scrollwork/classifier.h"
#include "scrollwork/matrix.h"
#include "scrollwork/persistence/state_access.h"

namespace scrollwork {

struct LogisticRegressionOptions {
  std::string penalty = "l2";  ///< "l2", or "none" (then C is not used).
  double C = 1.0;              ///< > 0, inverse strength of the penalty: small C, small coefficients.
  bool fitIntercept = true;    ///< The intercept is never penalised.
  /// > 0. Converged when no component of the gradient of loss() exceeds it, columns being measured in units of their
  /// own largest magnitude (after centring when there is an intercept), so that the rule does not depend on kg or g; or
  /// when no step can lower loss() by more than its rounding. scikit-learn's default is 1e-4; a Newton solver gets the
  /// tighter one for an iteration more, and then agrees with any other exact solver in 8 digits or more.
  double tol = 1e-10;
  int maxIter = 100;  ///< [1, 1e6] iterations. When they run out, converged() is false and the last point is kept.
  /// "newton-cholesky": Newton's method with line search; each iteration costs O(n p^2 + p^3) for p parameters (d + 1,
  /// times the number of classes when there are more than two), and a handful are enough: for p up to about 200.
  /// "lbfgs": Liu & Nocedal (1989), ten corrections; O(n p) an iteration, tens to hundreds of them.
  /// "auto": newton-cholesky up to p = 200, lbfgs above. The answer is the same, to tol. (scikit-learn's default is
  /// lbfgs.)
  std::string solver = "auto";
  /// Start from the coefficients of the last fit where they have the right shape: for the fit behind a drag. The answer
  /// is the same to tol, but no longer in the last bits, so not for pictures that a link must reproduce exactly.
  bool warmStart = false;

  static constexpr const char* kOwner = "LogisticRegression";
  static void fields(auto& field, auto& o) {
    field("penalty", o.penalty);
    field("C", o.C);
    field("fitIntercept", o.fitIntercept);
    field("tol", o.tol);
    field("maxIter", o.maxIter);
    field("solver", o.solver);
    field("warmStart", o.warmStart);
  }
};

/// Logistic regression, fitted to the optimum. Two classes: one weight vector; more: multinomial (softmax), both as in
/// scikit-learn 1.2 with multi_class="auto". It minimises
///
///     loss(w, b) = 1/n sum_i -log P(y_i | x_i) + |w|^2 / (2 C n)        (second term only for "l2")
///
/// which is scikit-learn's objective divided by C n. With "l2" the optimum exists and is unique, also on separable
/// data. Without penalty on separable data there is none: the coefficients grow until maxIter or tol, see converged().
///
/// Classes are the labels that occur in y; at least two must. A label below max(y) that does not occur gets probability
/// 0. Features may have any scale: columns are centred (with an intercept) and scaled by powers of two inside, which
/// changes neither the problem nor, beyond rounding, the answer. Sums are taken in a fixed order that every build
/// shares, so native and WebAssembly fits are bit-equal.
///
/// Memory: one copy of X, and O(p^2) with newton-cholesky. No allocation inside the iterations.
class LogisticRegression final : public Classifier {
 public:
  explicit LogisticRegression(LogisticRegressionOptions options = {}) : options_(std::move(options)) {}

  /// Learns from X (n x d, finite, d >= 1) and y (n labels in [0, kMaxClasses), two or more of them different).
  /// Throws Error: kBadShape, kBadValue (NaN, label or option out of range, one class), and is then left unfitted.
  void fit(const MatrixView& X, const LabelView& y) override;
  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override;
  [[nodiscard]] Labels predict(const MatrixView& X) const override;
  /// X coef^T + intercept, n x coef().rows(): for two classes the log-odds of the higher label. Throws like
  /// predictProba.
  [[nodiscard]] Matrix decisionFunction(const MatrixView& X) const;

  [[nodiscard]] bool fitted() const override { return coef_.size() > 0; }
  [[nodiscard]] int nFeaturesIn() const override { return static_cast<int>(coef_.cols()); }
  [[nodiscard]] int nClasses() const override { return nClasses_; }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override;
  [[nodiscard]] const LogisticRegressionOptions& options() const { return options_; }

  /// Learned. Rows: one for two classes (for the higher label), else one for each of classes(). Columns: features.
  [[nodiscard]] const Matrix& coef() const { return coef_; }
  [[nodiscard]] const Vector& intercept() const {
    return intercept_;
  }  ///< One for each row of coef; 0 without fitIntercept.
  [[nodiscard]] const Labels& classes() const { return classes_; }  ///< The labels that occurred, ascending.
  [[nodiscard]] int nIter() const { return nIter_; }                ///< Iterations of the last fit.
  [[nodiscard]] bool converged() const { return converged_; }       ///< Whether tol was reached within maxIter.
  [[nodiscard]] double loss() const { return loss_; }               ///< The objective above at the learned point.

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("coef", self.coef_);
    field("intercept", self.intercept_);
    field("classes", self.classes_);
    field("nClasses", self.nClasses_);
    field("nIter", self.nIter_);
    field("converged", self.converged_);
    field("loss", self.loss_);
  }
  void checkState() const;

  LogisticRegressionOptions options_;
  Matrix coef_;
  Vector intercept_;
  Labels classes_;
  int nClasses_ = 0;
  int nIter_ = 0;
  bool converged_ = false;
  double loss_ = 0;
};

}  // namespace scrollwork

#pragma once

#include <memory>
#include <string>
#include <utility>

#include "scrollwork/classifier.h"

namespace scrollwork {

class StateAccess;

/// The width of a kernel: a rule or a number, as scikit-learn takes either.
struct KernelGamma {
  KernelGamma() = default;
  KernelGamma(std::string name) : rule(std::move(name)) {}  // NOLINT(google-explicit-constructor): {.gamma = "auto"}
  KernelGamma(const char* name) : rule(name) {}             // NOLINT(google-explicit-constructor)
  KernelGamma(double number) : rule("number"), value(number) {}  // NOLINT(google-explicit-constructor): {.gamma = 0.5}

  std::string rule = "scale";  ///< "scale", "auto" or "number".
  double value = 0;            ///< > 0, of the rule "number".

  static void fields(auto& field, auto& self) {
    field("rule", self.rule);
    field("value", self.value);
  }
};

struct SVCOptions {
  double C = 1.0;              ///< > 0: the most that one row may weigh. Large C: few mistakes; small C: a wide margin.
  std::string kernel = "rbf";  ///< "linear" x.z, "rbf" exp(-gamma |x - z|^2), "poly" (gamma x.z + coef0)^degree.
  /// For "rbf" and "poly". "scale": 1 / (d x the variance of all entries of X), 1 when that is 0; "auto": 1 / d; or a
  /// number > 0. (In JavaScript a string or a number.)
  KernelGamma gamma = {};
  int degree = 3;      ///< [0, 32], for "poly".
  double coef0 = 0.0;  ///< For "poly".
  double tol = 1e-3;   ///< > 0. Optimal when no pair of rows violates the conditions by this much or more.
  /// Steps for one pair of classes; [1, 1e9], or -1: no limit but 1e7 (or 100 n), at which libsvm stops too. When they
  /// run out, converged() is false and the last point is kept. Large, unscaled columns with the linear kernel do that.
  int maxIter = -1;
  double cacheSize = 200;  ///< [1, 2000] MB for rows of the kernel matrix; rows that do not fit are computed again.
  /// false: probabilities from the decisions on the training rows, for nothing. true: from decisions on rows that were
  /// left out, by 5-fold cross-validation, as in scikit-learn: five more fits, and usually less self-assured.
  bool probability = false;
  /// For more than two classes: what decisionFunction returns, "ovr" or "ovo". predict does not depend on it.
  std::string decisionFunctionShape = "ovr";

  static constexpr const char* kOwner = "SVC";
  static void fields(auto& field, auto& o) {
    field("C", o.C);
    field("kernel", o.kernel);
    field("gamma", o.gamma);
    field("degree", o.degree);
    field("coef0", o.coef0);
    field("tol", o.tol);
    field("maxIter", o.maxIter);
    field("cacheSize", o.cacheSize);
    field("probability", o.probability);
    field("decisionFunctionShape", o.decisionFunctionShape);
  }
};

/// Support vector classifier (Cortes & Vapnik, "Support-vector networks", 1995), one against one for more than two
/// classes, as scikit-learn's SVC (libsvm). For two classes it minimises
///
///     |w|^2 / 2 + C sum_i max(0, 1 - s_i f(x_i)),   f(x) = w.phi(x) + b,   s_i = -1 or +1
///
/// in its dual by sequential minimal optimisation: each step moves two rows, chosen by second-order information (Fan,
/// Chen & Lin, 2005), to their joint optimum. Ties go to the lower row. f is read off the support vectors:
///
///     f(x) = sum_v dualCoef_v K(v, x) + intercept        (> 0: the higher label)
///
/// With k classes there are k (k - 1) / 2 such functions; each votes, and the class with most votes wins, the lowest
/// label on ties, as in scikit-learn. Classes are the labels that occur in y; at least two must. A label below max(y)
/// that does not occur gets probability 0. Columns want similar scales: put a StandardScaler before.
///
/// Probabilities: P(higher label) = expit(slope f(x)), slope by maximum likelihood with Platt's softened targets (Lin,
/// Lin & Weng, "A note on Platt's probabilistic outputs", 2007) but without an offset, so that 1/2 lies where f = 0:
/// scikit-learn fits an offset too, and its probabilities may then contradict its own predict. More than two classes:
/// the pairs' probabilities r_ij are coupled by p_i ~ 1 / (sum_j 1 / r_ij - (k - 2)) (Price, Knerr, Personnaz &
/// Dreyfus, 1995; scikit-learn iterates another formula); where the most probable class is then not the one that won
/// the votes, the two share their probability evenly. So predict is the most probable class everywhere.
///
/// To watch it: begin, step, done; after each step the model predicts with the support vectors of the moment. Rows are
/// kept as they are; the kernel's rows are computed when first needed. Sums have a fixed order: native and WebAssembly
/// fits are bit-equal. Cost: O(n) a step, and O(n d) for each row of the kernel that is needed; a few n steps are
/// usual, more for large C. A prediction costs O(support vectors x d). Memory: X, and n numbers a row of the kernel.
class SVC final : public Classifier {
 public:
  explicit SVC(SVCOptions options = {});
  SVC(const SVC& other);
  SVC(SVC&& other) noexcept;
  SVC& operator=(const SVC& other);
  SVC& operator=(SVC&& other) noexcept;
  ~SVC() override;

  /// Takes a copy of X (n x d, finite, d >= 1) and y (n labels in [0, kMaxClasses), two or more of them different),
  /// forgets the past; all weights are 0. Throws Error: kBadShape, kBadValue (NaN, label or option out of range, one
  /// class, kernel values that overflow), and is then left unfitted.
  void begin(const MatrixView& X, const LabelView& y);
  /// Up to n more steps (n >= 0), pair of classes after pair. Throws kNotFitted before begin, kBadValue for n < 0.
  void step(int n = 1);
  [[nodiscard]] bool done() const;  ///< All pairs are optimal to tol, or out of steps.

  /// begin, then step until done(); the copy of X is let go.
  void fit(const MatrixView& X, const LabelView& y) override;
  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override;
  [[nodiscard]] Labels predict(const MatrixView& X) const override;
  /// Two classes: n x 1, f(x). More, "ovo": n x k (k - 1) / 2, a column for each pair (0, 1), (0, 2) … (1, 2) … of
  /// classes(), > 0 for the first of the pair; "ovr": n x k, the votes plus the sum s of the class's decisions as
  /// s / (3 (|s| + 1)), as in scikit-learn. Throws like predictProba; kBadValue when a decision overflows.
  [[nodiscard]] Matrix decisionFunction(const MatrixView& X) const;

  [[nodiscard]] bool fitted() const override { return nClasses_ > 0; }  ///< True from begin on.
  [[nodiscard]] int nFeaturesIn() const override { return nFeatures_; }
  [[nodiscard]] int nClasses() const override { return nClasses_; }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override;
  [[nodiscard]] const SVCOptions& options() const { return options_; }

  /// As of now. Support vectors are the rows of X with a weight in any pair, by class, then by row.
  [[nodiscard]] const Labels& support() const { return support_; }         ///< Which rows of X they were.
  [[nodiscard]] const Matrix& supportVectors() const { return vectors_; }  ///< nSV x d.
  [[nodiscard]] const Labels& nSupport() const { return nSupport_; }       ///< How many of each of classes().
  /// (classes - 1) x nSV, as in scikit-learn: a vector of class i has its weight against class j in row j, or j - 1 for
  /// j > i. |weight| <= C. For two classes positive for the higher label; for more, positive for the first of the pair.
  [[nodiscard]] const Matrix& dualCoef() const { return dualCoef_; }
  [[nodiscard]] const Vector& intercept() const { return intercept_; }  ///< One for each pair.
  [[nodiscard]] const Vector& slope() const { return slope_; }      ///< Of the probabilities; one for each pair, > 0.
  [[nodiscard]] const Labels& classes() const { return classes_; }  ///< The labels that occurred, ascending.
  [[nodiscard]] double gamma() const { return gamma_; }             ///< In force; 0 for the linear kernel.
  [[nodiscard]] int nIter() const { return nIter_; }                ///< Steps taken, all pairs together.
  [[nodiscard]] bool converged() const { return converged_; }       ///< Whether all pairs reached tol.
  /// The linear kernel's w, a row for each pair: dualCoef times the vectors. kBadValue for the others.
  [[nodiscard]] Matrix coef() const;

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("nFeatures", self.nFeatures_);
    field("nClasses", self.nClasses_);
    field("classes", self.classes_);
    field("support", self.support_);
    field("supportVectors", self.vectors_);
    field("nSupport", self.nSupport_);
    field("dualCoef", self.dualCoef_);
    field("intercept", self.intercept_);
    field("slope", self.slope_);
    field("gamma", self.gamma_);
    field("nIter", self.nIter_);
    field("converged", self.converged_);
  }
  void checkState() const;

  struct Run;  ///< The samples and the weights of all pairs, alive between begin and the end of fit.

  [[nodiscard]] Matrix pairDecisions(const MatrixView& X) const;
  [[nodiscard]] Labels winners(const Matrix& decisions) const;
  void publish();

  SVCOptions options_;
  std::unique_ptr<Run> run_;
  int nFeatures_ = 0;
  int nClasses_ = 0;
  Labels classes_, support_, nSupport_;
  Matrix vectors_, dualCoef_;
  Vector intercept_, slope_;
  double gamma_ = 0;
  int nIter_ = 0;
  bool converged_ = false;
  bool done_ = false;
};

}  // namespace scrollwork

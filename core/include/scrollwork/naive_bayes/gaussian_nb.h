#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "scrollwork/classifier.h"

namespace scrollwork {

class StateAccess;

struct GaussianNBOptions {
  /// One for each label that occurs in y, ascending; >= 0, summing to 1 (to 1e-8, as scikit-learn asks). Empty: the
  /// shares of the labels in y.
  std::vector<double> priors = {};
  /// [0, 1e6]. What is added to all variances: this share of the largest variance of a column of X.
  double varSmoothing = 1e-9;

  static constexpr const char* kOwner = "GaussianNB";
  static void fields(auto& field, auto& o) {
    field("priors", o.priors);
    field("varSmoothing", o.varSmoothing);
  }
};

/// Gaussian naive Bayes: within a class the columns are independent and normal, each with its own mean and variance
/// (Duda & Hart, Pattern Classification and Scene Analysis, 1973). The boundary between two classes is a quadric.
///
///     P(c | x)  ~  prior_c  product over j of  N(x_j; theta_cj, var_cj)
///
/// normalised by log-sum-exp, so that classes whose densities underflow still compare. Variances divide by the number
/// of the class's rows; means and variances take two passes, so that a large offset costs no digits. Classes are the
/// labels that occur in y, one is enough; a label below max(y) that does not occur gets probability 0.
///
/// A smoothed variance below 1e-290 (all columns constant, or varSmoothing = 0 and a column constant within a class) is
/// taken as 1, where scikit-learn divides by 0. Cost: O(n d) for fit, O(k d) for each prediction.
class GaussianNB final : public Classifier {
 public:
  explicit GaussianNB(GaussianNBOptions options = {}) : options_(std::move(options)) {}

  /// Learns from X (n x d, finite, d >= 1) and y (n labels in [0, kMaxClasses)).
  /// Throws Error: kBadShape, kBadValue (NaN, label or option out of range, squares of deviations that overflow), and
  /// is then left unfitted.
  void fit(const MatrixView& X, const LabelView& y) override;
  /// n x k. Throws as Classifier does, and kBadValue for a row so far away that all its densities overflow even as
  /// logarithms (about 1e150 standard deviations).
  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override;
  [[nodiscard]] Labels predict(const MatrixView& X) const override;
  /// log prior_c + log density of each row under each of classes(): n x classes().size(). Throws like predictProba.
  [[nodiscard]] Matrix predictJointLogProba(const MatrixView& X) const;

  [[nodiscard]] bool fitted() const override { return theta_.size() > 0; }
  [[nodiscard]] int nFeaturesIn() const override { return static_cast<int>(theta_.cols()); }
  [[nodiscard]] int nClasses() const override { return nClasses_; }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override;
  [[nodiscard]] const GaussianNBOptions& options() const { return options_; }

  /// Learned. Rows stand for classes().
  [[nodiscard]] const Matrix& theta() const { return theta_; }            ///< Means, in X's units.
  [[nodiscard]] const Matrix& var() const { return var_; }                ///< Smoothed variances, units squared.
  [[nodiscard]] const Vector& classPrior() const { return classPrior_; }  ///< Sums to 1.
  [[nodiscard]] const Labels& classCount() const { return classCount_; }  ///< Rows of each class.
  [[nodiscard]] const Labels& classes() const { return classes_; }        ///< The labels that occurred, ascending.
  [[nodiscard]] double epsilon() const { return epsilon_; }               ///< What was added to the variances.

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("theta", self.theta_);
    field("var", self.var_);
    field("classPrior", self.classPrior_);
    field("classCount", self.classCount_);
    field("classes", self.classes_);
    field("epsilon", self.epsilon_);
    field("nClasses", self.nClasses_);
  }
  void checkState() const;

  GaussianNBOptions options_;
  Matrix theta_, var_;
  Vector classPrior_;
  Labels classCount_, classes_;
  double epsilon_ = 0;
  int nClasses_ = 0;
};

}  // namespace scrollwork

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/matrix.h"
#include "scrollwork/persistence/state_access.h"

namespace scrollwork {

struct LogisticDescentOptions {
  std::string penalty = "l2";  ///< "l2" or "none", as in LogisticRegression.
  double C = 1.0;              ///< > 0, inverse strength of the penalty.
  bool fitIntercept = true;    ///< The intercept is never penalised.
  double learningRate = 0.1;   ///< > 0, what the gradient is multiplied by in each step.
  int maxIter = 1000;          ///< [1, 1e6] steps until done().

  static constexpr const char* kOwner = "LogisticDescent";
  static void fields(auto& field, auto& o) {
    field("penalty", o.penalty);
    field("C", o.C);
    field("fitIntercept", o.fitIntercept);
    field("learningRate", o.learningRate);
    field("maxIter", o.maxIter);
  }
};

/// Logistic regression by full-batch gradient descent (Cauchy 1847), step by step, to be watched: not the way to get
/// the answer (that is LogisticRegression, which minimises the same loss), but the way to see learning happen. Starts
/// at 0; every step is
///
///     (w, b) <- (w, b) - learningRate * gradient of loss(w, b)
///
/// on X just as it is: unscaled columns and a large learningRate make it zigzag or diverge, which is part of what there
/// is to see. Between begin and done() the model can be read and predicts with its present coefficients. Cost: O(n d) a
/// step, no allocation. Native and WebAssembly paths are bit-equal.
class LogisticDescent final : public Classifier {
 public:
  explicit LogisticDescent(LogisticDescentOptions options = {});
  LogisticDescent(const LogisticDescent& other);
  LogisticDescent(LogisticDescent&& other) noexcept;
  LogisticDescent& operator=(const LogisticDescent& other);
  LogisticDescent& operator=(LogisticDescent&& other) noexcept;
  ~LogisticDescent() override;

  /// Takes a copy of X (n x d, finite, d >= 1) and y (two or more different labels), forgets the past, sets coef to 0.
  /// Throws Error as LogisticRegression::fit does, and is then left unfitted.
  void begin(const MatrixView& X, const LabelView& y);
  /// Takes up to n more steps (n >= 0); none when done(). Throws kNotFitted before begin, kBadValue for n < 0.
  void step(int n = 1);
  /// maxIter steps were taken, or the next one would have left the finite numbers (then diverged()); or the samples are
  /// gone, because the model was read from a file, which holds what was learned and not what it was learned from.
  [[nodiscard]] bool done() const;
  [[nodiscard]] bool diverged() const;

  /// begin, then step until done(); the copy of X is let go.
  void fit(const MatrixView& X, const LabelView& y) override;
  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override;
  [[nodiscard]] Labels predict(const MatrixView& X) const override;
  [[nodiscard]] bool fitted() const override { return coef_.size() > 0; }  ///< True from begin on.
  [[nodiscard]] int nFeaturesIn() const override { return static_cast<int>(coef_.cols()); }
  [[nodiscard]] int nClasses() const override { return nClasses_; }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override;
  [[nodiscard]] const LogisticDescentOptions& options() const { return options_; }

  /// As of now; shapes as in LogisticRegression.
  [[nodiscard]] const Matrix& coef() const { return coef_; }
  [[nodiscard]] const Vector& intercept() const { return intercept_; }
  [[nodiscard]] const Labels& classes() const { return classes_; }
  [[nodiscard]] int nIter() const { return nIter_; }  ///< Steps taken.
  /// nIter() + 1 numbers: at t the loss after t steps, so the first is the loss of coef = 0: log 2 for two classes.
  [[nodiscard]] const std::vector<double>& lossHistory() const { return lossHistory_; }

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("coef", self.coef_);
    field("intercept", self.intercept_);
    field("classes", self.classes_);
    field("nClasses", self.nClasses_);
    field("nIter", self.nIter_);
    field("diverged", self.diverged_);
    field("lossHistory", self.lossHistory_);
  }
  void checkState() const;

  struct Run;  ///< The samples and the gradient, alive between begin and the end of fit.

  LogisticDescentOptions options_;
  std::unique_ptr<Run> run_;
  Matrix coef_;
  Vector intercept_;
  Labels classes_;
  int nClasses_ = 0;
  int nIter_ = 0;
  bool diverged_ = false;
  std::vector<double> lossHistory_;
};

}  // namespace scrollwork

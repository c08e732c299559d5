#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

class StochasticDescent;

struct SGDClassifierOptions {
  /// Of the score p and y = -1 or 1: "hinge" max(0, 1 - p y), a linear support vector machine; "log_loss", logistic
  /// regression; "modified_huber"; "squared_hinge"; "perceptron" max(0, -p y); or a loss of SGDRegressor.
  std::string loss = "hinge";
  std::string penalty = "l2";  ///< "l2", "l1", "elasticnet" or "none". For all these see SGDRegressorOptions.
  double alpha = 1e-4;
  double l1Ratio = 0.15;
  bool fitIntercept = true;
  int maxIter = 1000;
  double tol = 1e-3;
  int nIterNoChange = 5;
  bool shuffle = true;
  double epsilon = 0.1;
  std::uint64_t seed = 0;
  std::string learningRate = "optimal";
  double eta0 = 0.01;  ///< scikit-learn has 0 here, which its schedules other than "optimal" refuse.
  double powerT = 0.5;
  int batchSize = 1;
  std::string optimizer = "sgd";
  double momentum = 0.9;
  double rho = 0.9;
  double beta1 = 0.9;
  double beta2 = 0.999;
  std::string trajectory = "none";

  static constexpr const char* kOwner = "SGDClassifier";
  static void fields(auto& field, auto& o) {
    field("loss", o.loss);
    field("penalty", o.penalty);
    field("alpha", o.alpha);
    field("l1Ratio", o.l1Ratio);
    field("fitIntercept", o.fitIntercept);
    field("maxIter", o.maxIter);
    field("tol", o.tol);
    field("nIterNoChange", o.nIterNoChange);
    field("shuffle", o.shuffle);
    field("epsilon", o.epsilon);
    field("seed", o.seed);
    field("learningRate", o.learningRate);
    field("eta0", o.eta0);
    field("powerT", o.powerT);
    field("batchSize", o.batchSize);
    field("optimizer", o.optimizer);
    field("momentum", o.momentum);
    field("rho", o.rho);
    field("beta1", o.beta1);
    field("beta2", o.beta2);
    field("trajectory", o.trajectory);
  }
};

/// Linear classifiers by stochastic gradient descent, batch by batch: SGDRegressor's learner with targets -1 and 1. Two
/// classes: one score, for the higher label. More: one score for each class that occurs against the rest, all learned
/// from the same batches, each until its own end; as in scikit-learn. Which is the same in what, and what differs, is
/// written at SGDRegressor.
///
/// Probabilities: of "log_loss" expit(score), for more than two classes divided by their sum; of "modified_huber"
/// (score + 1) / 2 within [0, 1], likewise (Zhang 2004). The other losses say nothing of probabilities: the class with
/// the highest score gets 1.
///
/// Cost: O(d) a row, score and epoch.
class SGDClassifier final : public Classifier {
 public:
  explicit SGDClassifier(SGDClassifierOptions options = {});
  SGDClassifier(const SGDClassifier& other);
  SGDClassifier(SGDClassifier&& other) noexcept;
  SGDClassifier& operator=(const SGDClassifier& other);
  SGDClassifier& operator=(SGDClassifier&& other) noexcept;
  ~SGDClassifier() override;

  /// Takes a copy of X (n x d, finite) and y (n labels, two or more of them different), forgets the past, sets coef to
  /// 0. Throws Error: kBadShape, kBadValue, and is then left unfitted.
  void begin(const MatrixView& X, const LabelView& y);
  void step(int n = 1);       ///< As SGDRegressor::step.
  void stepEpoch(int n = 1);  ///< As SGDRegressor::stepEpoch.
  [[nodiscard]] bool done() const;
  [[nodiscard]] bool diverged() const { return diverged_; }
  [[nodiscard]] bool converged() const { return converged_; }

  void fit(const MatrixView& X, const LabelView& y) override;
  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override;
  [[nodiscard]] Labels predict(const MatrixView& X) const override;
  /// X coef^T + intercept, n x coef().rows(). Throws like predictProba.
  [[nodiscard]] Matrix decisionFunction(const MatrixView& X) const;
  [[nodiscard]] bool fitted() const override { return coef_.size() > 0; }  ///< True from begin on.
  [[nodiscard]] int nFeaturesIn() const override { return static_cast<int>(coef_.cols()); }
  [[nodiscard]] int nClasses() const override { return nClasses_; }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override;
  [[nodiscard]] const SGDClassifierOptions& options() const { return options_; }

  /// As of now. Rows: one for two classes (for the higher label), else one for each of classes().
  [[nodiscard]] const Matrix& coef() const { return coef_; }
  [[nodiscard]] const Vector& intercept() const { return intercept_; }
  [[nodiscard]] const Labels& classes() const { return classes_; }
  [[nodiscard]] int nIter() const { return nIter_; }
  [[nodiscard]] int nSteps() const { return nSteps_; }
  /// As SGDRegressor::lossHistory, summed over the scores.
  [[nodiscard]] const std::vector<double>& lossHistory() const { return lossHistory_; }
  /// As SGDRegressor::trajectory; the d + 1 numbers of each score in a row, one score after the other.
  [[nodiscard]] const Matrix& trajectory() const { return trajectory_; }
  /// Mean loss plus penalty on any data with these classes, summed over the scores. Throws like fit, or kNotFitted.
  [[nodiscard]] double objective(const MatrixView& X, const LabelView& y) const;

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("coef", self.coef_);
    field("intercept", self.intercept_);
    field("classes", self.classes_);
    field("nClasses", self.nClasses_);
    field("nIter", self.nIter_);
    field("nSteps", self.nSteps_);
    field("diverged", self.diverged_);
    field("converged", self.converged_);
    field("lossHistory", self.lossHistory_);
    field("trajectory", self.trajectory_);
  }
  void checkState() const;
  void show();

  SGDClassifierOptions options_;
  std::unique_ptr<StochasticDescent> run_;  ///< Alive between begin and the end of fit.
  Matrix coef_;
  Vector intercept_;
  Labels classes_;
  int nClasses_ = 0;
  int nIter_ = 0, nSteps_ = 0;
  bool diverged_ = false, converged_ = false;
  std::vector<double> lossHistory_;
  Matrix trajectory_;
};

}  // namespace scrollwork

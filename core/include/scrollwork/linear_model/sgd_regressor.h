#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scrollwork/linear_model/linear_predictor.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

class StochasticDescent;

struct SGDRegressorOptions {
  /// "squared_error" (p - y)^2 / 2; "huber", the same up to |p - y| = epsilon and linear beyond; "epsilon_insensitive"
  /// max(0, |p - y| - epsilon); "squared_epsilon_insensitive", the square of that.
  std::string loss = "squared_error";
  std::string penalty = "l2";  ///< "l2": alpha |w|^2 / 2; "l1": alpha |w|_1; "elasticnet": both by l1Ratio; "none".
  double alpha = 1e-4;         ///< >= 0, strength of the penalty.
  double l1Ratio = 0.15;       ///< [0, 1] share of |w|_1 in "elasticnet".
  bool fitIntercept = true;    ///< The intercept is never penalised.
  int maxIter = 1000;          ///< [1, 1e6] epochs until done().
  /// An epoch is without gain when its mean loss is above the best one before minus tol; nIterNoChange of them in
  /// sequence end the learning. Negative: only maxIter does (scikit-learn's None).
  double tol = 1e-3;
  int nIterNoChange = 5;  ///< [1, 1e6]
  bool shuffle = true;    ///< A new random order of the rows for each epoch.
  double epsilon = 0.1;   ///< >= 0, of the loss.
  std::uint64_t seed = 0;
  /// "constant": eta0; "invscaling": eta0 / t^powerT, t counting batches from 1; "optimal": 1 / (alpha (t0 + t)), t0
  /// after Bottou's rule for the loss; "adaptive": eta0, divided by 5 in place of each end by tol until below 1e-6.
  std::string learningRate = "invscaling";
  double eta0 = 0.01;    ///< > 0; not used by "optimal".
  double powerT = 0.25;  ///< >= 0
  // Not in scikit-learn, which takes one row at a time and plain steps:
  int batchSize = 1;  ///< Rows whose mean gradient makes a step; 0 or more than n: all, the true gradient.
  /// "sgd", "momentum", "nesterov", "rmsprop" or "adam". Momentum multiplies the length of steps by up to
  /// 1 / (1 - momentum); the adaptive two take steps of about eta0 whatever the gradient's size.
  std::string optimizer = "sgd";
  double momentum = 0.9;  ///< [0, 1): of "momentum" and "nesterov".
  double rho = 0.9;       ///< [0, 1): of "rmsprop".
  double beta1 = 0.9;     ///< [0, 1): of "adam".
  double beta2 = 0.999;   ///< [0, 1): of "adam".
  /// What trajectory() records: "none", the parameters after each "epoch", or after each "batch"; up to ten million
  /// numbers.
  std::string trajectory = "none";

  static constexpr const char* kOwner = "SGDRegressor";
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

/// Linear regression by stochastic gradient descent (Robbins & Monro 1951; Bottou, "Stochastic gradient descent
/// tricks", 2012), batch by batch, to be watched or for data too many for a closed form. Starts at 0. It minimises
///
///     objective(w, b) = 1/n sum_i loss(x_i w + b, y_i) + penalty(w)
///
/// on X as it is: columns should have comparable scales. One row at a time, unshuffled, with "sgd" and without an L1
/// term the path is scikit-learn's (slopes bounded by 1e12 included); shuffled ones differ by their draws. The L1 term
/// is a proximal step of its own after each update, which makes coefficients exactly 0; scikit-learn's cumulative one
/// (Tsuruoka 2009) differs on the way. Cost: O(d) a row and epoch. The same seed gives the same path, bit for bit, in
/// every build.
class SGDRegressor final : public LinearPredictor {
 public:
  explicit SGDRegressor(SGDRegressorOptions options = {});
  SGDRegressor(const SGDRegressor& other);
  SGDRegressor(SGDRegressor&& other) noexcept;
  SGDRegressor& operator=(const SGDRegressor& other);
  SGDRegressor& operator=(SGDRegressor&& other) noexcept;
  ~SGDRegressor() override;

  /// Takes a copy of X (n x d, finite) and y (n finite numbers), forgets the past, sets coef to 0. Throws Error:
  /// kBadShape, kBadValue (NaN, option out of range), and is then left unfitted.
  void begin(const MatrixView& X, const VectorView& y);
  /// Up to n more batches (n >= 0); none when done(). Throws kNotFitted before begin, kBadValue for n < 0.
  void step(int n = 1);
  /// Batches until the end of the present epoch, and n - 1 epochs more. Throws like step.
  void stepEpoch(int n = 1);
  /// maxIter epochs, an end by tol, or diverged(). Also after fit, and in a model read from a file.
  [[nodiscard]] bool done() const;
  /// The next step would have left the finite numbers; the parameters are those before it.
  [[nodiscard]] bool diverged() const { return diverged_; }
  /// Ended by tol: at a minimum, or where steps of this length no longer lower the loss.
  [[nodiscard]] bool converged() const { return converged_; }

  /// begin, then all steps; the copy of X is let go.
  void fit(const MatrixView& X, const VectorView& y) override;
  [[nodiscard]] std::unique_ptr<Regressor> clone() const override;
  [[nodiscard]] const SGDRegressorOptions& options() const { return options_; }

  [[nodiscard]] int nIter() const { return nIter_; }    ///< Complete epochs.
  [[nodiscard]] int nSteps() const { return nSteps_; }  ///< Batches.
  /// nIter() numbers: the mean loss of the rows in each epoch, each before the step that it took part in, without
  /// penalty. (What scikit-learn prints as "Avg. loss".)
  [[nodiscard]] const std::vector<double>& lossHistory() const { return lossHistory_; }
  /// One row for the start and for each epoch or batch recorded: d coefficients, then the intercept. 0 rows without
  /// recording.
  [[nodiscard]] const Matrix& trajectory() const { return trajectory_; }
  /// The objective above on any data, at the present parameters. Throws like fit, or kNotFitted.
  [[nodiscard]] double objective(const MatrixView& X, const VectorView& y) const;

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("coef", self.coef_);
    field("intercept", self.intercept_);
    field("nIter", self.nIter_);
    field("nSteps", self.nSteps_);
    field("diverged", self.diverged_);
    field("converged", self.converged_);
    field("lossHistory", self.lossHistory_);
    field("trajectory", self.trajectory_);
  }
  void checkState() const;
  void show();

  SGDRegressorOptions options_;
  std::unique_ptr<StochasticDescent> run_;  ///< Alive between begin and the end of fit.
  int nIter_ = 0, nSteps_ = 0;
  bool diverged_ = false, converged_ = false;
  std::vector<double> lossHistory_;
  Matrix trajectory_;
};

}  // namespace scrollwork

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "linear_model/losses.h"
#include "optimization/optimizer.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

/// Numbers of a trajectory beyond which nothing more is recorded.
inline constexpr std::size_t kMaxTrajectory = 10000000;

/// Mini-batch gradient descent of linear models: what SGDClassifier and SGDRegressor share. One problem for each score;
/// the problems see the same batches, and each has its own parameters (d coefficients, then the intercept), its own
/// rule and its own end.
class StochasticDescent {
 public:
  enum class Schedule { kConstant, kOptimal, kInvscaling, kAdaptive };
  enum class Recording { kNone, kEpoch, kBatch };
  struct Settings {
    Loss loss = Loss::kHinge;
    double l1 = 0, l2 = 0;  ///< Weights of |w|_1 and |w|^2 / 2.
    double alpha = 0;       ///< For kOptimal.
    bool fitIntercept = true;
    int maxIter = 1000;
    double tol = 1e-3;
    int nIterNoChange = 5;
    bool shuffle = true;
    double epsilon = 0.1;
    std::uint64_t seed = 0;
    Schedule schedule = Schedule::kConstant;
    double eta0 = 0.01, powerT = 0.5;
    int batchSize = 1;  ///< 0: all rows.
    OptimizerSettings optimizer;
    Recording recording = Recording::kNone;
  };

  /// Checks what the options of both models have in common, and translates it. Throws Error (kBadValue).
  template <typename Options>
  static Settings settingsOf(const Options& options, bool forClasses) {
    Settings settings;
    settings.loss = lossNamed(options.loss, forClasses);
    settings.alpha = options.alpha;
    settings.fitIntercept = options.fitIntercept;
    settings.maxIter = options.maxIter;
    settings.tol = options.tol;
    settings.nIterNoChange = options.nIterNoChange;
    settings.shuffle = options.shuffle;
    settings.epsilon = options.epsilon;
    settings.seed = options.seed;
    settings.eta0 = options.eta0;
    settings.powerT = options.powerT;
    settings.batchSize = options.batchSize;
    settings.optimizer = {
        .momentum = options.momentum, .rho = options.rho, .beta1 = options.beta1, .beta2 = options.beta2};
    check(settings, options.penalty, options.l1Ratio, options.learningRate, options.optimizer, options.trajectory);
    return settings;
  }

  /// X (n x d) is copied; targets has a row of n numbers for each problem.
  StochasticDescent(const MatrixView& X, Matrix targets, const Settings& settings);

  /// One batch. Nothing when done().
  void step();
  [[nodiscard]] bool done() const { return finished_; }
  [[nodiscard]] bool diverged() const { return diverged_; }
  [[nodiscard]] bool converged() const { return converged_; }  ///< Ended by tol.
  [[nodiscard]] int nEpochs() const { return nEpochs_; }       ///< Complete ones.
  [[nodiscard]] int nSteps() const { return nSteps_; }
  /// Parameters of problem k: d coefficients, then the intercept.
  [[nodiscard]] const double* parameters(Eigen::Index k) const { return theta_.row(k).data(); }
  [[nodiscard]] const std::vector<double>& lossHistory() const { return lossHistory_; }
  [[nodiscard]] const std::vector<double>& trajectory() const { return trajectory_; }

 private:
  struct Problem {
    Optimizer<double> rule;
    double bestLoss = 0, epochLoss = 0, rate = 0;
    int epochsWithoutGain = 0;
    bool active = true;
  };

  static void check(Settings& settings, const std::string& penalty, double l1Ratio, const std::string& learningRate,
                    const std::string& optimizer, const std::string& trajectory);
  void endEpoch();
  void record();
  [[nodiscard]] double rate(const Problem& problem) const;

  Settings settings_;
  Matrix X_, targets_;
  int batchSize_;
  Matrix theta_;  ///< A row for each problem.
  std::vector<Problem> problems_;
  std::vector<double> l1_, gradient_, next_;
  double optimalInit_ = 0;
  Labels order_;
  int position_ = 0, nEpochs_ = 0, nSteps_ = 0;
  bool finished_ = false, diverged_ = false, converged_ = false;
  std::vector<double> lossHistory_, trajectory_;
};

/// Mean loss of the predictions X w + b, where parameters are w and then b.
[[nodiscard]] double meanLoss(const MatrixView& X, const double* parameters, const double* targets, Loss loss,
                              double epsilon);
struct PenaltyWeights {
  double l1 = 0, l2 = 0;  ///< Of |w|_1 and |w|^2 / 2.
};
/// "l2", "l1", "elasticnet" or "none". Throws Error (kBadValue) for others and for numbers out of range.
[[nodiscard]] PenaltyWeights penaltyWeights(const std::string& penalty, double alpha, double l1Ratio);
/// l1 |w|_1 + l2 |w|^2 / 2 of d coefficients.
[[nodiscard]] double penaltyOf(const double* w, Eigen::Index d, double l1, double l2);

}  // namespace scrollwork

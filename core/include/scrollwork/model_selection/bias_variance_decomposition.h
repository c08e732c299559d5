#pragma once

#include <cstdint>
#include <memory>

#include "scrollwork/classifier.h"
#include "scrollwork/regressor.h"

namespace scrollwork {

struct BiasVarianceDecompositionOptions {
  int nRounds = 200;       ///< [1, 100000] training sets.
  std::uint64_t seed = 0;  ///< Bootstrap i draws from (seed, i) alone.

  static constexpr const char* kOwner = "BiasVarianceDecomposition";
  static void fields(auto& field, auto& o) {
    field("nRounds", o.nRounds);
    field("seed", o.seed);
  }
};

/// The parts of the error at each test point, and their means over the points. Numbers over the rounds so far.
struct BiasVarianceParts {
  Vector noise;           ///< What even the truth gets wrong.
  Vector bias;            ///< Squared for regression; 0 or 1 for classification.
  Vector variance;        ///< How much the training set decides.
  Vector netVariance;     ///< What variance adds to the loss: itself for squared loss; negative where it helps.
  Vector loss;            ///< Expected loss of a model trained on a random one of the training sets.
  Vector mainPrediction;  ///< The mean of the predictions, or the most frequent label (the lowest on ties).
  double meanNoise = 0;
  double meanBias = 0;
  double meanVariance = 0;
  double meanNetVariance = 0;
  double meanLoss = 0;

  static void fields(auto& field, auto& o) {
    field("noise", o.noise);
    field("bias", o.bias);
    field("variance", o.variance);
    field("netVariance", o.netVariance);
    field("loss", o.loss);
    field("mainPrediction", o.mainPrediction);
    field("meanNoise", o.meanNoise);
    field("meanBias", o.meanBias);
    field("meanVariance", o.meanVariance);
    field("meanNetVariance", o.meanNetVariance);
    field("meanLoss", o.meanLoss);
  }
};

/// Trains an estimator on one training set after another and looks at its predictions for the same test points.
///
/// Squared loss, at a point with mean f and variance s2 of y (Geman, Bienenstock & Doursat, Neural networks and the
/// bias/variance dilemma, 1992): noise s2, bias (f - mean prediction)^2, variance the mean squared distance of the
/// predictions from their mean (divided by the number of rounds); loss = noise + bias + variance, exactly.
///
/// 0-1 loss, at a point with class probabilities p (Domingos, A unified bias-variance decomposition for zero-one and
/// squared loss, 2000): the optimal label is the most probable one; noise 1 - max p; bias 1 where the main prediction
/// is not optimal, else 0; variance the share of rounds that do not predict the main prediction; loss the expected
/// share of wrong labels, sum over labels of (share of rounds with it) (1 - p). netVariance is the variance where the
/// main prediction is optimal (it hurts) and, where it is not, minus the share of rounds that are right after all (it
/// helps; for two classes minus the variance). Without noise loss = bias + netVariance, exactly; for two classes with
/// noise loss = noise + (1 - 2 noise) (bias + netVariance).
///
/// `begin` with the test points and the truth; then rounds: `addRound` with a training set drawn anew by the caller,
/// or, after `setPool`, `step` with bootstrap samples of the pool (as many rows, with replacement). Bootstrapped rounds
/// know one data set only: their bias includes its luck. Predictions are kept, for drawing the fan of curves: nRounds x
/// m numbers, at most 2^26.
class BiasVarianceDecomposition {
 public:
  explicit BiasVarianceDecomposition(BiasVarianceDecompositionOptions options = {}) : options_(options) {}

  /// XTest (m x d) and the mean of y at each point (m numbers); `noise` the variance of y there (m numbers >= 0), or
  /// empty for none: when `truth` are single measurements, their noise counts as bias. Clones the estimator, forgets
  /// earlier rounds. Throws Error: kBadShape, kBadValue.
  void begin(const Regressor& estimator, const MatrixView& XTest, const VectorView& truth,
             const VectorView& noise = Vector());
  /// XTest (m x d) and the probabilities of the classes at each point (m x k, rows in [0, 1] summing to 1 to 1e-6).
  void begin(const Classifier& estimator, const MatrixView& XTest, const MatrixView& truth);
  /// The same with the label at each point, certain.
  void begin(const Classifier& estimator, const MatrixView& XTest, const LabelView& truth);

  /// The rows from which `step` draws. Throws kNotFitted before begin, kBadValue for targets of the other kind.
  void setPool(const MatrixView& X, const VectorView& y);
  void setPool(const MatrixView& X, const LabelView& y);
  /// Up to n bootstrapped rounds. Throws kNotFitted before begin and setPool. A bootstrap that the estimator refuses
  /// (one class only) passes on its error, led by the round, with the finished rounds kept.
  void step(int n = 1);
  /// A round on this training set; kBadValue when all nRounds are done, or for targets of the other kind.
  void addRound(const MatrixView& X, const VectorView& y);
  void addRound(const MatrixView& X, const LabelView& y);

  /// Whether the estimator of `begin` is a classifier, so that targets are labels.
  [[nodiscard]] bool learnsLabels() const { return classifier_ != nullptr; }
  [[nodiscard]] bool done() const { return nDone_ >= options_.nRounds; }
  [[nodiscard]] int nDone() const { return nDone_; }
  /// nRounds x m: what round i predicted (labels as numbers); NaN for rounds to come.
  [[nodiscard]] const Matrix& predictions() const { return predictions_; }
  /// Throws kNotFitted before the first round. O(rounds x m).
  [[nodiscard]] BiasVarianceParts parts() const;
  [[nodiscard]] const BiasVarianceDecompositionOptions& options() const { return options_; }

 private:
  void start(const MatrixView& XTest);
  void requireBegun(bool classifier) const;
  void requireRoom() const;

  BiasVarianceDecompositionOptions options_;
  std::unique_ptr<Classifier> classifier_;  // one of the two, after begin
  std::unique_ptr<Regressor> regressor_;
  Matrix XTest_;
  Vector truth_, noise_;  // regression
  Matrix probabilities_;  // classification
  Matrix poolX_;
  Vector poolTargets_;
  Labels poolLabels_;
  Matrix predictions_;
  int nDone_ = 0;
};

}  // namespace scrollwork

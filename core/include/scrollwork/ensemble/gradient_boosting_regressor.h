#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scrollwork/matrix.h"
#include "scrollwork/persistence/state_access.h"
#include "scrollwork/regressor.h"
#include "scrollwork/tree/max_features.h"
#include "scrollwork/tree/tree_nodes.h"

namespace scrollwork {

struct GradientBoostingRegressorOptions {
  /// What is to become small: "squared_error", "absolute_error", or "huber" (squared for residuals up to their alpha
  /// quantile, absolute beyond).
  std::string loss = "squared_error";
  double learningRate = 0.1;  ///< (0, 2]: what each tree's answer is multiplied by. Above 2 the residuals would grow.
  int nEstimators = 100;      ///< [1, 100000] rounds, one tree each.
  double subsample = 1.0;     ///< (0, 1]: share of the rows, drawn anew without replacement, that a tree is grown on.
  /// "friedman_mse" or "squared_error". Both rate splits by the same number and grow the same trees; they differ in the
  /// unit of minImpurityDecrease, as in scikit-learn.
  std::string criterion = "friedman_mse";
  int minSamplesSplit = 2;       ///< >= 2 rows that a node needs to be split (a count, not a fraction).
  int minSamplesLeaf = 1;        ///< >= 1 rows that each side of a split must keep (a count, not a fraction).
  int maxDepth = 3;              ///< [0, 1024] levels below the root.
  MaxFeatures maxFeatures = {};  ///< Features that a node looks at: "all", "sqrt", "log2", a count or a share.
  int maxLeafNodes = 0;          ///< 0 = no limit; else >= 2, best-first.
  /// >= 0. What a split must take off the sum of squares ("friedman_mse"), or off the node's variance weighted with its
  /// share of the rows ("squared_error").
  double minImpurityDecrease = 0;
  double alpha = 0.9;      ///< (0, 1): the quantile of "huber"; else not read.
  std::uint64_t seed = 0;  ///< Round m draws by stream(m): its rows by stream(0) of that, its features by stream(1).

  static constexpr const char* kOwner = "GradientBoostingRegressor";
  static void fields(auto& field, auto& o) {
    field("loss", o.loss);
    field("learningRate", o.learningRate);
    field("nEstimators", o.nEstimators);
    field("subsample", o.subsample);
    field("criterion", o.criterion);
    field("minSamplesSplit", o.minSamplesSplit);
    field("minSamplesLeaf", o.minSamplesLeaf);
    field("maxDepth", o.maxDepth);
    field("maxFeatures", o.maxFeatures);
    field("maxLeafNodes", o.maxLeafNodes);
    field("minImpurityDecrease", o.minImpurityDecrease);
    field("alpha", o.alpha);
    field("seed", o.seed);
  }
};

/// Gradient tree boosting for a number: Friedman, "Greedy function approximation: a gradient boosting machine", Annals
/// of Statistics 29, 2001, algorithms 2 to 4; with subsample < 1 his "Stochastic gradient boosting", 2002.
///
/// It starts from the mean of y (of the other losses: the median). Each round fits a small regression tree to the
/// negative gradient of the loss at the present predictions (for squared error: to the residuals), gives every leaf the
/// value that reduces the loss most there, and adds learningRate times that. Trees, leaves, losses and scores are those
/// of scikit-learn with init, warm_start and n_iter_no_change left alone, except on ties between splits, which
/// DecisionTreeRegressor settles by feature and threshold; rows and features are drawn by an Rng of our own.
///
/// Steppable: begin, then step until done(); in between it predicts with the trees so far. Cost: columns are sorted
/// once, O(n d log n); then O(n d maxDepth) a round; O(nEstimators maxDepth) per prediction.
///
/// Not to be copied, as the samples between begin and the end belong to it: see clone() and after().
class GradientBoostingRegressor final : public Regressor {
 public:
  explicit GradientBoostingRegressor(GradientBoostingRegressorOptions options = {});
  GradientBoostingRegressor(GradientBoostingRegressor&&) noexcept;
  GradientBoostingRegressor& operator=(GradientBoostingRegressor&&) noexcept;
  ~GradientBoostingRegressor() override;

  /// Takes what it needs of X (n x d, finite) and y (n finite numbers of magnitude up to 1e140), forgets the past; no
  /// trees yet. Throws Error: kBadShape, kBadValue (NaN, option out of range), and is then left unfitted.
  void begin(const MatrixView& X, const VectorView& y);
  /// Up to n more rounds (n >= 0); none when done(). Throws kNotFitted before begin and after reading from a file,
  /// kBadValue for n < 0.
  void step(int n = 1);
  /// nEstimators rounds were made.
  [[nodiscard]] bool done() const { return fitted() && nRounds() >= options_.nEstimators; }
  /// begin, then step until done(); the samples are let go.
  void fit(const MatrixView& X, const VectorView& y) override;

  [[nodiscard]] Vector predict(const MatrixView& X) const override;
  /// n x nRounds(): at (i, m) the prediction of row i after m + 1 rounds. Throws like predict.
  [[nodiscard]] Matrix stagedPredict(const MatrixView& X) const;
  /// The model as it was after so many rounds, 0 .. nRounds(). It predicts, and can go on no further.
  [[nodiscard]] std::unique_ptr<GradientBoostingRegressor> after(int rounds) const;

  [[nodiscard]] bool fitted() const override { return nFeatures_ > 0; }  ///< True from begin on.
  [[nodiscard]] int nFeaturesIn() const override { return nFeatures_; }
  [[nodiscard]] std::unique_ptr<Regressor> clone() const override;
  [[nodiscard]] const GradientBoostingRegressorOptions& options() const { return options_; }

  [[nodiscard]] int nRounds() const { return static_cast<int>(trees_.size()); }  ///< Rounds made so far.
  /// What every prediction starts from: the mean or the median of y. Throws kNotFitted.
  [[nodiscard]] double initialPrediction() const;
  /// One tree a round, with leaf values before they are multiplied by learningRate; inner nodes hold the mean of the
  /// negative gradient.
  [[nodiscard]] const std::vector<RegressionTreeNodes>& trees() const { return trees_; }
  /// n negative gradients at the present predictions, which the next round's tree will be grown on: y - prediction, its
  /// sign ("absolute_error"; -1 at 0), or y - prediction cut off at the quantile ("huber"). Throws kNotFitted when
  /// there are no samples: before begin, after fit.
  [[nodiscard]] const Vector& residuals() const;
  /// nRounds() losses of the training rows (with subsample < 1: of those that the round's tree was grown on) after each
  /// round: means of squares, of magnitudes, or of Huber's function.
  [[nodiscard]] const std::vector<double>& trainScore() const { return trainScore_; }
  /// With subsample < 1: by how much each round reduced the loss of the rows that it did not see (with "huber", both by
  /// the quantile of the round); else empty.
  [[nodiscard]] const std::vector<double>& oobImprovement() const { return oobImprovement_; }
  /// d shares of the reduction of squared error by which the trees were grown, summing to 1 (0 without a split). Throws
  /// kNotFitted.
  [[nodiscard]] Vector featureImportances() const;

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("nFeatures", self.nFeatures_);
    field("initialPrediction", self.initialPrediction_);
    field("trees", self.trees_);
    field("trainScore", self.trainScore_);
    field("oobImprovement", self.oobImprovement_);
  }
  void checkState() const;

  class Run;  ///< The samples and the present predictions, alive between begin and the end of fit.

  GradientBoostingRegressorOptions options_;
  std::unique_ptr<Run> run_;
  int nFeatures_ = 0;
  double initialPrediction_ = 0;
  std::vector<RegressionTreeNodes> trees_;
  std::vector<double> trainScore_, oobImprovement_;
};

}  // namespace scrollwork

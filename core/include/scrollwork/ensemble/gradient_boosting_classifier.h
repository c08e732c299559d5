#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/matrix.h"
#include "scrollwork/persistence/state_access.h"
#include "scrollwork/tree/max_features.h"
#include "scrollwork/tree/tree_nodes.h"

namespace scrollwork {

/// As in GradientBoostingRegressorOptions, where each is explained.
struct GradientBoostingClassifierOptions {
  std::string loss = "log_loss";  ///< The one there is: minus the log of the probability of the true class.
  double learningRate = 0.1;      ///< (0, 2]: what each tree's answer is multiplied by.
  int nEstimators = 100;          ///< [1, 100000] rounds: one tree each for two classes, else one for each class.
  double subsample = 1.0;         ///< (0, 1]: share of the rows that a round's trees are grown on.
  std::string criterion = "friedman_mse";  ///< "friedman_mse" or "squared_error".
  int minSamplesSplit = 2;                 ///< >= 2 rows (a count, not a fraction).
  int minSamplesLeaf = 1;                  ///< >= 1 rows (a count, not a fraction).
  int maxDepth = 3;                        ///< [0, 1024] levels below the root.
  MaxFeatures maxFeatures = {};            ///< "all", "sqrt", "log2", a count or a share.
  int maxLeafNodes = 0;                    ///< 0 = no limit; else >= 2, best-first.
  double minImpurityDecrease = 0;          ///< >= 0, in the unit that criterion says.
  std::uint64_t seed = 0;                  ///< Round m draws by stream(m).

  static constexpr const char* kOwner = "GradientBoostingClassifier";
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
    field("seed", o.seed);
  }
};

/// Gradient tree boosting for classes: Friedman, "Greedy function approximation: a gradient boosting machine", Annals
/// of Statistics 29, 2001, algorithms 5 (two classes, log-odds) and 6 (more, softmax); with subsample < 1 his
/// "Stochastic gradient boosting", 2002.
///
/// It starts from the log-odds (more than two classes: the logs) of the class frequencies. Each round fits small
/// regression trees to the difference between what is true, 0 or 1, and the present probability, gives every leaf the
/// value of one Newton step, and adds learningRate times that. Trees, leaves and scores are those of scikit-learn with
/// init, warm_start and n_iter_no_change left alone, except on ties between splits, which DecisionTreeRegressor settles
/// by feature and threshold; rows and features are drawn by an Rng of our own. Labels that do not occur have
/// probability 0 and no trees.
///
/// Steppable: begin, then step until done(); in between it predicts with the trees so far. Cost: columns are sorted
/// once, O(n d log n); then O(n d maxDepth) a tree; O(trees maxDepth) per prediction.
///
/// Not to be copied, as the samples between begin and the end belong to it: see clone() and after().
class GradientBoostingClassifier final : public Classifier {
 public:
  explicit GradientBoostingClassifier(GradientBoostingClassifierOptions options = {});
  GradientBoostingClassifier(GradientBoostingClassifier&&) noexcept;
  GradientBoostingClassifier& operator=(GradientBoostingClassifier&&) noexcept;
  ~GradientBoostingClassifier() override;

  /// Takes what it needs of X (n x d, finite) and y (n labels, two or more different ones), forgets the past; no trees
  /// yet. Throws Error: kBadShape, kBadValue (NaN, one class, option out of range), and is then left unfitted.
  void begin(const MatrixView& X, const LabelView& y);
  /// Up to n more rounds (n >= 0); none when done(). Throws kNotFitted before begin and after reading from a file,
  /// kBadValue for n < 0.
  void step(int n = 1);
  /// nEstimators rounds were made.
  [[nodiscard]] bool done() const { return fitted() && nRounds() >= options_.nEstimators; }
  /// begin, then step until done(); the samples are let go.
  void fit(const MatrixView& X, const LabelView& y) override;

  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override;
  [[nodiscard]] Labels predict(const MatrixView& X) const override;
  /// n x 1 log-odds of the higher label for two classes, else n x classes().size() scores before the softmax.
  [[nodiscard]] Matrix decisionFunction(const MatrixView& X) const;
  /// n x (nRounds() k): columns m k .. m k + k - 1 are the probabilities after m + 1 rounds.
  [[nodiscard]] Matrix stagedPredictProba(const MatrixView& X) const;
  /// n x nRounds(): at (i, m) the label of row i after m + 1 rounds.
  [[nodiscard]] Eigen::MatrixXi stagedPredict(const MatrixView& X) const;
  /// The model as it was after so many rounds, 0 .. nRounds(). It predicts, and can go on no further.
  [[nodiscard]] std::unique_ptr<GradientBoostingClassifier> after(int rounds) const;

  [[nodiscard]] bool fitted() const override { return nClasses_ > 0; }  ///< True from begin on.
  [[nodiscard]] int nFeaturesIn() const override { return nFeatures_; }
  [[nodiscard]] int nClasses() const override { return nClasses_; }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override;
  [[nodiscard]] const GradientBoostingClassifierOptions& options() const { return options_; }

  [[nodiscard]] int nRounds() const;                                ///< Rounds made so far.
  [[nodiscard]] const Labels& classes() const { return classes_; }  ///< The labels that occurred, ascending.
  /// What every score starts from: one log-odds for two classes, else the log of each class's frequency.
  [[nodiscard]] const Vector& initialScore() const { return initialScore_; }
  /// One tree a round for two classes, else one for each class: tree m classes().size() + c of round m. Leaf values are
  /// those before they are multiplied by learningRate; inner nodes hold the mean of the residuals.
  [[nodiscard]] const std::vector<RegressionTreeNodes>& trees() const { return trees_; }
  /// n x 1, or n x classes().size(): 1 or 0, whether the row is of the class, minus the present probability: what the
  /// next round's trees will be grown on. Throws kNotFitted when there are no samples: before begin, after fit.
  [[nodiscard]] const Eigen::MatrixXd& residuals() const;
  /// nRounds() losses of the training rows (with subsample < 1: of those that the round's trees were grown on) after
  /// each round: mean log loss, and for two classes twice that (the deviance), as scikit-learn has it.
  [[nodiscard]] const std::vector<double>& trainScore() const { return trainScore_; }
  /// With subsample < 1: by how much each round reduced the loss of the rows that it did not see; else empty.
  [[nodiscard]] const std::vector<double>& oobImprovement() const { return oobImprovement_; }
  /// d shares of the reduction of squared error by which the trees were grown, summing to 1 (0 without a split). Throws
  /// kNotFitted.
  [[nodiscard]] Vector featureImportances() const;

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("nFeatures", self.nFeatures_);
    field("nClasses", self.nClasses_);
    field("classes", self.classes_);
    field("initialScore", self.initialScore_);
    field("trees", self.trees_);
    field("trainScore", self.trainScore_);
    field("oobImprovement", self.oobImprovement_);
  }
  void checkState() const;
  void toProbabilities(const double* scores, double* probabilities) const;

  class Run;  ///< The samples and the present scores, alive between begin and the end of fit.

  GradientBoostingClassifierOptions options_;
  std::unique_ptr<Run> run_;
  int nFeatures_ = 0;
  int nClasses_ = 0;
  Labels classes_;
  Vector initialScore_;
  std::vector<RegressionTreeNodes> trees_;
  std::vector<double> trainScore_, oobImprovement_;
};

}  // namespace scrollwork

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/matrix.h"
#include "scrollwork/persistence/state_access.h"
#include "scrollwork/tree/tree_nodes.h"

namespace scrollwork {

struct AdaBoostClassifierOptions {
  int nEstimators = 50;       ///< [1, 100000] rounds at most, one tree each.
  double learningRate = 1.0;  ///< (0, 100]: what each tree's vote is multiplied by.
  int maxDepth = 1;           ///< [1, 1024] levels of the trees; 1 = stumps. scikit-learn takes any estimator here.
  int minSamplesLeaf = 1;     ///< >= 1 rows that each side of a split must keep (a count, not a fraction).
  std::string criterion = "gini";  ///< Impurity that the trees reduce: "gini" or "entropy".

  static constexpr const char* kOwner = "AdaBoostClassifier";
  static void fields(auto& field, auto& o) {
    field("nEstimators", o.nEstimators);
    field("learningRate", o.learningRate);
    field("maxDepth", o.maxDepth);
    field("minSamplesLeaf", o.minSamplesLeaf);
    field("criterion", o.criterion);
  }
};

/// A tree whose leaves each vote for one class.
struct VotingTreeNodes : TreeNodes {
  std::vector<int> label;  ///< The class with the largest weight in the node, the lowest on ties.

  static void fields(auto& field, auto& nodes) {
    TreeNodes::fields(field, nodes);
    field("label", nodes.label);
  }
};

/// AdaBoost: Freund & Schapire, "A decision-theoretic generalization of on-line learning and an application to
/// boosting", 1997; for more than two classes SAMME, Hastie, Rosset, Zhu & Zou, "Multi-class AdaBoost", Statistics and
/// Its Interface 2, 2009.
///
/// All rows weigh 1 / n at first. Each round grows a small tree on the weighted rows; with e the weight of the rows
/// that it gets wrong, its vote counts learningRate (log((1 - e) / e) + log(k - 1)), and the rows that it got wrong are
/// multiplied by e^vote. It ends early with a tree that is always right (its vote counts 1), and before one that is no
/// better than chance, e >= 1 - 1/k. Such a tree in the very first round is kept as the only one; scikit-learn refuses
/// there.
///
/// As scikit-learn with algorithm "SAMME" and a DecisionTreeClassifier, except on ties between splits. Nothing is
/// random. Labels that do not occur have probability 0.
///
/// Steppable: begin, then step until done(); in between it predicts with the trees so far. Cost: columns are sorted
/// once, O(n d log n); then O(n d maxDepth) a round; O(nEstimators maxDepth) per prediction.
///
/// Not to be copied, as the samples between begin and the end belong to it: see clone() and after().
class AdaBoostClassifier final : public Classifier {
 public:
  explicit AdaBoostClassifier(AdaBoostClassifierOptions options = {});
  AdaBoostClassifier(AdaBoostClassifier&&) noexcept;
  AdaBoostClassifier& operator=(AdaBoostClassifier&&) noexcept;
  ~AdaBoostClassifier() override;

  /// Takes what it needs of X (n x d, finite) and y (n labels), forgets the past; no trees yet: all classes that occur
  /// are equally probable. Throws Error: kBadShape, kBadValue (NaN, option out of range), and is then left unfitted.
  void begin(const MatrixView& X, const LabelView& y);
  /// Up to n more rounds (n >= 0); none when done(). Throws kNotFitted before begin and after reading from a file,
  /// kBadValue for n < 0.
  void step(int n = 1);
  /// nEstimators rounds were made, or it ended early.
  [[nodiscard]] bool done() const { return fitted() && (endedEarly_ || nRounds() >= options_.nEstimators); }
  /// begin, then step until done(); the samples are let go.
  void fit(const MatrixView& X, const LabelView& y) override;

  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override;
  [[nodiscard]] Labels predict(const MatrixView& X) const override;
  /// For two classes n x 1: the share of the votes for the higher label minus that for the lower, in [-1, 1]; else n x
  /// classes().size() shares. All 0 without trees.
  [[nodiscard]] Matrix decisionFunction(const MatrixView& X) const;
  /// n x nRounds(): at (i, m) the label of row i after m + 1 rounds.
  [[nodiscard]] Eigen::MatrixXi stagedPredict(const MatrixView& X) const;
  /// The model as it was after so many rounds, 0 .. nRounds(). It predicts, and can go on no further.
  [[nodiscard]] std::unique_ptr<AdaBoostClassifier> after(int rounds) const;

  [[nodiscard]] bool fitted() const override { return nClasses_ > 0; }  ///< True from begin on.
  [[nodiscard]] int nFeaturesIn() const override { return nFeatures_; }
  [[nodiscard]] int nClasses() const override { return nClasses_; }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override;
  [[nodiscard]] const AdaBoostClassifierOptions& options() const { return options_; }

  [[nodiscard]] int nRounds() const { return static_cast<int>(trees_.size()); }  ///< Rounds made so far.
  [[nodiscard]] const Labels& classes() const { return classes_; }  ///< The labels that occurred, ascending.
  [[nodiscard]] const std::vector<VotingTreeNodes>& trees() const { return trees_; }  ///< One a round.
  /// n weights that sum to 1: what the next round's tree will be grown on. Throws kNotFitted when there are no samples:
  /// before begin, after fit.
  [[nodiscard]] const Vector& sampleWeight() const;
  /// nRounds() numbers: what each tree's vote counts.
  [[nodiscard]] const std::vector<double>& estimatorWeights() const { return weights_; }
  /// nRounds() numbers in [0, 1]: the weight of the training rows that each tree got wrong.
  [[nodiscard]] const std::vector<double>& estimatorErrors() const { return errors_; }
  /// d shares, summing to 1 (0 without a split): the mean of the trees' importances, weighted by their votes. Throws
  /// kNotFitted.
  [[nodiscard]] Vector featureImportances() const;

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("nFeatures", self.nFeatures_);
    field("nClasses", self.nClasses_);
    field("classes", self.classes_);
    field("trees", self.trees_);
    field("estimatorWeights", self.weights_);
    field("estimatorErrors", self.errors_);
    field("endedEarly", self.endedEarly_);
  }
  void checkState() const;
  [[nodiscard]] Matrix votes(const MatrixView& X) const;

  class Run;  ///< The samples and their weights, alive between begin and the end of fit.

  AdaBoostClassifierOptions options_;
  std::unique_ptr<Run> run_;
  int nFeatures_ = 0;
  int nClasses_ = 0;
  Labels classes_;
  std::vector<VotingTreeNodes> trees_;
  std::vector<double> weights_, errors_;
  bool endedEarly_ = false;
};

}  // namespace scrollwork

#pragma once

#include <span>
#include <vector>

#include "scrollwork/matrix.h"
#include "tree/growth.h"

namespace scrollwork {

/// Gini impurity or entropy of classes whose samples carry real weights, as boosting gives them. Scores of equally good
/// splits differ by rounding here: a split is better only when it gains more by 1e-12 of the weight of the node.
class ClassWeights final : public Criterion {
 public:
  /// Labels in 0 .. nClasses - 1; every sample weighs 1 until setWeights.
  ClassWeights(const LabelView& y, int nClasses, bool entropy);
  /// From now on samples weigh so much (finite, >= 0; one that weighs 0 must not be chosen).
  void setWeights(std::span<const double> weights);

  void clear() override { totals_.clear(); }
  NodeSummary open(std::span<const SortedEntry> samples) override;
  void scan(int node, int feature, std::span<const SortedEntry> entries, int minSamplesLeaf,
            SplitChoice& best) override;
  [[nodiscard]] double gain(int node, double score) const override;

  /// order.size() * k: the weights of the classes in these nodes.
  [[nodiscard]] std::vector<double> totals(std::span<const int> order) const;

 private:
  struct Payload {
    double weight;
    int label;
  };

  /// The part of the score that one side contributes, of the weights in side_: higher is purer.
  [[nodiscard]] double score(std::span<const double> totals) const;
  [[nodiscard]] std::span<const double> totalsOf(int node) const {
    return {totals_.data() + static_cast<std::ptrdiff_t>(node) * k_, static_cast<std::size_t>(k_)};
  }

  const int k_;
  const bool entropy_;
  std::vector<Payload> payload_;  // by sample
  std::vector<double> totals_;    // k by node
  std::vector<double> left_, right_;
};

}  // namespace scrollwork

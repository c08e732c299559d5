#pragma once

#include <span>
#include <vector>

#include "tree/growth.h"

namespace scrollwork {

/// Squared error: the impurity of a node is the variance of its targets. A split is better only when it gains more by
/// 1e-12 of the node's sum of squares, since the scores of equally good splits differ by rounding.
class SquaredError final : public Criterion {
 public:
  explicit SquaredError(int nSamples) : targets_(static_cast<std::size_t>(nSamples)) {}
  /// The targets from now on (finite, of magnitude up to 1e140), and the weights (finite, >= 0; a sample that weighs 0
  /// must not be chosen); no weights: all 1.
  void setTargets(std::span<const double> targets, std::span<const double> weights = {});

  void clear() override { nodes_.clear(); }
  NodeSummary open(std::span<const SortedEntry> samples) override;
  void scan(int node, int feature, std::span<const SortedEntry> entries, int minSamplesLeaf,
            SplitChoice& best) override;
  /// The score is the gain itself.
  [[nodiscard]] double gain(int /*node*/, double score) const override { return score; }

  /// The mean target of these nodes.
  [[nodiscard]] std::vector<double> means(std::span<const int> order) const;

 private:
  struct Node {
    double weight;
    double mean;
    double sumOfSquares;  // of the deviations from the mean, weighted
  };

  template <bool kWeighted>
  void scanTargets(const Node& node, int feature, std::span<const SortedEntry> entries, int minSamplesLeaf,
                   SplitChoice& best) const;
  [[nodiscard]] double weightOf(std::uint32_t sample) const { return weights_.empty() ? 1.0 : weights_[sample]; }

  std::vector<double> targets_, weights_;  // by sample; no weights: all 1
  std::vector<Node> nodes_;
};

}  // namespace scrollwork

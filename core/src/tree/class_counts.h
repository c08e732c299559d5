#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scrollwork/matrix.h"
#include "tree/growth.h"

namespace scrollwork {

/// c log2 c of whole numbers, looked up.
class EntropyTable {
 public:
  void resize(int n);
  [[nodiscard]] double operator[](int count) const { return cLogC_[static_cast<std::size_t>(count)]; }
  /// n times the entropy of the counts, in bits; never below 0.
  [[nodiscard]] double weighted(std::span<const int> counts, int n) const {
    double sum = 0;
    for (const int count : counts) sum += (*this)[count];
    return std::max(0.0, (*this)[n] - sum);
  }

 private:
  std::vector<double> cLogC_;
};

/// Gini impurity or entropy of classes that are counted: every sample weighs a whole number, 1 or as often as a
/// bootstrap drew it. The scores of equally good splits are equal, because (Gini) they are quotients of whole numbers,
/// exact in a double up to a weight of 200,000, or (entropy) symmetric sums of looked-up terms.
class ClassCounts final : public Criterion {
 public:
  /// Labels in 0 .. nClasses - 1; every sample counts once.
  ClassCounts(const LabelView& y, int nClasses, bool entropy);
  /// From now on samples count so often. The sum must not exceed the number of samples.
  void setCounts(std::span<const int> times);

  void clear() override { counts_.clear(); }
  NodeSummary open(std::span<const SortedEntry> samples) override;
  void scan(int node, int feature, std::span<const SortedEntry> entries, int minSamplesLeaf,
            SplitChoice& best) override;
  [[nodiscard]] double gain(int node, double score) const override;

  /// order.size() * k: the counts of these nodes.
  [[nodiscard]] std::vector<int> counts(std::span<const int> order) const;
  /// 1 - sum of squared shares, or the entropy in bits.
  [[nodiscard]] double impurity(std::span<const int> counts, int n) const;

 private:
  struct Payload {
    int label;
    int times;
  };

  template <bool kEntropy>
  void scanTwoClasses(int feature, std::span<const SortedEntry> entries, std::span<const int> counts,
                      int minSamplesLeaf, SplitChoice& best) const;
  template <bool kEntropy>
  void scanClasses(int feature, std::span<const SortedEntry> entries, std::span<const int> counts, int minSamplesLeaf,
                   SplitChoice& best);
  [[nodiscard]] std::span<const int> countsOf(int node) const {
    return {counts_.data() + static_cast<std::ptrdiff_t>(node) * k_, static_cast<std::size_t>(k_)};
  }

  const int k_;
  const bool entropy_;
  EntropyTable table_;
  std::vector<Payload> payload_;       // by sample
  std::vector<std::uint64_t> packed_;  // by sample, for two classes: times, and in the upper half times x label
  std::vector<int> counts_;            // k by node
  std::vector<int> leftCounts_, rightCounts_;
};

}  // namespace scrollwork

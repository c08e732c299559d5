#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "scrollwork/matrix.h"

namespace scrollwork {

/// A sample in the sorted list of one feature.
struct SortedEntry {
  std::uint32_t rank;    ///< Of its value among the distinct values of the feature.
  std::uint32_t sample;  ///< Row of X.
};

/// Every column of X in ascending order, made once and used by every tree that is grown on X. Values are replaced by
/// their ranks: comparing neighbours and going left or right need no more, and an entry of a list becomes 8 bytes.
/// -0 counts as 0. Cost: O(n d log n), by a radix sort in practice O(n d).
class SortedColumns {
 public:
  explicit SortedColumns(const MatrixView& X);

  [[nodiscard]] int nSamples() const { return n_; }
  [[nodiscard]] int nFeatures() const { return d_; }

  /// All samples by value, equal values by sample.
  [[nodiscard]] std::span<const SortedEntry> list(int feature) const {
    return {lists_.data() + at(feature), static_cast<std::size_t>(n_)};
  }
  [[nodiscard]] double value(int feature, std::uint32_t rank) const { return values_[at(feature) + rank]; }
  /// The ranks of a feature by sample. Valid after makeRanks().
  [[nodiscard]] const std::uint32_t* ranks(int feature) const { return ranks_.data() + at(feature); }
  void makeRanks();

  /// The midpoint of two of the feature's values: not below the first, below the second.
  [[nodiscard]] double threshold(int feature, std::uint32_t below, std::uint32_t above) const;
  /// The highest rank whose value is <= the threshold, looked for among low .. high, of which `low` is one.
  [[nodiscard]] std::uint32_t rankOf(int feature, double threshold, std::uint32_t low, std::uint32_t high) const;

 private:
  [[nodiscard]] std::size_t at(int feature) const {
    return static_cast<std::size_t>(feature) * static_cast<std::size_t>(n_);
  }

  int n_, d_;
  std::vector<SortedEntry> lists_;    // d lists of n, one after the other
  std::vector<double> values_;        // by rank; d parts of n, of which the first entries are used
  std::vector<std::uint32_t> ranks_;  // d parts of n
};

}  // namespace scrollwork

#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "scrollwork/rng.h"
#include "scrollwork/tree/tree_nodes.h"
#include "tree/sorted_columns.h"

namespace scrollwork {

inline constexpr int kMaxTreeDepth = 1024;

/// The best split of a node so far.
struct SplitChoice {
  int feature = -1;        ///< -1: none found.
  std::uint32_t rank = 0;  ///< The highest rank that goes left.
  std::uint32_t next = 0;  ///< The rank of its right neighbour among the samples of the node.
  int nLeft = 0;           ///< Samples that go left.
  double threshold = 0;    ///< x <= threshold goes left.
  double score = -std::numeric_limits<double>::infinity();  ///< The criterion's: higher is better.
};

struct NodeSummary {
  double weight = 0;
  double impurity = 0;
  bool pure = true;  ///< Nothing to gain from a split.
};

/// What a split is judged by: class counts, class weights or squared error. Holds the targets and weights of the
/// samples and the statistics of each node that was opened since the last clear(), numbered 0, 1, ….
class Criterion {
 public:
  virtual ~Criterion() = default;
  virtual void clear() = 0;
  /// Opens the next node, with these samples.
  virtual NodeSummary open(std::span<const SortedEntry> samples) = 0;
  /// Goes through the samples of `node`, sorted by `feature`, from the lowest threshold up, and replaces `best` (all
  /// but its threshold) by each split that beats it and leaves minSamplesLeaf samples on both sides.
  virtual void scan(int node, int feature, std::span<const SortedEntry> entries, int minSamplesLeaf,
                    SplitChoice& best) = 0;
  /// By how much a split of this score reduces weight x impurity, summed over both sides.
  [[nodiscard]] virtual double gain(int node, double score) const = 0;

 protected:
  Criterion() = default;
  Criterion(const Criterion&) = default;
  Criterion& operator=(const Criterion&) = default;
};

/// The options of a tree that have been checked.
struct GrowthSettings {
  int maxDepth = kMaxTreeDepth;
  int minSamplesSplit = 2;
  int minSamplesLeaf = 1;
  int maxLeafNodes = 0;            ///< 0: no limit, depth-first; else >= 2, the split that gains most first.
  double minImpurityDecrease = 0;  ///< In units of total weight: scikit-learn's definition.
  int maxFeatures = 0;             ///< Features that a node looks at; 0 = all.
  bool randomThresholds = false;   ///< One random threshold a feature instead of the best.
  bool shuffledFeatures = false;   ///< Also where all are looked at: in random order, so that ties fall to any of them.
};

/// Grows trees on one X: greedy binary splits (Breiman, Friedman, Olshen & Stone, Classification and Regression Trees,
/// 1984). The same object grows any number of trees, one after the other, without allocating lists anew.
///
/// A node is a section of the sorted lists of all features, and a split partitions the sections stably: no node sorts
/// again. Where a node is to look at few of its features, moving the lists of all would be the dearer way once the node
/// is small; such nodes keep one list of their samples and sort it by each feature that they look at. With random
/// thresholds nothing need be sorted, so this holds from the root on. Either way gives the same tree.
///
/// Cost: O(n d) per level and O(n) per feature looked at.
class Grower {
 public:
  /// `columns` must outlive this object, with ranks made if settings ask for fewer than all features or for random
  /// thresholds (`needsRanks`).
  Grower(const SortedColumns& columns, const GrowthSettings& settings);
  [[nodiscard]] static bool needsRanks(const SortedColumns& columns, const GrowthSettings& settings);

  /// Grows a tree of the samples whose entry in `chosen` is not 0; all where it is empty. At least one. `rng` draws
  /// features and thresholds, in the order of the nodes; it is not touched where neither is random.
  TreeNodes grow(Criterion& criterion, std::span<const std::uint8_t> chosen, Rng& rng);

  /// Of the last tree, the number that the criterion knows node i by.
  [[nodiscard]] const std::vector<int>& order() const { return order_; }
  /// Of the last tree, the leaf of each sample that it grew on; the others' entries stay as they are.
  void leavesOfSamples(std::span<int> leaves) const;

 private:
  struct Section {
    int begin = 0, end = 0;
    int list = 0;         // one of the lists that hold the samples here
    bool sorted = false;  // all of them do, each in its order
    bool pure = true;
  };
  struct Waiting {
    int node = 0;
    double gain = 0;
    SplitChoice split;
  };

  SortedEntry* list(int feature) { return lists_.data() + static_cast<std::size_t>(feature) * stride_; }
  [[nodiscard]] std::span<const SortedEntry> samplesOf(int node) const;
  void fillLists(std::span<const std::uint8_t> chosen);
  int addNode(const Section& section, int depth);
  [[nodiscard]] bool mayBeSplit(int node) const;
  [[nodiscard]] bool worthSorting(int nSamples) const;
  bool findSplit(int node, SplitChoice& best, Rng& rng);
  bool scanFeature(int node, int feature, SplitChoice& best, Rng& rng);
  void split(int node, const SplitChoice& choice);
  void partition(SortedEntry* begin, SortedEntry* end);
  void growDepthFirst(Rng& rng);
  void growBestFirst(Rng& rng);
  TreeNodes inDepthFirstOrder();

  const SortedColumns& columns_;
  const GrowthSettings settings_;
  const int d_;
  const int maxFeatures_;
  const std::size_t stride_;
  Criterion* criterion_ = nullptr;
  std::vector<SortedEntry> lists_;  // d lists, each with place for all samples
  std::vector<SortedEntry> scratch_;
  std::vector<std::uint64_t> keys_;     // place for all samples twice
  std::vector<std::uint8_t> goesLeft_;  // by sample
  std::vector<int> features_;           // in the order in which they were drawn for the present node
  // By node, in the order of growth.
  TreeNodes nodes_;
  std::vector<Section> sections_;
  std::vector<int> order_;
};

}  // namespace scrollwork

// Breiman, Friedman, Olshen & Stone, Classification and Regression Trees, 1984: greedy binary splits.
// The columns are sorted once and the sorted lists are partitioned stably at every split, as in SLIQ (Mehta, Agrawal &
// Rissanen, 1996), so that no node sorts again. Values are replaced by their ranks while growing: comparing neighbours
// and going left or right need no more, and an entry of a list becomes 8 bytes.

#include "scrollwork/tree/decision_tree_classifier.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>

#include "scrollwork/error.h"
#include "scrollwork/math/bit_cast.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

namespace {

constexpr int kMaxDepth = 32;

/// A sample in the sorted list of one feature.
struct Entry {
  std::uint32_t rank;    // of its value among the distinct values of the feature
  std::uint32_t sample;  // row of X
};

struct KeyedSample {
  std::uint64_t key;
  std::uint32_t sample;
};

/// Unsigned integers in the order of the doubles that they come from. -0 counts as 0.
std::uint64_t orderedBits(double value) {
  const auto bits = math::bitCast<std::uint64_t>(value + 0.0);
  constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
  return bits & kSign ? ~bits : bits | kSign;
}

bool before(const KeyedSample& a, const KeyedSample& b) { return a.key != b.key ? a.key < b.key : a.sample < b.sample; }

/// Sorts by key, then by sample; the samples must come in ascending. A radix sort of the upper 32 bits of the keys
/// leaves next to nothing to do on usual data; runs that agree in those bits are finished by comparison.
void sortByKey(std::vector<KeyedSample>& items, std::vector<KeyedSample>& scratch) {
  constexpr std::size_t kWorthRadix = 400;  // below this, clearing the histograms costs more than it saves
  if (items.size() < kWorthRadix) {
    std::sort(items.begin(), items.end(), before);
    return;
  }
  constexpr int kDigitBits = 11;
  constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
  constexpr int kPasses = 3;
  constexpr int kLowestShift = 64 - kPasses * kDigitBits;
  const auto digit = [](std::uint64_t key, int pass) {
    return static_cast<std::size_t>(key >> (kLowestShift + pass * kDigitBits)) & (kDigits - 1);
  };
  std::array<std::array<std::uint32_t, kDigits>, kPasses> starts{};
  for (const KeyedSample& item : items) {
    for (int pass = 0; pass < kPasses; ++pass) ++starts[static_cast<std::size_t>(pass)][digit(item.key, pass)];
  }
  scratch.resize(items.size());
  for (int pass = 0; pass < kPasses; ++pass) {
    auto& start = starts[static_cast<std::size_t>(pass)];
    std::uint32_t sum = 0;
    for (std::uint32_t& entry : start) sum += std::exchange(entry, sum);
    for (const KeyedSample& item : items) scratch[start[digit(item.key, pass)]++] = item;
    items.swap(scratch);
  }
  for (auto run = items.begin(); run != items.end();) {
    auto end = run + 1;
    while (end != items.end() && end->key >> kLowestShift == run->key >> kLowestShift) ++end;
    if (!std::is_sorted(run, end, before)) std::sort(run, end, before);
    run = end;
  }
}

struct Split {
  int feature = -1;        // -1: none found
  std::uint32_t rank = 0;  // the highest rank that goes left
  std::uint32_t next = 0;  // the rank of its right neighbour
  double score = -std::numeric_limits<double>::infinity();
};

// How good a split is: a score, higher is better, in any unit. Both are symmetric in left and right, so a mirrored data
// set ties exactly where the original does.

/// Gini: the weighted impurity of both sides is n - (S_l / n_l + S_r / n_r), S the sum of the squared counts. All sums
/// and products are whole numbers, exact in a double up to n = 200,000, so equal splits get equal scores.
struct GiniScore {
  double numerator;
  double denominator;
  GiniScore(double squaresLeft, double squaresRight, double nLeft, double nRight)
      : numerator(squaresLeft * nRight + squaresRight * nLeft), denominator(nLeft * nRight) {}
  [[nodiscard]] double value() const { return numerator / denominator; }
  /// Below `score` beyond rounding: spares most candidates the division, which is the dearest step of a scan.
  [[nodiscard]] bool clearlyBelow(double score) const { return numerator < score * denominator * (1 - 1e-12); }
};

/// Entropy: n_l H_l + n_r H_r with c log2 c looked up for every count.
class EntropyTable {
 public:
  void resize(int n) {
    cLogC_.resize(static_cast<std::size_t>(n) + 1);
    constexpr double kPerBit = 1.4426950408889634;  // 1 / ln 2
    cLogC_[0] = 0;
    for (int c = 1; c <= n; ++c) cLogC_[static_cast<std::size_t>(c)] = c * math::log(static_cast<double>(c)) * kPerBit;
  }
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

class Builder {
 public:
  Builder(const MatrixView& X, const LabelView& y, int nClasses, const DecisionTreeClassifierOptions& options)
      : X_(X),
        options_(options),
        entropy_(options.criterion == "entropy"),
        n_(static_cast<int>(X.rows())),
        d_(static_cast<int>(X.cols())),
        k_(nClasses),
        labels_(y.data(), y.data() + y.size()),
        lists_(static_cast<std::size_t>(n_) * static_cast<std::size_t>(d_)),
        right_(static_cast<std::size_t>(n_)),
        goesLeft_(static_cast<std::size_t>(n_)),
        leftCounts_(static_cast<std::size_t>(k_)),
        rightCounts_(static_cast<std::size_t>(k_)) {
    if (entropy_) table_.resize(n_);
    sortColumns();
  }

  DecisionTreeNodes grow() {
    std::vector<int> counts(static_cast<std::size_t>(k_));
    for (const int label : labels_) ++counts[static_cast<std::size_t>(label)];
    growNode(0, n_, 0, counts);
    return std::move(nodes_);
  }

 private:
  /// The samples of a node are positions begin .. end - 1 of every feature's list.
  Entry* list(int feature) { return lists_.data() + static_cast<std::size_t>(feature) * static_cast<std::size_t>(n_); }

  void sortColumns() {
    std::vector<KeyedSample> items(static_cast<std::size_t>(n_));
    std::vector<KeyedSample> scratch;
    for (int feature = 0; feature < d_; ++feature) {
      for (int i = 0; i < n_; ++i) {
        items[static_cast<std::size_t>(i)] = {orderedBits(X_(i, feature)), static_cast<std::uint32_t>(i)};
      }
      sortByKey(items, scratch);
      Entry* const entries = list(feature);
      std::uint32_t rank = 0;
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0 && items[i].key != items[i - 1].key) ++rank;
        entries[i] = {rank, items[i].sample};
      }
    }
  }

  [[nodiscard]] double impurity(std::span<const int> counts, int n) const {
    if (entropy_) return table_.weighted(counts, n) / n;
    double squares = 0;
    for (const int count : counts) squares += static_cast<double>(count) * count;
    return 1 - squares / (static_cast<double>(n) * n);
  }

  int growNode(int begin, int end, int depth, const std::vector<int>& counts) {
    const int n = end - begin;
    const int node = nodes_.size();
    nodes_.feature.push_back(-1);
    nodes_.threshold.push_back(0);
    nodes_.left.push_back(-1);
    nodes_.right.push_back(-1);
    nodes_.nSamples.push_back(n);
    nodes_.counts.insert(nodes_.counts.end(), counts.begin(), counts.end());
    nodes_.impurity.push_back(impurity(counts, n));
    nodes_.depth.push_back(depth);

    if (!mayBeSplit(counts, n, depth)) return node;
    const Split split = bestSplit(begin, end, counts);
    if (split.feature < 0) return node;

    const auto at = static_cast<std::size_t>(node);
    nodes_.feature[at] = split.feature;
    nodes_.threshold[at] = threshold(split, begin, end);
    std::vector<int> leftCounts(static_cast<std::size_t>(k_));
    std::vector<int> rightCounts = counts;
    int middle = begin;
    for (const Entry* e = list(split.feature); middle < end && e[middle].rank <= split.rank; ++middle) {
      const auto label = static_cast<std::size_t>(labels_[e[middle].sample]);
      ++leftCounts[label];
      --rightCounts[label];
    }
    // Children that will be leaves need no lists.
    if (mayBeSplit(leftCounts, middle - begin, depth + 1) || mayBeSplit(rightCounts, end - middle, depth + 1)) {
      partition(split, begin, middle, end);
    }
    const int left = growNode(begin, middle, depth + 1, leftCounts);
    nodes_.left[at] = left;
    const int right = growNode(middle, end, depth + 1, rightCounts);
    nodes_.right[at] = right;
    return node;
  }

  [[nodiscard]] bool mayBeSplit(std::span<const int> counts, int n, int depth) const {
    if (depth >= options_.maxDepth || n < options_.minSamplesSplit || n / 2 < options_.minSamplesLeaf) return false;
    return std::none_of(counts.begin(), counts.end(), [n](int count) { return count == n; });
  }

  Split bestSplit(int begin, int end, const std::vector<int>& counts) {
    Split best;
    for (int feature = 0; feature < d_; ++feature) {
      const std::span<const Entry> entries(list(feature) + begin, static_cast<std::size_t>(end - begin));
      if (entries.front().rank == entries.back().rank) continue;
      if (k_ == 2) {
        entropy_ ? scanTwoClasses<true>(feature, entries, counts, best)
                 : scanTwoClasses<false>(feature, entries, counts, best);
      } else {
        entropy_ ? scan<true>(feature, entries, counts, best) : scan<false>(feature, entries, counts, best);
      }
    }
    return best;
  }

  /// Looks for a split of this feature that beats `best`, from the lowest threshold up.
  template <bool kEntropy>
  void scanTwoClasses(int feature, std::span<const Entry> entries, const std::vector<int>& counts, Split& best) {
    const int n = static_cast<int>(entries.size());
    const int last = n - options_.minSamplesLeaf;  // the largest left side
    int ones = 0;
    for (int nLeft = 1; nLeft <= last; ++nLeft) {
      const auto i = static_cast<std::size_t>(nLeft);
      ones += labels_[entries[i - 1].sample];
      if (entries[i - 1].rank == entries[i].rank || nLeft < options_.minSamplesLeaf) continue;
      const int nRight = n - nLeft;
      const int l0 = nLeft - ones;
      const int r1 = counts[1] - ones;
      const int r0 = nRight - r1;
      double score = 0;
      if constexpr (kEntropy) {
        score = -((table_[nLeft] - (table_[l0] + table_[ones])) + (table_[nRight] - (table_[r0] + table_[r1])));
      } else {
        const double a = l0;
        const double b = ones;
        const double c = r0;
        const double d = r1;
        const GiniScore gini(a * a + b * b, c * c + d * d, nLeft, nRight);
        if (gini.clearlyBelow(best.score)) continue;
        score = gini.value();
      }
      if (score > best.score) best = {feature, entries[i - 1].rank, entries[i].rank, score};
    }
  }

  template <bool kEntropy>
  void scan(int feature, std::span<const Entry> entries, const std::vector<int>& counts, Split& best) {
    const int n = static_cast<int>(entries.size());
    const int last = n - options_.minSamplesLeaf;
    std::fill(leftCounts_.begin(), leftCounts_.end(), 0);
    rightCounts_ = counts;
    double squaresLeft = 0;
    double squaresRight = 0;
    for (const int count : counts) squaresRight += static_cast<double>(count) * count;
    for (int nLeft = 1; nLeft <= last; ++nLeft) {
      const auto i = static_cast<std::size_t>(nLeft);
      const auto label = static_cast<std::size_t>(labels_[entries[i - 1].sample]);
      squaresLeft += 2 * leftCounts_[label]++ + 1;    // (c + 1)^2 - c^2
      squaresRight -= 2 * rightCounts_[label]-- - 1;  // c^2 - (c - 1)^2
      if (entries[i - 1].rank == entries[i].rank || nLeft < options_.minSamplesLeaf) continue;
      const int nRight = n - nLeft;
      double score = 0;
      if constexpr (kEntropy) {
        score = -(table_.weighted(leftCounts_, nLeft) + table_.weighted(rightCounts_, nRight));
      } else {
        const GiniScore gini(squaresLeft, squaresRight, nLeft, nRight);
        if (gini.clearlyBelow(best.score)) continue;
        score = gini.value();
      }
      if (score > best.score) best = {feature, entries[i - 1].rank, entries[i].rank, score};
    }
  }

  /// The midpoint of the two values that the split lies between.
  double threshold(const Split& split, int begin, int end) {
    const Entry* const entries = list(split.feature);
    const auto byRank = [](const Entry& entry, std::uint32_t rank) { return entry.rank < rank; };
    const Entry* const high = std::lower_bound(entries + begin, entries + end, split.next, byRank);
    const double below = X_((high - 1)->sample, split.feature);
    const double above = X_(high->sample, split.feature);
    const double middle = below / 2 + above / 2;
    // Between neighbouring doubles the midpoint may round up to the right value, which would then go left.
    return middle < above ? middle : below;
  }

  /// Brings the samples of the left child to begin .. middle - 1 of every list and keeps the order on both sides.
  void partition(const Split& split, int begin, int middle, int end) {
    const Entry* const splitList = list(split.feature);
    for (int i = begin; i < end; ++i) goesLeft_[splitList[i].sample] = i < middle;
    for (int feature = 0; feature < d_; ++feature) {
      if (feature == split.feature) continue;  // sorted by this very feature: in place already
      Entry* const entries = list(feature);
      // Without a branch, because which way a sample goes is as good as random: each entry is written to both sides and
      // only one of them advances.
      Entry* left = entries + begin;
      Entry* right = right_.data();
      for (int i = begin; i < end; ++i) {
        const Entry entry = entries[i];
        const std::ptrdiff_t isLeft = goesLeft_[entry.sample];
        *left = entry;
        *right = entry;
        left += isLeft;
        right += 1 - isLeft;
      }
      assert(left == entries + middle);
      std::copy(right_.data(), right, left);
    }
  }

  const MatrixView& X_;
  const DecisionTreeClassifierOptions& options_;
  const bool entropy_;
  const int n_, d_, k_;
  std::vector<int> labels_;
  std::vector<Entry> lists_;  // d lists of n entries, one after the other
  std::vector<Entry> right_;
  std::vector<std::uint8_t> goesLeft_;  // by sample
  std::vector<int> leftCounts_, rightCounts_;
  EntropyTable table_;
  DecisionTreeNodes nodes_;
};

/// The leaf that a row of X ends in.
int leafOf(const DecisionTreeNodes& nodes, const double* row) {
  std::size_t node = 0;
  while (nodes.feature[node] >= 0) {
    const bool goesLeft = row[nodes.feature[node]] <= nodes.threshold[node];
    node = static_cast<std::size_t>(goesLeft ? nodes.left[node] : nodes.right[node]);
  }
  return static_cast<int>(node);
}

}  // namespace

DecisionTreeClassifier::DecisionTreeClassifier(DecisionTreeClassifierOptions options) : options_(std::move(options)) {}

void DecisionTreeClassifier::fit(const MatrixView& X, const LabelView& y) {
  nFeatures_ = 0;
  nClasses_ = 0;
  nodes_ = {};
  if (options_.criterion != "gini" && options_.criterion != "entropy") {
    fail(ErrorCode::kBadValue, {"criterion: expected \"gini\" or \"entropy\", got \"", options_.criterion, "\""});
  }
  constexpr int kNoLimit = std::numeric_limits<int>::max();
  requireRange("maxDepth", options_.maxDepth, 0, kMaxDepth);
  requireRange("minSamplesSplit", options_.minSamplesSplit, 2, kNoLimit);
  requireRange("minSamplesLeaf", options_.minSamplesLeaf, 1, kNoLimit);
  requireSamples(X, y);

  const int nClasses = y.maxCoeff() + 1;
  nodes_ = Builder(X, y, nClasses, options_).grow();
  nFeatures_ = static_cast<int>(X.cols());
  nClasses_ = nClasses;
}

Matrix DecisionTreeClassifier::predictProba(const MatrixView& X) const {
  requireFitted(fitted(), "DecisionTreeClassifier");
  requireColumns(X, nFeatures_);
  Matrix probabilities(X.rows(), nClasses_);
  for (Eigen::Index i = 0; i < X.rows(); ++i) {
    const int leaf = leafOf(nodes_, X.row(i).data());
    const int* const counts = nodes_.counts.data() + static_cast<std::ptrdiff_t>(leaf) * nClasses_;
    const double n = nodes_.nSamples[static_cast<std::size_t>(leaf)];
    for (int c = 0; c < nClasses_; ++c) probabilities(i, c) = counts[c] / n;
  }
  return probabilities;
}

Labels DecisionTreeClassifier::predict(const MatrixView& X) const {
  Labels labels = apply(X);
  for (int& label : labels) {
    const int* const counts = nodes_.counts.data() + static_cast<std::ptrdiff_t>(label) * nClasses_;
    label = static_cast<int>(std::max_element(counts, counts + nClasses_) - counts);
  }
  return labels;
}

Labels DecisionTreeClassifier::apply(const MatrixView& X) const {
  requireFitted(fitted(), "DecisionTreeClassifier");
  requireColumns(X, nFeatures_);
  Labels leaves(X.rows());
  for (Eigen::Index i = 0; i < X.rows(); ++i) leaves[i] = leafOf(nodes_, X.row(i).data());
  return leaves;
}

std::unique_ptr<Classifier> DecisionTreeClassifier::clone() const {
  return std::make_unique<DecisionTreeClassifier>(options_);
}

const DecisionTreeNodes& DecisionTreeClassifier::nodes() const {
  requireFitted(fitted(), "DecisionTreeClassifier");
  return nodes_;
}

int DecisionTreeClassifier::depth() const {
  const DecisionTreeNodes& all = nodes();
  return *std::max_element(all.depth.begin(), all.depth.end());
}

int DecisionTreeClassifier::nLeaves() const {
  const DecisionTreeNodes& all = nodes();
  return static_cast<int>(std::count(all.feature.begin(), all.feature.end(), -1));
}

Vector DecisionTreeClassifier::featureImportances() const {
  const DecisionTreeNodes& all = nodes();
  Vector importances = Vector::Zero(nFeatures_);
  const auto weighted = [&all](int node) {
    const auto i = static_cast<std::size_t>(node);
    return all.nSamples[i] * all.impurity[i];
  };
  for (int node = 0; node < all.size(); ++node) {
    const auto i = static_cast<std::size_t>(node);
    if (all.feature[i] < 0) continue;
    importances[all.feature[i]] += weighted(node) - weighted(all.left[i]) - weighted(all.right[i]);
  }
  const double total = importances.sum();
  if (total > 0) importances /= total;
  return importances;
}

void DecisionTreeClassifier::checkState() const {
  const auto n = static_cast<std::size_t>(nodes_.size());
  if (!fitted()) {
    requireState(nClasses_ == 0, "nClasses", "a number >= 0");
    requireState(nFeatures_ == 0 && n == 0, "nodes", "none without classes");
    return;
  }
  requireRange("nClasses", nClasses_, 1, kMaxClasses);
  requireState(nFeatures_ >= 1, "nFeatures", "a number >= 1");
  requireState(n >= 1 && nodes_.threshold.size() == n && nodes_.left.size() == n && nodes_.right.size() == n &&
                   nodes_.nSamples.size() == n && nodes_.impurity.size() == n && nodes_.depth.size() == n,
               "nodes", "columns of one length, a root at least");
  const auto k = static_cast<std::size_t>(nClasses_);
  requireState(nodes_.counts.size() / k == n && nodes_.counts.size() % k == 0, "nodes.counts",
               "nClasses for each node");
  requireStateFinite("nodes.threshold", nodes_.threshold.data(), nodes_.size());
  requireStateFinite("nodes.impurity", nodes_.impurity.data(), nodes_.size());
  requireState(nodes_.depth[0] == 0, "nodes.depth", "0 for the root");
  std::vector<bool> hasParent(n);
  for (std::size_t i = 0; i < n; ++i) {
    requireState(i == 0 || hasParent[i], "nodes", "parents before their children");
    std::int64_t sum = 0;
    for (std::size_t c = 0; c < k; ++c) {
      requireState(nodes_.counts[i * k + c] >= 0, "nodes.counts", "numbers >= 0");
      sum += nodes_.counts[i * k + c];
    }
    requireState(sum == nodes_.nSamples[i] && sum > 0, "nodes.nSamples", "the sum of the node's counts, not 0");
    if (nodes_.feature[i] < 0) {
      requireState(nodes_.left[i] < 0 && nodes_.right[i] < 0, "nodes.left", "no children of a leaf");
      continue;
    }
    requireState(nodes_.feature[i] < nFeatures_, "nodes.feature", "columns below nFeatures");
    for (const int child : {nodes_.left[i], nodes_.right[i]}) {
      requireState(child > static_cast<int>(i) && child < nodes_.size(), "nodes.left", "children after their parent");
      const auto at = static_cast<std::size_t>(child);
      requireState(!hasParent[at], "nodes.left", "each node once");
      hasParent[at] = true;
      requireState(nodes_.depth[at] == nodes_.depth[i] + 1, "nodes.depth", "one more than the parent's");
    }
  }
}

}  // namespace scrollwork

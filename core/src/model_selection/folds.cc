#include "scrollwork/model_selection/folds.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "model_selection/pen_dealer.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

constexpr int kMaxRepeats = 100'000;

void requireRows(int n) {
  if (n < 1) fail(ErrorCode::kBadShape, {"n: expected at least one row, got ", n});
}

/// The folds of an assignment of rows to test sets 0 .. nSplits - 1, appended.
void appendFolds(Folds& folds, const std::vector<int>& testFold, int nSplits) {
  std::vector<int> train;
  std::vector<int> test;
  for (int f = 0; f < nSplits; ++f) {
    train.clear();
    test.clear();
    for (std::size_t i = 0; i < testFold.size(); ++i) (testFold[i] == f ? test : train).push_back(static_cast<int>(i));
    folds.push_back({toLabels(train), toLabels(test)});
  }
}

/// Blocks of the rows in order, or of a random order.
std::vector<int> blocks(int n, int nSplits, Rng* rng) {
  Labels order = rng != nullptr ? rng->permutation(n) : Labels::LinSpaced(n, 0, n - 1);
  std::vector<int> testFold(static_cast<std::size_t>(n));
  int next = 0;
  for (int f = 0; f < nSplits; ++f) {
    const int size = n / nSplits + (f < n % nSplits ? 1 : 0);
    for (int i = 0; i < size; ++i) testFold[static_cast<std::size_t>(order[next++])] = f;
  }
  return testFold;
}

/// Classes numbered by first appearance, as scikit-learn does so that folds do not depend on the names of the labels.
struct Classes {
  std::vector<int> ofRow;
  std::vector<int> sizes;
};

Classes classesOf(const LabelView& y) {
  requireLabels(y, y.size());
  std::vector<int> number(static_cast<std::size_t>(y.maxCoeff()) + 1, -1);
  Classes classes;
  classes.ofRow.reserve(static_cast<std::size_t>(y.size()));
  for (Index i = 0; i < y.size(); ++i) {
    int& c = number[static_cast<std::size_t>(y[i])];
    if (c < 0) {
      c = static_cast<int>(classes.sizes.size());
      classes.sizes.push_back(0);
    }
    classes.ofRow.push_back(c);
    ++classes.sizes[static_cast<std::size_t>(c)];
  }
  return classes;
}

/// The sorted classes are dealt to the folds in turn, which says how many of each class a fold gets; each class's rows
/// then go to the folds in order, or in random order.
std::vector<int> strata(const Classes& classes, int nSplits, Rng* rng) {
  const std::size_t k = classes.sizes.size();
  std::vector<std::vector<int>> foldsOfClass(k);  // for the rows of a class, one after the other
  {
    std::vector<std::vector<int>> places(k, std::vector<int>(static_cast<std::size_t>(nSplits)));
    int turn = 0;
    for (std::size_t c = 0; c < k; ++c) {
      for (int i = 0; i < classes.sizes[c]; ++i, turn = (turn + 1) % nSplits) {
        ++places[c][static_cast<std::size_t>(turn)];
      }
      for (int f = 0; f < nSplits; ++f) {
        foldsOfClass[c].insert(foldsOfClass[c].end(), static_cast<std::size_t>(places[c][static_cast<std::size_t>(f)]),
                               f);
      }
      if (rng != nullptr) rng->shuffle(std::span<int>(foldsOfClass[c]));
    }
  }
  std::vector<std::size_t> next(k);
  std::vector<int> testFold(classes.ofRow.size());
  for (std::size_t i = 0; i < testFold.size(); ++i) {
    const auto c = static_cast<std::size_t>(classes.ofRow[i]);
    testFold[i] = foldsOfClass[c][next[c]++];
  }
  return testFold;
}

void requireStrata(const Classes& classes, int nSplits) {
  requireRange("nSplits", nSplits, 2, static_cast<int>(classes.ofRow.size()));
  const int largest = *std::max_element(classes.sizes.begin(), classes.sizes.end());
  if (nSplits > largest) {
    fail(ErrorCode::kBadValue,
         {"nSplits: expected at most as many as rows of the largest class, ", largest, ", got ", nSplits});
  }
}

struct Sizes {
  int train;
  int test;
};

Sizes sizesOf(const ShuffleSplitOptions& options, int n) {
  requireRange("nSplits", options.nSplits, 1, kMaxRepeats);
  if (!(options.testSize > 0.0 && options.testSize < 1.0)) {
    fail(ErrorCode::kBadValue, {"testSize: expected a number between 0 and 1, both excluded, got ", options.testSize});
  }
  if (!(options.trainSize >= 0.0 && options.trainSize < 1.0)) {
    fail(ErrorCode::kBadValue, {"trainSize: expected a number >= 0 and < 1, got ", options.trainSize});
  }
  const int test = static_cast<int>(std::ceil(options.testSize * n));
  const int train = options.trainSize > 0.0 ? static_cast<int>(std::floor(options.trainSize * n)) : n - test;
  if (train < 1 || train + test > n) {
    fail(ErrorCode::kBadValue, {"trainSize and testSize: expected shares of ", n,
                                " rows that leave room for both, got ", train, " and ", test, " rows"});
  }
  return {train, test};
}

Labels ascending(std::vector<int> rows) {
  std::sort(rows.begin(), rows.end());
  return toLabels(rows);
}

}  // namespace

Folds KFold::split(int n) const {
  requireRows(n);
  requireRange("nSplits", options_.nSplits, 2, n);
  Rng rng(options_.seed);
  Folds folds;
  appendFolds(folds, blocks(n, options_.nSplits, options_.shuffle ? &rng : nullptr), options_.nSplits);
  return folds;
}

Folds StratifiedKFold::split(const LabelView& y) const {
  const Classes classes = classesOf(y);
  requireStrata(classes, options_.nSplits);
  Rng rng(options_.seed);
  Folds folds;
  appendFolds(folds, strata(classes, options_.nSplits, options_.shuffle ? &rng : nullptr), options_.nSplits);
  return folds;
}

Folds RepeatedKFold::split(int n) const {
  requireRows(n);
  requireRange("nSplits", options_.nSplits, 2, n);
  requireRange("nRepeats", options_.nRepeats, 1, kMaxRepeats);
  Folds folds;
  for (int i = 0; i < options_.nRepeats; ++i) {
    Rng rng = Rng(options_.seed).stream(static_cast<std::uint64_t>(i));
    appendFolds(folds, blocks(n, options_.nSplits, &rng), options_.nSplits);
  }
  return folds;
}

Folds RepeatedStratifiedKFold::split(const LabelView& y) const {
  const Classes classes = classesOf(y);
  requireStrata(classes, options_.nSplits);
  requireRange("nRepeats", options_.nRepeats, 1, kMaxRepeats);
  Folds folds;
  for (int i = 0; i < options_.nRepeats; ++i) {
    Rng rng = Rng(options_.seed).stream(static_cast<std::uint64_t>(i));
    appendFolds(folds, strata(classes, options_.nSplits, &rng), options_.nSplits);
  }
  return folds;
}

Folds LeaveOneOut::split(int n) const {
  requireRange("n", n, 2, 10'000);
  std::vector<int> testFold(static_cast<std::size_t>(n));
  std::iota(testFold.begin(), testFold.end(), 0);
  Folds folds;
  appendFolds(folds, testFold, n);
  return folds;
}

Folds ShuffleSplit::split(int n) const {
  requireRows(n);
  const Sizes sizes = sizesOf(options_, n);
  Folds folds;
  for (int i = 0; i < options_.nSplits; ++i) {
    const Labels order = Rng(options_.seed).stream(static_cast<std::uint64_t>(i)).permutation(n);
    const int* const first = order.data();
    folds.push_back(
        {ascending({first + sizes.test, first + sizes.test + sizes.train}), ascending({first, first + sizes.test})});
  }
  return folds;
}

Folds StratifiedShuffleSplit::split(const LabelView& y) const {
  requireLabels(y, y.size());
  const Sizes sizes = sizesOf(options_, static_cast<int>(y.size()));
  std::vector<std::vector<int>> rows(static_cast<std::size_t>(y.maxCoeff()) + 1);
  for (Index i = 0; i < y.size(); ++i) rows[static_cast<std::size_t>(y[i])].push_back(static_cast<int>(i));
  std::vector<double> remaining;
  remaining.reserve(rows.size());
  for (const std::vector<int>& ofClass : rows) remaining.push_back(static_cast<double>(ofClass.size()));
  const std::vector<int> trainPlaces = largestRemainder(remaining, sizes.train);
  for (std::size_t c = 0; c < rows.size(); ++c) remaining[c] -= trainPlaces[c];
  const std::vector<int> testPlaces = largestRemainder(remaining, sizes.test);
  Folds folds;
  for (int i = 0; i < options_.nSplits; ++i) {
    Rng rng = Rng(options_.seed).stream(static_cast<std::uint64_t>(i));
    std::vector<int> train;
    std::vector<int> test;
    for (std::size_t c = 0; c < rows.size(); ++c) {
      std::vector<int> shuffled = rows[c];
      rng.shuffle(std::span<int>(shuffled));
      const auto middle = shuffled.begin() + trainPlaces[c];
      train.insert(train.end(), shuffled.begin(), middle);
      test.insert(test.end(), middle, middle + testPlaces[c]);
    }
    folds.push_back({ascending(std::move(train)), ascending(std::move(test))});
  }
  return folds;
}

Folds GroupKFold::split(const LabelView& groups) const {
  if (groups.size() == 0) fail(ErrorCode::kBadShape, {"groups: expected at least one row, got none"});
  if (groups.minCoeff() < 0) fail(ErrorCode::kBadValue, {"groups: expected numbers >= 0, got ", groups.minCoeff()});
  std::vector<int> names(groups.begin(), groups.end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  const int nGroups = static_cast<int>(names.size());
  requireRange("nSplits", options_.nSplits, 2, nGroups);
  std::vector<int> groupOf(static_cast<std::size_t>(groups.size()));
  std::vector<int> size(names.size());
  for (std::size_t i = 0; i < groupOf.size(); ++i) {
    const auto name = std::lower_bound(names.begin(), names.end(), groups[static_cast<Index>(i)]);
    groupOf[i] = static_cast<int>(name - names.begin());
    ++size[static_cast<std::size_t>(groupOf[i])];
  }
  std::vector<std::size_t> order(names.size());
  for (std::size_t g = 0; g < order.size(); ++g) order[g] = order.size() - 1 - g;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return size[a] > size[b]; });
  std::vector<int> rowsInFold(static_cast<std::size_t>(options_.nSplits));
  std::vector<int> foldOfGroup(names.size());
  for (const std::size_t g : order) {
    const auto lightest = std::min_element(rowsInFold.begin(), rowsInFold.end());
    foldOfGroup[g] = static_cast<int>(lightest - rowsInFold.begin());
    *lightest += size[g];
  }
  std::vector<int> testFold(groupOf.size());
  for (std::size_t i = 0; i < testFold.size(); ++i) testFold[i] = foldOfGroup[static_cast<std::size_t>(groupOf[i])];
  Folds folds;
  appendFolds(folds, testFold, options_.nSplits);
  return folds;
}

void requireFolds(const Folds& folds, Index n) {
  if (folds.empty()) fail(ErrorCode::kBadShape, {"folds: expected at least one, got none"});
  for (std::size_t f = 0; f < folds.size(); ++f) {
    for (const Labels* rows : {&folds[f].train, &folds[f].test}) {
      const char* const name = rows == &folds[f].train ? "].train" : "].test";
      if (rows->size() == 0) fail(ErrorCode::kBadShape, {"folds[", f, name, ": expected at least one row, got none"});
      const bool inside = rows->minCoeff() >= 0 && rows->maxCoeff() < n;
      if (!inside) {
        const int bad = rows->minCoeff() < 0 ? rows->minCoeff() : rows->maxCoeff();
        fail(ErrorCode::kBadValue, {"folds[", f, name, ": expected rows in [0, ", n, "), got ", bad});
      }
    }
  }
}

}  // namespace scrollwork

// As in SLIQ (Mehta, Agrawal & Rissanen, 1996) the columns are sorted once, before any tree grows.

#include "tree/sorted_columns.h"

#include <algorithm>
#include <array>
#include <utility>

#include "scrollwork/math/bit_cast.h"

namespace scrollwork {

namespace {

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

/// For a few hundred items as a rule. A heap sort is a tenth of std::sort's code, which every reader of a page would
/// fetch.
template <typename Iterator>
void sortFew(Iterator first, Iterator last) {
  std::make_heap(first, last, before);
  std::sort_heap(first, last, before);
}

/// Sorts by key, then by sample; the samples must come in ascending. A radix sort of the upper 32 bits of the keys
/// leaves next to nothing to do on usual data; runs that agree in those bits are finished by comparison.
void sortByKey(std::vector<KeyedSample>& items, std::vector<KeyedSample>& scratch) {
  constexpr std::size_t kWorthRadix = 400;  // below this, clearing the histograms costs more than it saves
  if (items.size() < kWorthRadix) {
    sortFew(items.begin(), items.end());
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
    if (!std::is_sorted(run, end, before)) sortFew(run, end);
    run = end;
  }
}

}  // namespace

SortedColumns::SortedColumns(const MatrixView& X)
    : n_(static_cast<int>(X.rows())),
      d_(static_cast<int>(X.cols())),
      lists_(static_cast<std::size_t>(X.size())),
      values_(static_cast<std::size_t>(X.size())) {
  std::vector<KeyedSample> items(static_cast<std::size_t>(n_));
  std::vector<KeyedSample> scratch;
  for (int feature = 0; feature < d_; ++feature) {
    for (int i = 0; i < n_; ++i) {
      items[static_cast<std::size_t>(i)] = {orderedBits(X(i, feature)), static_cast<std::uint32_t>(i)};
    }
    sortByKey(items, scratch);
    SortedEntry* const entries = lists_.data() + at(feature);
    double* const values = values_.data() + at(feature);
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0 && items[i].key != items[i - 1].key) ++rank;
      entries[i] = {rank, items[i].sample};
      values[rank] = X(items[i].sample, feature) + 0.0;
    }
  }
}

void SortedColumns::makeRanks() {
  ranks_.resize(lists_.size());
  for (int feature = 0; feature < d_; ++feature) {
    std::uint32_t* const ranks = ranks_.data() + at(feature);
    for (const SortedEntry& entry : list(feature)) ranks[entry.sample] = entry.rank;
  }
}

double SortedColumns::threshold(int feature, std::uint32_t below, std::uint32_t above) const {
  const double low = value(feature, below);
  const double high = value(feature, above);
  const double middle = low / 2 + high / 2;
  // Between neighbouring doubles the midpoint may round up to the right value, which would then go left.
  return middle < high ? middle : low;
}

std::uint32_t SortedColumns::rankOf(int feature, double threshold, std::uint32_t low, std::uint32_t high) const {
  const double* const values = values_.data() + at(feature);
  return static_cast<std::uint32_t>(std::upper_bound(values + low, values + high + 1, threshold) - values) - 1;
}

}  // namespace scrollwork

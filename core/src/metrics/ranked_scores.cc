// Scores are put in order by one counting pass into about as many buckets as there are scores, and an insertion sort
// that finds almost everything in its place. The bucket of a score is a monotone function of it, so buckets may be
// as uneven as they like without being wrong. First the function is linear in the score; what crowds into one bucket
// is dealt again by the score's bit pattern, which is about linear in its logarithm (an outlier or a log-normal score
// does no harm); what is crowded even then is sorted by comparisons.

#include "metrics/ranked_scores.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "scrollwork/math/bit_cast.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

/// Scores with a mark each: 1 for a positive, 0 for a negative.
struct Cases {
  double* score;
  std::uint8_t* positive;
};

constexpr std::size_t kFewCases = 24;          // insertion sort from the start
constexpr std::size_t kCrowded = 48;           // more cases than that in one bucket are dealt again
constexpr std::size_t kMaxBuckets = 1U << 17;  // the counters stay in the second-level cache

void insertionSort(Cases cases, std::size_t n) {
  for (std::size_t i = 1; i < n; ++i) {
    const double score = cases.score[i];
    if (!(cases.score[i - 1] < score)) continue;
    const std::uint8_t positive = cases.positive[i];
    std::size_t place = i;
    do {
      cases.score[place] = cases.score[place - 1];
      cases.positive[place] = cases.positive[place - 1];
      --place;
    } while (place > 0 && cases.score[place - 1] < score);
    cases.score[place] = score;
    cases.positive[place] = positive;
  }
}

void comparisonSort(Cases cases, std::size_t n) {
  std::vector<std::pair<double, std::uint8_t>> pairs(n);
  for (std::size_t i = 0; i < n; ++i) pairs[i] = {cases.score[i], cases.positive[i]};
  std::sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; i < n; ++i) {
    cases.score[i] = pairs[i].first;
    cases.positive[i] = pairs[i].second;
  }
}

/// Position among the doubles, rising with the value: negative numbers have their bits turned over. Adding 0 makes -0
/// the 0 that it is equal to.
std::uint64_t orderedBits(double x) {
  const auto bits = math::bitCast<std::uint64_t>(x + 0.0);
  return (bits >> 63) != 0 ? ~bits : bits | (std::uint64_t{1} << 63);
}

/// (highest - x) scale, rounded: adding 2^52 leaves the integer in the low bits, without a conversion that WebAssembly
/// guards by a branch.
struct LinearBucket {
  double highest;
  double scale;
  std::uint32_t operator()(double x) const {
    return static_cast<std::uint32_t>(math::bitCast<std::uint64_t>((highest - x) * scale + 0x1p52));
  }
};

struct BitsBucket {
  std::uint64_t highest;
  int shift;
  std::uint32_t operator()(double x) const { return static_cast<std::uint32_t>((highest - orderedBits(x)) >> shift); }
};

void sortFalling(Cases cases, std::size_t n, Cases spare, int round);

/// Deals the cases to buckets 0 .. nBuckets - 1 and puts each bucket in order.
template <typename Bucket>
void dealAndSort(Cases cases, std::size_t n, Cases spare, std::size_t nBuckets, const Bucket& bucket, int round) {
  std::vector<std::uint32_t> end(nBuckets + 1, 0);  // counts, then where the next case of a bucket goes
  for (std::size_t i = 0; i < n; ++i) ++end[bucket(cases.score[i])];
  std::uint32_t total = 0;
  std::uint32_t most = 0;
  for (std::uint32_t& count : end) {
    most = std::max(most, count);
    total += std::exchange(count, total);
  }
  for (std::size_t i = 0; i < n; ++i) {
    const double score = cases.score[i];
    const std::uint32_t place = end[bucket(score)]++;
    spare.score[place] = score;
    spare.positive[place] = cases.positive[i];
  }
  if (most > kCrowded) {
    std::uint32_t begin = 0;
    for (const std::uint32_t stop : end) {
      const std::size_t size = stop - begin;
      if (size > kCrowded) {
        sortFalling({spare.score + begin, spare.positive + begin}, size, {cases.score + begin, cases.positive + begin},
                    round + 1);
      }
      begin = stop;
    }
  }
  std::copy_n(spare.score, n, cases.score);
  std::copy_n(spare.positive, n, cases.positive);
  insertionSort(cases, n);
}

/// `spare` is room for n more.
void sortFalling(Cases cases, std::size_t n, Cases spare, int round) {
  if (n <= kFewCases) return insertionSort(cases, n);
  double lowest = cases.score[0];
  double highest = cases.score[0];
  for (std::size_t i = 1; i < n; ++i) {
    lowest = std::min(lowest, cases.score[i]);
    highest = std::max(highest, cases.score[i]);
  }
  if (lowest == highest) return;
  const std::size_t nBuckets = std::min(std::bit_ceil(n), kMaxBuckets);
  const double scale = static_cast<double>(nBuckets - 1) / (highest - lowest);
  if (round == 0 && scale > 0.0 && std::isfinite(scale)) {
    dealAndSort(cases, n, spare, nBuckets, LinearBucket{highest, scale}, round);
  } else if (round <= 1) {
    const std::uint64_t top = orderedBits(highest);
    const int width = static_cast<int>(std::bit_width(top - orderedBits(lowest)));
    const int shift = std::max(0, width - static_cast<int>(std::bit_width(nBuckets - 1)));
    dealAndSort(cases, n, spare, nBuckets, BitsBucket{top, shift}, 1);
  } else {
    comparisonSort(cases, n);
  }
}

}  // namespace

RankedScores rankScores(const LabelView& yTrue, const VectorView& yScore, int posLabel) {
  requireLabels(yTrue, yTrue.size(), "yTrue");
  if (yScore.size() != yTrue.size()) {
    fail(ErrorCode::kBadShape,
         {"yScore: expected one number for each of ", yTrue.size(), " labels, got ", yScore.size()});
  }
  const auto n = static_cast<std::size_t>(yTrue.size());
  const int* const label = yTrue.data();
  const double* const score = yScore.data();
  std::vector<double> scores(2 * n);
  std::vector<std::uint8_t> marks(2 * n);
  double bad = 0.0;  // NaN as soon as one score is not finite: x - x is 0 for the others
  for (std::size_t i = 0; i < n; ++i) {
    scores[i] = score[i];
    marks[i] = label[i] == posLabel ? 1 : 0;
    bad += score[i] - score[i];
  }
  if (bad != 0.0) {
    for (std::size_t i = 0; i < n; ++i) {
      if (std::isfinite(score[i])) continue;
      fail(ErrorCode::kBadValue, {"yScore: expected finite numbers, got ", score[i], " in row ", i});
    }
  }
  sortFalling({scores.data(), marks.data()}, n, {scores.data() + n, marks.data() + n}, 0);

  RankedScores ranked;
  ranked.threshold.resize(n);
  ranked.truePositives.resize(n);
  ranked.falsePositives.resize(n);
  scores[n] = std::numeric_limits<double>::infinity();  // differs from every score, so the last group ends
  std::size_t group = 0;
  int truePositives = 0;
  for (std::size_t i = 0; i < n; ++i) {
    truePositives += marks[i];
    ranked.threshold[group] = scores[i];
    ranked.truePositives[group] = truePositives;
    ranked.falsePositives[group] = static_cast<int>(i) + 1 - truePositives;
    group += scores[i] != scores[i + 1] ? 1 : 0;  // until a group ends, its next case overwrites the entry
  }
  ranked.threshold.resize(group);
  ranked.truePositives.resize(group);
  ranked.falsePositives.resize(group);
  return ranked;
}

void requireBothClasses(const RankedScores& ranked, int posLabel) {
  if (ranked.nPositive() > 0 && ranked.nNegative() > 0) return;
  fail(ErrorCode::kBadValue, {"yTrue: expected label ", posLabel, " (posLabel) and others, got ", ranked.nPositive(),
                              " positive and ", ranked.nNegative(), " negative"});
}

std::uint64_t twicePairsWon(const RankedScores& ranked) {
  std::uint64_t won = 0;
  std::uint64_t above = 0;  // positives with a higher score, twice
  int positives = 0;
  int negatives = 0;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const auto tied = static_cast<std::uint64_t>(ranked.truePositives[i] - positives);
    won += static_cast<std::uint64_t>(ranked.falsePositives[i] - negatives) * (above + tied);
    above += 2 * tied;
    positives = ranked.truePositives[i];
    negatives = ranked.falsePositives[i];
  }
  return won;
}

}  // namespace scrollwork

#include "scrollwork/ensemble/majority_vote.h"

#include <algorithm>

#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {

namespace {

constexpr int kMostVoters = 100'000;
/// Terms of the binomial distribution so much smaller than its largest leave no trace in a double.
constexpr double kNegligible = 1e-20;

/// The probability that more than half of n independent voters are right, ties counted half, where each is right with
/// probability p.
///
/// The terms of the binomial distribution fall away from the most likely number on both sides, each from the one before
/// by a ratio of small numbers: their sizes relative to the largest need neither factorials nor logarithms.
double binomialMajority(int n, double p) {
  if (p <= 0.0) return 0.0;
  if (p >= 1.0) return 1.0;
  const double odds = p / (1.0 - p);
  const int mode = std::min(n, static_cast<int>((n + 1) * p));
  double total = 0.0, won = 0.0;
  const auto add = [&](int right, double size) {
    total += size;
    if (2 * right > n) won += size;
    if (2 * right == n) won += 0.5 * size;
  };
  double size = 1.0;
  for (int right = mode; right <= n && size > kNegligible; ++right) {
    add(right, size);
    size *= odds * (n - right) / (right + 1);
  }
  size = 1.0;
  for (int right = mode; right > 0 && size > kNegligible; --right) {
    size *= right / (odds * (n - right + 1));
    add(right - 1, size);
  }
  return won / total;
}

void requireVoters(int nVoters) { requireRange("nVoters", nVoters, 1, kMostVoters); }

}  // namespace

Vector majorityVote(const LabelView& nVoters, const MajorityVoteOptions& options) {
  requireRange("competence", options.competence, 0.0, 1.0);
  requireRange("influence", options.influence, 0.0, 1.0);
  for (const int n : nVoters) requireVoters(n);
  const double alone = (1.0 - options.influence) * options.competence;
  Vector probability(nVoters.size());
  for (Eigen::Index i = 0; i < nVoters.size(); ++i) {
    const double leaderRight = binomialMajority(nVoters[i], std::min(1.0, alone + options.influence));
    const double leaderWrong = options.influence > 0.0 ? binomialMajority(nVoters[i], alone) : leaderRight;
    probability[i] = options.competence * leaderRight + (1.0 - options.competence) * leaderWrong;
  }
  return probability;
}

CastVotes castVotes(int nVoters, const CastVotesOptions& options) {
  requireVoters(nVoters);
  requireRange("competence", options.competence, 0.0, 1.0);
  requireRange("influence", options.influence, 0.0, 1.0);
  Rng rng(options.seed);
  CastVotes votes;
  votes.right.resize(nVoters);
  votes.repeated.resize(nVoters);
  votes.leaderRight = rng.uniform() < options.competence;
  for (int i = 0; i < nVoters; ++i) {
    // Both are always drawn, so that no setting moves a voter along the sequence.
    const bool repeats = rng.uniform() < options.influence;
    const bool judgesRightly = rng.uniform() < options.competence;
    votes.repeated[i] = repeats ? 1 : 0;
    votes.right[i] = (repeats ? votes.leaderRight : judgesRightly) ? 1 : 0;
  }
  votes.nRight = votes.right.sum();
  return votes;
}

}  // namespace scrollwork

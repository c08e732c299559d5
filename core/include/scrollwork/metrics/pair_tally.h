#pragma once

#include <cstdint>
#include <vector>

#include "scrollwork/matrix.h"
#include "scrollwork/rng.h"

namespace scrollwork {

struct PairTallyOptions {
  int nPairs = 1000;  ///< [1, 1000000]
  int posLabel = 1;   ///< [0, kMaxClasses)
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "PairTally";
  static void fields(auto& field, auto& o) {
    field("nPairs", o.nPairs);
    field("posLabel", o.posLabel);
    field("seed", o.seed);
  }
};

/// The area under the ROC curve as a game: draw one positive and one negative at random, with replacement, and ask
/// which scores higher. The share of pairs that the positive wins, ties counting half, runs to the area (Mann &
/// Whitney, 1947; Hanley & McNeil, 1982); after m pairs it is off by about sqrt(area (1 - area) / m).
///
/// `begin`, then `step` until `done`. Cost: O(1) a pair.
class PairTally {
 public:
  explicit PairTally(PairTallyOptions options = {}) : options_(options) {}

  /// yTrue (n labels in [0, kMaxClasses)), yScore (n finite numbers), a case of each class at least. Forgets an earlier
  /// run. Throws Error: kBadShape, kBadValue.
  void begin(const LabelView& yTrue, const VectorView& yScore);
  /// Up to n more pairs. Throws kNotFitted before begin.
  void step(int n = 1);
  [[nodiscard]] bool done() const { return !positives_.empty() && nDone_ >= options_.nPairs; }
  [[nodiscard]] int nDone() const { return nDone_; }

  [[nodiscard]] int wins() const { return wins_; }  ///< Pairs in which the positive scored higher.
  [[nodiscard]] int ties() const { return ties_; }
  [[nodiscard]] int losses() const { return nDone_ - wins_ - ties_; }
  /// nPairs numbers: (wins + ties / 2) / pairs after each pair; NaN for pairs to come.
  [[nodiscard]] const Vector& share() const { return share_; }
  /// nPairs rows of the positive case of each pair; -1 for pairs to come.
  [[nodiscard]] const Labels& positiveRows() const { return positiveRows_; }
  [[nodiscard]] const Labels& negativeRows() const { return negativeRows_; }
  [[nodiscard]] const PairTallyOptions& options() const { return options_; }

 private:
  PairTallyOptions options_;
  Rng rng_;
  std::vector<int> positives_, negatives_;  // rows
  Vector score_;
  Vector share_;
  Labels positiveRows_, negativeRows_;
  int nDone_ = 0, wins_ = 0, ties_ = 0;
};

}  // namespace scrollwork

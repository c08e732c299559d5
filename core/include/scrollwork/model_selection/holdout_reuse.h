#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scrollwork/classifier.h"

namespace scrollwork {

struct HoldoutReuseOptions {
  int nTries = 200;                    ///< [1, 100000] models to try on the same test pen.
  std::string resample = "bootstrap";  ///< What try i trains on: "bootstrap", or "none": all training rows as they are.
  std::uint64_t seed = 0;              ///< Try i draws from (seed, i) alone.

  static constexpr const char* kOwner = "HoldoutReuse";
  static void fields(auto& field, auto& o) {
    field("nTries", o.nTries);
    field("resample", o.resample);
    field("seed", o.seed);
  }
};

/// How a test set wears out (Dwork, Feldman, Hardt, Pitassi, Reingold & Roth, The reusable holdout, Science 2015): a
/// searcher tries one model after another on the *same* test pen and keeps the best. The kept score is the maximum of
/// many noisy ones, so it flatters; a fresh pen that nobody chose on tells by how much. This is the plain greedy
/// searcher of Blum & Hardt (The Ladder, 2015), not their remedy.
///
/// Try i fits a clone of candidate i mod nCandidates. With "bootstrap" it sees a sample of the training rows drawn with
/// replacement within each class (every class keeps its count, so none gets lost); 200 tries of one candidate are then
/// 200 different models. With "none" only as many tries differ as there are candidates.
///
/// `begin`, then `step` until `done`. Any way of cutting the work into steps gives the same columns. Cost of a try: a
/// fit, and predictions for the test and the fresh pen.
class HoldoutReuse {
 public:
  explicit HoldoutReuse(HoldoutReuseOptions options = {});

  /// Copies the three pens: training (n x d), test (m x d) and fresh (l x d), finite, none empty, labels >= 0; clones
  /// the candidates (at least one, none null). Forgets an earlier run. Throws Error: kBadShape (sizes that do not fit,
  /// an empty pen, no candidates), kBadValue (NaN, negative label, option out of range).
  void begin(const MatrixView& XTrain, const LabelView& yTrain, const MatrixView& XTest, const LabelView& yTest,
             const MatrixView& XFresh, const LabelView& yFresh, const std::vector<const Classifier*>& candidates);
  /// Runs up to n >= 1 further tries. An Error from a candidate's fit passes through, the finished tries kept.
  /// Throws Error kNotFitted before begin.
  void step(int n = 1);
  [[nodiscard]] bool done() const { return nDone_ >= options_.nTries; }
  [[nodiscard]] int nDone() const { return nDone_; }  ///< Tries that are finished, 0 .. nTries.

  /// nTries entries each; those from nDone() on are NaN (best: -1).
  [[nodiscard]] const Vector& testScore() const { return testScore_; }    ///< Accuracy of try i on the test pen.
  [[nodiscard]] const Vector& freshScore() const { return freshScore_; }  ///< Accuracy of try i on the fresh pen.
  /// The try with the highest test score among 0 .. i, the earliest on ties: what the searcher holds after try i.
  [[nodiscard]] const Labels& best() const { return best_; }
  [[nodiscard]] const Vector& bestTestScore() const { return bestTestScore_; }  ///< testScore[best[i]]: never falls.
  [[nodiscard]] const Vector& freshScoreOfBest() const {
    return freshScoreOfBest_;
  }  ///< freshScore[best[i]]: what it is worth.

  [[nodiscard]] const HoldoutReuseOptions& options() const { return options_; }

 private:
  struct Pen {
    Matrix X;
    Labels y;
  };
  void runTry();
  void drawBootstrap(int attempt);

  HoldoutReuseOptions options_;
  Pen train_, test_, fresh_;
  Pen drawn_;                                  // the bootstrap sample of the running try
  std::vector<std::vector<int>> rowsOfClass_;  // training rows of each class, ascending
  std::vector<std::unique_ptr<Classifier>> candidates_;
  Vector testScore_, freshScore_, bestTestScore_, freshScoreOfBest_;
  Labels best_;
  int nDone_ = 0;
};

}  // namespace scrollwork

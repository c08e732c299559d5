#pragma once

#include <cstdint>
#include <vector>

#include "scrollwork/ensemble/forest_regressor.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

struct ForestVarianceOptions {
  int nSets = 100;         ///< [2, 10000] training sets, a forest each.
  int trainSize = 0;       ///< Rows of a training set, drawn without replacement; 0: half of them, rounded up.
  int nPilot = 10;         ///< [2, trees of the forest - 1] trees that tell variance and correlation.
  std::uint64_t seed = 0;  ///< Training set i is drawn from (seed, i) alone.

  static constexpr const char* kOwner = "ForestVariance";
  static void fields(auto& field, auto& o) {
    field("nSets", o.nSets);
    field("trainSize", o.trainSize);
    field("nPilot", o.nPilot);
    field("seed", o.seed);
  }
};

/// How much a forest's answer would differ had chance drawn another training set, and whether the formula knows it: the
/// mean of B trees of variance s^2, any two of which correlate by rho, has variance rho s^2 + (1 - rho) s^2 / B
/// (Breiman, "Random forests", 2001; Hastie, Tibshirani & Friedman, "The elements of statistical learning", 2009,
/// section 15.4).
///
/// From each training set a forest is grown and asked at fixed rows. Its first nPilot trees give s^2 and rho: two trees
/// of one forest share their training set, which is where the correlation comes from. The *other* trees are averaged,
/// first one, then two, ..., and the variance of these means over the training sets is measured; so formula and
/// measurement have no tree in common. All variances are means over the asked rows; both parts of s^2, between training
/// sets and within one, are estimated without bias (one-way analysis of variance), so rho may fall a little below 0 by
/// chance.
///
/// `begin`, then `step` until `done`. Cost: a forest a step, and O(rows asked x trees).
class ForestVariance {
 public:
  explicit ForestVariance(ForestVarianceOptions options = {}) : options_(options) {}

  /// X (n x d, finite) and y (n numbers) are what training sets are drawn from, XQuery (m x d, m >= 1) where the
  /// forests are asked; of the forest's options the seed plays no part. Forgets an earlier run. Throws Error:
  /// kBadShape, kBadValue (NaN, option out of range, more trainSize than rows); the forest's own options are checked by
  /// step.
  void begin(const MatrixView& X, const VectorView& y, const MatrixView& XQuery,
             const RandomForestRegressorOptions& forest = {});
  /// Up to n >= 1 more training sets. Throws kNotFitted before begin.
  void step(int n = 1);
  [[nodiscard]] bool done() const { return nTrees_ > 0 && nDone_ >= options_.nSets; }
  [[nodiscard]] int nDone() const { return nDone_; }

  /// s^2: what one tree's answer varies by, over training sets and the chance in its growth. NaN for fewer than two
  /// training sets, as all below.
  [[nodiscard]] double treeVariance() const;
  /// rho: of the answers of two trees of one forest.
  [[nodiscard]] double correlation() const;
  /// nEstimators - nPilot numbers: the formula for 1, 2, ... trees.
  [[nodiscard]] Vector predicted() const;
  /// As many: the variance of the mean of so many trees, measured.
  [[nodiscard]] Vector measured() const;
  [[nodiscard]] const ForestVarianceOptions& options() const { return options_; }

 private:
  /// Mean and squared distance from it of numbers that come one by one (Welford, 1962), for a table of them.
  struct Running {
    Matrix mean, squares;
    void reset(Eigen::Index rows, Eigen::Index cols);
    void add(const Matrix& values, int count);
  };
  void account(const Matrix& answers);

  ForestVarianceOptions options_;
  RandomForestRegressorOptions forest_;
  Matrix X_, XQuery_;
  Vector y_;
  int nTrees_ = 0;  // of a forest
  int nDone_ = 0;
  Running pilot_;      // m x 1: the pilot trees' mean
  Running means_;      // m x (nTrees - nPilot): the means of the others
  Matrix withinSums_;  // m x 1: variance of the pilot trees within a forest, summed over the forests
};

}  // namespace scrollwork

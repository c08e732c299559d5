#pragma once

#include <cstdint>

#include "scrollwork/datasets/sample.h"

namespace scrollwork {

/// Data sets of many columns with a known truth. They follow scikit-learn's recipes; draws differ, because the
/// generator is another. All throw Error kBadValue for an option out of range. Cost: O(nSamples nFeatures).

/// Rows with a number each.
struct RegressionSample {
  Matrix X;     ///< n x d, one sample per row, finite.
  Vector y;     ///< n numbers.
  Vector coef;  ///< d true coefficients of makeRegression; none where the truth is not linear.
};

struct RegressionOptions {
  int nSamples = 100;     ///< [1, 1000000]
  int nFeatures = 100;    ///< [1, 1000]
  int nInformative = 10;  ///< [0, 1000] columns with a coefficient that is not 0; at most nFeatures count.
  double bias = 0.0;      ///< Finite: the value at x = 0.
  double noise = 0.0;     ///< [0, 1e6] standard deviation of the normal noise added to y.
  bool shuffle = true;    ///< Informative columns in random places; else the first ones.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "makeRegression";
  static void fields(auto& field, auto& o) {
    field("nSamples", o.nSamples);
    field("nFeatures", o.nFeatures);
    field("nInformative", o.nInformative);
    field("bias", o.bias);
    field("noise", o.noise);
    field("shuffle", o.shuffle);
    field("seed", o.seed);
  }
};

/// y = X coef + bias + noise with standard normal X and coefficients even in [0, 100) (scikit-learn's
/// `make_regression` with one target and full rank).
[[nodiscard]] RegressionSample makeRegression(const RegressionOptions& options = {});

struct Friedman1Options {
  int nSamples = 100;  ///< [1, 1000000]
  int nFeatures = 10;  ///< [5, 1000]; the first five count.
  double noise = 0.0;  ///< [0, 1e6] standard deviation of the normal noise added to y.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "makeFriedman1";
  static void fields(auto& field, auto& o) {
    field("nSamples", o.nSamples);
    field("nFeatures", o.nFeatures);
    field("noise", o.noise);
    field("seed", o.seed);
  }
};

/// X even in [0, 1), y = 10 sin(pi x0 x1) + 20 (x2 - 1/2)^2 + 10 x3 + 5 x4 + noise (Friedman, "Multivariate adaptive
/// regression splines", 1991; scikit-learn's `make_friedman1`).
[[nodiscard]] RegressionSample makeFriedman1(const Friedman1Options& options = {});

struct ClassificationOptions {
  int nSamples = 100;         ///< [1, 1000000], dealt to the clusters evenly (the first ones get one more).
  int nFeatures = 20;         ///< [1, 1000] columns: informative, then redundant ones, the rest noise.
  int nInformative = 2;       ///< [1, 30]; nInformative + nRedundant <= nFeatures.
  int nRedundant = 2;         ///< [0, 1000] random linear combinations of the informative columns.
  int nClasses = 2;           ///< [2, 100]
  int nClustersPerClass = 2;  ///< [1, 100]; nClasses x nClustersPerClass <= 2^nInformative.
  double classSep = 1.0;      ///< [0, 1000] half the side of the cube on whose corners the clusters lie.
  double flipY = 0.01;        ///< [0, 1] share of labels drawn anew at random.
  bool shuffle = true;        ///< Rows and columns in random order; else cluster by cluster, informative columns first.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "makeClassification";
  static void fields(auto& field, auto& o) {
    field("nSamples", o.nSamples);
    field("nFeatures", o.nFeatures);
    field("nInformative", o.nInformative);
    field("nRedundant", o.nRedundant);
    field("nClasses", o.nClasses);
    field("nClustersPerClass", o.nClustersPerClass);
    field("classSep", o.classSep);
    field("flipY", o.flipY);
    field("shuffle", o.shuffle);
    field("seed", o.seed);
  }
};

/// Normal clusters on different random corners of a cube, each stretched by its own random matrix; cluster c belongs to
/// class c mod nClasses (Guyon, "Design of experiments for the NIPS 2003 variable selection benchmark", 2003;
/// scikit-learn's `make_classification` with the cube, without repeated columns, shifts, scales and weights).
[[nodiscard]] Sample makeClassification(const ClassificationOptions& options = {});

}  // namespace scrollwork

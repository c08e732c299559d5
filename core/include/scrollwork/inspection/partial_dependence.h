#pragma once

#include <string>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/matrix.h"
#include "scrollwork/regressor.h"

namespace scrollwork {

struct PartialDependenceOptions {
  std::vector<int> features = {0};  ///< One or two different columns of X.
  int gridResolution = 100;         ///< [2, 10000] values of each feature.
  /// [0, 1], low < high: the grid runs between these two quantiles of the column, where the data are.
  std::vector<double> percentiles = {0.05, 0.95};
  std::string kind = "average";  ///< "average", "individual" or "both": which curves are kept.
  int target = 1;                ///< Classifiers: the class whose probability is asked for, 0 .. k-1. Else not read.

  static constexpr const char* kOwner = "partialDependence";
  static void fields(auto& field, auto& o) {
    field("features", o.features);
    field("gridResolution", o.gridResolution);
    field("percentiles", o.percentiles);
    field("kind", o.kind);
    field("target", o.target);
  }
};

/// The model's answer as one or two features are moved and all else stays. Grid point (i, j) is at i * values1.size() +
/// j; with one feature values1 is empty and point i is at i.
struct PartialDependence {
  std::vector<int> features;
  Vector values0;     ///< Grid of the first feature, ascending.
  Vector values1;     ///< Grid of the second feature, ascending; empty when there is none.
  Vector average;     ///< Mean answer over the rows of X at each grid point; empty with kind "individual".
  Matrix individual;  ///< n x grid points: a row of X is a curve (ICE); 0 x 0 with kind "average".

  static void fields(auto& field, auto& o) {
    field("features", o.features);
    field("values0", o.values0);
    field("values1", o.values1);
    field("average", o.average);
    field("individual", o.individual);
  }
};

/// Partial dependence (Friedman, "Greedy function approximation: a gradient boosting machine", 2001, section 8.2) and
/// individual conditional expectation (Goldstein, Kapelner, Bleich & Pitkin, "Peeking inside the black box", 2015): the
/// columns `features` of every row of X are set to each grid point and the fitted model is asked. Where the features
/// hang together with others, the grid holds rows that never occur.
///
/// Grid and answers are those of scikit-learn's `partial_dependence` with method "brute": a column with fewer different
/// values than gridResolution gives those values; any other gives gridResolution equally spaced values between its two
/// quantiles (Hazen-like plotting positions, alpha = beta = 0.4, as SciPy's mquantiles).
///
/// X: n x d as in fit, n >= 1. Cost: grid points x predictions of n rows; memory n x d, and with kind other than
/// "average" n x grid points, at most 2^27 numbers. Throws Error: kNotFitted, kBadShape (widths), kBadValue (NaN,
/// option out of range, quantiles that coincide).
[[nodiscard]] PartialDependence partialDependence(const Classifier& model, const MatrixView& X,
                                                  const PartialDependenceOptions& options = {});
[[nodiscard]] PartialDependence partialDependence(const Regressor& model, const MatrixView& X,
                                                  const PartialDependenceOptions& options = {});

}  // namespace scrollwork

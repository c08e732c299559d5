// Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29, 2001, section 8.2;
// Goldstein, Kapelner, Bleich & Pitkin, "Peeking inside the black box", JCGS 24, 2015 (the curves of single rows).

#include "scrollwork/inspection/partial_dependence.h"

#include <algorithm>
#include <cmath>

#include "scrollwork/error.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

using Index = Eigen::Index;

constexpr Index kMaxCurveNumbers = Index{1} << 27;

/// Quantile of sorted numbers at plotting positions (i - alpha) / (n + 1 - 2 alpha) with alpha = 0.4.
double quantile(const Vector& sorted, double p) {
  constexpr double kAlpha = 0.4;
  const auto n = static_cast<double>(sorted.size());
  const double position = n * p + (kAlpha + p * (1 - 2 * kAlpha));
  const double k = std::floor(std::clamp(position, 1.0, n - 1));
  const double share = std::clamp(position - k, 0.0, 1.0);
  const auto i = static_cast<Index>(k);
  return (1 - share) * sorted[i - 1] + share * sorted[i];
}

Vector gridOf(const MatrixView& X, int feature, const PartialDependenceOptions& options) {
  Vector sorted = X.col(feature);
  std::sort(sorted.begin(), sorted.end());
  Vector distinct = sorted;
  const auto end = std::unique(distinct.begin(), distinct.end());
  const Index nDistinct = end - distinct.begin();
  if (nDistinct < options.gridResolution) return distinct.head(nDistinct);

  const double low = quantile(sorted, options.percentiles[0]);
  const double high = quantile(sorted, options.percentiles[1]);
  if (!(high - low > 0)) {
    fail(ErrorCode::kBadValue, {"percentiles: expected different values of column ", feature, " at ",
                                options.percentiles[0], " and ", options.percentiles[1], ", got ", low, " at both"});
  }
  Vector grid(options.gridResolution);
  const int last = options.gridResolution - 1;
  for (int i = 0; i < last; ++i) grid[i] = low + i * ((high - low) / last);
  grid[last] = high;
  return grid;
}

/// What every model of this kind must find in order, before the grid is made.
void check(bool fitted, int nFeatures, const MatrixView& X, const PartialDependenceOptions& options) {
  requireFitted(fitted, "model");
  requireSamples(X);
  requireColumns(X, nFeatures);
  const std::vector<int>& features = options.features;
  if (features.empty() || features.size() > 2) {
    fail(ErrorCode::kBadValue, {"features: expected one or two columns, got ", features.size()});
  }
  for (const int feature : features) requireRange("features", feature, 0, nFeatures - 1);
  if (features.size() == 2 && features[0] == features[1]) {
    fail(ErrorCode::kBadValue, {"features: expected two different columns, got ", features[0], " twice"});
  }
  requireRange("gridResolution", options.gridResolution, 2, 10000);
  if (options.percentiles.size() != 2) {
    fail(ErrorCode::kBadValue, {"percentiles: expected two numbers, got ", options.percentiles.size()});
  }
  for (const double p : options.percentiles) requireRange("percentiles", p, 0.0, 1.0);
  if (!(options.percentiles[0] < options.percentiles[1])) {
    fail(ErrorCode::kBadValue,
         {"percentiles: expected the lower one first, got ", options.percentiles[0], ", ", options.percentiles[1]});
  }
  if (options.kind != "average" && options.kind != "individual" && options.kind != "both") {
    fail(ErrorCode::kBadValue, {"kind: expected \"average\", \"individual\" or \"both\", got \"", options.kind, "\""});
  }
}

/// `answers(X)` are n numbers.
template <typename Answers>
PartialDependence walk(const MatrixView& X, const PartialDependenceOptions& options, const Answers& answers) {
  PartialDependence result;
  result.features = options.features;
  result.values0 = gridOf(X, options.features[0], options);
  const bool two = options.features.size() == 2;
  if (two) result.values1 = gridOf(X, options.features[1], options);
  const Index inner = two ? result.values1.size() : 1;
  const Index points = result.values0.size() * inner;
  const bool average = options.kind != "individual";
  const bool individual = options.kind != "average";
  if (individual && points * X.rows() > kMaxCurveNumbers) {
    fail(ErrorCode::kBadValue, {"kind: expected at most ", kMaxCurveNumbers, " numbers in all individual curves, got ",
                                X.rows(), " rows x ", points, " grid points"});
  }
  if (average) result.average.resize(points);
  if (individual) result.individual.resize(X.rows(), points);

  Matrix moved = X;
  for (Index i = 0; i < result.values0.size(); ++i) {
    moved.col(options.features[0]).setConstant(result.values0[i]);
    for (Index j = 0; j < inner; ++j) {
      if (two) moved.col(options.features[1]).setConstant(result.values1[j]);
      const Vector column = answers(moved);
      const Index point = i * inner + j;
      if (individual) result.individual.col(point) = column;
      if (!average) continue;
      double sum = 0;
      for (const double answer : column) sum += answer;
      result.average[point] = sum / static_cast<double>(column.size());
    }
  }
  return result;
}

}  // namespace

PartialDependence partialDependence(const Classifier& model, const MatrixView& X,
                                    const PartialDependenceOptions& options) {
  check(model.fitted(), model.nFeaturesIn(), X, options);
  requireRange("target", options.target, 0, model.nClasses() - 1);
  return walk(X, options, [&](const Matrix& moved) -> Vector { return model.predictProba(moved).col(options.target); });
}

PartialDependence partialDependence(const Regressor& model, const MatrixView& X,
                                    const PartialDependenceOptions& options) {
  check(model.fitted(), model.nFeaturesIn(), X, options);
  return walk(X, options, [&](const Matrix& moved) -> Vector { return model.predict(moved); });
}

}  // namespace scrollwork

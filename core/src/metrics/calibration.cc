#include "scrollwork/metrics/calibration.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "metrics/quantile.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

void requireForecasts(const LabelView& yTrue, const VectorView& yProb, int posLabel) {
  requireRange("posLabel", posLabel, 0, kMaxClasses - 1);
  requireLabels(yTrue, yTrue.size(), "yTrue");
  if (yProb.size() != yTrue.size()) {
    fail(ErrorCode::kBadShape,
         {"yProb: expected one number for each of ", yTrue.size(), " labels, got ", yProb.size()});
  }
  for (Index i = 0; i < yProb.size(); ++i) requireRange("yProb", yProb[i], 0.0, 1.0);
}

}  // namespace

double brierScoreLoss(const LabelView& yTrue, const VectorView& yProb, int posLabel) {
  requireForecasts(yTrue, yProb, posLabel);
  double sum = 0.0;
  for (Index i = 0; i < yTrue.size(); ++i) {
    const double miss = (yTrue[i] == posLabel ? 1.0 : 0.0) - yProb[i];
    sum += miss * miss;
  }
  return sum / static_cast<double>(yTrue.size());
}

Vector temperatureScaled(const VectorView& yProb, double temperature) {
  requireRange("temperature", temperature, 0.01, 100.0);
  Vector scaled(yProb.size());
  for (Index i = 0; i < yProb.size(); ++i) {
    requireRange("yProb", yProb[i], 0.0, 1.0);
    scaled[i] = math::expit(math::logit(yProb[i]) / temperature);
  }
  return scaled;
}

CalibrationCurve calibrationCurve(const LabelView& yTrue, const VectorView& yProb,
                                  const CalibrationCurveOptions& options) {
  requireForecasts(yTrue, yProb, options.posLabel);
  requireRange("nBins", options.nBins, 1, 10'000);
  const bool uniform = options.strategy == "uniform";
  if (!uniform && options.strategy != "quantile") {
    fail(ErrorCode::kBadValue, {"strategy: expected \"uniform\" or \"quantile\", got \"", options.strategy, "\""});
  }
  const auto nBins = static_cast<std::size_t>(options.nBins);
  std::vector<double> sorted;
  if (!uniform) {
    sorted.assign(yProb.data(), yProb.data() + yProb.size());
    std::sort(sorted.begin(), sorted.end());
  }
  std::vector<double> edges(nBins + 1);
  for (std::size_t b = 0; b <= nBins; ++b) {
    const double share = b == nBins ? 1.0 : static_cast<double>(b) * (1.0 / static_cast<double>(nBins));
    edges[b] = uniform ? share : quantileOfSorted(sorted, share);
  }

  struct Bin {
    double events = 0.0;
    double probability = 0.0;
    int count = 0;
  };
  std::vector<Bin> bins(nBins);
  for (Index i = 0; i < yTrue.size(); ++i) {
    const auto edge = std::lower_bound(edges.begin() + 1, edges.end() - 1, yProb[i]);
    Bin& bin = bins[static_cast<std::size_t>(edge - edges.begin()) - 1];
    bin.events += yTrue[i] == options.posLabel ? 1.0 : 0.0;
    bin.probability += yProb[i];
    ++bin.count;
  }
  const auto filled =
      static_cast<Index>(std::count_if(bins.begin(), bins.end(), [](const Bin& bin) { return bin.count > 0; }));
  CalibrationCurve curve;
  curve.binEdges = Eigen::Map<const Vector>(edges.data(), static_cast<Index>(edges.size()));
  curve.probTrue.resize(filled);
  curve.probPred.resize(filled);
  curve.count.resize(filled);
  Index place = 0;
  for (const Bin& bin : bins) {
    if (bin.count == 0) continue;
    curve.probTrue[place] = bin.events / bin.count;
    curve.probPred[place] = bin.probability / bin.count;
    curve.count[place++] = bin.count;
    curve.expectedCalibrationError += std::fabs(bin.events - bin.probability);
  }
  curve.expectedCalibrationError /= static_cast<double>(yTrue.size());
  return curve;
}

}  // namespace scrollwork

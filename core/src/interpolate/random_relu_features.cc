// Mikhail Belkin, Daniel Hsu, Siyuan Ma, Soumik Mandal: "Reconciling modern machine-learning practice and the classical
// bias-variance trade-off" (2019), with a random place for each kink.

#include "scrollwork/interpolate/random_relu_features.h"

#include <cmath>
#include <utility>

#include "interpolate/random_layer.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

void checkOptions(const RandomReluFeaturesOptions& options) {
  requireRange("nComponents", options.nComponents, 1, kMaxRandomComponents);
  requireRange("biasRange", options.biasRange, 0.0, 1e300);
}

}  // namespace

void RandomReluFeatures::fit(const MatrixView& X) {
  *this = RandomReluFeatures(options_);
  checkOptions(options_);
  requireSamples(X);
  Matrix weights(options_.nComponents, X.cols());
  Vector offsets(options_.nComponents);
  const Rng root(options_.seed);
  for (Index k = 0; k < weights.rows(); ++k) {
    Rng rng = root.stream(static_cast<std::uint64_t>(k));
    offsets[k] = options_.biasRange * (2 * rng.uniform() - 1);
    double squared = 0;  // a normal vector has no preferred direction
    for (Index j = 0; j < weights.cols(); ++j) {
      weights(k, j) = rng.normal();
      squared += weights(k, j) * weights(k, j);
    }
    for (Index j = 0; j < weights.cols(); ++j) weights(k, j) /= std::sqrt(squared);
  }
  weights_ = std::move(weights);
  offsets_ = std::move(offsets);
}

Matrix RandomReluFeatures::transform(const MatrixView& X) const {
  Matrix out = randomLayer(X, weights_, offsets_, "RandomReluFeatures");
  const double factor = 1 / std::sqrt(static_cast<double>(weights_.rows()));
  double notFinite = 0;
  for (double& value : out.reshaped<Eigen::RowMajor>()) {
    notFinite += value - value;
    value = value > 0 ? factor * value : 0.0;
  }
  if (notFinite != 0) fail(ErrorCode::kBadValue, {"X: expected sums that do not overflow, got one that does"});
  return out;
}

std::unique_ptr<Transformer> RandomReluFeatures::clone() const {
  return std::make_unique<RandomReluFeatures>(options_);
}

void RandomReluFeatures::checkState() const {
  checkOptions(options_);
  checkRandomLayer(weights_, offsets_, options_.nComponents);
}

}  // namespace scrollwork

// Ali Rahimi, Benjamin Recht: "Random features for large-scale kernel machines" (2007).

#include "scrollwork/interpolate/random_fourier_features.h"

#include <cmath>
#include <numbers>
#include <utility>

#include "interpolate/random_layer.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

void checkOptions(const RandomFourierFeaturesOptions& options) {
  requirePositive("gamma", options.gamma);
  requireRange("nComponents", options.nComponents, 1, kMaxRandomComponents);
}

}  // namespace

void RandomFourierFeatures::fit(const MatrixView& X) {
  *this = RandomFourierFeatures(options_);
  checkOptions(options_);
  requireSamples(X);
  Matrix weights(options_.nComponents, X.cols());
  Vector offsets(options_.nComponents);
  const Rng root(options_.seed);
  const double frequency = std::sqrt(2 * options_.gamma);
  for (Index k = 0; k < weights.rows(); ++k) {
    Rng rng = root.stream(static_cast<std::uint64_t>(k));
    offsets[k] = 2 * std::numbers::pi * rng.uniform();
    for (Index j = 0; j < weights.cols(); ++j) weights(k, j) = frequency * rng.normal();
  }
  weights_ = std::move(weights);
  offsets_ = std::move(offsets);
}

Matrix RandomFourierFeatures::transform(const MatrixView& X) const {
  Matrix out = randomLayer(X, weights_, offsets_, "RandomFourierFeatures");
  const double factor = std::sqrt(2.0 / static_cast<double>(weights_.rows()));
  double notFinite = 0;
  for (double& value : out.reshaped<Eigen::RowMajor>()) {
    value = factor * math::cos(value);
    notFinite += value - value;
  }
  if (notFinite != 0) {
    fail(ErrorCode::kBadValue, {"X: expected phases up to 2^20 radians, got larger ones: scale the columns first"});
  }
  return out;
}

std::unique_ptr<Transformer> RandomFourierFeatures::clone() const {
  return std::make_unique<RandomFourierFeatures>(options_);
}

void RandomFourierFeatures::checkState() const {
  checkOptions(options_);
  checkRandomLayer(weights_, offsets_, options_.nComponents);
}

}  // namespace scrollwork

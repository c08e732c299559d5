#include "scrollwork/neural_network/mlp_regressor.h"

#include <cmath>
#include <utility>

#include "scrollwork/error.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

MLPRegressor::MLPRegressor(MLPOptions options) : MultilayerPerceptron(Task::kRegression, std::move(options)) {}

void MLPRegressor::begin(const MatrixView& X, const VectorView& y) {
  forget();
  requireSamples(X, y);
  std::vector<float> targets;
  targets.reserve(static_cast<std::size_t>(y.size()));
  for (const double value : y) {
    if (std::fabs(value) > 1e30) fail(ErrorCode::kBadValue, {"y: expected magnitudes up to 1e+30, got ", value});
    targets.push_back(static_cast<float>(value));
  }
  beginTraining(X, targets, 1);
}

void MLPRegressor::fit(const MatrixView& X, const VectorView& y) {
  begin(X, y);
  trainToEnd();
}

Vector MLPRegressor::predict(const MatrixView& X) const {
  requireFitted(fitted(), "MLPRegressor");
  return activations(X, nLayers() - 1).col(0).cast<double>();
}

std::unique_ptr<Regressor> MLPRegressor::clone() const { return std::make_unique<MLPRegressor>(options_); }

void MLPRegressor::checkState() const {
  checkNetworkState();
  if (fitted()) requireStateSize("layers: outputs", nOutputs(), 1);
}

}  // namespace scrollwork

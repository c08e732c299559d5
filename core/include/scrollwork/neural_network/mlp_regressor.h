#pragma once

#include <memory>

#include "scrollwork/neural_network/multilayer_perceptron.h"
#include "scrollwork/regressor.h"

namespace scrollwork {

/// Multi-layer perceptron for a number (scikit-learn's `MLPRegressor`): one output unit without activation, loss
/// (prediction - y)^2 / 2. Everything about training and reading it is in MultilayerPerceptron. y should be of the size
/// of 1: the steps of training are not scaled to it.
class MLPRegressor final : public Regressor, public MultilayerPerceptron {
 public:
  explicit MLPRegressor(MLPOptions options = {});

  /// Takes a copy of X (n x d, finite) and y (n finite numbers), magnitudes up to 1e30, forgets the past and draws
  /// initial weights. Throws Error: kBadShape, kBadValue (also for options out of range); unfitted then.
  void begin(const MatrixView& X, const VectorView& y);
  /// begin, then step until done() or converged(); with earlyStopping the weights of the best epoch are kept. The copy
  /// of X is let go.
  void fit(const MatrixView& X, const VectorView& y) override;
  [[nodiscard]] Vector predict(const MatrixView& X) const override;
  [[nodiscard]] bool fitted() const override { return hasLayers(); }  ///< True from begin on.
  [[nodiscard]] int nFeaturesIn() const override { return nInputs(); }
  [[nodiscard]] std::unique_ptr<Regressor> clone() const override;

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("layers", self.layers_);
    field("nIter", self.nIter_);
    field("lossCurve", self.lossCurve_);
    field("validationScores", self.validationScores_);
    field("converged", self.converged_);
    field("diverged", self.diverged_);
  }
  void checkState() const;
};

}  // namespace scrollwork

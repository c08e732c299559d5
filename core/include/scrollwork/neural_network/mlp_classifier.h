#pragma once

#include <memory>

#include "scrollwork/classifier.h"
#include "scrollwork/neural_network/multilayer_perceptron.h"

namespace scrollwork {

/// Multi-layer perceptron for classes (scikit-learn's `MLPClassifier`): logistic output and logistic loss for two
/// classes (one output unit), softmax and its log loss for more (a unit a class). Labels that do not occur have
/// probability 0. Everything about training and reading it is in MultilayerPerceptron.
///
/// Probabilities are off from those of the same weights in double precision by less than 2e-6 as long as no unit's
/// input sums up terms beyond about 20 (rounding grows with them).
class MLPClassifier final : public Classifier, public MultilayerPerceptron {
 public:
  explicit MLPClassifier(MLPOptions options = {});

  /// Takes a copy of X (n x d, finite, magnitudes up to 1e30) and y (two or more different labels), forgets the past
  /// and draws initial weights. Throws Error: kBadShape, kBadValue (also for options out of range); unfitted then.
  void begin(const MatrixView& X, const LabelView& y);
  /// begin, then step until done() or converged(); with earlyStopping the weights of the best epoch are kept. The copy
  /// of X is let go.
  void fit(const MatrixView& X, const LabelView& y) override;
  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override;
  [[nodiscard]] Labels predict(const MatrixView& X) const override;
  [[nodiscard]] bool fitted() const override { return hasLayers(); }  ///< True from begin on.
  [[nodiscard]] int nFeaturesIn() const override { return nInputs(); }
  [[nodiscard]] int nClasses() const override { return nClasses_; }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override;

  [[nodiscard]] const Labels& classes() const { return classes_; }  ///< The labels that occurred, ascending.

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
    field("classes", self.classes_);
    field("nClasses", self.nClasses_);
  }
  void checkState() const;

  Labels classes_;
  int nClasses_ = 0;
};

}  // namespace scrollwork

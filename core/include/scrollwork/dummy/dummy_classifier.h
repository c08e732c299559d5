#pragma once

#include <memory>
#include <string>
#include <utility>

#include "scrollwork/classifier.h"
#include "scrollwork/matrix.h"
#include "scrollwork/persistence/state_access.h"

namespace scrollwork {

struct DummyClassifierOptions {
  /// "prior": predictProba gives the class frequencies of fit. "most_frequent": probability 1 for the most frequent
  /// class (the lowest label on ties). Both predict the most frequent class.
  std::string strategy = "prior";

  static constexpr const char* kOwner = "DummyClassifier";
  static void fields(auto& field, auto& o) { field("strategy", o.strategy); }
};

/// Looks at the labels and never at the features: the score that any other classifier has to beat.
/// Of scikit-learn's strategies the two that draw nothing. X may have no columns at all. Cost: O(n).
/// Throws Error as every Classifier does: kBadShape (row counts differ, no rows), kBadValue (NaN, negative label, an
/// unknown strategy), kNotFitted.
class DummyClassifier final : public Classifier {
 public:
  explicit DummyClassifier(DummyClassifierOptions options = {}) : options_(std::move(options)) {}

  void fit(const MatrixView& X, const LabelView& y) override;
  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override;
  [[nodiscard]] Labels predict(const MatrixView& X) const override;
  [[nodiscard]] bool fitted() const override { return classPrior_.size() > 0; }
  [[nodiscard]] int nFeaturesIn() const override { return nFeaturesIn_; }
  [[nodiscard]] int nClasses() const override { return static_cast<int>(classPrior_.size()); }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override;
  [[nodiscard]] const DummyClassifierOptions& options() const { return options_; }

  /// Learned: the frequency of each class, k numbers that sum to 1.
  [[nodiscard]] const Vector& classPrior() const { return classPrior_; }

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("nFeaturesIn", self.nFeaturesIn_);
    field("classPrior", self.classPrior_);
  }
  void checkState() const;

  DummyClassifierOptions options_;
  int nFeaturesIn_ = 0;
  Vector classPrior_;
};

}  // namespace scrollwork

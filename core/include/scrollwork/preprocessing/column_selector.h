#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/matrix.h"
#include "scrollwork/persistence/state_access.h"

namespace scrollwork {

struct ColumnSelectorOptions {
  /// The columns to keep, each in [0, d), in the order in which they come out; one may come twice. Empty keeps none: an
  /// n x 0 matrix, from which only a DummyClassifier learns anything.
  std::vector<int> columns;

  static constexpr const char* kOwner = "ColumnSelector";
  static void fields(auto& field, auto& o) { field("columns", o.columns); }
};

/// Keeps some columns of X, as a step of a Pipeline. scikit-learn has this only as a ColumnTransformer; the name is
/// that of mlxtend (Raschka, 2018), whose default, all columns, must be written out here. Cost: O(n columns).
class ColumnSelector final : public Transformer {
 public:
  explicit ColumnSelector(ColumnSelectorOptions options = {}) : options_(std::move(options)) {}

  /// Checks the columns against X (n x d, finite, n >= 1, d >= 1). Throws Error (kBadShape, kBadValue) and is then left
  /// unfitted.
  void fit(const MatrixView& X) override;
  /// n x columns. Throws kNotFitted, or kBadShape when X has another width than in fit.
  [[nodiscard]] Matrix transform(const MatrixView& X) const override;

  [[nodiscard]] bool fitted() const override { return nFeaturesIn_ > 0; }
  [[nodiscard]] std::unique_ptr<Transformer> clone() const override;
  [[nodiscard]] const ColumnSelectorOptions& options() const { return options_; }
  [[nodiscard]] int nFeaturesIn() const { return nFeaturesIn_; }  ///< d of the last fit; 0 when unfitted.

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("nFeaturesIn", self.nFeaturesIn_);
  }
  void checkState() const;

  ColumnSelectorOptions options_;
  int nFeaturesIn_ = 0;
};

}  // namespace scrollwork

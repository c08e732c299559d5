#pragma once

#include <memory>
#include <string>

#include "scrollwork/neighbors/neighbors.h"
#include "scrollwork/persistence/state_access.h"
#include "scrollwork/regressor.h"

namespace scrollwork {

class NeighborIndex;

struct KNeighborsRegressorOptions {
  int nNeighbors = 5;               ///< [1, n] neighbours whose mean is the answer.
  std::string weights = "uniform";  ///< "uniform": the plain mean; "distance": each weighs 1 / distance.
  std::string algorithm = "auto";   ///< As in KNeighborsClassifier.

  static constexpr const char* kOwner = "KNeighborsRegressor";
  static void fields(auto& field, auto& o) {
    field("nNeighbors", o.nNeighbors);
    field("weights", o.weights);
    field("algorithm", o.algorithm);
  }
};

/// The mean of y over the k nearest training rows (Euclidean distance; Fix & Hodges, Discriminatory analysis, 1951; for
/// regression Stone, Consistent nonparametric regression, 1977). Exact, never approximate.
///
/// Ties, search and cost are KNeighborsClassifier's: of rows at the same distance the lower one is nearer. With
/// "distance", when some of the neighbours lie exactly on the query, the answer is their plain mean. Terms are summed
/// from the nearest on, so the answer is the same in every build.
class KNeighborsRegressor final : public Regressor {
 public:
  explicit KNeighborsRegressor(KNeighborsRegressorOptions options = {});
  KNeighborsRegressor(const KNeighborsRegressor&) = default;
  KNeighborsRegressor& operator=(const KNeighborsRegressor&) = default;
  KNeighborsRegressor(KNeighborsRegressor&&) noexcept = default;
  KNeighborsRegressor& operator=(KNeighborsRegressor&&) noexcept = default;
  ~KNeighborsRegressor() override = default;

  /// Keeps a copy of X (n x d, finite, d >= 1, n >= nNeighbors) and y (n finite numbers). Throws Error: kBadShape (row
  /// counts differ, no rows or columns), kBadValue (NaN, option out of range), and is then left unfitted.
  void fit(const MatrixView& X, const VectorView& y) override;
  [[nodiscard]] Vector predict(const MatrixView& X) const override;
  /// The nNeighbors nearest training rows of each row of X (m x d, finite). Throws like predict.
  [[nodiscard]] Neighbors kneighbors(const MatrixView& X) const;

  [[nodiscard]] bool fitted() const override { return X_.rows() > 0; }
  [[nodiscard]] int nFeaturesIn() const override { return static_cast<int>(X_.cols()); }
  [[nodiscard]] std::unique_ptr<Regressor> clone() const override;
  [[nodiscard]] const KNeighborsRegressorOptions& options() const { return options_; }

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("X", self.X_);
    field("y", self.y_);
  }
  void checkState();

  KNeighborsRegressorOptions options_;
  Matrix X_;
  Vector y_;
  std::shared_ptr<const NeighborIndex> index_;  // follows from X_ and options_; shared by copies
};

}  // namespace scrollwork

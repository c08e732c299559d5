#pragma once

#include <memory>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/matrix.h"
#include "scrollwork/persistence/state_access.h"

namespace scrollwork {

struct PolynomialFeaturesOptions {
  int degree = 2;                ///< [0, 32] the highest total degree.
  bool interactionOnly = false;  ///< Only products of distinct columns: x0 x1, but not x0^2.
  bool includeBias = true;       ///< The column of ones first. Not wanted before a classifier that fits an intercept.

  static constexpr const char* kOwner = "PolynomialFeatures";
  static void fields(auto& field, auto& o) {
    field("degree", o.degree);
    field("interactionOnly", o.interactionOnly);
    field("includeBias", o.includeBias);
  }
};

/// All monomials of the columns up to a total degree, in scikit-learn's order: by degree, then lexicographically by
/// column: 1, x0, x1, x0^2, x0 x1, x1^2, x0^3, ...
///
/// Each monomial is one product of an earlier monomial and a column, so its error is at most (degree - 1) roundings.
/// High powers of unscaled columns differ by many magnitudes: put a StandardScaler before, after, or both.
/// Cost: O(n m) for m output columns; at most kMaxOutputFeatures of them.
class PolynomialFeatures final : public Transformer {
 public:
  static constexpr int kMaxOutputFeatures = 10000;

  explicit PolynomialFeatures(PolynomialFeaturesOptions options = {}) : options_(options) {}

  /// Learns the width d of X (n x d, finite, n >= 1, d >= 1). Throws Error: kBadShape, kBadValue (also when there would
  /// be no output column, or more than kMaxOutputFeatures), and is then left unfitted.
  void fit(const MatrixView& X) override;
  /// n x nOutputFeatures(). Throws kNotFitted; kBadShape when X has another width than in fit; kBadValue when a power
  /// overflows.
  [[nodiscard]] Matrix transform(const MatrixView& X) const override;

  [[nodiscard]] bool fitted() const override { return nFeaturesIn_ > 0; }
  [[nodiscard]] std::unique_ptr<Transformer> clone() const override;
  [[nodiscard]] const PolynomialFeaturesOptions& options() const { return options_; }
  [[nodiscard]] int nFeaturesIn() const { return nFeaturesIn_; }  ///< d of the last fit; 0 when unfitted.
  [[nodiscard]] int nOutputFeatures() const { return static_cast<int>(products_.size()); }
  /// scikit-learn's powers_: nOutputFeatures() x nFeaturesIn(), the exponent of column j in output column i at (i, j).
  [[nodiscard]] Eigen::MatrixXi powers() const;

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("nFeaturesIn", self.nFeaturesIn_);
  }
  void checkState();  ///< Also finds the products again, which follow from the options and the width.

  void findProducts(int nFeatures);

  struct Product {
    int factor;  ///< Earlier output column, or kOne when the monomial is a column of X itself, or 1.
    int column;  ///< Column of X, or kOne for the bias.
  };
  static constexpr int kOne = -1;

  PolynomialFeaturesOptions options_;
  int nFeaturesIn_ = 0;
  std::vector<Product> products_;
};

}  // namespace scrollwork

#pragma once

#include <memory>
#include <string>

#include "scrollwork/classifier.h"
#include "scrollwork/persistence/state_access.h"

namespace scrollwork {

struct SplineTransformerOptions {
  int nKnots = 5;                          ///< [2, 1000] knots on each column's range, both ends included.
  int degree = 3;                          ///< [0, 16] of the polynomials.
  std::string knots = "uniform";           ///< "uniform": evenly spaced; "quantile": with as many rows between them.
  std::string extrapolation = "constant";  ///< Outside the range: see SplineTransformer.
  bool includeBias = true;                 ///< False: the last function of each column is left out.

  static constexpr const char* kOwner = "SplineTransformer";
  static void fields(auto& field, auto& o) {
    field("nKnots", o.nKnots);
    field("degree", o.degree);
    field("knots", o.knots);
    field("extrapolation", o.extrapolation);
    field("includeBias", o.includeBias);
  }
};

/// Each column becomes the values of its B-splines, as scikit-learn's SplineTransformer (there in `preprocessing`):
/// nKnots + degree - 1 functions, on the range of the training column, that sum to 1. Beyond the ends the spacing of
/// the outermost knots goes on (Eilers & Marx, Flexible smoothing with B-splines and penalties, 1996).
///
/// extrapolation, outside the range of the training column: "constant" keeps the values at the end, "linear" goes on
/// along the tangents there, "continue" along the polynomials, "error" is an Error; "periodic" repeats the range, with
/// nKnots - 1 functions that meet smoothly at its ends (needs degree < nKnots).
///
/// Two differences: a constant column c gets the range c - 1/2 .. c + 1/2, and when equal values would put quantile
/// knots on top of each other, the quantiles are those of the different values (scikit-learn divides by 0 in both).
///
/// Cost: O(n d (m + degree^2)) for m functions a column; fit with quantiles O(n d log n).
class SplineTransformer final : public Transformer {
 public:
  explicit SplineTransformer(SplineTransformerOptions options = {});
  SplineTransformer(const SplineTransformer&) = default;
  SplineTransformer& operator=(const SplineTransformer&) = default;
  SplineTransformer(SplineTransformer&&) noexcept = default;
  SplineTransformer& operator=(SplineTransformer&&) noexcept = default;
  ~SplineTransformer() override = default;

  /// Places the knots on the columns of X (n x d, finite, n >= 1, d >= 1). Throws Error: kBadShape, kBadValue (NaN,
  /// option out of range, a column whose range overflows), and is then left unfitted.
  void fit(const MatrixView& X) override;
  /// n x nOutputFeatures(), the functions of the first column first. Throws kNotFitted; kBadShape when X has another
  /// width than in fit; kBadValue (NaN, an overflow, with "error" a number outside the range).
  [[nodiscard]] Matrix transform(const MatrixView& X) const override;

  [[nodiscard]] bool fitted() const override { return knots_.rows() > 0; }
  [[nodiscard]] std::unique_ptr<Transformer> clone() const override;
  [[nodiscard]] const SplineTransformerOptions& options() const { return options_; }
  [[nodiscard]] int nFeaturesIn() const { return static_cast<int>(knots_.rows()); }  ///< 0 when unfitted.
  [[nodiscard]] int nOutputFeatures() const;                                         ///< 0 when unfitted.
  /// d x (nKnots + 2 degree): all knots of each column, ascending; the range is from number degree to nKnots + degree
  /// - 1.
  [[nodiscard]] const Matrix& knots() const { return knots_; }

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("knots", self.knots_);
  }
  void checkState() const;

  [[nodiscard]] int nFunctions() const;  // of one column, before includeBias

  SplineTransformerOptions options_;
  Matrix knots_;
};

}  // namespace scrollwork

#pragma once

#include <memory>
#include <string>

#include "scrollwork/persistence/state_access.h"
#include "scrollwork/regressor.h"

namespace scrollwork {

struct CubicSplineOptions {
  /// What holds at the two ends. "not-a-knot": the first two pieces are one cubic, and so are the last two; "natural":
  /// the second derivative is 0; "clamped": the first derivative is 0.
  std::string bcType = "not-a-knot";

  static constexpr const char* kOwner = "CubicSpline";
  static void fields(auto& field, auto& o) { field("bcType", o.bcType); }
};

/// The cubic spline through all points of one feature: a cubic between neighbouring points, two continuous derivatives
/// (de Boor, A Practical Guide to Splines, 1978, chapter IV). The natural one has the least integral of the squared
/// second derivative of all curves through the points.
///
/// It is scipy's CubicSpline with a regressor's calls: points may come in any order, but no two with the same x. Two
/// points give a line (clamped: a cubic), three with "not-a-knot" a parabola. Outside the points the first and the last
/// piece go on, which for a natural spline is a cubic too (as scipy does), so it leaves quickly.
///
/// Cost: O(n log n) for fit, O(log n) for a prediction.
class CubicSpline final : public Regressor {
 public:
  explicit CubicSpline(CubicSplineOptions options = {});
  CubicSpline(const CubicSpline&) = default;
  CubicSpline& operator=(const CubicSpline&) = default;
  CubicSpline(CubicSpline&&) noexcept = default;
  CubicSpline& operator=(CubicSpline&&) noexcept = default;
  ~CubicSpline() override = default;

  /// Learns from X (n x 1, finite, all different, n >= 2) and y (n numbers). Throws Error: kBadShape (row counts
  /// differ, fewer than two rows, more than one column), kBadValue (NaN, two equal x, so large or small a distance that
  /// the coefficients overflow, unknown bcType), and is then left unfitted.
  void fit(const MatrixView& X, const VectorView& y) override;
  [[nodiscard]] Vector predict(const MatrixView& X) const override;
  /// The derivative of order `derivative` in [0, 3] (0: the value) at each of m numbers x; at a point of the training
  /// data the third is that of the piece to its right. Throws kNotFitted, kBadValue.
  [[nodiscard]] Vector evaluate(const VectorView& x, int derivative = 0) const;

  [[nodiscard]] bool fitted() const override { return x_.size() > 0; }
  [[nodiscard]] int nFeaturesIn() const override { return fitted() ? 1 : 0; }
  [[nodiscard]] std::unique_ptr<Regressor> clone() const override;
  [[nodiscard]] const CubicSplineOptions& options() const { return options_; }

  [[nodiscard]] const Vector& x() const { return x_; }  ///< The n points, ascending.
  /// scipy's c: 4 x (n - 1); piece i is sum over k of c(k, i) (x - x_i)^(3 - k).
  [[nodiscard]] const Matrix& c() const { return c_; }

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("x", self.x_);
    field("c", self.c_);
  }
  void checkState() const;

  CubicSplineOptions options_;
  Vector x_;
  Matrix c_;
};

}  // namespace scrollwork

#pragma once

#include <string>
#include <vector>

#include "scrollwork/bounds.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

struct LossSurfaceOptions {
  std::string loss = "squared_error";  ///< Any loss of SGDClassifier.
  double epsilon = 0.1;                ///< >= 0, of the loss.
  std::string penalty = "none";        ///< "l2", "l1", "elasticnet" or "none", as for SGDRegressor.
  double alpha = 1e-4;                 ///< >= 0, strength of the penalty.
  double l1Ratio = 0.15;               ///< [0, 1] share of |w|_1 in "elasticnet".
  /// d coefficients, then the intercept: where the surface is cut. All 0 when empty. The two that vary do not matter.
  std::vector<double> parameters = {};
  int xParameter = 0;  ///< [0, d] the parameter along x; d is the intercept.
  int yParameter = 1;  ///< [0, d] the parameter along y; another one.
  Bounds bounds = {-1, 1, -1, 1};
  int width = 100;   ///< [1, 4096]
  int height = 100;  ///< [1, 4096]

  static constexpr const char* kOwner = "lossSurface";
  static void fields(auto& field, auto& o) {
    field("loss", o.loss);
    field("epsilon", o.epsilon);
    field("penalty", o.penalty);
    field("alpha", o.alpha);
    field("l1Ratio", o.l1Ratio);
    field("parameters", o.parameters);
    field("xParameter", o.xParameter);
    field("yParameter", o.yParameter);
    field("bounds", o.bounds);
    field("width", o.width);
    field("height", o.height);
  }
};

/// Values of a function of two parameters, laid out as in DecisionSurface: row 0 on top, each at its pixel's centre.
struct LossSurface {
  int width = 0;
  int height = 0;
  Bounds bounds;
  std::vector<double> values;  ///< width * height
};

/// The objective of a linear model, mean loss plus penalty, as two of its parameters vary: the landscape on which
/// SGDRegressor and SGDClassifier walk (their trajectory() lies on it), for `contour`. X is n x d, y has n numbers; for
/// the losses of classes 0 or 1.
///
/// Exact for every pixel, not interpolated. Cost: squared error O(n d + width height), because the surface is a
/// parabola; the others O(n (d + width height)), "log_loss" with vectorised exponentials.
/// Throws Error: kBadShape (sizes), kBadValue (NaN, option out of range, labels).
[[nodiscard]] LossSurface lossSurface(const MatrixView& X, const VectorView& y, const LossSurfaceOptions& options = {});

}  // namespace scrollwork

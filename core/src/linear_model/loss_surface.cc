// Notation: the prediction for sample i at the point (a, b) of the plane is c_i + a u_i + b v_i.

#include "scrollwork/linear_model/loss_surface.h"

#include <algorithm>
#include <cmath>

#include "linear_model/losses.h"
#include "linear_model/stochastic_descent.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

using Index = Eigen::Index;

/// Factors up to 2 that are multiplied before their logarithm is taken: 2^512.
constexpr int kSamplesPerLogarithm = 512;

struct Plane {
  Vector c, u, v;
  const VectorView& y;  ///< -1 or 1 for the losses of classes
};

/// Mean of (c + a u + b v - y)^2 / 2. Expanded around its lowest point, where it is a sum of squares, so that no digits
/// cancel near the bottom of the valley: floor + |L'(a - a0, b - b0)|^2 / 2, L the Cholesky factor of the second
/// moments of (u, v).
void fillSquared(const Plane& plane, const Vector& as, const Vector& bs, std::vector<double>& values) {
  const Index n = plane.y.size();
  const double share = 1.0 / static_cast<double>(n);
  double uu = 0, uv = 0, vv = 0, ur = 0, vr = 0;
  for (Index i = 0; i < n; ++i) {
    const double u = plane.u[i], v = plane.v[i], r = plane.y[i] - plane.c[i];
    uu += u * u * share;
    uv += u * v * share;
    vv += v * v * share;
    ur += u * r * share;
    vr += v * r * share;
  }
  // L = (l11, 0; l21, l22); 0 for a parameter that changes nothing, or nothing that the first one does not.
  const double l11 = std::sqrt(uu), l21 = l11 > 0.0 ? uv / l11 : 0.0;
  const double rest = vv - l21 * l21;
  const double l22 = rest > 1e-13 * vv ? std::sqrt(rest) : 0.0;
  const double z1 = l11 > 0.0 ? ur / l11 : 0.0, z2 = l22 > 0.0 ? (vr - l21 * z1) / l22 : 0.0;
  const double b0 = l22 > 0.0 ? z2 / l22 : 0.0, a0 = l11 > 0.0 ? (z1 - l21 * b0) / l11 : 0.0;
  double floor = 0.0;
  for (Index i = 0; i < n; ++i) {
    const double r = plane.y[i] - plane.c[i] - a0 * plane.u[i] - b0 * plane.v[i];
    floor += 0.5 * r * r * share;
  }
  double* out = values.data();
  for (const double b : bs) {
    const double second = l22 * (b - b0);
    for (const double a : as) {
      const double first = l11 * (a - a0) + l21 * (b - b0);
      *out++ = floor + 0.5 * (first * first + second * second);
    }
  }
}

/// Sums of log(1 + e^-m) over samples, a row of pixels at a time: max(-m, 0) is summed, 1 + e^-|m| multiplied, and the
/// logarithm of the product taken once for many samples.
void fillLogistic(const Plane& plane, const Vector& as, const Vector& bs, std::vector<double>& values) {
  const Index n = plane.y.size(), width = as.size();
  std::vector<double> linear(static_cast<std::size_t>(width)), product(linear.size());
  const double* a = as.data();
  double* const sums = linear.data();
  double* const factors = product.data();
  double* out = values.data();
  for (const double b : bs) {
    std::fill(linear.begin(), linear.end(), 0.0);
    std::fill(product.begin(), product.end(), 1.0);
    for (Index i = 0; i < n; ++i) {
      const double base = plane.y[i] * (plane.c[i] + b * plane.v[i]), slope = plane.y[i] * plane.u[i];
      for (Index p = 0; p < width; ++p) {
        const double margin = base + a[p] * slope;
        sums[p] += margin < 0.0 ? -margin : 0.0;
        factors[p] *= 1.0 + math::exp(-std::fabs(margin));
      }
      if (i % kSamplesPerLogarithm == kSamplesPerLogarithm - 1 || i + 1 == n) {
        for (Index p = 0; p < width; ++p) {
          sums[p] += math::log(factors[p]);
          factors[p] = 1.0;
        }
      }
    }
    for (Index p = 0; p < width; ++p) *out++ = sums[p] / static_cast<double>(n);
  }
}

void fillAny(const Plane& plane, Loss loss, double epsilon, const Vector& as, const Vector& bs,
             std::vector<double>& values) {
  const Index n = plane.y.size();
  double* out = values.data();
  for (const double b : bs) {
    for (const double a : as) {
      double sum = 0.0;
      for (Index i = 0; i < n; ++i) {
        sum += lossOf(loss, plane.c[i] + a * plane.u[i] + b * plane.v[i], plane.y[i], epsilon);
      }
      *out++ = sum / static_cast<double>(n);
    }
  }
}

}  // namespace

LossSurface lossSurface(const MatrixView& X, const VectorView& y, const LossSurfaceOptions& options) {
  const Loss loss = lossNamed(options.loss, /*forClasses=*/true);
  requireRange("epsilon", options.epsilon, 0.0, 1e300);
  const PenaltyWeights penalty = penaltyWeights(options.penalty, options.alpha, options.l1Ratio);
  requireRange("width", options.width, 1, 4096);
  requireRange("height", options.height, 1, 4096);
  checkBounds(options.bounds);
  requireSamples(X, y);
  const Index n = X.rows(), d = X.cols();
  const int intercept = static_cast<int>(d);
  requireRange("xParameter", options.xParameter, 0, intercept);
  requireRange("yParameter", options.yParameter, 0, intercept);
  if (options.xParameter == options.yParameter) {
    fail(ErrorCode::kBadValue, {"yParameter: expected another one than xParameter, got ", options.yParameter});
  }
  Vector parameters = Vector::Zero(d + 1);
  if (!options.parameters.empty()) {
    if (static_cast<Index>(options.parameters.size()) != d + 1) {
      fail(ErrorCode::kBadShape, {"parameters: expected ", d + 1, " numbers (coefficients, then the intercept), got ",
                                  options.parameters.size()});
    }
    std::copy(options.parameters.begin(), options.parameters.end(), parameters.begin());
    if (!parameters.allFinite()) fail(ErrorCode::kBadValue, {"parameters: expected finite numbers, got others"});
  }
  parameters[options.xParameter] = parameters[options.yParameter] = 0.0;

  Vector targets = y;
  if (isMarginLoss(loss)) {
    for (Index i = 0; i < n; ++i) {
      if (y[i] != 0.0 && y[i] != 1.0) {
        fail(ErrorCode::kBadValue, {"y: expected labels 0 and 1 for this loss, got ", y[i], " in row ", i});
      }
      targets[i] = 2.0 * y[i] - 1.0;
    }
  }
  const VectorView targetView(targets);
  Plane plane{Vector(n), Vector(n), Vector(n), targetView};
  for (Index i = 0; i < n; ++i) {
    double sum = parameters[d];
    for (Index j = 0; j < d; ++j) sum += X(i, j) * parameters[j];
    plane.c[i] = sum;
    plane.u[i] = options.xParameter == intercept ? 1.0 : X(i, options.xParameter);
    plane.v[i] = options.yParameter == intercept ? 1.0 : X(i, options.yParameter);
  }

  LossSurface surface{options.width, options.height, options.bounds, {}};
  surface.values.resize(static_cast<std::size_t>(options.width) * static_cast<std::size_t>(options.height));
  const Bounds& box = options.bounds;
  Vector as(options.width), bs(options.height);
  for (int p = 0; p < options.width; ++p) as[p] = box.xMin + (p + 0.5) * (box.xMax - box.xMin) / options.width;
  for (int q = 0; q < options.height; ++q) bs[q] = box.yMax - (q + 0.5) * (box.yMax - box.yMin) / options.height;
  if (loss == Loss::kSquaredError) {
    fillSquared(plane, as, bs, surface.values);
  } else if (loss == Loss::kLogLoss) {
    fillLogistic(plane, as, bs, surface.values);
  } else {
    fillAny(plane, loss, options.epsilon, as, bs, surface.values);
  }
  if (penalty.l1 > 0.0 || penalty.l2 > 0.0) {
    const double fixed = penaltyOf(parameters.data(), d, penalty.l1, penalty.l2);
    const auto along = [&](int parameter, double value) {
      return parameter == intercept ? 0.0 : penaltyOf(&value, 1, penalty.l1, penalty.l2);
    };
    double* out = surface.values.data();
    for (const double b : bs) {
      for (const double a : as) *out++ += fixed + along(options.xParameter, a) + along(options.yParameter, b);
    }
  }
  for (const double value : surface.values) {
    if (!std::isfinite(value)) {
      fail(ErrorCode::kBadValue, {"X: expected numbers that give finite losses, got an overflow"});
    }
  }
  return surface;
}

}  // namespace scrollwork

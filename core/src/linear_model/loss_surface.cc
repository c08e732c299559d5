// Notation: the prediction for sample i at the point (a, b) of the plane is c_i + a u_i + b v_i.

#include "scrollwork/linear_model/loss_surface.h"

#include <algorithm>
#include <cmath>

#include "linear_model/losses.h"
#include "linear_model/stochastic_descent.h"
#include "math/pair.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

using Index = Eigen::Index;

/// Pixels whose factors are computed side by side.
constexpr int kPixelsAtOnce = 8;
/// Products are kept below 2^kMaxBits, and e^-m within e^+-kMaxMargin while it is multiplied along a row.
constexpr double kMaxBits = 1000.0, kMaxMargin = 300.0;
constexpr double kBitsPerUnit = 1.4426950408889634;  // 1 / ln 2

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

/// Sums of log(1 + e^-m) over samples, m the margin, a row of pixels at a time. Logarithms are taken of products of
/// many factors. Along a row e^-m is a geometric sequence, so it takes one exponential for each of the first few
/// pixels, and then a multiplication for each pixel: at most 4096 / 8 of them in sequence, 512 eps.
void fillLogistic(const Plane& plane, const Vector& as, const Vector& bs, std::vector<double>& values) {
  using math::Pair;
  const Index n = plane.y.size(), width = as.size();
  const Index padded = (width + kPixelsAtOnce - 1) / kPixelsAtOnce * kPixelsAtOnce;
  const double jump = width > 1 ? kPixelsAtOnce * (as[width - 1] - as[0]) / static_cast<double>(width - 1) : 0.0;
  std::vector<double> sums(static_cast<std::size_t>(padded)), factors(sums.size());
  double* out = values.data();
  for (const double b : bs) {
    std::fill(sums.begin(), sums.end(), 0.0);
    std::fill(factors.begin(), factors.end(), 1.0);
    double bits = 0.0;  // no factor exceeds 2^bits
    const auto takeLogarithms = [&] {
      for (Index p = 0; p < width; ++p) {
        sums[static_cast<std::size_t>(p)] += math::log(factors[static_cast<std::size_t>(p)]);
      }
      std::fill(factors.begin(), factors.end(), 1.0);
      bits = 0.0;
    };
    for (Index i = 0; i < n; ++i) {
      const double base = plane.y[i] * (plane.c[i] + b * plane.v[i]), slope = plane.y[i] * plane.u[i];
      const double left = base + as[0] * slope, right = base + as[width - 1] * slope;
      if (!(std::max(std::fabs(left), std::fabs(right)) <= kMaxMargin)) {
        if (bits + 1.0 > kMaxBits) takeLogarithms();
        bits += 1.0;
        for (Index p = 0; p < width; ++p) {
          const double margin = base + as[p] * slope;
          sums[static_cast<std::size_t>(p)] += margin < 0.0 ? -margin : 0.0;
          factors[static_cast<std::size_t>(p)] *= 1.0 + math::exp(-std::fabs(margin));
        }
        continue;
      }
      const double more = std::max(0.0, -std::min(left, right)) * kBitsPerUnit + 1.0;
      if (bits + more > kMaxBits) takeLogarithms();
      bits += more;
      double start[kPixelsAtOnce];
      const double step = jump / kPixelsAtOnce * slope;
      for (int l = 0; l < kPixelsAtOnce; ++l) start[l] = math::exp(-(left + l * step));
      const double ratio = math::exp(-jump * slope);
      const Pair ratios = math::both(ratio), one = math::both(1.0);
      Pair e[kPixelsAtOnce / 2];
      for (Index l = 0; l < kPixelsAtOnce / 2; ++l) e[l] = math::load(start + 2 * l);
      for (Index p = 0; p < padded; p += kPixelsAtOnce) {
        double* at = factors.data() + p;
        for (Index l = 0; l < kPixelsAtOnce / 2; ++l) {
          math::store(at + 2 * l, math::load(at + 2 * l) * (one + e[l]));
          e[l] *= ratios;
        }
      }
    }
    takeLogarithms();
    for (Index p = 0; p < width; ++p) *out++ = sums[static_cast<std::size_t>(p)] / static_cast<double>(n);
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

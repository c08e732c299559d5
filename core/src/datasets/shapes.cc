#include "scrollwork/datasets/shapes.h"

#include <numbers>

#include "datasets/limits.h"
#include "datasets/shuffle_rows.h"
#include "scrollwork/error.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

constexpr double kFullTurn = 2.0 * std::numbers::pi;

/// What all do at last: order, noise, bounds.
void finish(Sample& sample, bool shuffle, double noise, Rng& rng) {
  if (shuffle) shuffleRows(sample, rng);
  if (noise > 0) {
    for (Eigen::Index i = 0; i < sample.X.size(); ++i) sample.X.data()[i] += rng.normal(0, noise);
  }
  sample.bounds = boundsOf(sample.X);
}

void put(Sample& sample, int row, double radius, double angle, int label) {
  sample.X(row, 0) = radius * math::cos(angle);
  sample.X(row, 1) = radius * math::sin(angle);
  sample.y[row] = label;
}

}  // namespace

Sample makeCircles(const CirclesOptions& options) {
  requireRange("nSamples", options.nSamples, 2, kMaxSamples);
  requireRange("noise", options.noise, 0.0, 10.0);
  if (!(options.factor >= 0.0 && options.factor < 1.0)) {
    fail(ErrorCode::kBadValue, {"factor: expected a number >= 0 and < 1, got ", options.factor});
  }
  const int n = options.nSamples;
  const int nOuter = n / 2;
  Sample sample{Matrix(n, 2), Labels(n), {}};
  for (int i = 0; i < n; ++i) {
    const bool inner = i >= nOuter;
    const int place = inner ? i - nOuter : i;
    put(sample, i, inner ? options.factor : 1.0, place * (kFullTurn / (inner ? n - nOuter : nOuter)), inner ? 1 : 0);
  }
  Rng rng(options.seed);
  finish(sample, options.shuffle, options.noise, rng);
  return sample;
}

Sample makeSpirals(const SpiralsOptions& options) {
  requireRange("nSamples", options.nSamples, 2, kMaxSamples);
  requireRange("nClasses", options.nClasses, 2, 100);
  requirePositive("turns", options.turns);
  requireRange("turns", options.turns, 0.0, 20.0);
  requireRange("noise", options.noise, 0.0, 10.0);
  const int n = options.nSamples;
  const int k = options.nClasses;
  Sample sample{Matrix(n, 2), Labels(n), {}};
  int row = 0;
  for (int c = 0; c < k; ++c) {
    const int size = n / k + (c < n % k ? 1 : 0);
    for (int i = 0; i < size; ++i, ++row) {
      const double t = (i + 1.0) / size;
      put(sample, row, t, kFullTurn * (options.turns * t + static_cast<double>(c) / k), c);
    }
  }
  Rng rng(options.seed);
  finish(sample, options.shuffle, options.noise, rng);
  return sample;
}

Sample makeXor(const XorOptions& options) {
  requireRange("nSamples", options.nSamples, 1, kMaxSamples);
  requireRange("noise", options.noise, 0.0, 10.0);
  Rng rng(options.seed);
  Sample sample{Matrix(options.nSamples, 2), Labels(options.nSamples), {}};
  for (Eigen::Index i = 0; i < sample.y.size(); ++i) {
    sample.X(i, 0) = rng.uniform(-1, 1);
    sample.X(i, 1) = rng.uniform(-1, 1);
    sample.y[i] = (sample.X(i, 0) < 0) != (sample.X(i, 1) < 0) ? 1 : 0;
  }
  finish(sample, false, options.noise, rng);
  return sample;
}

}  // namespace scrollwork

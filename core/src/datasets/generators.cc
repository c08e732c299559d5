#include "scrollwork/datasets/generators.h"

#include <numbers>

#include "datasets/limits.h"
#include "datasets/shuffle_rows.h"
#include "scrollwork/error.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {

namespace {

/// Point number i of `count` equal steps over [0, pi], the last one exactly pi.
double angle(int i, int count) { return count > 1 ? i * (std::numbers::pi / (count - 1)) : 0.0; }

}  // namespace

Sample makeMoons(const MoonsOptions& options) {
  requireRange("nSamples", options.nSamples, 2, kMaxSamples);
  requireRange("noise", options.noise, 0.0, 10.0);
  Rng rng(options.seed);
  const int n = options.nSamples;
  const int nOuter = n / 2;
  const int nInner = n - nOuter;
  Sample sample{Matrix(n, 2), Labels(n), {}};
  for (int i = 0; i < nOuter; ++i) {
    const double t = angle(i, nOuter);
    sample.X(i, 0) = math::cos(t);
    sample.X(i, 1) = math::sin(t);
    sample.y[i] = 0;
  }
  for (int i = 0; i < nInner; ++i) {
    const double t = angle(i, nInner);
    sample.X(nOuter + i, 0) = 1 - math::cos(t);
    sample.X(nOuter + i, 1) = 1 - math::sin(t) - 0.5;
    sample.y[nOuter + i] = 1;
  }
  if (options.shuffle) shuffleRows(sample, rng);
  if (options.noise > 0) {
    for (int i = 0; i < n; ++i) {
      sample.X(i, 0) += rng.normal(0, options.noise);
      sample.X(i, 1) += rng.normal(0, options.noise);
    }
  }
  sample.bounds = boundsOf(sample.X);
  return sample;
}

Sample makeBlobs(const BlobsOptions& options) {
  requireRange("nSamples", options.nSamples, 1, kMaxSamples);
  requireRange("clusterStd", options.clusterStd, 0.0, 1000.0);
  Rng rng(options.seed);
  Matrix centers = options.centers;
  if (centers.size() == 0) {
    requireRange("nFeatures", options.nFeatures, 1, 100);
    requireRange("nCenters", options.nCenters, 1, 100);
    requireRange("centerBoxMin", options.centerBoxMin, -1e100, 1e100);
    requireRange("centerBoxMax", options.centerBoxMax, options.centerBoxMin, 1e100);
    centers.resize(options.nCenters, options.nFeatures);
    for (Eigen::Index c = 0; c < centers.rows(); ++c) {
      for (Eigen::Index j = 0; j < centers.cols(); ++j) {
        centers(c, j) = options.centerBoxMin + (options.centerBoxMax - options.centerBoxMin) * rng.uniform();
      }
    }
  } else {
    requireSamples(centers, "centers");
    requireRange("centers: rows", static_cast<int>(centers.rows()), 1, 100);
    requireRange("centers: columns", static_cast<int>(centers.cols()), 1, 100);
  }

  const int n = options.nSamples;
  const int k = static_cast<int>(centers.rows());
  Sample sample{Matrix(n, centers.cols()), Labels(n), {}};
  int row = 0;
  for (int c = 0; c < k; ++c) {
    const int size = n / k + (c < n % k ? 1 : 0);
    for (int i = 0; i < size; ++i, ++row) {
      for (Eigen::Index j = 0; j < centers.cols(); ++j)
        sample.X(row, j) = rng.normal(centers(c, j), options.clusterStd);
      sample.y[row] = c;
    }
  }
  if (options.shuffle) shuffleRows(sample, rng);
  if (sample.X.cols() >= 2) sample.bounds = boundsOf(sample.X);
  return sample;
}

}  // namespace scrollwork

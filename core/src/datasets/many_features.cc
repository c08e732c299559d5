#include "scrollwork/datasets/many_features.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <span>
#include <vector>

#include "datasets/limits.h"
#include "datasets/shuffle_rows.h"
#include "scrollwork/error.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

constexpr int kMaxFeatures = 1000;

/// n x d is at most 10^8 numbers, 800 MB.
void requireSize(int nSamples, int nFeatures, int fewestFeatures) {
  requireRange("nSamples", nSamples, 1, kMaxSamples);
  requireRange("nFeatures", nFeatures, fewestFeatures, kMaxFeatures);
  if (static_cast<double>(nSamples) * nFeatures <= 1e8) return;
  fail(ErrorCode::kBadValue, {"nSamples: expected at most 100000000 numbers in all, got ", nSamples, " x ", nFeatures});
}

Matrix normalNumbers(Rng& rng, int rows, int columns) {
  Matrix X(rows, columns);
  for (Eigen::Index i = 0; i < X.size(); ++i) X.data()[i] = rng.normal();
  return X;
}

void addNoise(Rng& rng, double noise, Vector& y) {
  if (noise == 0.0) return;
  for (double& value : y) value += rng.normal(0, noise);
}

/// Different whole numbers below 2^bits, in random order (Floyd's sampling, then a shuffle).
std::vector<std::uint64_t> differentCorners(Rng& rng, int count, int bits) {
  const std::uint64_t all = std::uint64_t{1} << bits;
  std::vector<std::uint64_t> corners;
  for (std::uint64_t last = all - static_cast<std::uint64_t>(count); last < all; ++last) {
    const std::uint64_t drawn = rng.below(last + 1);
    const bool taken = std::find(corners.begin(), corners.end(), drawn) != corners.end();
    corners.push_back(taken ? last : drawn);
  }
  rng.shuffle(std::span<std::uint64_t>(corners));
  return corners;
}

}  // namespace

RegressionSample makeRegression(const RegressionOptions& options) {
  requireSize(options.nSamples, options.nFeatures, 1);
  requireRange("nInformative", options.nInformative, 0, kMaxFeatures);
  requireRange("bias", options.bias, -1e100, 1e100);
  requireRange("noise", options.noise, 0.0, 1e6);
  Rng rng(options.seed);
  const int d = options.nFeatures;
  RegressionSample sample{normalNumbers(rng, options.nSamples, d), Vector::Constant(options.nSamples, options.bias),
                          Vector::Zero(d)};
  const int nInformative = std::min(options.nInformative, d);
  for (int j = 0; j < nInformative; ++j) sample.coef[j] = 100.0 * rng.uniform();
  if (options.shuffle) rng.shuffle(std::span<double>(sample.coef.data(), static_cast<std::size_t>(d)));
  for (Eigen::Index i = 0; i < sample.y.size(); ++i) {
    for (int j = 0; j < d; ++j) sample.y[i] += sample.coef[j] * sample.X(i, j);
  }
  addNoise(rng, options.noise, sample.y);
  return sample;
}

RegressionSample makeFriedman1(const Friedman1Options& options) {
  requireSize(options.nSamples, options.nFeatures, 5);
  requireRange("noise", options.noise, 0.0, 1e6);
  Rng rng(options.seed);
  RegressionSample sample{Matrix(options.nSamples, options.nFeatures), Vector(options.nSamples), Vector()};
  for (Eigen::Index i = 0; i < sample.X.size(); ++i) sample.X.data()[i] = rng.uniform();
  for (Eigen::Index i = 0; i < sample.y.size(); ++i) {
    const double* const x = sample.X.row(i).data();
    const double centred = x[2] - 0.5;
    sample.y[i] =
        10.0 * math::sin(std::numbers::pi * x[0] * x[1]) + 20.0 * centred * centred + 10.0 * x[3] + 5.0 * x[4];
  }
  addNoise(rng, options.noise, sample.y);
  return sample;
}

Sample makeClassification(const ClassificationOptions& options) {
  requireSize(options.nSamples, options.nFeatures, 1);
  requireRange("nInformative", options.nInformative, 1, std::min(30, options.nFeatures));
  requireRange("nRedundant", options.nRedundant, 0, options.nFeatures - options.nInformative);
  requireRange("nClasses", options.nClasses, 2, 100);
  requireRange("nClustersPerClass", options.nClustersPerClass, 1, 100);
  requireRange("classSep", options.classSep, 0.0, 1000.0);
  requireRange("flipY", options.flipY, 0.0, 1.0);
  const int nClusters = options.nClasses * options.nClustersPerClass;
  if (nClusters > (1 << options.nInformative)) {
    fail(ErrorCode::kBadValue, {"nClustersPerClass: expected at most 2^nInformative clusters in all, got ", nClusters});
  }
  Rng rng(options.seed);
  const int n = options.nSamples, d = options.nFeatures, m = options.nInformative;
  const std::vector<std::uint64_t> corners = differentCorners(rng, nClusters, m);
  Sample sample{normalNumbers(rng, n, d), Labels(n), {}};
  int row = 0;
  for (int c = 0; c < nClusters; ++c) {
    Matrix stretch(m, m);
    for (Eigen::Index i = 0; i < stretch.size(); ++i) stretch.data()[i] = rng.uniform(-1, 1);
    const int size = n / nClusters + (c < n % nClusters ? 1 : 0);
    for (int i = 0; i < size; ++i, ++row) {
      const Vector drawn = sample.X.row(row).head(m);
      for (int j = 0; j < m; ++j) {
        const bool high = (corners[static_cast<std::size_t>(c)] >> j & 1U) != 0;
        double sum = high ? options.classSep : -options.classSep;
        for (int k = 0; k < m; ++k) sum += drawn[k] * stretch(k, j);
        sample.X(row, j) = sum;
      }
      sample.y[row] = c % options.nClasses;
    }
  }
  Matrix mix(m, options.nRedundant);
  for (Eigen::Index i = 0; i < mix.size(); ++i) mix.data()[i] = rng.uniform(-1, 1);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < options.nRedundant; ++j) {
      double sum = 0.0;
      for (int k = 0; k < m; ++k) sum += sample.X(i, k) * mix(k, j);
      sample.X(i, m + j) = sum;
    }
    if (rng.uniform() < options.flipY) sample.y[i] = rng.integer(0, options.nClasses - 1);
  }
  if (options.shuffle) {
    shuffleRows(sample, rng);
    const Labels order = rng.permutation(d);
    const Matrix X = sample.X;
    for (int j = 0; j < d; ++j) sample.X.col(j) = X.col(order[j]);
  }
  if (d >= 2) sample.bounds = boundsOf(sample.X);
  return sample;
}

}  // namespace scrollwork

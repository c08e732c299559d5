// The toy shelter: a mixture of three truncated normal distributions whose posterior is known in closed form, so that
// what a model learned can be held against the truth.

#include "scrollwork/datasets/shelter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "scrollwork/math/elementary.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {

namespace {

constexpr double kWeightMin = 1.5;
constexpr double kWeightMax = 12.0;
constexpr double kFluffinessMin = 0.0;
constexpr double kFluffinessMax = 10.0;
constexpr Bounds kAxes{0.0, kWeightMax, kFluffinessMin, kFluffinessMax};
/// Values are multiples of a thousandth of their axis, the grid on which a dragged point lives too.
constexpr int kAxisSteps = 1000;
constexpr int kFirstWeightStep = 125;  // kWeightMin on that grid

constexpr double kCentreWeight = 5.2;
constexpr double kCentreFluffiness = 5.1;

struct Kind {
  int label;
  double share;  // of its class
  double weightMean, weightSd;
  double fluffinessMean, fluffinessSd;
};
constexpr std::array<Kind, 3> kKinds = {{
    {0, 1.00, 4.2, 1.05, 6.3, 1.6},  // cat
    {1, 0.45, 4.1, 1.15, 2.4, 1.4},  // sleek dog
    {1, 0.55, 7.7, 1.5, 5.9, 1.85},  // shaggy dog
}};
constexpr std::size_t kSleekDog = 1;
constexpr std::size_t kShaggyDog = 2;

void checkOptions(const ShelterOptions& options) {
  requireRange("nSamples", options.nSamples, 1, 1'000'000);
  requireRange("catFraction", options.catFraction, 0.0, 1.0);
  requireRange("classSep", options.classSep, 0.0, 2.0);
  requireRange("labelNoise", options.labelNoise, 0.0, 0.5);
}

/// The kinds with their means moved towards or away from the common centre.
std::array<Kind, 3> separated(double classSep) {
  std::array<Kind, 3> kinds = kKinds;
  for (Kind& kind : kinds) {
    kind.weightMean = kCentreWeight + classSep * (kind.weightMean - kCentreWeight);
    kind.fluffinessMean = kCentreFluffiness + classSep * (kind.fluffinessMean - kCentreFluffiness);
  }
  return kinds;
}

/// Integral of exp(-z^2 / 2) over low .. high, z = (t - mean) / sd, by Simpson's rule; relative error below 1e-9 for
/// the spreads above. An error function would do as well, but this library has none that is equal in every build.
double gaussianMass(double mean, double sd, double low, double high) {
  constexpr int kPanels = 200;
  const double h = (high - low) / kPanels;
  double sum = 0;
  for (int i = 0; i <= kPanels; ++i) {
    const double z = (low + i * h - mean) / sd;
    const double weight = i == 0 || i == kPanels ? 1 : (i % 2 == 1 ? 4 : 2);
    sum += weight * math::exp(-0.5 * z * z);
  }
  return sum * h / 3;
}

/// What exp(-(zw^2 + zf^2) / 2) is multiplied with to become the kind's part of the density of all animals.
std::array<double, 3> densityFactors(const std::array<Kind, 3>& kinds, double catFraction) {
  std::array<double, 3> factors{};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const Kind& kind = kinds[i];
    const double classShare = kind.label == 0 ? catFraction : 1 - catFraction;
    factors[i] = classShare * kind.share /
                 (gaussianMass(kind.weightMean, kind.weightSd, kWeightMin, kWeightMax) *
                  gaussianMass(kind.fluffinessMean, kind.fluffinessSd, kFluffinessMin, kFluffinessMax));
  }
  return factors;
}

double drawWithin(Rng& rng, double mean, double sd, double low, double high) {
  // The coordinates are independent and the limits a rectangle, so each coordinate may be drawn again by itself. Even
  // at classSep = 2 no mean lies far enough outside for this to take long.
  for (;;) {
    const double value = rng.normal(mean, sd);
    if (value >= low && value <= high) return value;
  }
}

/// The nearest multiple of a thousandth of the axis 0 .. length.
double onGrid(double value, double length, int firstStep) {
  const int step = static_cast<int>(std::floor(value * kAxisSteps / length + 0.5));
  return std::clamp(step, firstStep, kAxisSteps) * length / kAxisSteps;
}

}  // namespace

Sample makeShelter(const ShelterOptions& options) {
  checkOptions(options);
  const std::array<Kind, 3> kinds = separated(options.classSep);
  const Rng root(options.seed);
  // Three streams, so that more label noise changes cards, not animals.
  Rng species = root.stream(0);
  Rng bodies = root.stream(1);
  Rng cards = root.stream(2);

  const int n = options.nSamples;
  const int nCats = static_cast<int>(std::floor(n * options.catFraction + 0.5));
  Sample sample{Matrix(n, 2), Labels(n), kAxes};
  sample.y.head(nCats).setZero();
  sample.y.tail(n - nCats).setOnes();
  species.shuffle(std::span<int>(sample.y.data(), static_cast<std::size_t>(n)));
  for (int i = 0; i < n; ++i) {
    std::size_t k = 0;
    if (sample.y[i] == 1) k = bodies.uniform() < kinds[kSleekDog].share ? kSleekDog : kShaggyDog;
    const Kind& kind = kinds[k];
    const double weight = drawWithin(bodies, kind.weightMean, kind.weightSd, kWeightMin, kWeightMax);
    const double fluffiness =
        drawWithin(bodies, kind.fluffinessMean, kind.fluffinessSd, kFluffinessMin, kFluffinessMax);
    sample.X(i, 0) = onGrid(weight, kAxes.xMax, kFirstWeightStep);
    sample.X(i, 1) = onGrid(fluffiness, kAxes.yMax, 0);
    if (cards.uniform() < options.labelNoise) sample.y[i] = 1 - sample.y[i];
  }
  return sample;
}

Vector shelterPosterior(const MatrixView& X, const ShelterOptions& options) {
  checkOptions(options);
  requireColumns(X, 2);
  const std::array<Kind, 3> kinds = separated(options.classSep);
  const std::array<double, 3> factors = densityFactors(kinds, options.catFraction);
  Vector dog(X.rows());
  for (Eigen::Index i = 0; i < X.rows(); ++i) {
    // Exponents are taken relative to the largest one, so that far away the quotient does not become 0 / 0; beyond
    // 1e100 standard deviations distance no longer matters.
    std::array<double, 3> exponents{};
    double largest = -INFINITY;
    for (std::size_t k = 0; k < kinds.size(); ++k) {
      const double zw = std::clamp((X(i, 0) - kinds[k].weightMean) / kinds[k].weightSd, -1e100, 1e100);
      const double zf = std::clamp((X(i, 1) - kinds[k].fluffinessMean) / kinds[k].fluffinessSd, -1e100, 1e100);
      exponents[k] = -0.5 * (zw * zw + zf * zf);
      if (factors[k] > 0) largest = std::max(largest, exponents[k]);
    }
    std::array<double, 2> density{};
    for (std::size_t k = 0; k < kinds.size(); ++k) {
      if (factors[k] > 0) {
        density[static_cast<std::size_t>(kinds[k].label)] += factors[k] * math::exp(exponents[k] - largest);
      }
    }
    const double posterior = density[1] / (density[0] + density[1]);
    dog[i] = (1 - 2 * options.labelNoise) * posterior + options.labelNoise;
  }
  return dog;
}

double shelterBayesAccuracy(const ShelterOptions& options) {
  checkOptions(options);
  const std::array<Kind, 3> kinds = separated(options.classSep);
  const std::array<double, 3> factors = densityFactors(kinds, options.catFraction);
  // A normal density with independent coordinates is a product, so the exponentials are needed per axis only.
  constexpr int kWeightCells = 1050;
  constexpr int kFluffinessCells = 1000;
  constexpr double kWeightCell = (kWeightMax - kWeightMin) / kWeightCells;
  constexpr double kFluffinessCell = (kFluffinessMax - kFluffinessMin) / kFluffinessCells;
  const auto bell = [](double mean, double sd, double low, double cell, int cells) {
    Vector values(cells);
    for (int i = 0; i < cells; ++i) {
      const double z = (low + (i + 0.5) * cell - mean) / sd;
      values[i] = math::exp(-0.5 * z * z);
    }
    return values;
  };
  std::array<Vector, 3> byWeight;
  std::array<Vector, 3> byFluffiness;
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    byWeight[k] = factors[k] * bell(kinds[k].weightMean, kinds[k].weightSd, kWeightMin, kWeightCell, kWeightCells);
    byFluffiness[k] =
        bell(kinds[k].fluffinessMean, kinds[k].fluffinessSd, kFluffinessMin, kFluffinessCell, kFluffinessCells);
  }
  double right = 0;
  for (int i = 0; i < kWeightCells; ++i) {
    for (int j = 0; j < kFluffinessCells; ++j) {
      const double cat = byWeight[0][i] * byFluffiness[0][j];
      const double dog = byWeight[1][i] * byFluffiness[1][j] + byWeight[2][i] * byFluffiness[2][j];
      right += std::max(cat, dog);
    }
  }
  right = std::min(1.0, right * kWeightCell * kFluffinessCell);
  return (1 - 2 * options.labelNoise) * right + options.labelNoise;
}

}  // namespace scrollwork

// Jones & Pewsey, Sinh-arcsinh distributions, Biometrika 96, 2009, with tail weight 1 and the median moved to 0.
//
// Notation: z is standard normal, x = sinh(asinh(z) + skew) the bent draw, S(x) = sinh(asinh(x) - skew) its way back,
// so that the distribution of x is Phi(S(x)) and its density phi(S(x)) sqrt(1 + S(x)^2) / sqrt(1 + x^2).

#include "scrollwork/datasets/two_crowds.h"

#include <cmath>
#include <limits>

#include "scrollwork/error.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/math/normal.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

constexpr int kMaxCases = 1'000'000;
constexpr double kInverseRootTwoPi = 0.3989422804014327;

double sinhOf(double a) {
  const double e = math::expm1(std::fabs(a));
  return std::copysign(0.5 * (e + e / (e + 1.0)), a);
}

double asinhOf(double x) {
  const double a = std::fabs(x);
  return std::copysign(math::log1p(a + a * a / (1.0 + std::sqrt(a * a + 1.0))), x);
}

struct Crowd {
  double median;
  double scale;
  double skew;

  [[nodiscard]] double at(double z) const { return median + scale * (sinhOf(asinhOf(z) + skew) - sinhOf(skew)); }
  /// The z that became this score.
  [[nodiscard]] double z(double score) const {
    if (!std::isfinite(score)) return score;
    return sinhOf(asinhOf(bent(score)) - skew);
  }
  [[nodiscard]] double density(double score) const {
    if (!std::isfinite(score)) return 0.0;
    const double x = bent(score);
    const double s = z(score);
    return kInverseRootTwoPi * math::exp(-0.5 * s * s) * std::sqrt((1.0 + s * s) / (1.0 + x * x)) / scale;
  }
  [[nodiscard]] double shareAtOrAbove(double score) const { return math::normalCdf(-z(score)); }

 private:
  [[nodiscard]] double bent(double score) const { return (score - median) / scale + sinhOf(skew); }
};

void requireTwo(const char* name, const std::vector<double>& values, double low, double high) {
  if (values.size() != 2) {
    fail(ErrorCode::kBadShape, {name, ": expected two numbers, of the negatives and of the positives, got ",
                                static_cast<int>(values.size())});
  }
  for (const double value : values) requireRange(name, value, low, high);
}

/// The negatives (0) or the positives (1), checked.
Crowd crowdOf(const TwoCrowdsOptions& options, std::size_t which) {
  requireTwo("medians", options.medians, -1000.0, 1000.0);
  requireTwo("scales", options.scales, 0.001, 1000.0);
  requireTwo("skews", options.skews, -2.0, 2.0);
  return {options.medians[which], options.scales[which], options.skews[which]};
}

/// P(positive > negative), the mean over the negatives of the share of positives above. The integrand is smooth and
/// dies out at both ends, so that the trapezoidal rule converges faster than any power of the step.
double areaOf(const Crowd& negative, const Crowd& positive) {
  constexpr int kSteps = 512;
  constexpr double kEnd = 8.0;
  constexpr double kStep = 2.0 * kEnd / kSteps;
  double area = 0.0;
  for (int i = 0; i <= kSteps; ++i) {
    const double z = -kEnd + i * kStep;
    area += kInverseRootTwoPi * math::exp(-0.5 * z * z) * positive.shareAtOrAbove(negative.at(z));
  }
  return area * kStep;
}

}  // namespace

TwoCrowds makeTwoCrowds(const TwoCrowdsOptions& options) {
  requireRange("nNegative", options.nNegative, 1, kMaxCases);
  requireRange("nPositive", options.nPositive, 1, kMaxCases);
  const int n = options.nNegative + options.nPositive;
  TwoCrowds crowds{Vector(n), Labels(n)};
  const Rng root(options.seed);
  for (int label = 0; label < 2; ++label) {
    const Crowd crowd = crowdOf(options, static_cast<std::size_t>(label));
    Rng rng = root.stream(static_cast<std::uint64_t>(label));
    const int begin = label == 0 ? 0 : options.nNegative;
    const int end = label == 0 ? options.nNegative : n;
    for (int i = begin; i < end; ++i) {
      crowds.scores[i] = crowd.at(rng.normal());
      crowds.y[i] = label;
    }
  }
  return crowds;
}

TwoCrowdsCurve twoCrowdsCurve(const VectorView& thresholds, const TwoCrowdsOptions& options) {
  const Crowd negative = crowdOf(options, 0);
  const Crowd positive = crowdOf(options, 1);
  const Index m = thresholds.size();
  TwoCrowdsCurve curve{Vector(m), Vector(m), Vector(m), Vector(m), areaOf(negative, positive)};
  for (Index i = 0; i < m; ++i) {
    const double t = thresholds[i];
    if (std::isnan(t)) fail(ErrorCode::kBadValue, {"thresholds: expected numbers, got nan at position ", i});
    curve.fpr[i] = negative.shareAtOrAbove(t);
    curve.tpr[i] = positive.shareAtOrAbove(t);
    curve.negativeDensity[i] = negative.density(t);
    curve.positiveDensity[i] = positive.density(t);
  }
  return curve;
}

Vector twoCrowdsProbability(const VectorView& scores, double prevalence, const TwoCrowdsOptions& options) {
  if (!(prevalence > 0.0 && prevalence < 1.0)) {
    fail(ErrorCode::kBadValue, {"prevalence: expected a number between 0 and 1, both excluded, got ", prevalence});
  }
  const Crowd negative = crowdOf(options, 0);
  const Crowd positive = crowdOf(options, 1);
  Vector probability(scores.size());
  for (Index i = 0; i < scores.size(); ++i) {
    if (!std::isfinite(scores[i])) {
      fail(ErrorCode::kBadValue, {"scores: expected finite numbers, got ", scores[i], " at position ", i});
    }
    const double hit = prevalence * positive.density(scores[i]);
    const double both = hit + (1.0 - prevalence) * negative.density(scores[i]);
    probability[i] = both > 0.0 ? hit / both : 0.5;
  }
  return probability;
}

double twoCrowdsMedianForAuc(double auc, const TwoCrowdsOptions& options) {
  requireRange("auc", auc, 0.5, 0.999);
  const Crowd negative = crowdOf(options, 0);
  Crowd positive = crowdOf(options, 1);
  // Both crowds reach less than 60 scales from their medians within +-8 z at the strongest skew.
  const double reach = 120.0 * (negative.scale + positive.scale);
  double low = negative.median - reach;
  double high = negative.median + reach;
  for (int i = 0; i < 80; ++i) {
    positive.median = 0.5 * (low + high);
    (areaOf(negative, positive) < auc ? low : high) = positive.median;
  }
  return 0.5 * (low + high);
}

}  // namespace scrollwork

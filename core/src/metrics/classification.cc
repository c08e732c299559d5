// Edwin Wilson: "Probable inference, the law of succession, and statistical inference", Journal of the American
// Statistical Association 22 (1927).

#include "scrollwork/metrics/classification.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "scrollwork/math/elementary.h"
#include "scrollwork/math/normal.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

void requireBoth(const LabelView& yTrue, const LabelView& yPred) {
  requireLabels(yTrue, yTrue.size(), "yTrue");
  requireLabels(yPred, yTrue.size(), "yPred");
}

}  // namespace

double accuracyScore(const LabelView& yTrue, const LabelView& yPred) {
  requireBoth(yTrue, yPred);
  Index agree = 0;
  for (Index i = 0; i < yTrue.size(); ++i) agree += yTrue[i] == yPred[i] ? 1 : 0;
  return static_cast<double>(agree) / static_cast<double>(yTrue.size());
}

double balancedAccuracyScore(const LabelView& yTrue, const LabelView& yPred) {
  const Eigen::MatrixXi confusion = confusionMatrix(yTrue, yPred);
  double sum = 0.0;
  int classes = 0;
  for (Index c = 0; c < confusion.rows(); ++c) {
    const int samples = confusion.row(c).sum();
    if (samples == 0) continue;
    sum += static_cast<double>(confusion(c, c)) / samples;
    ++classes;
  }
  return sum / classes;
}

Eigen::MatrixXi confusionMatrix(const LabelView& yTrue, const LabelView& yPred, int nClasses) {
  requireRange("nClasses", nClasses, 0, kMaxClasses);
  requireBoth(yTrue, yPred);
  const int seen = std::max(yTrue.maxCoeff(), yPred.maxCoeff()) + 1;
  if (nClasses != 0) requireRange("label", seen - 1, 0, nClasses - 1);
  const int k = nClasses != 0 ? nClasses : seen;
  Eigen::MatrixXi confusion = Eigen::MatrixXi::Zero(k, k);
  for (Index i = 0; i < yTrue.size(); ++i) ++confusion(yTrue[i], yPred[i]);
  return confusion;
}

double logLoss(const LabelView& yTrue, const MatrixView& probabilities) {
  requireLabels(yTrue, probabilities.rows(), "yTrue");
  const Index k = probabilities.cols();
  requireRange("yTrue", yTrue.maxCoeff(), 0, static_cast<int>(k) - 1);
  double sum = 0.0;
  for (Index i = 0; i < probabilities.rows(); ++i) {
    double rowSum = 0.0;
    for (Index c = 0; c < k; ++c) {
      requireRange("probabilities", probabilities(i, c), 0.0, 1.0);
      rowSum += std::clamp(probabilities(i, c), 0x1p-52, 1.0 - 0x1p-52);
    }
    sum -= math::log(std::clamp(probabilities(i, yTrue[i]), 0x1p-52, 1.0 - 0x1p-52) / rowSum);
  }
  return sum / static_cast<double>(yTrue.size());
}

Interval wilsonInterval(int successes, int n, double confidence) {
  requireRange("n", n, 1, std::numeric_limits<int>::max());
  requireRange("successes", successes, 0, n);
  if (!(confidence > 0.0 && confidence < 1.0)) {
    fail(ErrorCode::kBadValue, {"confidence: expected a number between 0 and 1, both excluded, got ", confidence});
  }
  const double z = -math::normalQuantile(0.5 * (1.0 - confidence));
  const double z2 = z * z;
  const double count = n;
  const double p = successes / count;
  const double centre = p + z2 / (2.0 * count);
  const double half = z * std::sqrt(p * (1.0 - p) / count + z2 / (4.0 * count * count));
  const double scale = 1.0 / (1.0 + z2 / count);
  // At the ends the bound is exactly 0 or 1; rounding must not say otherwise.
  return {successes == 0 ? 0.0 : std::max(0.0, (centre - half) * scale),
          successes == n ? 1.0 : std::min(1.0, (centre + half) * scale)};
}

}  // namespace scrollwork

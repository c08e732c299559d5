// What surrounds the passes over the samples in logistic_passes.cc: compiled for size, as most of core is
// (core/CMakeLists.txt).

#include "linear_model/logistic_objective.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

ClassIndex indexClasses(const LabelView& y) {
  std::vector<int> positionOf(static_cast<std::size_t>(y.maxCoeff()) + 1, -1);
  for (const int label : y) positionOf[static_cast<std::size_t>(label)] = 0;
  std::vector<int> classes;
  for (std::size_t label = 0; label < positionOf.size(); ++label) {
    if (positionOf[label] < 0) continue;
    positionOf[label] = static_cast<int>(classes.size());
    classes.push_back(static_cast<int>(label));
  }
  if (classes.size() < 2) {
    fail(ErrorCode::kBadValue, {"y: expected at least 2 different labels, got only ", classes.front()});
  }
  ClassIndex index{Labels(static_cast<Index>(classes.size())), Labels(y.size())};
  std::copy(classes.begin(), classes.end(), index.classes.begin());
  for (Index i = 0; i < y.size(); ++i) index.position[i] = positionOf[static_cast<std::size_t>(y[i])];
  return index;
}

void requireLogisticPenalty(const std::string& penalty, double C) {
  if (penalty != "l2" && penalty != "none") {
    fail(ErrorCode::kBadValue, {"penalty: expected \"l2\" or \"none\", got \"", penalty, "\""});
  }
  requirePositive("C", C);
}

double penaltyWeight(const std::string& penalty, double C, Index n) {
  return penalty == "none" ? 0.0 : 1.0 / (C * static_cast<double>(n));
}

LogisticObjective::LogisticObjective(const MatrixView& X, const ClassIndex& y, const Settings& settings)
    : nSamples_(static_cast<int>(X.rows())),
      nFeatures_(static_cast<int>(X.cols())),
      nScores_(y.classes.size() == 2 ? 1 : static_cast<int>(y.classes.size())),
      nBlocks_((nSamples_ + kLanes - 1) / kLanes),
      fitIntercept_(settings.fitIntercept),
      penalty_(static_cast<std::size_t>(nFeatures_), settings.penalty),
      data_(static_cast<std::size_t>(nBlocks_) * static_cast<std::size_t>(nFeatures_) * kLanes),
      target_(static_cast<std::size_t>(nBlocks_) * kLanes),
      binaryTarget_(nScores_ == 1 ? target_.size() : 0),
      centre_(static_cast<std::size_t>(nFeatures_)),
      exponent_(static_cast<std::size_t>(nFeatures_)) {
  const auto d = static_cast<std::size_t>(nFeatures_);
  // In the units inside, the largest magnitude of a column is in [1, 2), first as it is and then once more after
  // centring. Powers of two make this exact. 2^-exponent is applied as two factors, because one could overflow.
  std::vector<double> lowest(d), highest(d), factor(d, 1.0), secondFactor(d, 1.0);
  const auto scaleTo = [&](std::size_t j, double magnitude) {
    if (magnitude == 0.0) return;
    exponent_[j] += std::ilogb(magnitude);
    factor[j] = std::ldexp(1.0, -(exponent_[j] / 2));
    secondFactor[j] = std::ldexp(1.0, -(exponent_[j] - exponent_[j] / 2));
  };
  if (settings.standardise) {
    for (std::size_t j = 0; j < d; ++j) lowest[j] = highest[j] = X(0, static_cast<Index>(j));
    for (Index i = 0; i < X.rows(); ++i) {
      for (std::size_t j = 0; j < d; ++j) {
        const double x = X(i, static_cast<Index>(j));
        lowest[j] = std::min(lowest[j], x);
        highest[j] = std::max(highest[j], x);
      }
    }
    for (std::size_t j = 0; j < d; ++j) scaleTo(j, std::max(std::fabs(lowest[j]), std::fabs(highest[j])));
    if (fitIntercept_) {
      for (Index i = 0; i < X.rows(); ++i) {
        for (std::size_t j = 0; j < d; ++j) {
          centre_[j] += X(i, static_cast<Index>(j)) * factor[j] * secondFactor[j];
        }
      }
      for (std::size_t j = 0; j < d; ++j) {
        const double low = lowest[j] * factor[j] * secondFactor[j], high = highest[j] * factor[j] * secondFactor[j];
        // A constant column becomes exactly 0, not the rounding error of its mean.
        const double centre = low == high ? low : centre_[j] / nSamples_;
        const int before = exponent_[j];
        scaleTo(j, std::max(high - centre, centre - low));
        centre_[j] = std::ldexp(centre, before - exponent_[j]);
      }
    }
    for (std::size_t j = 0; j < d; ++j) {
      // |w|^2 in terms of v = w 2^exponent. Bounded, because the squares of tiny units would overflow.
      penalty_[j] = settings.penalty == 0.0 ? 0.0 : std::min(1e300, std::ldexp(settings.penalty, -2 * exponent_[j]));
    }
  }
  for (Index i = 0; i < X.rows(); ++i) {
    double* lane =
        data_.data() + static_cast<std::size_t>(i / kLanes) * d * kLanes + static_cast<std::size_t>(i % kLanes);
    const double* row = X.row(i).data();
    for (std::size_t j = 0; j < d; ++j) lane[j * kLanes] = row[j] * factor[j] * secondFactor[j] - centre_[j];
    target_[static_cast<std::size_t>(i)] = y.position[i];
    if (nScores_ == 1) binaryTarget_[static_cast<std::size_t>(i)] = y.position[i];
  }
  const auto p = static_cast<std::size_t>(parametersPerScore());
  const auto scores = static_cast<std::size_t>(nScores_);
  gradientSums_.resize(scores * p * kPartialSums);
  scores_.resize(scores * kLanes);
}

void LogisticObjective::toCoefficients(const double* theta, Matrix& coef, Vector& intercept) const {
  coef.resize(nScores_, nFeatures_);
  intercept.resize(nScores_);
  for (int k = 0; k < nScores_; ++k) {
    const double* weights = theta + std::ptrdiff_t{k} * parametersPerScore();
    double shift = 0.0;
    for (int j = 0; j < nFeatures_; ++j) {
      coef(k, j) = std::ldexp(weights[j], -exponent_[static_cast<std::size_t>(j)]);
      shift += weights[j] * centre_[static_cast<std::size_t>(j)];
    }
    intercept[k] = fitIntercept_ ? weights[nFeatures_] - shift : 0.0;
  }
}

void LogisticObjective::fromCoefficients(const Matrix& coef, const Vector& intercept, double* theta) const {
  for (int k = 0; k < nScores_; ++k) {
    double* weights = theta + std::ptrdiff_t{k} * parametersPerScore();
    double shift = 0.0;
    for (int j = 0; j < nFeatures_; ++j) {
      weights[j] = std::ldexp(coef(k, j), exponent_[static_cast<std::size_t>(j)]);
      shift += weights[j] * centre_[static_cast<std::size_t>(j)];
    }
    if (fitIntercept_) weights[nFeatures_] = intercept[k] + shift;
  }
}

}  // namespace scrollwork

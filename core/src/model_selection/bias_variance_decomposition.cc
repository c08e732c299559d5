// Geman, Bienenstock & Doursat, Neural networks and the bias/variance dilemma, Neural Computation 4, 1992.
// Domingos, A unified bias-variance decomposition for zero-one and squared loss, AAAI 2000.

#include "scrollwork/model_selection/bias_variance_decomposition.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/mean.h"
#include "math/nan.h"
#include "scrollwork/current_error.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

constexpr Index kMaxPredictions = Index{1} << 26;

}  // namespace

void BiasVarianceDecomposition::start(const MatrixView& XTest) {
  classifier_.reset();
  regressor_.reset();
  nDone_ = 0;
  poolX_.resize(0, 0);
  requireRange("nRounds", options_.nRounds, 1, 100'000);
  requireSamples(XTest, "XTest");
  if (XTest.rows() > kMaxPredictions / options_.nRounds) {
    fail(ErrorCode::kBadValue, {"nRounds: expected at most ", kMaxPredictions, " predictions in all, got ",
                                options_.nRounds, " x ", XTest.rows()});
  }
}

void BiasVarianceDecomposition::begin(const Regressor& estimator, const MatrixView& XTest, const VectorView& truth,
                                      const VectorView& noise) {
  start(XTest);
  requireSamples(XTest, truth);
  if (noise.size() != 0 && noise.size() != truth.size()) {
    fail(ErrorCode::kBadShape, {"noise: expected none or ", truth.size(), " numbers, got ", noise.size()});
  }
  for (Index i = 0; i < noise.size(); ++i) {
    if (!(noise[i] >= 0.0 && std::isfinite(noise[i]))) {
      fail(ErrorCode::kBadValue, {"noise: expected finite numbers >= 0, got ", noise[i], " in row ", i});
    }
  }
  XTest_ = XTest;
  truth_ = truth;
  noise_ = noise.size() == 0 ? Vector(Vector::Zero(truth.size())) : Vector(noise);
  predictions_ = Matrix::Constant(options_.nRounds, XTest.rows(), kNan);
  regressor_ = estimator.clone();
}

void BiasVarianceDecomposition::begin(const Classifier& estimator, const MatrixView& XTest, const MatrixView& truth) {
  start(XTest);
  if (truth.rows() != XTest.rows() || truth.cols() == 0) {
    fail(ErrorCode::kBadShape, {"truth: expected one row of probabilities for each of ", XTest.rows(), " rows, got ",
                                truth.rows(), " x ", truth.cols()});
  }
  requireRange("columns of truth", static_cast<int>(truth.cols()), 1, kMaxClasses);
  for (Index i = 0; i < truth.rows(); ++i) {
    double sum = 0.0;
    for (Index c = 0; c < truth.cols(); ++c) {
      requireRange("truth", truth(i, c), 0.0, 1.0);
      sum += truth(i, c);
    }
    if (std::fabs(sum - 1.0) > 1e-6) {
      fail(ErrorCode::kBadValue, {"truth: expected rows that sum to 1, got ", sum, " in row ", i});
    }
  }
  XTest_ = XTest;
  probabilities_ = truth;
  predictions_ = Matrix::Constant(options_.nRounds, XTest.rows(), kNan);
  classifier_ = estimator.clone();
}

void BiasVarianceDecomposition::begin(const Classifier& estimator, const MatrixView& XTest, const LabelView& truth) {
  start(XTest);
  requireLabels(truth, XTest.rows(), "truth");
  Matrix certain = Matrix::Zero(truth.size(), truth.maxCoeff() + 1);
  for (Index i = 0; i < truth.size(); ++i) certain(i, truth[i]) = 1.0;
  begin(estimator, XTest, MatrixView(certain));
}

void BiasVarianceDecomposition::requireBegun(bool classifier) const {
  if (classifier_ == nullptr && regressor_ == nullptr) {
    fail(ErrorCode::kNotFitted, {"BiasVarianceDecomposition: expected begin before this call"});
  }
  if (classifier != (classifier_ != nullptr)) {
    fail(ErrorCode::kBadValue, {"y: expected ", classifier_ != nullptr ? "labels" : "numbers", " as the ",
                                classifier_ != nullptr ? "classifier" : "regressor", " learns from, got ",
                                classifier ? "labels" : "numbers"});
  }
}

void BiasVarianceDecomposition::requireRoom() const {
  if (done()) {
    fail(ErrorCode::kBadValue,
         {"addRound: expected at most nRounds = ", options_.nRounds, " rounds, got one after ", nDone_});
  }
}

void BiasVarianceDecomposition::setPool(const MatrixView& X, const VectorView& y) {
  requireBegun(false);
  requireSamples(X, y);
  poolX_ = X;
  poolTargets_ = y;
}

void BiasVarianceDecomposition::setPool(const MatrixView& X, const LabelView& y) {
  requireBegun(true);
  requireSamples(X, y);
  poolX_ = X;
  poolLabels_ = y;
}

void BiasVarianceDecomposition::addRound(const MatrixView& X, const VectorView& y) {
  requireBegun(false);
  requireRoom();
  const std::unique_ptr<Regressor> model = regressor_->clone();
  try {
    model->fit(X, y);
    predictions_.row(nDone_) = model->predict(XTest_).transpose();
  } catch (...) {
    rethrowWithin({"round ", nDone_, ": "});
  }
  ++nDone_;
}

void BiasVarianceDecomposition::addRound(const MatrixView& X, const LabelView& y) {
  requireBegun(true);
  requireRoom();
  const std::unique_ptr<Classifier> model = classifier_->clone();
  try {
    model->fit(X, y);
    predictions_.row(nDone_) = model->predict(XTest_).cast<double>().transpose();
  } catch (...) {
    rethrowWithin({"round ", nDone_, ": "});
  }
  ++nDone_;
}

void BiasVarianceDecomposition::step(int n) {
  requireRange("n", n, 1, std::numeric_limits<int>::max());
  if (poolX_.rows() == 0) {
    fail(ErrorCode::kNotFitted, {"BiasVarianceDecomposition: expected begin and setPool before step"});
  }
  const Index rows = poolX_.rows();
  Matrix X(rows, poolX_.cols());
  Vector targets(regressor_ != nullptr ? rows : 0);
  Labels labels(classifier_ != nullptr ? rows : 0);
  for (int round = 0; round < n && !done(); ++round) {
    Rng rng = Rng(options_.seed).stream(static_cast<std::uint64_t>(nDone_));
    for (Index i = 0; i < rows; ++i) {
      const auto row = static_cast<Index>(rng.below(static_cast<std::uint64_t>(rows)));
      X.row(i) = poolX_.row(row);
      if (regressor_ != nullptr) targets[i] = poolTargets_[row];
      if (classifier_ != nullptr) labels[i] = poolLabels_[row];
    }
    regressor_ != nullptr ? addRound(X, targets) : addRound(X, labels);
  }
}

BiasVarianceParts BiasVarianceDecomposition::parts() const {
  if (nDone_ == 0) fail(ErrorCode::kNotFitted, {"BiasVarianceDecomposition: expected a round before this call"});
  const Index m = XTest_.rows();
  const double rounds = nDone_;
  BiasVarianceParts parts;
  for (Vector* column :
       {&parts.noise, &parts.bias, &parts.variance, &parts.netVariance, &parts.loss, &parts.mainPrediction}) {
    column->resize(m);
  }
  if (regressor_ != nullptr) {
    for (Index i = 0; i < m; ++i) {
      double sum = 0.0;
      for (Index r = 0; r < nDone_; ++r) sum += predictions_(r, i);
      const double mean = sum / rounds;
      double squares = 0.0;
      for (Index r = 0; r < nDone_; ++r) squares += (predictions_(r, i) - mean) * (predictions_(r, i) - mean);
      parts.mainPrediction[i] = mean;
      parts.noise[i] = noise_[i];
      parts.bias[i] = (truth_[i] - mean) * (truth_[i] - mean);
      parts.variance[i] = squares / rounds;
      parts.netVariance[i] = parts.variance[i];
      parts.loss[i] = parts.noise[i] + parts.bias[i] + parts.variance[i];
    }
  } else {
    const Index known = probabilities_.cols();
    const Index k = std::max(known, static_cast<Index>(predictions_.topRows(nDone_).maxCoeff()) + 1);
    Vector votes(k);
    for (Index i = 0; i < m; ++i) {
      votes.setZero();
      for (Index r = 0; r < nDone_; ++r) votes[static_cast<Index>(predictions_(r, i))] += 1.0;
      Index mainLabel = 0;
      Index optimal = 0;
      double loss = 0.0;
      for (Index c = 0; c < k; ++c) {
        const double probability = c < known ? probabilities_(i, c) : 0.0;
        if (votes[c] > votes[mainLabel]) mainLabel = c;
        if (c < known && probability > probabilities_(i, optimal)) optimal = c;
        loss += votes[c] / rounds * (1.0 - probability);
      }
      const bool biased = mainLabel != optimal;
      parts.mainPrediction[i] = static_cast<double>(mainLabel);
      parts.noise[i] = 1.0 - probabilities_(i, optimal);
      parts.bias[i] = biased ? 1.0 : 0.0;
      parts.variance[i] = 1.0 - votes[mainLabel] / rounds;
      parts.netVariance[i] = biased ? -votes[optimal] / rounds : parts.variance[i];
      parts.loss[i] = loss;
    }
  }
  parts.meanNoise = math::meanOf(parts.noise);
  parts.meanBias = math::meanOf(parts.bias);
  parts.meanVariance = math::meanOf(parts.variance);
  parts.meanNetVariance = math::meanOf(parts.netVariance);
  parts.meanLoss = math::meanOf(parts.loss);
  return parts;
}

}  // namespace scrollwork

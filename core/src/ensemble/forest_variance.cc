#include "scrollwork/ensemble/forest_variance.h"

#include <limits>

#include "math/nan.h"
#include "scrollwork/error.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

void ForestVariance::Running::reset(Index rows, Index cols) {
  mean = Matrix::Zero(rows, cols);
  squares = Matrix::Zero(rows, cols);
}

/// `count` is how many values there are with this one.
void ForestVariance::Running::add(const Matrix& values, int count) {
  const Matrix distance = values - mean;
  mean += distance / count;
  squares += distance.cwiseProduct(values - mean);
}

void ForestVariance::begin(const MatrixView& X, const VectorView& y, const MatrixView& XQuery,
                           const RandomForestRegressorOptions& forest) {
  requireSamples(X, y);
  requireSamples(XQuery, "XQuery");
  requireColumns(XQuery, X.cols(), "XQuery");
  requireRange("nSets", options_.nSets, 2, 10000);
  requireRange("trainSize", options_.trainSize, 0, static_cast<int>(X.rows()));
  const int nTrees = forest.nEstimators;
  requireRange("nEstimators", nTrees, 3, 10000);
  requireRange("nPilot", options_.nPilot, 2, nTrees - 1);
  forest_ = forest;
  X_ = X;
  y_ = y;
  XQuery_ = XQuery;
  nTrees_ = nTrees;
  nDone_ = 0;
  pilot_.reset(XQuery.rows(), 1);
  means_.reset(XQuery.rows(), nTrees - options_.nPilot);
  withinSums_ = Matrix::Zero(XQuery.rows(), 1);
}

void ForestVariance::step(int n) {
  requireFitted(nTrees_ > 0, "ForestVariance: begin");
  requireRange("n", n, 1, std::numeric_limits<int>::max());
  const int rows = static_cast<int>(X_.rows());
  const int size = options_.trainSize > 0 ? options_.trainSize : (rows + 1) / 2;
  Matrix X(size, X_.cols());
  Vector y(size);
  for (; n > 0 && !done(); --n) {
    Rng rng = Rng(options_.seed).stream(static_cast<std::uint64_t>(nDone_));
    const Labels drawn = rng.permutation(rows);
    for (Index i = 0; i < size; ++i) {
      X.row(i) = X_.row(drawn[i]);
      y[i] = y_[drawn[i]];
    }
    forest_.seed = rng.next();
    RandomForestRegressor grown(forest_);
    grown.fit(X, y);
    account(grown.predictTrees(XQuery_));
  }
}

void ForestVariance::account(const Matrix& answers) {
  const Index nPilot = options_.nPilot;
  const auto pilots = answers.leftCols(nPilot);
  const Matrix mean = pilots.rowwise().mean();
  const Vector spread = (pilots.colwise() - mean.col(0)).rowwise().squaredNorm();
  Matrix others = answers.rightCols(nTrees_ - nPilot);
  for (Index tree = 1; tree < others.cols(); ++tree) others.col(tree) += others.col(tree - 1);
  for (Index tree = 1; tree < others.cols(); ++tree) others.col(tree) /= static_cast<double>(tree + 1);
  ++nDone_;
  withinSums_.col(0) += spread / static_cast<double>(nPilot - 1);
  pilot_.add(mean, nDone_);
  means_.add(others, nDone_);
}

double ForestVariance::treeVariance() const {
  requireFitted(nTrees_ > 0, "ForestVariance: begin");
  if (nDone_ < 2) return kNan;
  const double within = withinSums_.mean() / nDone_;
  const double ofMeans = pilot_.squares.mean() / (nDone_ - 1);
  return ofMeans + within * (1.0 - 1.0 / options_.nPilot);
}

double ForestVariance::correlation() const {
  const double variance = treeVariance();
  const double within = nDone_ < 2 ? kNan : withinSums_.mean() / nDone_;
  return 1.0 - within / variance;
}

Vector ForestVariance::predicted() const {
  const double variance = treeVariance();
  const double shared = correlation() * variance;
  Vector out(means_.mean.cols());
  for (Index i = 0; i < out.size(); ++i) out[i] = shared + (variance - shared) / static_cast<double>(i + 1);
  return out;
}

Vector ForestVariance::measured() const {
  requireFitted(nTrees_ > 0, "ForestVariance: begin");
  if (nDone_ < 2) return Vector::Constant(means_.mean.cols(), kNan);
  return means_.squares.colwise().mean().transpose() / static_cast<double>(nDone_ - 1);
}

}  // namespace scrollwork

#include "scrollwork/neighbors/k_neighbors_regressor.h"

#include <cmath>
#include <utility>
#include <vector>

#include "neighbors/neighbor_search.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

namespace {

/// The mean over the neighbours, nearest first. Weights are relative to the nearest's, so that none overflows.
double meanOver(const std::vector<Neighbor>& neighbors, const Vector& y, bool weighted) {
  const double nearest = std::sqrt(neighbors.front().squaredDistance);
  double sum = 0, total = 0;
  for (const Neighbor& neighbor : neighbors) {
    double weight = 1;
    if (weighted && std::isfinite(nearest)) {  // infinite distances tell nothing apart
      const double distance = std::sqrt(neighbor.squaredDistance);
      weight = distance == nearest ? 1 : nearest / distance;
    }
    sum += weight * y[neighbor.row];
    total += weight;
  }
  return sum / total;
}

}  // namespace

KNeighborsRegressor::KNeighborsRegressor(KNeighborsRegressorOptions options) : options_(std::move(options)) {}

void KNeighborsRegressor::fit(const MatrixView& X, const VectorView& y) {
  *this = KNeighborsRegressor(options_);
  requireSamples(X, y);
  checkNeighborOptions(options_.nNeighbors, options_.weights, options_.algorithm, X.rows());
  auto index = std::make_shared<const NeighborIndex>(X, options_.algorithm);
  X_ = X;
  y_ = y;
  index_ = std::move(index);
}

Vector KNeighborsRegressor::predict(const MatrixView& X) const {
  requireFitted(fitted(), "KNeighborsRegressor");
  requireColumns(X, X_.cols());
  NeighborSearch search(*index_, options_.nNeighbors);
  Vector out(X.rows());
  for (Eigen::Index i = 0; i < X.rows(); ++i) {
    out[i] = meanOver(search.findSorted(X.row(i).data()), y_, options_.weights == "distance");
  }
  return out;
}

Neighbors KNeighborsRegressor::kneighbors(const MatrixView& X) const {
  requireFitted(fitted(), "KNeighborsRegressor");
  requireColumns(X, X_.cols());
  return findNeighbors(*index_, X, options_.nNeighbors);
}

std::unique_ptr<Regressor> KNeighborsRegressor::clone() const {
  return std::make_unique<KNeighborsRegressor>(options_);
}

void KNeighborsRegressor::checkState() {
  index_.reset();
  if (!fitted()) {
    requireState(X_.size() == 0 && y_.size() == 0, "y", "nothing without X");
    return;
  }
  requireSamples(X_);
  requireStateSize("y", y_.size(), X_.rows());
  requireStateFinite("y", y_);
  checkNeighborOptions(options_.nNeighbors, options_.weights, options_.algorithm, X_.rows());
  index_ = std::make_shared<const NeighborIndex>(X_, options_.algorithm);
}

}  // namespace scrollwork

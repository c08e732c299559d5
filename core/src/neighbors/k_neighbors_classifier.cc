// Cover & Hart, Nearest neighbor pattern classification, IEEE Transactions on Information Theory, 1967.

#include "scrollwork/neighbors/k_neighbors_classifier.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "neighbors/neighbor_search.h"
#include "scrollwork/error.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

KNeighborsClassifier::KNeighborsClassifier(KNeighborsClassifierOptions options) : options_(std::move(options)) {}

void KNeighborsClassifier::fit(const MatrixView& X, const LabelView& y) {
  *this = KNeighborsClassifier(options_);
  requireSamples(X, y);
  checkNeighborOptions(options_.nNeighbors, options_.weights, options_.algorithm, X.rows());
  auto index = std::make_shared<const NeighborIndex>(X, options_.algorithm);
  X_ = X;
  y_ = y;
  index_ = std::move(index);
  nClasses_ = y.maxCoeff() + 1;
}

namespace {

/// Votes of the neighbours, nearest first, into `votes`, one place per class, each 1 / distance; returns their sum.
double countWeightedVotes(const std::vector<Neighbor>& neighbors, const Labels& labels, double* votes) {
  double total = 0;
  const bool onQueryOnly = neighbors.front().squaredDistance == 0;
  for (const Neighbor& neighbor : neighbors) {
    if (onQueryOnly && neighbor.squaredDistance > 0) break;
    const double weight = onQueryOnly ? 1 : 1 / std::sqrt(neighbor.squaredDistance);
    votes[labels[neighbor.row]] += weight;
    total += weight;
  }
  if (total > 0) return total;
  // Distances that overflow to infinity tell nothing apart: one vote each.
  for (const Neighbor& neighbor : neighbors) votes[labels[neighbor.row]] += 1;
  return static_cast<double>(neighbors.size());
}

}  // namespace

Matrix KNeighborsClassifier::predictProba(const MatrixView& X) const {
  requireFitted(fitted(), "KNeighborsClassifier");
  requireColumns(X, X_.cols());
  Matrix probabilities = Matrix::Zero(X.rows(), nClasses_);
  NeighborSearch search(*index_, options_.nNeighbors);
  const bool weighted = options_.weights == "distance";
  for (Eigen::Index i = 0; i < X.rows(); ++i) {
    const double* const query = X.row(i).data();
    double* const votes = probabilities.row(i).data();
    double total = options_.nNeighbors;
    if (weighted) {
      total = countWeightedVotes(search.findSorted(query), y_, votes);
    } else if (!search.find(query) && i > 0) {
      std::copy(votes - nClasses_, votes, votes);  // the same neighbours as the row above
      continue;
    } else {
      const int* const rows = search.rows();
      for (int j = 0; j < options_.nNeighbors; ++j) votes[y_[rows[j]]] += 1;
    }
    for (int c = 0; c < nClasses_; ++c) votes[c] /= total;
  }
  return probabilities;
}

Labels KNeighborsClassifier::predict(const MatrixView& X) const {
  const Matrix probabilities = predictProba(X);
  Labels labels(X.rows());
  for (Eigen::Index i = 0; i < X.rows(); ++i) {
    const double* const row = probabilities.row(i).data();
    labels[i] = static_cast<int>(std::max_element(row, row + nClasses_) - row);
  }
  return labels;
}

Neighbors KNeighborsClassifier::kneighbors(const MatrixView& X) const {
  requireFitted(fitted(), "KNeighborsClassifier");
  requireColumns(X, X_.cols());
  return findNeighbors(*index_, X, options_.nNeighbors);
}

std::unique_ptr<Classifier> KNeighborsClassifier::clone() const {
  return std::make_unique<KNeighborsClassifier>(options_);
}

void KNeighborsClassifier::checkState() {
  index_.reset();
  if (!fitted()) {
    requireState(nClasses_ == 0, "nClasses", "a number >= 0", nClasses_);
    requireState(X_.size() == 0 && y_.size() == 0, "X, y", "nothing without classes");
    return;
  }
  requireRange("nClasses", nClasses_, 1, kMaxClasses);
  requireSamples(X_);
  requireStateSize("y", y_.size(), X_.rows());
  requireStateRange("y", y_.data(), y_.size(), 0, nClasses_ - 1);
  checkNeighborOptions(options_.nNeighbors, options_.weights, options_.algorithm, X_.rows());
  index_ = std::make_shared<const NeighborIndex>(X_, options_.algorithm);
}

}  // namespace scrollwork

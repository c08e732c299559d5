// What surrounds the search in neighbor_search.cc: compiled for size, as most of core is (core/CMakeLists.txt).

#include "neighbors/neighbor_search.h"

#include <cmath>
#include <cstddef>
#include <numeric>

#include "scrollwork/validation.h"

namespace scrollwork {

namespace {

/// Where a tree beats looking at every row (bench: BM_KNeighborsTree).
bool treePays(int n, int d) { return d < 28 && n >= 8 << d; }

}  // namespace

void checkNeighborOptions(int nNeighbors, const std::string& weights, const std::string& algorithm, Eigen::Index n) {
  if (weights != "uniform" && weights != "distance") {
    fail(ErrorCode::kBadValue, {"weights: expected \"uniform\" or \"distance\", got \"", weights, "\""});
  }
  if (algorithm != "auto" && algorithm != "brute" && algorithm != "kd_tree") {
    fail(ErrorCode::kBadValue, {"algorithm: expected \"auto\", \"brute\" or \"kd_tree\", got \"", algorithm, "\""});
  }
  requireRange("nNeighbors", nNeighbors, 1, static_cast<int>(n));
}

NeighborIndex::NeighborIndex(const MatrixView& X, const std::string& algorithm)
    : n_(static_cast<int>(X.rows())), d_(static_cast<int>(X.cols())), order_(at(n_)) {
  std::iota(order_.begin(), order_.end(), 0);
  if (algorithm == "kd_tree" || (algorithm == "auto" && treePays(n_, d_))) {
    int leaves = 1;
    while (n_ > leaves * kLeafRows) leaves *= 2;
    firstLeaf_ = leaves - 1;
    begin_.resize(at(2 * leaves - 1));
    end_.resize(at(2 * leaves - 1));
    boxes_.resize(at(2 * leaves - 1) * at(2 * d_));
    std::vector<Neighbor> rows;  // for the search of medians, with the values of a column as distances
    growTree(X, 0, 0, n_, rows);
  }
  columns_.resize(at(n_) * at(d_));
  for (int j = 0; j < d_; ++j) {
    for (int i = 0; i < n_; ++i) columns_[at(j) * at(n_) + at(i)] = X(order_[at(i)], j);
  }
}

Neighbors findNeighbors(const NeighborIndex& index, const MatrixView& X, int k) {
  Neighbors result;
  result.distances.resize(X.rows(), k);
  result.indices.resize(X.rows(), k);
  NeighborSearch search(index, k);
  for (Eigen::Index i = 0; i < X.rows(); ++i) {
    Eigen::Index j = 0;
    for (const Neighbor& neighbor : search.findSorted(X.row(i).data())) {
      result.distances(i, j) = std::sqrt(neighbor.squaredDistance);
      result.indices(i, j) = neighbor.row;
      ++j;
    }
  }
  return result;
}

}  // namespace scrollwork

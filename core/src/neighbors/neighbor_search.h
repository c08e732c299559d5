#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scrollwork/matrix.h"
#include "scrollwork/neighbors/neighbors.h"

namespace scrollwork {

inline std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Throws Error kBadValue unless weights and algorithm are known and 1 <= nNeighbors <= n.
void checkNeighborOptions(int nNeighbors, const std::string& weights, const std::string& algorithm, Eigen::Index n);

/// A training row as seen from a query.
struct Neighbor {
  double squaredDistance;
  int row;       // of X as it was given to fit: breaks ties
  int position;  // in search order
};

inline bool nearer(const Neighbor& a, const Neighbor& b) {
  return a.squaredDistance != b.squaredDistance ? a.squaredDistance < b.squaredDistance : a.row < b.row;
}

/// Training rows, arranged so that the nearest ones of a query are found quickly. Immutable: copies of a model share
/// it.
class NeighborIndex {
 public:
  /// X has passed requireSamples; `algorithm` is "auto", "brute" or "kd_tree".
  NeighborIndex(const MatrixView& X, const std::string& algorithm);

  [[nodiscard]] int size() const { return n_; }

 private:
  friend class NeighborSearch;
  static constexpr int kLeafRows = 24;  // at most, in a leaf of the tree
  void growTree(const MatrixView& X, int node, int begin, int end, std::vector<Neighbor>& rows);

  [[nodiscard]] bool isTree() const { return !boxes_.empty(); }
  [[nodiscard]] const double* column(int j) const { return columns_.data() + static_cast<std::ptrdiff_t>(j) * n_; }

  int n_ = 0;
  int d_ = 0;
  std::vector<double> columns_;  // d columns of n values, rows in search order
  std::vector<int> order_;       // search order -> row of X
  // The tree, none when every row is looked at: node i has children 2 i + 1 and 2 i + 2; all leaves are on the lowest
  // level.
  int firstLeaf_ = 0;
  std::vector<int> begin_;     // node -> its first row in search order
  std::vector<int> end_;       // node -> behind its last row
  std::vector<double> boxes_;  // node -> the least value in each of d columns, then the largest
};

/// The k nearest rows of one query after another, exactly, ties to the lower row.
///
/// Queries that walk in small steps, as the pixels of a surface do, profit from each other: a search then collects more
/// than k neighbours, the pool. While the query has not moved too far from where the pool was collected, no row outside
/// the pool can be among the k nearest (the triangle inequality, with room for rounding), and mostly they are the same
/// as before: one look at the pool's distances tells.
class NeighborSearch {
 public:
  NeighborSearch(const NeighborIndex& index, int k);

  /// Finds the k nearest of `query` (d numbers). False: they are the same rows as those of the query before.
  bool find(const double* query);
  /// The rows that were found, k of them, in no particular order.
  [[nodiscard]] const int* rows() const { return rows_.data(); }
  /// find, and the rows nearest first; valid until the next call.
  const std::vector<Neighbor>& findSorted(const double* query);

 private:
  [[nodiscard]] double squaredDistance(int position) const;
  [[nodiscard]] bool walks() const;
  bool updatePool();
  void collectPool(int size);
  void search(int wanted);
  void scanRange(int begin, int end, int wanted, double& bound);
  void descend(int node, int wanted, double& bound);
  [[nodiscard]] double boxDistance(int node) const;
  void offer(const Neighbor& candidate, int wanted, double& bound);

  const NeighborIndex& index_;
  const int k_;
  std::vector<double> query_, previous_;
  bool hasPrevious_ = false;
  double farthest_ = 0;  // the squared distance of the k-th neighbour of the query before

  // The pool: the first k are the nearest; with poolSize_ == k_ there is no more than these, and no coordinates.
  int poolSize_ = 0;
  bool poolChanged_ = false;    // the last look at the pool found other rows
  double radius_ = 0;           // no row outside the pool was nearer than this to centre_
  std::vector<double> centre_;  // the query for which the pool was collected
  std::vector<double> squared_, coordinates_;
  std::vector<int> rows_, positions_;

  std::vector<Neighbor> found_;  // what `search` found; a heap, the farthest on top, while it is being filled
  std::vector<double> distances_;
};

/// The k nearest rows of each row of X.
[[nodiscard]] Neighbors findNeighbors(const NeighborIndex& index, const MatrixView& X, int k);

}  // namespace scrollwork

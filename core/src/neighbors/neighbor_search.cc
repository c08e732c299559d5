// Exact search by a k-d tree (Friedman, Bentley & Finkel, An algorithm for finding best matches in logarithmic expected
// time, 1977) whose nodes know the box around their rows, or by a scan of all rows.
//
// No pruning depends on luck with rounding: the distance to a box is summed over the columns in the order in which the
// distance to a row is, and each step of both is monotone even when rounded, so no row in the box is ever nearer.

#include "neighbors/neighbor_search.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace scrollwork {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Puts at `place` what would be there if all were sorted, and what is nearer before it. One for queries and for the
/// tree: of std::nth_element each use is half a KB of every page.
[[gnu::noinline]] void bringNearest(std::vector<Neighbor>& rows, int place) {
  std::nth_element(rows.begin(), rows.begin() + place, rows.end(), nearer);
}

}  // namespace

void NeighborIndex::growTree(const MatrixView& X, int node, int begin, int end, std::vector<Neighbor>& rows) {
  begin_[at(node)] = begin;
  end_[at(node)] = end;
  double* const low = boxes_.data() + at(node) * at(2 * d_);
  double* const high = low + d_;
  int widest = 0;
  for (int j = 0; j < d_; ++j) {
    low[j] = kInfinity;
    high[j] = -kInfinity;
    for (int i = begin; i < end; ++i) {
      const double value = X(order_[at(i)], j);
      low[j] = std::min(low[j], value);
      high[j] = std::max(high[j], value);
    }
    if (high[j] - low[j] > high[widest] - low[widest]) widest = j;
  }
  if (node >= firstLeaf_) return;
  const int middle = begin + (end - begin) / 2;
  rows.clear();
  for (int i = begin; i < end; ++i) rows.push_back({X(order_[at(i)], widest), order_[at(i)], 0});
  bringNearest(rows, middle - begin);
  for (int i = begin; i < end; ++i) order_[at(i)] = rows[at(i - begin)].row;
  growTree(X, 2 * node + 1, begin, middle, rows);
  growTree(X, 2 * node + 2, middle, end, rows);
}

NeighborSearch::NeighborSearch(const NeighborIndex& index, int k)
    : index_(index),
      k_(k),
      query_(at(index.d_)),
      previous_(query_.size()),
      centre_(query_.size()),
      distances_(index.isTree() ? NeighborIndex::kLeafRows : at(index.n_)) {}

bool NeighborSearch::find(const double* query) {
  std::copy_n(query, index_.d_, query_.begin());
  bool changed = true;
  const bool walking = hasPrevious_ && walks();
  if (poolSize_ > k_ && updatePool()) {
    changed = poolChanged_;
  } else {
    // Large pools for few neighbours: a search costs as much as a dozen looks at the pool.
    collectPool(walking ? std::min(index_.n_, 2 * k_ + 16) : k_);
  }
  previous_ = query_;
  hasPrevious_ = true;
  return changed;
}

const std::vector<Neighbor>& NeighborSearch::findSorted(const double* query) {
  find(query);
  found_.clear();
  for (int i = 0; i < k_; ++i) found_.push_back({squared_[at(i)], rows_[at(i)], positions_[at(i)]});
  // By way of a heap, whose code the search needs anyhow: std::sort would be most of a KB more.
  std::make_heap(found_.begin(), found_.end(), nearer);
  std::sort_heap(found_.begin(), found_.end(), nearer);
  return found_;
}

/// Summed column by column, as everywhere.
double NeighborSearch::squaredDistance(int position) const {
  double sum = 0;
  for (int j = 0; j < index_.d_; ++j) {
    const double difference = index_.column(j)[position] - query_[at(j)];
    sum += difference * difference;
  }
  return sum;
}

/// The step from the query before is small beside the distance of its k-th neighbour.
bool NeighborSearch::walks() const {
  double step = 0;
  for (int j = 0; j < index_.d_; ++j) step += (query_[at(j)] - previous_[at(j)]) * (query_[at(j)] - previous_[at(j)]);
  return step <= 0.25 * farthest_;
}

/// Looks for the k nearest in the pool. False when they need not all be there.
bool NeighborSearch::updatePool() {
  const int m = poolSize_;
  double* const squared = squared_.data();
  double shift = 0;
  for (int j = 0; j < index_.d_; ++j) {
    const double q = query_[at(j)];
    const double* const values = coordinates_.data() + at(j) * at(m);
    shift += (q - centre_[at(j)]) * (q - centre_[at(j)]);
    if (j == 0) {
      for (int i = 0; i < m; ++i) squared[i] = (values[i] - q) * (values[i] - q);
    } else {
      for (int i = 0; i < m; ++i) squared[i] += (values[i] - q) * (values[i] - q);
    }
  }
  poolChanged_ = false;
  while (true) {
    double worst = 0, best = kInfinity;
    for (int i = 0; i < k_; ++i) worst = squared[i] > worst ? squared[i] : worst;
    for (int i = k_; i < m; ++i) best = squared[i] < best ? squared[i] : best;
    farthest_ = worst;
    if (worst < best) break;
    // The farthest of the k and the nearest of the others, by row among equals.
    int out = -1, in = -1;
    for (int i = 0; i < k_; ++i) {
      if (squared[i] == worst && (out < 0 || rows_[at(i)] > rows_[at(out)])) out = i;
    }
    for (int i = k_; i < m; ++i) {
      if (squared[i] == best && (in < 0 || rows_[at(i)] < rows_[at(in)])) in = i;
    }
    if (worst == best && rows_[at(in)] > rows_[at(out)]) break;
    poolChanged_ = true;
    std::swap(squared[out], squared[in]);
    std::swap(rows_[at(out)], rows_[at(in)]);
    std::swap(positions_[at(out)], positions_[at(in)]);
    for (int j = 0; j < index_.d_; ++j) std::swap(coordinates_[at(j * m + out)], coordinates_[at(j * m + in)]);
  }
  // Distances are off by a few eps relative, or by 1e-162 where squares underflow.
  constexpr double kMore = 1 + 1e-12;
  return std::sqrt(farthest_) * kMore + std::sqrt(shift) * kMore + 1e-150 < radius_;
}

void NeighborSearch::collectPool(int size) {
  search(size);
  if (size > k_) bringNearest(found_, k_ - 1);
  poolSize_ = size;
  squared_.resize(at(size));
  rows_.resize(at(size));
  positions_.resize(at(size));
  farthest_ = 0;
  double radius = 0;
  for (int i = 0; i < size; ++i) {
    squared_[at(i)] = found_[at(i)].squaredDistance;
    rows_[at(i)] = found_[at(i)].row;
    positions_[at(i)] = found_[at(i)].position;
    radius = std::max(radius, found_[at(i)].squaredDistance);
    if (i == k_ - 1) farthest_ = radius;
  }
  if (size == k_) return;
  radius_ = size == index_.n_ ? kInfinity : std::sqrt(radius);
  centre_ = query_;
  coordinates_.resize(at(size) * at(index_.d_));
  for (int j = 0; j < index_.d_; ++j) {
    for (int i = 0; i < size; ++i) coordinates_[at(j * size + i)] = index_.column(j)[positions_[at(i)]];
  }
}

/// The `wanted` nearest rows, into found_.
void NeighborSearch::search(int wanted) {
  // The rows of the last search are a bound from above, exactly, without any search.
  double bound = kInfinity;
  if (static_cast<int>(positions_.size()) >= wanted) {
    bound = 0;
    for (const int position : positions_) bound = std::max(bound, squaredDistance(position));
  }
  found_.clear();
  if (index_.isTree()) {
    descend(0, wanted, bound);
  } else {
    scanRange(0, index_.n_, wanted, bound);
  }
}

/// Distances to these rows, column by column, then one pass over them.
void NeighborSearch::scanRange(int begin, int end, int wanted, double& bound) {
  const int count = end - begin;
  double* const distances = distances_.data();
  for (int j = 0; j < index_.d_; ++j) {
    const double* const values = index_.column(j) + begin;
    const double q = query_[at(j)];
    if (j == 0) {
      for (int i = 0; i < count; ++i) distances[i] = (values[i] - q) * (values[i] - q);
    } else {
      for (int i = 0; i < count; ++i) distances[i] += (values[i] - q) * (values[i] - q);
    }
  }
  for (int i = 0; i < count; ++i) {
    if (distances[i] <= bound) offer({distances[i], index_.order_[at(begin + i)], begin + i}, wanted, bound);
  }
}

double NeighborSearch::boxDistance(int node) const {
  const double* const low = index_.boxes_.data() + at(node) * at(2 * index_.d_);
  const double* const high = low + index_.d_;
  double sum = 0;
  for (int j = 0; j < index_.d_; ++j) {
    const double q = query_[at(j)];
    const double outside = std::max(0.0, std::max(low[j] - q, q - high[j]));
    sum += outside * outside;
  }
  return sum;
}

/// The nearer child first. A box as far as the bound may still hold a lower row at that distance.
void NeighborSearch::descend(int node, int wanted, double& bound) {
  if (node >= index_.firstLeaf_) {
    scanRange(index_.begin_[at(node)], index_.end_[at(node)], wanted, bound);
    return;
  }
  int near = 2 * node + 1, far = 2 * node + 2;
  double toNear = boxDistance(near), toFar = boxDistance(far);
  if (toFar < toNear) {
    std::swap(near, far);
    std::swap(toNear, toFar);
  }
  if (toNear <= bound) descend(near, wanted, bound);
  if (toFar <= bound) descend(far, wanted, bound);
}

/// A heap of the nearest so far, the farthest on top; `bound` is its distance once it is full.
void NeighborSearch::offer(const Neighbor& candidate, int wanted, double& bound) {
  if (static_cast<int>(found_.size()) == wanted) {
    if (!nearer(candidate, found_.front())) return;
    std::pop_heap(found_.begin(), found_.end(), nearer);
    found_.back() = candidate;
  } else {
    found_.push_back(candidate);
  }
  std::push_heap(found_.begin(), found_.end(), nearer);
  if (static_cast<int>(found_.size()) == wanted) bound = found_.front().squaredDistance;
}

}  // namespace scrollwork

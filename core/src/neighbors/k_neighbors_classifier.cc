// Cover & Hart, Nearest neighbor pattern classification, IEEE Transactions on Information Theory, 1967.
// Exact search by projection on one coordinate (Friedman, Baskett & Shustek, An algorithm for finding nearest
// neighbors, 1975) for one and two features; an ordered scan for more. A tree would win only for far more points than a
// page can show.

#include "scrollwork/neighbors/k_neighbors_classifier.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>

#include "scrollwork/error.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A training sample as seen from a query.
struct Candidate {
  double squaredDistance;
  int row;       // of X as it was given to fit: breaks ties
  int position;  // in search order
};

bool nearer(const Candidate& a, const Candidate& b) {
  return a.squaredDistance != b.squaredDistance ? a.squaredDistance < b.squaredDistance : a.row < b.row;
}

}  // namespace

/// The neighbours of one query after another. Keeps the last answer, because the next query is often close by: those
/// neighbours' distances to the new query bound its k-th distance from above, exactly, without any search.
class KNeighborsClassifier::Search {
 public:
  explicit Search(const KNeighborsClassifier& model)
      : model_(model),
        n_(model.nSamples_),
        k_(model.options_.nNeighbors),
        candidates_(static_cast<std::size_t>(n_) + 1),
        distances_(model.nFeatures_ > 2 ? static_cast<std::size_t>(n_) : 0) {}

  /// The k nearest of `query` (nFeatures numbers), in no particular order; valid until the next call.
  std::vector<Candidate>& find(const double* query) {
    if (model_.nFeatures_ > 2) {
      scanAll(query);
      return neighbors_;
    }
    const double along = query[model_.sortColumn_];
    const double across = model_.nFeatures_ == 2 ? query[1 - model_.sortColumn_] : 0.0;
    if (!neighbors_.empty() && gatherStrip(along, across)) return neighbors_;
    expandOutwards(along, across);
    return neighbors_;
  }

  /// The same, nearest first.
  const std::vector<Candidate>& findSorted(const double* query) {
    find(query);
    std::sort(neighbors_.begin(), neighbors_.end(), nearer);
    return neighbors_;
  }

 private:
  [[nodiscard]] const double* column(int j) const {
    return model_.columns_.data() + static_cast<std::ptrdiff_t>(j) * n_;
  }
  [[nodiscard]] int row(int position) const { return model_.order_[static_cast<std::size_t>(position)]; }

  static double squaredDistance(double a, double b) { return a * a + b * b; }

  /// Collects every point in the strip that the old neighbours' bound allows and keeps the k nearest. False, with
  /// nothing done, when the strip is so wide that searching from the query outwards is cheaper.
  bool gatherStrip(double along, double across) {
    const double* const a = column(0);
    const double* const b = column(1);
    double bound = 0;
    for (const Candidate& old : neighbors_) {
      bound = std::max(bound, squaredDistance(a[old.position] - along, b[old.position] - across));
    }
    // A little more than the root, so that no rounding here or in along +- reach cuts off a point at the bound itself.
    const double root = std::sqrt(bound);
    const double reach = root + 1e-15 * (root + std::abs(along)) + std::numeric_limits<double>::denorm_min();
    const int first = static_cast<int>(std::lower_bound(a, a + n_, along - reach) - a);
    const int last = static_cast<int>(std::upper_bound(a + first, a + n_, along + reach) - a);
    const int tooWide = 64 + 16 * k_;
    if (last - first > tooWide && last - first > 2 * stripWidth_) return false;

    // Every point is written down, and only those within the bound are kept: no branch to mispredict.
    Candidate* kept = candidates_.data();
    for (int i = first; i < last; ++i) {
      const double squared = squaredDistance(a[i] - along, b[i] - across);
      kept->squaredDistance = squared;
      kept->position = i;
      kept += squared <= bound ? 1 : 0;
    }
    for (Candidate* c = candidates_.data(); c != kept; ++c) c->row = row(c->position);
    keepNearest(candidates_.data(), kept);
    stripWidth_ = last - first;
    return true;
  }

  /// Drops all but the k nearest of first .. last - 1 (at least k) into neighbors_.
  void keepNearest(Candidate* first, Candidate* last) {
    constexpr std::ptrdiff_t kFew = 8;
    if (last - first > k_ + kFew) {
      std::nth_element(first, first + k_ - 1, last, nearer);
      last = first + k_;
    }
    while (last - first > k_) {
      Candidate* const farthest = std::max_element(first, last, nearer);
      *farthest = *--last;
    }
    neighbors_.assign(first, last);
  }

  /// From the query's place in the sorted column outwards, the nearer side first, until that column alone is too far.
  void expandOutwards(double along, double across) {
    const double* const a = column(0);
    const double* const b = column(1);
    neighbors_.clear();
    int right = static_cast<int>(std::lower_bound(a, a + n_, along) - a);
    int left = right - 1;
    const int start = right;
    double bound = kInfinity;
    int farthestStep = 0;
    while (left >= 0 || right < n_) {
      const double gapLeft = left >= 0 ? along - a[left] : kInfinity;
      const double gapRight = right < n_ ? a[right] - along : kInfinity;
      const bool goRight = left < 0 || (right < n_ && gapRight < gapLeft);
      const double gap = goRight ? gapRight : gapLeft;
      if (gap * gap > bound) break;
      const int i = goRight ? right++ : left--;
      offer({squaredDistance(a[i] - along, b[i] - across), row(i), i}, bound);
      farthestStep = std::max(farthestStep, std::abs(i - start));
    }
    stripWidth_ = 2 * farthestStep;
  }

  /// More than two features: distances to all points, column by column, then one pass over them.
  void scanAll(const double* query) {
    std::fill(distances_.begin(), distances_.end(), 0.0);
    for (int j = 0; j < model_.nFeatures_; ++j) {
      const double* const values = column(j);
      const double q = query[j];
      for (int i = 0; i < n_; ++i) {
        const double difference = values[i] - q;
        distances_[static_cast<std::size_t>(i)] += difference * difference;
      }
    }
    neighbors_.clear();
    double bound = kInfinity;
    for (int i = 0; i < n_; ++i) {
      const double squared = distances_[static_cast<std::size_t>(i)];
      if (squared <= bound) offer({squared, i, i}, bound);
    }
  }

  /// A heap of the k nearest so far, the farthest on top; `bound` is its distance once it is full.
  void offer(const Candidate& candidate, double& bound) {
    if (static_cast<int>(neighbors_.size()) == k_) {
      if (!nearer(candidate, neighbors_.front())) return;
      std::pop_heap(neighbors_.begin(), neighbors_.end(), nearer);
      neighbors_.back() = candidate;
    } else {
      neighbors_.push_back(candidate);
    }
    std::push_heap(neighbors_.begin(), neighbors_.end(), nearer);
    if (static_cast<int>(neighbors_.size()) == k_) bound = neighbors_.front().squaredDistance;
  }

  const KNeighborsClassifier& model_;
  const int n_;
  const int k_;
  int stripWidth_ = 0;  // points that the last query looked at
  std::vector<Candidate> neighbors_;
  std::vector<Candidate> candidates_;
  std::vector<double> distances_;
};

KNeighborsClassifier::KNeighborsClassifier(KNeighborsClassifierOptions options) : options_(std::move(options)) {}

namespace {

void requireWeights(const std::string& weights) {
  if (weights != "uniform" && weights != "distance") {
    fail(ErrorCode::kBadValue, {"weights: expected \"uniform\" or \"distance\", got \"", weights, "\""});
  }
}

}  // namespace

void KNeighborsClassifier::fit(const MatrixView& X, const LabelView& y) {
  nFeatures_ = 0;
  nClasses_ = 0;
  requireWeights(options_.weights);
  requireSamples(X, y);
  nSamples_ = static_cast<int>(X.rows());
  requireRange("nNeighbors", options_.nNeighbors, 1, nSamples_);

  const int d = static_cast<int>(X.cols());
  const auto n = static_cast<std::size_t>(nSamples_);
  order_.resize(n);
  std::iota(order_.begin(), order_.end(), 0);
  sortColumn_ = 0;
  if (d <= 2) {
    const auto spread = [&X](int j) { return X.col(j).maxCoeff() - X.col(j).minCoeff(); };
    if (d == 2 && spread(1) > spread(0)) sortColumn_ = 1;
    std::stable_sort(order_.begin(), order_.end(), [&](int a, int b) { return X(a, sortColumn_) < X(b, sortColumn_); });
  }
  // For one or two features: first the sorted column, then the other one (zeros when there is none).
  columns_.assign(n * static_cast<std::size_t>(std::max(d, 2)), 0.0);
  labels_.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    const int row = order_[i];
    labels_[i] = y[row];
    for (int j = 0; j < d; ++j) {
      const int place = d == 2 && sortColumn_ == 1 ? 1 - j : j;
      columns_[static_cast<std::size_t>(place) * n + i] = X(row, j);
    }
  }
  nFeatures_ = d;
  nClasses_ = y.maxCoeff() + 1;
}

namespace {

/// Votes of the neighbours (nearest first when weighted) into `votes`, one place per class; returns their sum.
double countVotes(const std::vector<Candidate>& neighbors, const std::vector<int>& labels, bool weighted, double* votes,
                  int nClasses) {
  std::fill(votes, votes + nClasses, 0.0);
  const auto vote = [&](const Candidate& neighbor) -> double& {
    return votes[labels[static_cast<std::size_t>(neighbor.position)]];
  };
  double total = 0;
  if (weighted && neighbors.front().squaredDistance > 0) {
    for (const Candidate& neighbor : neighbors) {
      const double weight = 1 / std::sqrt(neighbor.squaredDistance);
      vote(neighbor) += weight;
      total += weight;
    }
    if (total > 0) return total;
    // Distances that overflow to infinity tell nothing apart: one vote each.
  }
  const bool onQueryOnly = weighted && neighbors.front().squaredDistance == 0;
  for (const Candidate& neighbor : neighbors) {
    if (onQueryOnly && neighbor.squaredDistance > 0) break;
    vote(neighbor) += 1;
    total += 1;
  }
  return total;
}

}  // namespace

Matrix KNeighborsClassifier::predictProba(const MatrixView& X) const {
  requireFitted(fitted(), "KNeighborsClassifier");
  requireColumns(X, nFeatures_);
  Matrix probabilities(X.rows(), nClasses_);
  Search search(*this);
  const bool weighted = options_.weights == "distance";
  for (Eigen::Index i = 0; i < X.rows(); ++i) {
    const double* const query = X.row(i).data();
    const std::vector<Candidate>& neighbors = weighted ? search.findSorted(query) : search.find(query);
    double* const votes = probabilities.row(i).data();
    const double total = countVotes(neighbors, labels_, weighted, votes, nClasses_);
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
  requireColumns(X, nFeatures_);
  Neighbors result;
  result.distances.resize(X.rows(), options_.nNeighbors);
  result.indices.resize(X.rows(), options_.nNeighbors);
  Search search(*this);
  for (Eigen::Index i = 0; i < X.rows(); ++i) {
    Eigen::Index j = 0;
    for (const Candidate& neighbor : search.findSorted(X.row(i).data())) {
      result.distances(i, j) = std::sqrt(neighbor.squaredDistance);
      result.indices(i, j) = neighbor.row;
      ++j;
    }
  }
  return result;
}

std::unique_ptr<Classifier> KNeighborsClassifier::clone() const {
  return std::make_unique<KNeighborsClassifier>(options_);
}

void KNeighborsClassifier::checkState() const {
  if (!fitted()) {
    requireState(nClasses_ == 0, "nClasses", "a number >= 0");
    requireState(nFeatures_ == 0, "nFeatures", "0 without classes");
    return;
  }
  requireWeights(options_.weights);
  requireRange("nClasses", nClasses_, 1, kMaxClasses);
  constexpr int kNoLimit = std::numeric_limits<int>::max();
  requireRange("nFeatures", nFeatures_, 1, kNoLimit);
  requireRange("nSamples", nSamples_, 1, kNoLimit);
  requireRange("options.nNeighbors", options_.nNeighbors, 1, nSamples_);
  const auto n = static_cast<std::size_t>(nSamples_);
  const auto stored = static_cast<std::size_t>(std::max(nFeatures_, 2));
  requireState(columns_.size() / stored == n && columns_.size() % stored == 0, "columns", "nSamples rows");
  requireStateFinite("columns", columns_.data(), static_cast<Eigen::Index>(columns_.size()));
  requireState(labels_.size() == n, "labels", "nSamples labels");
  requireStateRange("labels", labels_.data(), nSamples_, 0, nClasses_ - 1);
  requireState(order_.size() == n, "order", "nSamples rows");
  requireStateRange("order", order_.data(), nSamples_, 0, nSamples_ - 1);
  std::vector<bool> seen(n);
  for (const int row : order_) {
    requireState(!seen[static_cast<std::size_t>(row)], "order", "each row once");
    seen[static_cast<std::size_t>(row)] = true;
  }
  requireRange("sortColumn", sortColumn_, 0, nFeatures_ == 2 ? 1 : 0);
  requireState(nFeatures_ > 2 || std::is_sorted(columns_.begin(), columns_.begin() + nSamples_), "columns",
               "the first in ascending order");
}

}  // namespace scrollwork

// Stuart Lloyd, "Least squares quantization in PCM", IEEE Transactions on Information Theory, 1982.
// David Arthur, Sergei Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007; the several tries for
// each centre are from the section on experiments, their number is scikit-learn's.
//
// Rows are kept in groups of four, feature by feature, so that the arithmetic runs over rows: two registers of two. One
// pass over a group finds the nearest centres and adds the rows to their sums.

#include "scrollwork/cluster/k_means.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "math/pair.h"
#include "scrollwork/error.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Eigen::Index;
using math::both;
using math::load;
using math::Pair;
using math::store;

namespace {

constexpr int kMaxClusters = 1024;
constexpr Index kGroup = 4;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
using Integers = std::int64_t __attribute__((vector_size(16)));

/// Squares of numbers below 2^exponent neither over- nor underflow once these are multiplied by 2^-exponent.
int scaleExponent(const MatrixView& X, int atLeast) {
  double largest = 0;
  for (Index i = 0; i < X.rows(); ++i) {
    for (Index j = 0; j < X.cols(); ++j) largest = std::max(largest, std::fabs(X(i, j)));
  }
  int exponent = atLeast;
  if (largest > 0) {
    std::frexp(largest, &exponent);
    exponent = std::max(exponent, atLeast);
  }
  return exponent;
}

constexpr int kLeastExponent = -1000;  // 2^1000 is finite

/// Four rows against all centres.
struct Nearest {
  Pair distance[2];  ///< Squared.
  Integers label[2];
};

Integers select(Integers mask, Integers yes, Integers no) { return (mask & yes) | (~mask & no); }

/// kFeatures = 2: the plane, which stays in registers; 0: any number d.
template <int kFeatures>
inline Nearest nearestCentres(const double* group, const double* centers, int k, Index d) {
  Nearest best{{both(kInfinity), both(kInfinity)}, {{0, 0}, {0, 0}}};
  const auto offer = [&best](Pair a, Pair b, int c) {
    const Integers label = {c, c};
    const Integers first = a < best.distance[0], second = b < best.distance[1];
    best.distance[0] = reinterpret_cast<Pair>(
        select(first, reinterpret_cast<Integers>(a), reinterpret_cast<Integers>(best.distance[0])));
    best.distance[1] = reinterpret_cast<Pair>(
        select(second, reinterpret_cast<Integers>(b), reinterpret_cast<Integers>(best.distance[1])));
    best.label[0] = select(first, label, best.label[0]);
    best.label[1] = select(second, label, best.label[1]);
  };
  if constexpr (kFeatures == 2) {
    const Pair x0 = load(group), x1 = load(group + 2), y0 = load(group + 4), y1 = load(group + 6);
    for (int c = 0; c < k; ++c) {
      const Pair cx = both(centers[2 * Index{c}]), cy = both(centers[2 * Index{c} + 1]);
      const Pair dx0 = x0 - cx, dx1 = x1 - cx, dy0 = y0 - cy, dy1 = y1 - cy;
      offer(dx0 * dx0 + dy0 * dy0, dx1 * dx1 + dy1 * dy1, c);
    }
  } else {
    int c = 0;
    for (; c + 2 <= k; c += 2) {
      const double *const p = centers + c * d, *const q = p + d;
      Pair a0 = both(0), a1 = a0, b0 = a0, b1 = a0;
      for (Index j = 0; j < d; ++j) {
        const Pair x0 = load(group + kGroup * j), x1 = load(group + kGroup * j + 2);
        const Pair cp = both(p[j]), cq = both(q[j]);
        a0 += (x0 - cp) * (x0 - cp);
        a1 += (x1 - cp) * (x1 - cp);
        b0 += (x0 - cq) * (x0 - cq);
        b1 += (x1 - cq) * (x1 - cq);
      }
      offer(a0, a1, c);
      offer(b0, b1, c + 1);
    }
    if (c < k) {
      const double* const p = centers + c * d;
      Pair a0 = both(0), a1 = a0;
      for (Index j = 0; j < d; ++j) {
        const Pair x0 = load(group + kGroup * j), x1 = load(group + kGroup * j + 2);
        const Pair cp = both(p[j]);
        a0 += (x0 - cp) * (x0 - cp);
        a1 += (x1 - cp) * (x1 - cp);
      }
      offer(a0, a1, c);
    }
  }
  return best;
}

/// Rows first .. first + 3 of X, times scale, as a group; the last row again where there are no more.
void packGroup(const MatrixView& X, Index first, double scale, double* group) {
  for (Index lane = 0; lane < kGroup; ++lane) {
    const double* const row = X.row(std::min(first + lane, X.rows() - 1)).data();
    for (Index j = 0; j < X.cols(); ++j) group[kGroup * j + lane] = row[j] * scale;
  }
}

void requireOptions(const KMeansOptions& options) {
  requireRange("nClusters", options.nClusters, 1, kMaxClusters);
  if (options.init != "k-means++" && options.init != "random") {
    fail(ErrorCode::kBadValue, {"init: expected \"k-means++\" or \"random\", got \"", options.init, "\""});
  }
  requireRange("nInit", options.nInit, 0, 1000);
  requireRange("maxIter", options.maxIter, 1, 1000000);
  requireRange("tol", options.tol, 0.0, std::numeric_limits<double>::max());
}

}  // namespace

struct KMeans::Run {
  Run(const MatrixView& X, int clusters)
      : n(X.rows()),
        d(X.cols()),
        k(clusters),
        exponent(scaleExponent(X, kLeastExponent)),
        rows(X * std::ldexp(1.0, -exponent)),
        groups(static_cast<std::size_t>((n + kGroup - 1) / kGroup * kGroup * d)),
        centers(k, d),
        sums(k, d),
        counts(static_cast<std::size_t>(k)),
        labels(Labels::Constant(n, -1)) {
    for (Index g = 0; g < n; g += kGroup) packGroup(rows, g, 1.0, groups.data() + g * d);
  }

  /// Mean over the columns of their variance.
  [[nodiscard]] double meanVariance() const {
    Vector mean = Vector::Zero(d), squares = Vector::Zero(d);
    for (Index i = 0; i < n; ++i) math::addScaled(1.0, rows.row(i).data(), mean.data(), d);
    mean /= static_cast<double>(n);
    for (Index i = 0; i < n; ++i) {
      const double* const row = rows.row(i).data();
      for (Index j = 0; j < d; ++j) squares[j] += (row[j] - mean[j]) * (row[j] - mean[j]);
    }
    double sum = 0;
    for (Index j = 0; j < d; ++j) sum += squares[j];
    return sum / static_cast<double>(n) / static_cast<double>(d);
  }

  /// Squared distances of all rows to one point, each no more than it was in `closest`; returns their sum.
  double lowerTo(const double* point, const std::vector<double>& closest, std::vector<double>& out) const {
    Pair total = both(0);
    for (Index g = 0; g < n; g += kGroup) {
      const double* const group = groups.data() + g * d;
      Pair a = both(0), b = both(0);
      for (Index j = 0; j < d; ++j) {
        const Pair c = both(point[j]);
        const Pair x0 = load(group + kGroup * j) - c, x1 = load(group + kGroup * j + 2) - c;
        a += x0 * x0;
        b += x1 * x1;
      }
      double four[kGroup];
      store(four, a);
      store(four + 2, b);
      if (g + kGroup <= n) {
        for (Index lane = 0; lane < kGroup; ++lane) {
          four[lane] = std::min(four[lane], closest[static_cast<std::size_t>(g + lane)]);
          out[static_cast<std::size_t>(g + lane)] = four[lane];
        }
        total += load(four) + load(four + 2);
      } else {
        for (Index lane = 0; g + lane < n; ++lane) {
          const double value = std::min(four[lane], closest[static_cast<std::size_t>(g + lane)]);
          out[static_cast<std::size_t>(g + lane)] = value;
          total += Pair{value, 0};
        }
      }
    }
    return math::sum(total);
  }

  void drawPlusPlus(Rng& rng) {
    const auto size = static_cast<std::size_t>(n);
    std::vector<double> closest(size, kInfinity), lowered(size), lowest(size), upTo(size);
    const int nTries = 2 + static_cast<int>(math::log(static_cast<double>(k)));
    centers.row(0) = rows.row(static_cast<Index>(rng.below(static_cast<std::uint64_t>(n))));
    double potential = lowerTo(centers.row(0).data(), closest, lowest);
    for (int c = 1; c < k; ++c) {
      closest.swap(lowest);
      double sum = 0;
      for (std::size_t i = 0; i < size; ++i) upTo[i] = sum += closest[i];
      potential = kInfinity;
      for (int attempt = 0; attempt < nTries; ++attempt) {
        const auto drawn = std::upper_bound(upTo.begin(), upTo.end() - 1, rng.uniform() * sum);
        const Index row = drawn - upTo.begin();
        const double reached = lowerTo(rows.row(row).data(), closest, lowered);
        if (reached >= potential) continue;
        potential = reached;
        centers.row(c) = rows.row(row);
        lowest.swap(lowered);
      }
    }
  }

  /// Labels, sums, counts and inertia for the present centres; whether a label changed.
  template <int kFeatures>
  bool assignAll() {
    // In the plane a sum is one register, and each lane has its own, so that equal labels do not wait for each other.
    constexpr Index kCopies = kFeatures == 2 ? kGroup : 1;
    std::vector<double> planeSums(kFeatures == 2 ? static_cast<std::size_t>(kCopies * 2 * k) : 0);
    std::vector<int> laneCounts(static_cast<std::size_t>(kGroup * k));
    double* const plane = planeSums.data();
    int* const tally = laneCounts.data();
    sums.setZero();
    Pair total = both(0);
    int changes = 0;
    for (Index g = 0; g < n; g += kGroup) {
      const Nearest nearest = nearestCentres<kFeatures>(groups.data() + g * d, centers.data(), k, d);
      const Index lanes = std::min(kGroup, n - g);
      if (lanes == kGroup) {
        total += nearest.distance[0] + nearest.distance[1];
      } else {
        double four[kGroup];
        store(four, nearest.distance[0]);
        store(four + 2, nearest.distance[1]);
        for (Index lane = 0; lane < lanes; ++lane) total += Pair{four[lane], 0};
      }
      const int chosen[kGroup] = {static_cast<int>(nearest.label[0][0]), static_cast<int>(nearest.label[0][1]),
                                  static_cast<int>(nearest.label[1][0]), static_cast<int>(nearest.label[1][1])};
      for (Index lane = 0; lane < lanes; ++lane) {
        const int label = chosen[lane];
        changes |= labels[g + lane] ^ label;
        labels[g + lane] = label;
        ++tally[kGroup * label + lane];
        const double* const row = rows.data() + (g + lane) * d;
        if constexpr (kFeatures == 2) {
          double* const sum = plane + 2 * (kCopies * label + lane);
          store(sum, load(sum) + load(row));
        } else {
          math::addScaled(1.0, row, sums.row(label).data(), d);
        }
      }
    }
    for (int c = 0; c < k; ++c) {
      const int* const four = tally + kGroup * c;
      counts[static_cast<std::size_t>(c)] = (four[0] + four[1]) + (four[2] + four[3]);
      if constexpr (kFeatures == 2) {
        const double* const s = plane + 2 * kCopies * c;
        store(sums.row(c).data(), (load(s) + load(s + 2)) + (load(s + 4) + load(s + 6)));
      }
    }
    inertia = math::sum(total);
    return changes != 0;
  }

  /// Gives each centre without rows the row that is farthest from its own centre.
  void fillEmpty() {
    std::vector<int> empty;
    for (int c = 0; c < k; ++c) {
      if (counts[static_cast<std::size_t>(c)] == 0) empty.push_back(c);
    }
    if (empty.empty()) return;
    std::vector<std::pair<double, Index>> far(static_cast<std::size_t>(n));  // minus the squared distance, row
    for (Index i = 0; i < n; ++i) {
      double squares = 0;
      for (Index j = 0; j < d; ++j) {
        const double difference = rows(i, j) - centers(labels[i], j);
        squares += difference * difference;
      }
      far[static_cast<std::size_t>(i)] = {-squares, i};
    }
    std::partial_sort(far.begin(), far.begin() + static_cast<std::ptrdiff_t>(empty.size()), far.end());
    for (std::size_t e = 0; e < empty.size() && far[e].first < 0; ++e) {
      const Index row = far[e].second;
      const int from = labels[row];
      math::addScaled(-1.0, rows.row(row).data(), sums.row(from).data(), d);
      --counts[static_cast<std::size_t>(from)];
      sums.row(empty[e]) = rows.row(row);
      counts[static_cast<std::size_t>(empty[e])] = 1;
    }
  }

  /// Centres to the means of their rows; the sum of the squared moves.
  double moveCentres() {
    double moved = 0;
    for (int c = 0; c < k; ++c) {
      const int count = counts[static_cast<std::size_t>(c)];
      if (count == 0) continue;  // stays
      for (Index j = 0; j < d; ++j) {
        const double mean = sums(c, j) / count;
        moved += (mean - centers(c, j)) * (mean - centers(c, j));
        centers(c, j) = mean;
      }
    }
    return moved;
  }

  Index n, d;
  int k;
  int exponent;                // everything here is X times 2^-exponent
  Matrix rows;                 // n x d
  std::vector<double> groups;  // the same, four rows together, feature by feature
  Matrix centers, sums;        // k x d
  std::vector<int> counts;
  Labels labels;
  double inertia = 0;
  double tolerance = 0;
  bool updates = false;  // the next phase is an update
  bool last = false;     // the next assignment is the last
};

KMeans::KMeans(KMeansOptions options) : options_(std::move(options)) {}
KMeans::KMeans(KMeans&& other) noexcept = default;
KMeans& KMeans::operator=(KMeans&& other) noexcept = default;
KMeans::~KMeans() = default;

KMeans::KMeans(const KMeans& other)
    : Clusterer(other),
      options_(other.options_),
      run_(other.run_ ? std::make_unique<Run>(*other.run_) : nullptr),
      centers_(other.centers_),
      labels_(other.labels_),
      inertia_(other.inertia_),
      nIter_(other.nIter_),
      converged_(other.converged_),
      done_(other.done_) {}

KMeans& KMeans::operator=(const KMeans& other) {
  if (this != &other) *this = KMeans(other);
  return *this;
}

void KMeans::begin(const MatrixView& X, int number) {
  *this = KMeans(std::move(options_));
  requireOptions(options_);
  requireSamples(X);
  requireRange("start", number, 0, 1000000);
  const int k = options_.nClusters;
  if (X.rows() < k) {
    fail(ErrorCode::kBadValue, {"nClusters: expected at most as many as ", X.rows(), " rows, got ", k});
  }
  if (options_.centers.size() > 0) {
    if (options_.centers.rows() != k || options_.centers.cols() != X.cols()) {
      fail(ErrorCode::kBadShape, {"centers: expected ", k, " x ", X.cols(), " numbers, got ", options_.centers.rows(),
                                  " x ", options_.centers.cols()});
    }
    requireSamples(options_.centers, "centers");
  }
  auto run = std::make_unique<Run>(X, k);
  constexpr int kMostExponent = 500;
  if (std::max(run->exponent, scaleExponent(options_.centers, kLeastExponent)) > kMostExponent) {
    fail(ErrorCode::kBadValue, {"X: expected numbers below 1e150, got larger ones"});
  }
  run->tolerance = options_.tol * run->meanVariance();
  run_ = std::move(run);
  start(number);
  publish();
}

void KMeans::start(int number) {
  Run& run = *run_;
  nIter_ = 0;
  converged_ = done_ = false;
  run.updates = run.last = false;
  run.inertia = 0;
  run.labels.setConstant(-1);
  if (options_.centers.size() > 0) {
    run.centers = options_.centers * std::ldexp(1.0, -run.exponent);
    return;
  }
  Rng rng = Rng(options_.seed).stream(static_cast<std::uint64_t>(number));
  if (options_.init == "k-means++") {
    run.drawPlusPlus(rng);
  } else {
    const Labels order = rng.permutation(static_cast<int>(run.n));
    for (int c = 0; c < run.k; ++c) run.centers.row(c) = run.rows.row(order[c]);
  }
}

void KMeans::assign() {
  Run& run = *run_;
  const bool changed = run.d == 2 ? run.assignAll<2>() : run.assignAll<0>();
  if (run.last) {
    done_ = true;
    return;
  }
  ++nIter_;
  run.updates = true;
  if (!changed) converged_ = done_ = true;
}

void KMeans::update() {
  Run& run = *run_;
  run.fillEmpty();
  converged_ = run.moveCentres() <= run.tolerance;
  run.updates = false;
  run.last = converged_ || nIter_ >= options_.maxIter;
}

void KMeans::publish() {
  const Run& run = *run_;
  centers_ = run.centers * std::ldexp(1.0, run.exponent);
  labels_ = run.labels;
  inertia_ = std::ldexp(run.inertia, 2 * run.exponent);
}

// Read from a file in mid-run it has no samples to go on with.
bool KMeans::done() const { return fitted() && (done_ || !run_); }

void KMeans::step(int n) {
  requireFitted(fitted(), "KMeans");
  if (n < 0) fail(ErrorCode::kBadValue, {"n: expected a number of phases >= 0, got ", n});
  if (done() || n == 0) return;
  for (int i = 0; i < n && !done_; ++i) run_->updates ? update() : assign();
  publish();
}

std::string KMeans::phase() const {
  if (!run_ || done_) return "";
  return run_->updates ? "update" : "assign";
}

void KMeans::fit(const MatrixView& X) {
  begin(X, 0);
  const bool given = options_.centers.size() > 0;
  const int automatic = !given && options_.init == "random" ? 10 : 1;
  // Given centres start the same run every time.
  const int starts = given ? 1 : options_.nInit > 0 ? options_.nInit : automatic;
  struct Result {
    Matrix centers;
    Labels labels;
    double inertia;
    int nIter;
    bool converged;
  } best{{}, {}, kInfinity, 0, false};
  for (int number = 0; number < starts; ++number) {
    if (number > 0) start(number);
    while (!done_) run_->updates ? update() : assign();
    if (!(run_->inertia < best.inertia)) continue;
    best = {run_->centers, run_->labels, run_->inertia, nIter_, converged_};
  }
  run_->centers = std::move(best.centers);
  run_->labels = std::move(best.labels);
  run_->inertia = best.inertia;
  nIter_ = best.nIter;
  converged_ = best.converged;
  publish();
  run_.reset();
}

const Labels& KMeans::labels() const {
  requireFitted(fitted(), "KMeans");
  return labels_;
}

Labels KMeans::predict(const MatrixView& X) const {
  requireFitted(fitted(), "KMeans");
  requireColumns(X, centers_.cols());
  const Index n = X.rows(), d = X.cols();
  const int k = nClusters();
  const int exponent = scaleExponent(X, scaleExponent(centers_, kLeastExponent));
  const double scale = std::ldexp(1.0, -exponent);
  const Matrix centers = centers_ * scale;
  std::vector<double> group(static_cast<std::size_t>(kGroup * d));
  Labels labels(n);
  for (Index g = 0; g < n; g += kGroup) {
    packGroup(X, g, scale, group.data());
    const Nearest nearest = d == 2 ? nearestCentres<2>(group.data(), centers.data(), k, d)
                                   : nearestCentres<0>(group.data(), centers.data(), k, d);
    for (Index lane = 0; lane < std::min(kGroup, n - g); ++lane) {
      labels[g + lane] = static_cast<int>(nearest.label[lane / 2][lane % 2]);
    }
  }
  return labels;
}

Matrix KMeans::transform(const MatrixView& X) const {
  requireFitted(fitted(), "KMeans");
  requireColumns(X, centers_.cols());
  const int exponent = scaleExponent(X, scaleExponent(centers_, kLeastExponent));
  const double scale = std::ldexp(1.0, -exponent);
  Matrix out(X.rows(), centers_.rows());
  for (Index i = 0; i < X.rows(); ++i) {
    for (Index c = 0; c < centers_.rows(); ++c) {
      double squares = 0;
      for (Index j = 0; j < X.cols(); ++j) {
        const double difference = (X(i, j) - centers_(c, j)) * scale;
        squares += difference * difference;
      }
      out(i, c) = std::ldexp(std::sqrt(squares), exponent);
    }
  }
  return out;
}

std::unique_ptr<Clusterer> KMeans::clone() const { return std::make_unique<KMeans>(options_); }

void KMeans::checkState() const {
  const int k = nClusters();
  if (k == 0) {
    requireStateSize("labels", labels_.size(), 0);
    return;
  }
  requireState(k <= kMaxClusters && centers_.cols() > 0, "centers", "1..1024 rows with a column");
  requireStateFinite("centers", centers_);
  requireState(labels_.size() >= k, "labels", "as many labels as rows, at least one for each centre", labels_.size());
  requireStateRange("labels", labels_.data(), labels_.size(), -1, k - 1);
  requireState(inertia_ >= 0 && std::isfinite(inertia_), "inertia", "a finite number >= 0", inertia_);
  requireState(nIter_ >= 0, "nIter", "a number >= 0", nIter_);
}

}  // namespace scrollwork

// Dempster, Laird & Rubin, "Maximum likelihood from incomplete data via the EM algorithm", Journal of the Royal
// Statistical Society B 39, 1977; the formulas for mixtures as in McLachlan & Peel, Finite Mixture Models, 2000.
//
// Rows are kept in groups of eight, feature by feature, and so are their responsibilities, component by component, so
// that every inner loop runs over rows. W is the inverse of the lower Cholesky factor of a covariance, so that
// |W (x - mean)|^2 is the squared Mahalanobis distance; for "diag" and "spherical" only its diagonal is kept.

#include "scrollwork/mixture/gaussian_mixture.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "scrollwork/cluster/k_means.h"
#include "scrollwork/error.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLog2Pi = 1.8378770664093454836;
constexpr int kMaxComponents = 256;
constexpr Index kLanes = 8;

bool isDense(const GaussianMixtureOptions& options) {
  return options.covarianceType == "full" || options.covarianceType == "tied";
}

/// The lower Cholesky factor; false for a matrix that is not positive definite (or not finite).
bool cholesky(Matrix& a) {
  const Index d = a.rows();
  for (Index i = 0; i < d; ++i) {
    for (Index j = 0; j <= i; ++j) {
      double sum = a(i, j);
      for (Index m = 0; m < j; ++m) sum -= a(i, m) * a(j, m);
      if (i != j) {
        a(i, j) = sum / a(j, j);
      } else if (sum > 0 && sum < kInfinity) {
        a(i, i) = std::sqrt(sum);
      } else {
        return false;
      }
    }
    for (Index j = i + 1; j < d; ++j) a(i, j) = 0;
  }
  return true;
}

/// The inverse of a lower triangular matrix.
Matrix inverseOfLower(const Matrix& L) {
  const Index d = L.rows();
  Matrix W = Matrix::Zero(d, d);
  for (Index i = 0; i < d; ++i) {
    W(i, i) = 1 / L(i, i);
    for (Index j = 0; j < i; ++j) {
      double sum = 0;
      for (Index m = j; m < i; ++m) sum += L(i, m) * W(m, j);
      W(i, j) = -sum * W(i, i);
    }
  }
  return W;
}

/// What the density of each component needs.
struct Factors {
  std::vector<Matrix> W;  ///< d x d; or 1 x d, its diagonal; one for all components when tied.
  Vector constant;        ///< log weight - d/2 log(2 pi) + log |W|.
};

/// The covariance of a component as it is kept: d x d, or 1 x d variances.
Matrix keptCovariance(const GaussianMixtureOptions& options, const Matrix& covariances, Index component, Index d) {
  if (options.covarianceType == "full") return covariances.middleRows(component * d, d);
  if (options.covarianceType == "tied") return covariances;
  if (options.covarianceType == "diag") return covariances.row(component);
  return Matrix::Constant(1, d, covariances(component, 0));
}

/// False when a covariance is not positive definite.
bool factorise(const GaussianMixtureOptions& options, const Vector& weights, const Matrix& covariances, Index d,
               Factors& out) {
  const Index k = weights.size();
  const bool tied = options.covarianceType == "tied";
  out.W.clear();
  out.constant.resize(k);
  for (Index c = 0; c < k; ++c) {
    if (!tied || c == 0) {
      Matrix kept = keptCovariance(options, covariances, c, d);
      if (isDense(options)) {
        if (!cholesky(kept)) return false;
        kept = inverseOfLower(kept);
      } else {
        for (double& variance : kept.reshaped()) {
          if (!(variance > 0 && variance < kInfinity)) return false;
          variance = 1 / std::sqrt(variance);
        }
      }
      out.W.push_back(std::move(kept));
    }
    const Matrix& W = out.W.back();
    double logDeterminant = 0;
    for (Index j = 0; j < d; ++j) logDeterminant += math::log(W.rows() == 1 ? W(0, j) : W(j, j));
    out.constant[c] = math::log(weights[c]) - 0.5 * static_cast<double>(d) * kLog2Pi + logDeterminant;
  }
  return true;
}

/// Rows first .. first + 7 of X as a group; zeros where there are no more.
void packGroup(const MatrixView& X, Index first, double* group) {
  const Index rows = std::min(kLanes, X.rows() - first);
  std::fill(group, group + kLanes * X.cols(), 0.0);
  for (Index lane = 0; lane < rows; ++lane) {
    const double* const row = X.row(first + lane).data();
    for (Index j = 0; j < X.cols(); ++j) group[kLanes * j + lane] = row[j];
  }
}

/// One group's responsibilities (k x kLanes) and log densities (kLanes).
class Expectation {
 public:
  Expectation(const Factors& factors, const Matrix& means)
      : factors_(factors),
        means_(means),
        d_(means.cols()),
        k_(means.rows()),
        difference_(static_cast<std::size_t>(kLanes * d_)) {}

  void operator()(const double* group, double* responsibilities, double* logDensity) {
    for (Index c = 0; c < k_; ++c) joint(group, c, responsibilities + kLanes * c);
    double highest[kLanes], sum[kLanes] = {};
    std::fill(highest, highest + kLanes, -kInfinity);
    for (Index c = 0; c < k_; ++c) {
      for (Index lane = 0; lane < kLanes; ++lane) {
        highest[lane] = std::max(highest[lane], responsibilities[kLanes * c + lane]);
      }
    }
    for (Index c = 0; c < k_; ++c) {
      for (Index lane = 0; lane < kLanes; ++lane) responsibilities[kLanes * c + lane] -= highest[lane];
    }
    const auto size = static_cast<std::size_t>(kLanes * k_);
    math::exp(std::span<const double>(responsibilities, size), std::span<double>(responsibilities, size));
    for (Index c = 0; c < k_; ++c) {
      for (Index lane = 0; lane < kLanes; ++lane) sum[lane] += responsibilities[kLanes * c + lane];
    }
    for (Index c = 0; c < k_; ++c) {
      for (Index lane = 0; lane < kLanes; ++lane) responsibilities[kLanes * c + lane] /= sum[lane];
    }
    math::log(std::span<const double>(sum, kLanes), std::span<double>(sum, kLanes));
    for (Index lane = 0; lane < kLanes; ++lane) logDensity[lane] = highest[lane] + sum[lane];
  }

 private:
  /// log weight + log density under one component.
  void joint(const double* group, Index c, double* out) {
    const Matrix& W = factors_.W[factors_.W.size() == 1 ? 0 : static_cast<std::size_t>(c)];
    double squares[kLanes] = {};
    for (Index j = 0; j < d_; ++j) {
      const double mean = means_(c, j);
      double* const difference = difference_.data() + kLanes * j;
      for (Index lane = 0; lane < kLanes; ++lane) difference[lane] = group[kLanes * j + lane] - mean;
    }
    for (Index i = 0; i < d_; ++i) {
      double whitened[kLanes] = {};
      for (Index j = W.rows() == 1 ? i : 0; j <= i; ++j) {
        const double w = W.rows() == 1 ? W(0, j) : W(i, j);
        const double* const difference = difference_.data() + kLanes * j;
        for (Index lane = 0; lane < kLanes; ++lane) whitened[lane] += w * difference[lane];
      }
      for (Index lane = 0; lane < kLanes; ++lane) squares[lane] += whitened[lane] * whitened[lane];
    }
    for (Index lane = 0; lane < kLanes; ++lane) out[lane] = factors_.constant[c] - 0.5 * squares[lane];
  }

  const Factors& factors_;
  const Matrix& means_;
  Index d_, k_;
  std::vector<double> difference_;
};

double sumOfLanes(const double* lanes) {
  return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
}

void requireOptions(const GaussianMixtureOptions& options) {
  requireRange("nComponents", options.nComponents, 1, kMaxComponents);
  const std::string& type = options.covarianceType;
  if (type != "full" && type != "tied" && type != "diag" && type != "spherical") {
    fail(ErrorCode::kBadValue,
         {"covarianceType: expected \"full\", \"tied\", \"diag\" or \"spherical\", got \"", type, "\""});
  }
  requireRange("tol", options.tol, 0.0, std::numeric_limits<double>::max());
  requireRange("regCovar", options.regCovar, 0.0, std::numeric_limits<double>::max());
  requireRange("maxIter", options.maxIter, 1, 1000000);
  requireRange("nInit", options.nInit, 1, 1000);
  if (options.initParams != "kmeans" && options.initParams != "random") {
    fail(ErrorCode::kBadValue, {"initParams: expected \"kmeans\" or \"random\", got \"", options.initParams, "\""});
  }
}

[[noreturn]] void refuseCovariance(double regCovar) {
  fail(ErrorCode::kBadValue,
       {"regCovar: expected enough to keep the covariances of X positive definite and finite, got ", regCovar});
}

}  // namespace

struct GaussianMixture::Run {
  Run(const MatrixView& samples, Index components)
      : X(samples),
        k(components),
        nGroups((X.rows() + kLanes - 1) / kLanes),
        groups(static_cast<std::size_t>(nGroups * X.cols() * kLanes)),
        shares(static_cast<std::size_t>(nGroups * k * kLanes)),
        responsibilities(X.rows(), k),
        centre(Vector::Zero(X.cols())) {
    for (Index g = 0; g < nGroups; ++g) packGroup(X, g * kLanes, groups.data() + g * kLanes * X.cols());
    for (Index i = 0; i < X.rows(); ++i) {
      for (Index j = 0; j < X.cols(); ++j) centre[j] += X(i, j) / static_cast<double>(X.rows());
    }
  }
  [[nodiscard]] const double* group(Index g) const { return groups.data() + g * kLanes * X.cols(); }
  double* share(Index g) { return shares.data() + g * kLanes * k; }

  void publishShares() {
    for (Index i = 0; i < X.rows(); ++i) {
      for (Index c = 0; c < k; ++c) responsibilities(i, c) = share(i / kLanes)[kLanes * c + i % kLanes];
    }
  }

  Matrix X;
  Index k, nGroups;
  std::vector<double> groups;  // of rows: nGroups x d x kLanes
  std::vector<double> shares;  // responsibilities: nGroups x k x kLanes; 0 where there is no row
  Matrix responsibilities;     // the same, n x k, for the outside
  Vector centre;               // of all rows
  Factors factors;
};

GaussianMixture::GaussianMixture(GaussianMixtureOptions options) : options_(std::move(options)) {}
GaussianMixture::GaussianMixture(GaussianMixture&& other) noexcept = default;
GaussianMixture& GaussianMixture::operator=(GaussianMixture&& other) noexcept = default;
GaussianMixture::~GaussianMixture() = default;

GaussianMixture::GaussianMixture(const GaussianMixture& other)
    : Clusterer(other),
      options_(other.options_),
      run_(other.run_ ? std::make_unique<Run>(*other.run_) : nullptr),
      weights_(other.weights_),
      means_(other.means_),
      covariances_(other.covariances_),
      labels_(other.labels_),
      lowerBoundHistory_(other.lowerBoundHistory_),
      converged_(other.converged_),
      done_(other.done_) {}

GaussianMixture& GaussianMixture::operator=(const GaussianMixture& other) {
  if (this != &other) *this = GaussianMixture(other);
  return *this;
}

void GaussianMixture::begin(const MatrixView& X, int number) {
  *this = GaussianMixture(std::move(options_));
  requireOptions(options_);
  requireSamples(X);
  requireRange("start", number, 0, 1000000);
  const int k = options_.nComponents;
  if (X.rows() < k) {
    fail(ErrorCode::kBadValue, {"nComponents: expected at most as many as ", X.rows(), " rows, got ", k});
  }
  run_ = std::make_unique<Run>(X, k);
  try {
    start(number);
  } catch (...) {
    *this = GaussianMixture(std::move(options_));
    throw;
  }
}

void GaussianMixture::start(int number) {
  Run& run = *run_;
  lowerBoundHistory_.clear();
  converged_ = done_ = false;
  std::fill(run.shares.begin(), run.shares.end(), 0.0);
  const Index n = run.X.rows();
  if (options_.means.size() == 0 && options_.initParams == "random") {
    Rng rng = Rng(options_.seed).stream(static_cast<std::uint64_t>(number));
    for (Index i = 0; i < n; ++i) {
      double* const share = run.share(i / kLanes) + i % kLanes;
      double sum = 0;
      for (Index c = 0; c < run.k; ++c) sum += share[kLanes * c] = rng.uniform();
      for (Index c = 0; c < run.k; ++c) share[kLanes * c] /= sum;
    }
  } else {
    KMeans groups({.nClusters = options_.nComponents, .centers = options_.means, .seed = options_.seed});
    groups.begin(run.X, number);
    if (options_.means.size() > 0) {
      groups.step();
    } else {
      while (!groups.done()) groups.step(std::numeric_limits<int>::max());
    }
    Labels counts = Labels::Zero(run.k);
    for (Index i = 0; i < n; ++i) {
      const int label = groups.labels()[i];
      run.share(i / kLanes)[kLanes * label + i % kLanes] = 1;
      ++counts[label];
    }
    for (Index c = 0; c < run.k && options_.means.size() > 0; ++c) {
      if (counts[c] == 0) {
        fail(ErrorCode::kBadValue, {"means: expected each to be the nearest of a row, got none for component ", c});
      }
    }
  }
  maximise();
  finish();
}

/// Weights, means and covariances from the responsibilities.
void GaussianMixture::maximise() {
  Run& run = *run_;
  const Index n = run.X.rows(), d = run.X.cols(), k = run.k;
  const bool dense = isDense(options_);
  const Index width = dense ? d * (d + 1) / 2 : d;
  std::vector<double> sums(static_cast<std::size_t>(kLanes * std::max(width, d + 1)));
  std::vector<double> weighted(static_cast<std::size_t>(kLanes * d)), difference(weighted.size());
  Vector mass(k);
  Matrix means(k, d);
  Matrix scatter = Matrix::Zero(options_.covarianceType == "full" ? k * d : dense ? d : k, d);
  double total = 0;
  for (Index c = 0; c < k; ++c) {
    std::fill(sums.begin(), sums.end(), 0.0);
    for (Index g = 0; g < run.nGroups; ++g) {
      const double *const share = run.share(g) + kLanes * c, *const group = run.group(g);
      for (Index lane = 0; lane < kLanes; ++lane) sums[static_cast<std::size_t>(kLanes * d + lane)] += share[lane];
      for (Index j = 0; j < d; ++j) {
        double* const sum = sums.data() + kLanes * j;
        for (Index lane = 0; lane < kLanes; ++lane) sum[lane] += share[lane] * group[kLanes * j + lane];
      }
    }
    // Never 0, as in scikit-learn.
    mass[c] = sumOfLanes(sums.data() + kLanes * d) + 10 * std::numeric_limits<double>::epsilon();
    total += mass[c];
    // A component that nobody belongs to waits in the middle of all rows.
    constexpr double kNobody = 1e-10;
    for (Index j = 0; j < d; ++j) {
      means(c, j) = mass[c] > kNobody ? sumOfLanes(sums.data() + kLanes * j) / mass[c] : run.centre[j];
    }

    std::fill(sums.begin(), sums.end(), 0.0);
    for (Index g = 0; g < run.nGroups; ++g) {
      const double *const share = run.share(g) + kLanes * c, *const group = run.group(g);
      for (Index j = 0; j < d; ++j) {
        const double mean = means(c, j);
        for (Index lane = 0; lane < kLanes; ++lane) {
          const double value = group[kLanes * j + lane] - mean;
          difference[static_cast<std::size_t>(kLanes * j + lane)] = value;
          weighted[static_cast<std::size_t>(kLanes * j + lane)] = share[lane] * value;
        }
      }
      double* sum = sums.data();
      for (Index i = 0; i < d; ++i) {
        const double* const a = weighted.data() + kLanes * i;
        for (Index j = dense ? 0 : i; j <= i; ++j, sum += kLanes) {
          const double* const b = difference.data() + kLanes * j;
          for (Index lane = 0; lane < kLanes; ++lane) sum[lane] += a[lane] * b[lane];
        }
      }
    }
    const double divisor = options_.covarianceType == "tied" ? static_cast<double>(n) : mass[c];
    const double* sum = sums.data();
    for (Index i = 0; i < d; ++i) {
      for (Index j = dense ? 0 : i; j <= i; ++j, sum += kLanes) {
        const double value = sumOfLanes(sum) / divisor;
        if (options_.covarianceType == "full") {
          scatter(c * d + i, j) = scatter(c * d + j, i) = value;
        } else if (dense) {
          scatter(i, j) += value;
          if (i != j) scatter(j, i) += value;
        } else {
          scatter(c, j) = value;
        }
      }
    }
  }
  if (options_.covarianceType == "spherical") {
    Matrix mean(k, 1);
    for (Index c = 0; c < k; ++c) {
      double sum = 0;
      for (Index j = 0; j < d; ++j) sum += scatter(c, j);
      mean(c, 0) = sum / static_cast<double>(d);
    }
    scatter = std::move(mean);
  }
  for (Index i = 0; i < scatter.rows(); ++i) {
    for (Index j = 0; j < scatter.cols(); ++j) {
      if (!dense || i % d == j) scatter(i, j) += options_.regCovar;
    }
  }
  weights_ = mass / total;
  means_ = std::move(means);
  covariances_ = std::move(scatter);
  // Whoever called lets go of everything then.
  if (!means_.allFinite() || !factorise(options_, weights_, covariances_, d, run.factors))
    refuseCovariance(options_.regCovar);
}

void GaussianMixture::round() {
  Run& run = *run_;
  const Index n = run.X.rows();
  Expectation expectation(run.factors, means_);
  double logDensity[kLanes], total = 0;
  for (Index g = 0; g < run.nGroups; ++g) {
    double* const share = run.share(g);
    expectation(run.group(g), share, logDensity);
    const Index rows = std::min(kLanes, n - g * kLanes);
    for (Index lane = 0; lane < rows; ++lane) total += logDensity[lane];
    for (Index lane = rows; lane < kLanes; ++lane) {
      for (Index c = 0; c < run.k; ++c) share[kLanes * c + lane] = 0;
    }
  }
  const double bound = total / static_cast<double>(n);
  const double before = lowerBound();
  maximise();
  lowerBoundHistory_.push_back(bound);
  converged_ = std::fabs(bound - before) < options_.tol;
  done_ = converged_ || nIter() >= options_.maxIter;
}

/// Labels for the outside.
void GaussianMixture::finish() {
  run_->publishShares();
  const Matrix final = done_ ? predictProba(run_->X) : Matrix();
  const Matrix& shares = done_ ? final : run_->responsibilities;
  labels_.resize(shares.rows());
  for (Index i = 0; i < shares.rows(); ++i) {
    const double* const row = shares.row(i).data();
    labels_[i] = static_cast<int>(std::max_element(row, row + shares.cols()) - row);
  }
}

// Read from a file in mid-run it has no samples to go on with.
bool GaussianMixture::done() const { return fitted() && (done_ || !run_); }

void GaussianMixture::step(int n) {
  requireFitted(fitted(), "GaussianMixture");
  if (n < 0) fail(ErrorCode::kBadValue, {"n: expected a number of rounds >= 0, got ", n});
  if (done() || n == 0) return;
  try {
    for (int i = 0; i < n && !done_; ++i) round();
    finish();
  } catch (...) {
    *this = GaussianMixture(std::move(options_));
    throw;
  }
}

void GaussianMixture::fit(const MatrixView& X) {
  begin(X, 0);
  const int starts = options_.means.size() > 0 ? 1 : options_.nInit;
  step(options_.maxIter);
  try {
    for (int number = 1; number < starts; ++number) {
      GaussianMixture other(options_);
      other.begin(X, number);
      other.step(options_.maxIter);
      if (other.lowerBound() > lowerBound()) std::swap(*this, other);
    }
  } catch (...) {
    *this = GaussianMixture(std::move(options_));
    throw;
  }
  run_.reset();
}

Matrix GaussianMixture::predictProba(const MatrixView& X) const {
  Matrix out;
  (void)expect(X, &out, nullptr);
  return out;
}

Vector GaussianMixture::scoreSamples(const MatrixView& X) const {
  Vector out;
  (void)expect(X, nullptr, &out);
  return out;
}

/// The log-likelihood of X.
double GaussianMixture::expect(const MatrixView& X, Matrix* responsibilities, Vector* logDensities) const {
  requireFitted(fitted(), "GaussianMixture");
  requireColumns(X, means_.cols());
  const Index n = X.rows(), d = X.cols(), k = means_.rows();
  Factors factors;
  if (!factorise(options_, weights_, covariances_, d, factors)) refuseCovariance(options_.regCovar);
  Expectation expectation(factors, means_);
  std::vector<double> group(static_cast<std::size_t>(kLanes * d)), shares(static_cast<std::size_t>(kLanes * k));
  double logDensity[kLanes], total = 0;
  if (responsibilities != nullptr) responsibilities->resize(n, k);
  if (logDensities != nullptr) logDensities->resize(n);
  for (Index first = 0; first < n; first += kLanes) {
    packGroup(X, first, group.data());
    expectation(group.data(), shares.data(), logDensity);
    for (Index lane = 0; lane < std::min(kLanes, n - first); ++lane) {
      if (!std::isfinite(logDensity[lane])) {
        fail(ErrorCode::kBadValue,
             {"X: expected rows within 1e150 standard deviations of a component, got row ", first + lane});
      }
      total += logDensity[lane];
      if (logDensities != nullptr) (*logDensities)[first + lane] = logDensity[lane];
      if (responsibilities == nullptr) continue;
      for (Index c = 0; c < k; ++c) {
        (*responsibilities)(first + lane, c) = shares[static_cast<std::size_t>(kLanes * c + lane)];
      }
    }
  }
  return total;
}

Labels GaussianMixture::predict(const MatrixView& X) const {
  const Matrix shares = predictProba(X);
  Labels labels(X.rows());
  for (Index i = 0; i < X.rows(); ++i) {
    const double* const row = shares.row(i).data();
    labels[i] = static_cast<int>(std::max_element(row, row + shares.cols()) - row);
  }
  return labels;
}

double GaussianMixture::score(const MatrixView& X) const {
  requireFitted(fitted(), "GaussianMixture");
  requireSamples(X);
  return expect(X, nullptr, nullptr) / static_cast<double>(X.rows());
}

double GaussianMixture::aic(const MatrixView& X) const {
  return -2 * score(X) * static_cast<double>(X.rows()) + 2.0 * nParameters();
}

double GaussianMixture::bic(const MatrixView& X) const {
  const auto n = static_cast<double>(X.rows());
  return -2 * score(X) * n + nParameters() * math::log(n);
}

int GaussianMixture::nParameters() const {
  requireFitted(fitted(), "GaussianMixture");
  const int k = nClusters(), d = nFeaturesIn();
  const std::string& type = options_.covarianceType;
  const int dense = d * (d + 1) / 2;
  const int covariances = type == "full" ? k * dense : type == "tied" ? dense : type == "diag" ? k * d : k;
  return k - 1 + k * d + covariances;
}

Matrix GaussianMixture::covariance(int component) const {
  requireFitted(fitted(), "GaussianMixture");
  requireRange("component", component, 0, nClusters() - 1);
  Matrix kept = keptCovariance(options_, covariances_, component, means_.cols());
  if (isDense(options_)) return kept;
  return kept.row(0).asDiagonal();
}

MixtureSample GaussianMixture::sample(int n, std::uint64_t seed) const {
  requireFitted(fitted(), "GaussianMixture");
  requireRange("n", n, 1, 1000000);
  const Index k = means_.rows(), d = means_.cols();
  std::vector<Matrix> factors;
  for (int c = 0; c < k; ++c) {
    factors.push_back(covariance(c));
    if (!cholesky(factors.back())) refuseCovariance(options_.regCovar);
  }
  Rng rng(seed);
  MixtureSample out{Matrix(n, d), Labels(n)};
  Vector normals(d);
  for (Index i = 0; i < n; ++i) {
    double left = rng.uniform();
    int c = 0;
    while (c + 1 < k && left >= weights_[c]) left -= weights_[c++];
    for (double& z : normals) z = rng.normal();
    const Matrix& L = factors[static_cast<std::size_t>(c)];
    for (Index j = 0; j < d; ++j) {
      double value = means_(c, j);
      for (Index m = 0; m <= j; ++m) value += L(j, m) * normals[m];
      out.X(i, j) = value;
    }
    out.y[i] = c;
  }
  return out;
}

GaussianEllipses GaussianMixture::ellipses(int featureX, int featureY) const {
  requireFitted(fitted(), "GaussianMixture");
  requireRange("featureX", featureX, 0, nFeaturesIn() - 1);
  requireRange("featureY", featureY, 0, nFeaturesIn() - 1);
  if (featureX == featureY) {
    fail(ErrorCode::kBadValue, {"featureY: expected another column than featureX, got ", featureY});
  }
  GaussianEllipses out;
  for (int c = 0; c < nClusters(); ++c) {
    const Matrix full = covariance(c);
    const double scale = std::max(full(featureX, featureX), full(featureY, featureY));
    const double a = full(featureX, featureX) / scale, b = full(featureX, featureY) / scale;
    const double e = full(featureY, featureY) / scale;
    // Eigenvalues (a + e) / 2 +- r; the smaller one by the determinant, which loses no digits.
    const double h = (a - e) / 2, r = std::sqrt(h * h + b * b);
    const double larger = (a + e) / 2 + r, smaller = std::max(0.0, (a * e - b * b) / larger);
    double u = h >= 0 ? r + h : std::fabs(b);
    double v = h >= 0 ? b : (b < 0 ? h - r : r - h);
    const double length = std::sqrt(u * u + v * v);
    u = length > 0 ? u / length : 1.0;
    v = length > 0 ? v / length : 0.0;
    const double major = std::sqrt(larger * scale), minor = std::sqrt(smaller * scale);
    out.x.push_back(means_(c, featureX));
    out.y.push_back(means_(c, featureY));
    out.majorX.push_back(major * u);
    out.majorY.push_back(major * v);
    out.minorX.push_back(-minor * v);
    out.minorY.push_back(minor * u);
  }
  return out;
}

const Labels& GaussianMixture::labels() const {
  requireFitted(fitted(), "GaussianMixture");
  return labels_;
}

const Matrix& GaussianMixture::responsibilities() const {
  if (!run_) fail(ErrorCode::kNotFitted, {"GaussianMixture: expected begin before this call"});
  return run_->responsibilities;
}

double GaussianMixture::lowerBound() const {
  return lowerBoundHistory_.empty() ? -kInfinity : lowerBoundHistory_.back();
}

std::unique_ptr<Clusterer> GaussianMixture::clone() const { return std::make_unique<GaussianMixture>(options_); }

void GaussianMixture::checkState() const {
  requireOptions(options_);
  const Index k = means_.rows(), d = means_.cols();
  if (k == 0) {
    requireStateSize("labels", labels_.size(), 0);
    return;
  }
  requireState(k == options_.nComponents && d > 0, "means", "nComponents rows with a column");
  requireStateFinite("means", means_);
  requireStateSize("weights", weights_.size(), k);
  requireStateFinite("weights", weights_);
  requireState(weights_.minCoeff() >= 0 && std::fabs(weights_.sum() - 1) < 1e-6, "weights", "shares that sum to 1");
  const std::string& type = options_.covarianceType;
  const Index rows = type == "full" ? k * d : type == "tied" ? d : k;
  requireState(covariances_.rows() == rows && covariances_.cols() == (type == "spherical" ? 1 : d), "covariances",
               "the shape of covarianceType");
  Factors factors;
  requireState(covariances_.allFinite() && factorise(options_, weights_, covariances_, d, factors), "covariances",
               "positive definite matrices");
  requireState(labels_.size() >= k, "labels", "as many labels as rows, at least one for each component",
               labels_.size());
  requireStateRange("labels", labels_.data(), labels_.size(), 0, static_cast<int>(k) - 1);
  requireStateFinite("lowerBoundHistory", lowerBoundHistory_.data(), static_cast<Index>(lowerBoundHistory_.size()));
}

}  // namespace scrollwork

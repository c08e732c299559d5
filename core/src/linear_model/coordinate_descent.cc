// Coordinate descent with covariance updates, working set and warm starts: Friedman, Hastie, Tibshirani,
// "Regularization paths for generalized linear models via coordinate descent" (2010), section 2.2. It is good at
// finding out which features take part and with which signs, and slow at their last digits when they are correlated.
// Once the signs are known, the rest is a linear system, so each round first solves that: Lee, Battle, Raina, Ng,
// "Efficient sparse coding algorithms" (2006), the feature-sign step. When the solution keeps all signs it is the
// minimum over its support to rounding; else w goes as far as the first sign change, where that feature leaves. Along a
// path most steps change no sign, and one pair of triangular systems is all that they cost.
//
// Where the support is linearly dependent (copies of a column) there is no such system, and sweeps with the duality gap
// as their end do it alone, as in scikit-learn; the gap is the one derived in Kim, Koh, Lustig, Boyd, Gorinevsky, "An
// interior-point method for large-scale l1-regularized least squares" (2007), with the elastic net's second term seen
// as d more rows of X.
//
// Notation: G = X'X, S = support, s = signs of w on S, q = X'(y - X w) (correlation_). Optimal: q_j - l2 w_j = l1 s_j
// on S and |q_j| <= l1 elsewhere (q_j <= l1 for w >= 0).

#include "linear_model/coordinate_descent.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "linear_model/vector_loops.h"

namespace scrollwork {

using Index = Eigen::Index;
using vector_loops::addScaled;
using vector_loops::dot;

namespace {

/// A pivot below this share of its diagonal entry says that a feature is a combination of the others in all but noise.
constexpr double kDependent = 1e-11;
/// Differences below this share of what was subtracted are rounding: of sums of up to a hundred numbers.
constexpr double kRounding = 2e-14;
/// Rows of X that are multiplied at a time when columns of G are made: four columns of them fit the first-level cache.
constexpr Index kRowsAtATime = 512;
/// Sweeps before the next linear system; fewer when none moves the fit by more than this share of |y|.
constexpr int kMaxTurns = 10;
constexpr double kSettled = 1e-3;
/// At least so many features may join at once; beyond, as many again as there are.
constexpr std::size_t kMinJoining = 16;

double softThreshold(double x, double by, bool positive) {
  if (x > by) return x - by;
  if (x < -by && !positive) return x + by;
  return 0.0;
}

}  // namespace

CoordinateDescent::CoordinateDescent(const CentredColumns& problem, const Settings& settings)
    : problem_(problem),
      settings_(settings),
      yy_(dot(problem.y.data(), problem.y.data(), problem.n)),
      xy_(problem.d),
      w_(Vector::Zero(problem.d)),
      columnNorms_(static_cast<std::size_t>(problem.d)),
      gramColumn_(static_cast<std::size_t>(problem.d), -1) {
  for (Index j = 0; j < problem.d; ++j) {
    const double* x = problem.column(j);
    xy_[j] = dot(x, problem.y.data(), problem.n);
    columnNorms_[static_cast<std::size_t>(j)] = std::sqrt(dot(x, x, problem.n));
  }
  correlation_ = xy_;
}

double CoordinateDescent::largestL1() const {
  double largest = 0.0;
  for (const double c : xy_) largest = std::max(largest, std::fabs(c));
  return largest;
}

void CoordinateDescent::start(const Vector& w) {
  w_ = w;
  if (settings_.positive) w_ = w_.cwiseMax(0.0);
  refreshSupport();
  requireGram(support_);
  refreshCorrelation();
}

/// Makes the columns of G that are missing. What symmetry gives is copied.
void CoordinateDescent::requireGram(const std::vector<int>& features) {
  std::vector<int> missing;
  for (const int j : features) {
    if (gramColumn_[static_cast<std::size_t>(j)] < 0) missing.push_back(j);
  }
  if (missing.empty()) return;
  const Index n = problem_.n, d = problem_.d;
  const auto known = static_cast<Index>(gram_.size()) / d;
  gram_.resize(gram_.size() + missing.size() * static_cast<std::size_t>(d), 0.0);
  // Rows of G whose entries are not known from the columns before: of the features that were not there, all but those
  // that come earlier among the missing ones. Four of them at a time are neighbours in X or they are taken alone.
  for (std::size_t m = 0; m < missing.size(); ++m) {
    const int j = missing[m];
    double* out = gram_.data() + (known + static_cast<Index>(m)) * d;
    const auto isKnown = [&](Index k) { return gramColumn_[static_cast<std::size_t>(k)] >= 0; };
    for (Index from = 0; from < n; from += kRowsAtATime) {
      const Index rows = std::min(kRowsAtATime, n - from);
      const double* x = problem_.column(j) + from;
      for (Index k = 0; k < d;) {
        if (k + 4 <= d && !(isKnown(k) && isKnown(k + 1) && isKnown(k + 2) && isKnown(k + 3))) {
          vector_loops::addFourDots(out + k, x, problem_.column(k) + from, n, rows);
          k += 4;
        } else {
          if (!isKnown(k)) out[k] += dot(x, problem_.column(k) + from, rows);
          ++k;
        }
      }
    }
    for (Index k = 0; k < d; ++k) {
      if (isKnown(k)) out[k] = gram(static_cast<int>(k))[j];
    }
    gramColumn_[static_cast<std::size_t>(j)] = static_cast<int>(known) + static_cast<int>(m);
  }
}

void CoordinateDescent::refreshCorrelation() {
  correlation_ = xy_;
  for (const int j : support_) addScaled(correlation_.data(), -w_[j], gram(j), problem_.d);
}

/// The support after sweeps: features that stayed keep their order, and their rows of the factor as far as none before
/// them left; new ones follow.
void CoordinateDescent::refreshSupport() {
  std::vector<char> isThere(static_cast<std::size_t>(problem_.d), 0);
  dropZeros();
  for (const int j : support_) isThere[static_cast<std::size_t>(j)] = 1;
  for (int j = 0; j < static_cast<int>(problem_.d); ++j) {
    if (w_[j] != 0.0 && isThere[static_cast<std::size_t>(j)] == 0) support_.push_back(j);
  }
}

void CoordinateDescent::dropFromSupport(std::size_t position) {
  support_.erase(support_.begin() + static_cast<std::ptrdiff_t>(position));
  factored_ = std::min(factored_, position);
}

/// Brings the Cholesky factor of G_SS + l2 I up to date, row by row, and makes S smaller where it is dependent.
void CoordinateDescent::factorise(double l2) {
  if (l2 != factorL2_) factored_ = 0;
  factorL2_ = l2;
  if (support_.size() > factorStride_) {
    const std::size_t stride = std::max<std::size_t>(2 * factorStride_, std::max<std::size_t>(16, support_.size()));
    std::vector<double> larger(stride * stride);
    for (std::size_t i = 0; i < factored_; ++i) {
      std::copy_n(factor_.data() + i * factorStride_, i + 1, larger.data() + i * stride);
    }
    factor_ = std::move(larger);
    factorStride_ = stride;
  }
  while (factored_ < support_.size()) {
    const std::size_t i = factored_;
    double* row = factor_.data() + i * factorStride_;
    const double* column = gram(support_[i]);
    for (std::size_t k = 0; k < i; ++k) {
      const double* other = factor_.data() + k * factorStride_;
      row[k] = (column[support_[k]] - dot(row, other, static_cast<Index>(k))) / other[k];
    }
    const double diagonal = column[support_[i]] + l2;
    const double pivot = diagonal - dot(row, row, static_cast<Index>(i));
    if (pivot > kDependent * diagonal) {
      row[i] = std::sqrt(pivot);
      ++factored_;
    } else {
      leaveDependence(i);
    }
  }
}

/// Feature number i of the support is sum_k u_k x_k of those before it, with L' u = the part of its row that stands.
void CoordinateDescent::leaveDependence(std::size_t i) {
  const double* row = factor_.data() + i * factorStride_;
  solution_.assign(row, row + i);
  double* u = solution_.data();
  backSubstitute(u, i);
  const auto signOf = [this](std::size_t k) { return w_[support_[k]] > 0.0 ? 1.0 : -1.0; };
  double slope = signOf(i);  // of |w|_1 along w_i + t, w_k - t u_k
  for (std::size_t k = 0; k < i; ++k) slope -= signOf(k) * u[k];
  // A copy of a column leaves nothing to choose by; then the later one goes.
  const double rounding = 1e-9;
  const double direction = std::fabs(slope) > rounding ? (slope > 0.0 ? -1.0 : 1.0) : -signOf(i);
  // The first to become 0. Feature i itself may grow, but then another one shrinks.
  double length = signOf(i) == direction ? std::numeric_limits<double>::infinity() : std::fabs(w_[support_[i]]);
  std::size_t first = i;
  for (std::size_t k = 0; k < i; ++k) {
    const double rate = -direction * u[k];
    if (rate * signOf(k) >= 0.0) continue;
    const double until = -w_[support_[k]] / rate;
    if (until < length) {
      length = until;
      first = k;
    }
  }
  if (std::isfinite(length)) {
    for (std::size_t k = 0; k < i; ++k) moveTowards(support_[k], w_[support_[k]] - direction * length * u[k]);
    moveTowards(support_[i], w_[support_[i]] + direction * length);
  }
  w_[support_[first]] = 0.0;
  dropZeros();
}

/// w_j = to, or 0 where rounding has flipped a sign that is only about to change.
void CoordinateDescent::moveTowards(int j, double to) { w_[j] = (to > 0.0) == (w_[j] > 0.0) ? to : 0.0; }

void CoordinateDescent::dropZeros() {
  for (std::size_t p = support_.size(); p-- > 0;) {
    if (w_[support_[p]] == 0.0) dropFromSupport(p);
  }
}

/// L' z = z for the first `size` rows.
void CoordinateDescent::backSubstitute(double* z, std::size_t size) const {
  for (std::size_t i = size; i-- > 0;) {
    const double* row = factor_.data() + i * factorStride_;
    z[i] /= row[i];
    addScaled(z, -z[i], row, static_cast<Index>(i));
  }
}

/// Solves (G_SS + l2 I) w_S = X_S'y - l1 s, where need be on a support that shrinks.
void CoordinateDescent::solveOnSupport(double l1, double l2) {
  while (!support_.empty()) {
    factorise(l2);
    const std::size_t size = support_.size();
    solution_.resize(size);
    double* z = solution_.data();
    for (std::size_t i = 0; i < size; ++i) {
      const double* row = factor_.data() + i * factorStride_;
      const double sign = w_[support_[i]] > 0.0 ? 1.0 : -1.0;
      z[i] = (xy_[support_[i]] - l1 * sign - dot(row, z, static_cast<Index>(i))) / row[i];
    }
    backSubstitute(z, size);
    // How far along w -> z until a sign changes, and whose.
    double length = 1.0;
    std::size_t first = size;
    for (std::size_t i = 0; i < size; ++i) {
      const double from = w_[support_[i]];
      if ((from > 0.0) == (z[i] > 0.0) && z[i] != 0.0) continue;
      const double until = from / (from - z[i]);
      if (first == size || until < length) {
        length = until;
        first = i;
      }
    }
    if (first == size) {
      for (std::size_t i = 0; i < size; ++i) w_[support_[i]] = z[i];
      return;
    }
    for (std::size_t i = 0; i < size; ++i) {
      const double from = w_[support_[i]];
      moveTowards(support_[i], from + length * (z[i] - from));
    }
    w_[support_[first]] = 0.0;
    dropZeros();
  }
}

double CoordinateDescent::dualGap(double l1, double l2) const {
  double dualNorm = 0.0, norm1 = 0.0, norm2 = 0.0, fitted = 0.0, alongY = 0.0;
  for (Index j = 0; j < problem_.d; ++j) {
    const double slope = correlation_[j] - l2 * w_[j];
    dualNorm = std::max(dualNorm, settings_.positive ? slope : std::fabs(slope));
    if (w_[j] == 0.0) continue;
    norm1 += std::fabs(w_[j]);
    norm2 += w_[j] * w_[j];
    fitted += w_[j] * (xy_[j] + correlation_[j]);
    alongY += w_[j] * xy_[j];
  }
  const double residual = std::max(0.0, yy_ - fitted);  // |y - X w|^2
  const double scale = dualNorm > l1 ? l1 / dualNorm : 1.0;
  const double gap = 0.5 * residual * (1.0 + scale * scale) + l1 * norm1 - scale * (yy_ - alongY) +
                     0.5 * l2 * (1.0 + scale * scale) * norm2;
  return std::max(0.0, gap);
}

/// Features outside the support that the optimality condition wants inside, the worst of them when there are many.
std::vector<int> CoordinateDescent::violators(double l1) const {
  // What the rounding of X'y - G w can amount to, for a column of length 1.
  double rounding = std::sqrt(yy_);
  for (const int j : support_) rounding += std::fabs(w_[j]) * columnNorms_[static_cast<std::size_t>(j)];
  rounding *= kRounding;
  std::vector<int> found;
  const auto excess = [&](int j) { return (settings_.positive ? correlation_[j] : std::fabs(correlation_[j])) - l1; };
  for (int j = 0; j < static_cast<int>(problem_.d); ++j) {
    if (w_[j] == 0.0 && excess(j) > kRounding * l1 + rounding * columnNorms_[static_cast<std::size_t>(j)]) {
      found.push_back(j);
    }
  }
  const std::size_t most = std::max(kMinJoining, support_.size());
  if (found.size() > most) {
    std::nth_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(most), found.end(), [&](int a, int b) {
      const double excessA = excess(a), excessB = excess(b);
      return excessA != excessB ? excessA > excessB : a < b;
    });
    found.resize(most);
    std::sort(found.begin(), found.end());
  }
  return found;
}

/// One turn over the features; the correlations of these are kept right. Returns the largest change of the fit that one
/// of them made, |x_j| |change|.
double CoordinateDescent::sweep(const std::vector<int>& features, double l1, double l2) {
  double largest = 0.0;
  const bool few = 4 * features.size() < static_cast<std::size_t>(problem_.d);
  for (const int j : features) {
    const double* column = gram(j);
    if (column[j] == 0.0) continue;
    const double before = w_[j];
    const double after = softThreshold(correlation_[j] + column[j] * before, l1, settings_.positive) / (column[j] + l2);
    const double change = after - before;
    if (change == 0.0) continue;
    w_[j] = after;
    if (few) {
      for (const int k : features) correlation_[k] -= change * column[k];
    } else {
      addScaled(correlation_.data(), -change, column, problem_.d);
    }
    largest = std::max(largest, std::fabs(change) * columnNorms_[static_cast<std::size_t>(j)]);
  }
  return largest;
}

CoordinateDescent::Result CoordinateDescent::solve(double l1, double l2) {
  Result result;
  std::vector<int> working;
  for (;;) {
    solveOnSupport(l1, l2);
    refreshCorrelation();
    ++result.nIter;
    result.dualGap = dualGap(l1, l2);
    const std::vector<int> joining = violators(l1);
    if (joining.empty() || result.dualGap <= kRounding * yy_) {
      result.converged = true;
      break;
    }
    if (result.nIter >= settings_.maxIter) {
      result.converged = result.dualGap <= settings_.tol * yy_;
      break;
    }
    requireGram(joining);
    working = support_;
    working.insert(working.end(), joining.begin(), joining.end());
    std::sort(working.begin(), working.end());
    // One or two new features have their signs after one turn; many push each other about for longer.
    const double enough = kSettled * std::sqrt(yy_);
    int turns = joining.size() <= 2 ? 1 : kMaxTurns;
    while (turns-- > 0 && sweep(working, l1, l2) > enough) {
    }
    refreshSupport();
  }
  return result;
}

}  // namespace scrollwork

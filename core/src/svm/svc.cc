// Rong-En Fan, Pai-Hsuen Chen, Chih-Jen Lin, "Working set selection using second order information for training support
// vector machines", JMLR 6, 2005: the choice of the pair (WSS 2), the step and the stopping rule.
// Hsuan-Tien Lin, Chih-Jen Lin, Ruby Weng, "A note on Platt's probabilistic outputs for support vector machines",
// Machine Learning 68, 2007: the softened targets. David Price, Stefan Knerr, Leon Personnaz, Gerard Dreyfus, "Pairwise
// neural network classifiers with probabilistic outputs", NIPS 7, 1995: the coupling.
//
// Notation: the dual in terms of beta_t = s_t alpha_t, which lies in [0, C] for s_t = +1 and in [-C, 0] for s_t = -1,
// so that no sign is left in the loops: f0(x_t) = sum_u beta_u K_ut, and the error F_t = s_t - f0(x_t). A step raises
// beta_i and lowers beta_j by the same; i may rise when it is below its upper bound, j may fall when above its lower
// one. It is optimal when no i that may rise has an F above that of a j that may fall.

#include "scrollwork/svm/svc.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "math/pair.h"
#include "scrollwork/error.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kMaxDegree = 32;

struct Kernel {
  enum class Kind { kLinear, kRbf, kPoly };
  Kind kind = Kind::kLinear;
  double gamma = 0;
  double coef0 = 0;
  int degree = 0;

  Kernel(const SVCOptions& options, double width)
      : kind(options.kernel == "linear" ? Kind::kLinear
             : options.kernel == "rbf"  ? Kind::kRbf
                                        : Kind::kPoly),
        gamma(width),
        coef0(options.coef0),
        degree(options.degree) {}

  /// K(x_t, z) for all m points x_t, which are kept feature by feature.
  void row(const double* columns, Index m, Index d, const double* z, double* out) const {
    std::fill(out, out + m, 0.0);
    if (kind == Kind::kRbf) {
      for (Index j = 0; j < d; ++j) {
        const double* const x = columns + j * m;
        const double centre = z[j];
        for (Index t = 0; t < m; ++t) out[t] += (x[t] - centre) * (x[t] - centre);
      }
      for (Index t = 0; t < m; ++t) out[t] *= -gamma;
      const auto size = static_cast<std::size_t>(m);
      math::exp(std::span<const double>(out, size), std::span<double>(out, size));
      return;
    }
    for (Index j = 0; j < d; ++j) math::addScaled(z[j], columns + j * m, out, m);
    if (kind == Kind::kLinear) return;
    for (Index t = 0; t < m; ++t) {
      const double base = gamma * out[t] + coef0;
      double power = 1;
      for (int e = 0; e < degree; ++e) power *= base;
      out[t] = power;
    }
  }
};

/// Points row by row to points feature by feature.
std::vector<double> columnsOf(const Matrix& points) {
  std::vector<double> columns(static_cast<std::size_t>(points.size()));
  double* out = columns.data();
  for (Index j = 0; j < points.cols(); ++j) {
    for (Index t = 0; t < points.rows(); ++t) *out++ = points(t, j);
  }
  return columns;
}

/// Rows of the kernel matrix, computed when first asked for; the longest unused gives way when memory is used up.
class KernelRows {
 public:
  KernelRows(const Kernel& kernel, const Matrix& points, double megabytes)
      : kernel_(kernel),
        points_(points),
        columns_(columnsOf(points)),
        slotOf_(static_cast<std::size_t>(points.rows()), -1),
        mostSlots_(static_cast<std::size_t>(std::max(2.0, megabytes * 1e6 / 8 / static_cast<double>(points.rows())))) {}

  /// Row t; good until the next but one call.
  const double* operator[](Index t) {
    int& slot = slotOf_[static_cast<std::size_t>(t)];
    if (slot < 0) {
      slot = freeSlot();
      owner_[static_cast<std::size_t>(slot)] = t;
      double* const out = rows_[static_cast<std::size_t>(slot)].data();
      kernel_.row(columns_.data(), points_.rows(), points_.cols(), points_.row(t).data(), out);
    }
    lastUse_[static_cast<std::size_t>(slot)] = ++clock_;
    return rows_[static_cast<std::size_t>(slot)].data();
  }

 private:
  int freeSlot() {
    if (rows_.size() < mostSlots_) {
      rows_.emplace_back(static_cast<std::size_t>(points_.rows()));
      owner_.push_back(-1);
      lastUse_.push_back(0);
      return static_cast<int>(rows_.size()) - 1;
    }
    const auto oldest = std::min_element(lastUse_.begin(), lastUse_.end()) - lastUse_.begin();
    slotOf_[static_cast<std::size_t>(owner_[static_cast<std::size_t>(oldest)])] = -1;
    return static_cast<int>(oldest);
  }

  Kernel kernel_;
  Matrix points_;
  std::vector<double> columns_;
  std::vector<int> slotOf_;
  std::size_t mostSlots_;
  std::vector<std::vector<double>> rows_;
  std::vector<Index> owner_;
  std::vector<long long> lastUse_;
  long long clock_ = 0;
};

/// The machine of one pair of classes: the first `nFirst` points have s = +1, the others -1.
class PairSolver {
 public:
  PairSolver(const Kernel& kernel, const Matrix& points, Index nFirst, const SVCOptions& options)
      : m_(points.rows()),
        nFirst_(nFirst),
        tol_(options.tol),
        mostSteps_(options.maxIter > 0 ? options.maxIter : std::max<long long>(10'000'000, 100 * m_)),
        rows_(kernel, points, options.cacheSize),
        beta_(Vector::Zero(m_)),
        error_(m_),
        diagonal_(m_),
        lower_(m_),
        upper_(m_),
        cannotRise_(m_),
        cannotFall_(m_) {
    for (Index t = 0; t < m_; ++t) {
      const bool first = t < nFirst;
      error_[t] = first ? 1 : -1;
      lower_[t] = first ? 0 : -options.C;
      upper_[t] = first ? options.C : 0;
      const Matrix point = points.row(t);
      kernel.row(point.data(), 1, point.cols(), point.data(), &diagonal_[t]);
      if (!std::isfinite(diagonal_[t])) {
        fail(ErrorCode::kBadValue, {"X: expected finite values of the kernel, got an overflow"});
      }
      mark(t);
    }
  }

  /// Up to `n` steps; how many were taken. Fewer only when it is finished.
  int run(int n) {
    int taken = 0;
    while (taken < n && !finished_) {
      if (steps_ >= mostSteps_) {
        finished_ = true;
      } else if (step()) {
        ++taken;
        ++steps_;
      }
    }
    return taken;
  }
  [[nodiscard]] bool finished() const { return finished_; }
  [[nodiscard]] bool optimal() const { return optimal_; }
  [[nodiscard]] const Vector& beta() const { return beta_; }

  /// b: the mean error of the points between their bounds, on which f = s; without any, the middle of what is allowed.
  [[nodiscard]] double intercept() const {
    double sum = 0, highest = -kInfinity, lowest = kInfinity;
    int nFree = 0;
    for (Index t = 0; t < m_; ++t) {
      const bool rises = beta_[t]<upper_[t], falls = beta_[t]> lower_[t];
      if (rises && falls) {
        sum += error_[t];
        ++nFree;
      }
      if (rises) highest = std::max(highest, error_[t]);
      if (falls) lowest = std::min(lowest, error_[t]);
    }
    return nFree > 0 ? sum / nFree : (highest + lowest) / 2;
  }

  /// f at the training points.
  [[nodiscard]] Vector decisions() const {
    const double b = intercept();
    Vector f(m_);
    for (Index t = 0; t < m_; ++t) f[t] = (t < nFirst_ ? 1 : -1) - error_[t] + b;
    return f;
  }

 private:
  void mark(Index t) {
    cannotRise_[t] = beta_[t] < upper_[t] ? 0 : -kInfinity;
    cannotFall_[t] = beta_[t] > lower_[t] ? 0 : kInfinity;
  }

  /// False, with nothing done, when it is optimal or rounding leaves nothing to gain.
  bool step() {
    const double* const F = error_.data();
    Index i = 0;
    double highest = -kInfinity;
    for (Index t = 0; t < m_; ++t) {
      const double value = F[t] + cannotRise_[t];
      if (value > highest) {
        highest = value;
        i = t;
      }
    }
    const double* const rowI = rows_[i];
    // The j of greatest gain b^2 / a, compared crosswise to spare the divisions.
    constexpr double kLeastCurvature = 1e-12;
    const double diagonalI = diagonal_[i];
    Index j = -1;
    double bestSquare = 0, bestCurvature = 1, lowest = kInfinity;
    for (Index t = 0; t < m_; ++t) {
      const double value = F[t] + cannotFall_[t];
      lowest = std::min(lowest, value);
      const double b = std::max(highest - value, 0.0);
      const double a = std::max(diagonalI + diagonal_[t] - 2 * rowI[t], kLeastCurvature);
      if (b * b * bestCurvature > bestSquare * a) {
        bestSquare = b * b;
        bestCurvature = a;
        j = t;
      }
    }
    if (!(highest - lowest >= tol_) || j < 0) {
      finished_ = optimal_ = true;
      return false;
    }
    const double* const rowJ = rows_[j];
    const double toUpper = upper_[i] - beta_[i], toLower = beta_[j] - lower_[j];
    const double delta = std::min({(highest - F[j]) / bestCurvature, toUpper, toLower});
    const double newI = delta == toUpper ? upper_[i] : beta_[i] + delta;
    const double newJ = delta == toLower ? lower_[j] : beta_[j] - delta;
    if (newI == beta_[i] && newJ == beta_[j]) {
      finished_ = true;
      return false;
    }
    beta_[i] = newI;
    beta_[j] = newJ;
    mark(i);
    mark(j);
    double* const error = error_.data();
    for (Index t = 0; t < m_; ++t) error[t] -= delta * (rowI[t] - rowJ[t]);
    return true;
  }

  Index m_, nFirst_;
  double tol_;
  long long mostSteps_;
  KernelRows rows_;
  Vector beta_, error_, diagonal_, lower_, upper_;
  Vector cannotRise_, cannotFall_;  // 0, or an infinity that takes the point out of the choice
  long long steps_ = 0;
  bool finished_ = false, optimal_ = false;
};

/// The a > 0 of greatest likelihood of P(first) = expit(a f), the first `nFirst` decisions being those of the first
/// class.
double probabilitySlope(const Vector& f, Index nFirst) {
  const Index n = f.size();
  const double largest = n > 0 ? f.cwiseAbs().maxCoeff() : 0.0;
  if (!(largest > 0)) return 1;
  const double target[2] = {(static_cast<double>(nFirst) + 1) / (static_cast<double>(nFirst) + 2),
                            1 / (static_cast<double>(n - nFirst) + 2)};
  double low = 1e-9 / largest, high = kInfinity, a = 1 / largest;
  for (int iteration = 0; iteration < 100; ++iteration) {
    double gradient = 0, curvature = 0;
    for (Index t = 0; t < n; ++t) {
      const double p = math::expit(a * f[t]);
      gradient += (p - target[t < nFirst ? 0 : 1]) * f[t];
      curvature += p * (1 - p) * f[t] * f[t];
    }
    (gradient > 0 ? high : low) = a;  // the gradient rises with a
    if (gradient == 0 || (high < kInfinity && high - low <= 1e-14 * high)) break;
    double next = a - gradient / curvature;
    if (!(next > low && next < high)) next = high < kInfinity ? low + (high - low) / 2 : 4 * a;
    if (std::fabs(next - a) <= 1e-14 * a) break;
    a = next;
  }
  return a;
}

Matrix takePoints(const Matrix& points, const std::vector<Index>& indices) {
  Matrix out(static_cast<Index>(indices.size()), points.cols());
  for (Index i = 0; i < out.rows(); ++i) out.row(i) = points.row(indices[static_cast<std::size_t>(i)]);
  return out;
}

/// Decisions at points that were left out of the training: row t of each class goes to fold t mod 5.
Vector crossValidatedDecisions(const Kernel& kernel, const Matrix& points, Index nFirst, const SVCOptions& options) {
  constexpr Index kFolds = 5;
  const Index m = points.rows();
  Vector f(m);
  std::vector<double> values;
  for (Index fold = 0; fold < kFolds; ++fold) {
    std::vector<Index> train, test;
    Index nFirstOfTrain = 0;
    for (Index t = 0; t < m; ++t) {
      const bool first = t < nFirst;
      const bool left = (first ? t : t - nFirst) % kFolds == fold;
      (left ? test : train).push_back(t);
      if (!left && first) ++nFirstOfTrain;
    }
    const auto nTrain = static_cast<Index>(train.size());
    if (nFirstOfTrain == 0 || nFirstOfTrain == nTrain) {
      // One class is left, or none: that one it is.
      for (const Index t : test) f[t] = nTrain == 0 ? 0 : nFirstOfTrain > 0 ? 1 : -1;
      continue;
    }
    const Matrix known = takePoints(points, train);
    PairSolver solver(kernel, known, nFirstOfTrain, options);
    while (!solver.finished()) solver.run(std::numeric_limits<int>::max());
    const std::vector<double> columns = columnsOf(known);
    const double b = solver.intercept();
    values.resize(train.size());
    for (const Index t : test) {
      kernel.row(columns.data(), nTrain, points.cols(), points.row(t).data(), values.data());
      f[t] = math::dot(values.data(), solver.beta().data(), nTrain) + b;
    }
  }
  return f;
}

void requireOptions(const SVCOptions& options) {
  requirePositive("C", options.C);
  if (options.kernel != "linear" && options.kernel != "rbf" && options.kernel != "poly") {
    fail(ErrorCode::kBadValue, {"kernel: expected \"linear\", \"rbf\" or \"poly\", got \"", options.kernel, "\""});
  }
  const std::string& rule = options.gamma.rule;
  if (rule == "number") {
    requirePositive("gamma", options.gamma.value);
  } else if (rule != "scale" && rule != "auto") {
    fail(ErrorCode::kBadValue, {"gamma: expected \"scale\", \"auto\" or a number > 0, got \"", rule, "\""});
  }
  requireRange("degree", options.degree, 0, kMaxDegree);
  requireRange("coef0", options.coef0, -std::numeric_limits<double>::max(), std::numeric_limits<double>::max());
  requirePositive("tol", options.tol);
  if (options.maxIter != -1) requireRange("maxIter", options.maxIter, 1, 1000000000);
  requireRange("cacheSize", options.cacheSize, 1.0, 2000.0);
  if (options.decisionFunctionShape != "ovr" && options.decisionFunctionShape != "ovo") {
    fail(ErrorCode::kBadValue,
         {"decisionFunctionShape: expected \"ovr\" or \"ovo\", got \"", options.decisionFunctionShape, "\""});
  }
}

double gammaFor(const SVCOptions& options, const MatrixView& X) {
  if (options.kernel == "linear") return 0;
  const auto d = static_cast<double>(X.cols());
  if (options.gamma.rule == "number") return options.gamma.value;
  if (options.gamma.rule == "auto") return 1 / d;
  const double count = static_cast<double>(X.size());
  double mean = 0, squares = 0;
  for (Index i = 0; i < X.rows(); ++i) {
    for (Index j = 0; j < X.cols(); ++j) mean += X(i, j) / count;
  }
  for (Index i = 0; i < X.rows(); ++i) {
    for (Index j = 0; j < X.cols(); ++j) squares += (X(i, j) - mean) * (X(i, j) - mean);
  }
  if (!std::isfinite(squares)) fail(ErrorCode::kBadValue, {"X: expected deviations below 1e154, got larger ones"});
  const double gamma = 1 / (d * (squares / count));
  return std::isfinite(gamma) ? gamma : 1.0;
}

Index nPairs(Index k) { return k * (k - 1) / 2; }

}  // namespace

struct SVC::Run {
  Run(const MatrixView& X, const LabelView& y, const Labels& position, Index k, const Kernel& kernelOfX)
      : kernel(kernelOfX), points(X.rows(), X.cols()), row(X.rows()), begin(static_cast<std::size_t>(k) + 1) {
    Index next = 0;
    for (Index c = 0; c < k; ++c) {
      begin[static_cast<std::size_t>(c)] = next;
      for (Index i = 0; i < X.rows(); ++i) {
        if (position[y[i]] != c) continue;
        points.row(next) = X.row(i);
        row[next++] = static_cast<int>(i);
      }
    }
    begin[static_cast<std::size_t>(k)] = next;
    const auto pairs = static_cast<std::size_t>(nPairs(k));
    betas.resize(pairs);
    intercepts.assign(pairs, 0.0);
    slopes.assign(pairs, 1.0);
  }
  [[nodiscard]] Index first(Index c) const { return begin[static_cast<std::size_t>(c)]; }
  [[nodiscard]] Index count(Index c) const { return first(c + 1) - first(c); }
  [[nodiscard]] Index classes() const { return static_cast<Index>(begin.size()) - 1; }

  /// The points of classes a and b, those of a first.
  [[nodiscard]] Matrix pairPoints() const {
    Matrix out(count(a) + count(b), points.cols());
    out.topRows(count(a)) = points.middleRows(first(a), count(a));
    out.bottomRows(count(b)) = points.middleRows(first(b), count(b));
    return out;
  }
  void open(const SVCOptions& options) { solver.emplace(kernel, pairPoints(), count(a), options); }
  /// Notes what the present pair has learned so far.
  void record(const SVCOptions& options) {
    betas[pair] = solver->beta();
    intercepts[pair] = solver->intercept();
    const bool leaveOut = options.probability && solver->finished();
    slopes[pair] = probabilitySlope(
        leaveOut ? crossValidatedDecisions(kernel, pairPoints(), count(a), options) : solver->decisions(), count(a));
  }
  /// On to the next pair; false after the last.
  bool advance() {
    solver.reset();
    ++pair;
    if (++b == classes()) b = ++a + 1;
    return b < classes();
  }

  Kernel kernel;
  Matrix points;              // of X, by class, then by row
  Labels row;                 // where each point stands in X
  std::vector<Index> begin;   // of each class among the points, and the end
  std::vector<Vector> betas;  // of each pair (a, b): of the points of a, then of b; empty before its turn
  std::vector<double> intercepts, slopes;
  Index a = 0, b = 1;      // the pair whose turn it is
  std::size_t pair = 0;    // its number
  bool allOptimal = true;  // of the pairs that are finished
  std::optional<PairSolver> solver;
};

SVC::SVC(SVCOptions options) : options_(std::move(options)) {}
SVC::SVC(SVC&& other) noexcept = default;
SVC& SVC::operator=(SVC&& other) noexcept = default;
SVC::~SVC() = default;

SVC::SVC(const SVC& other)
    : Classifier(other),
      options_(other.options_),
      run_(other.run_ ? std::make_unique<Run>(*other.run_) : nullptr),
      nFeatures_(other.nFeatures_),
      nClasses_(other.nClasses_),
      classes_(other.classes_),
      support_(other.support_),
      nSupport_(other.nSupport_),
      vectors_(other.vectors_),
      dualCoef_(other.dualCoef_),
      intercept_(other.intercept_),
      slope_(other.slope_),
      gamma_(other.gamma_),
      nIter_(other.nIter_),
      converged_(other.converged_),
      done_(other.done_) {}

SVC& SVC::operator=(const SVC& other) {
  if (this != &other) *this = SVC(other);
  return *this;
}

void SVC::begin(const MatrixView& X, const LabelView& y) {
  *this = SVC(std::move(options_));
  requireOptions(options_);
  requireSamples(X, y);
  const int nLabels = y.maxCoeff() + 1;
  Labels position = Labels::Constant(nLabels, -1);
  for (const int label : y) position[label] = 0;
  int k = 0;
  for (int& place : position) {
    if (place == 0) place = k++;
  }
  if (k < 2) fail(ErrorCode::kBadValue, {"y: expected at least two different labels, got only ", nLabels - 1});
  const double gamma = gammaFor(options_, X);
  auto run = std::make_unique<Run>(X, y, position, k, Kernel(options_, gamma));
  run->open(options_);
  classes_.resize(k);
  for (int label = 0; label < nLabels; ++label) {
    if (position[label] >= 0) classes_[position[label]] = label;
  }
  run_ = std::move(run);
  gamma_ = gamma;
  nFeatures_ = static_cast<int>(X.cols());
  nClasses_ = nLabels;
  publish();
}

// Read from a file in mid-run it has no samples to go on with.
bool SVC::done() const { return fitted() && (done_ || !run_); }

void SVC::step(int n) {
  requireFitted(fitted(), "SVC");
  if (n < 0) fail(ErrorCode::kBadValue, {"n: expected a number of steps >= 0, got ", n});
  if (done() || n == 0) return;
  try {
    Run& run = *run_;
    int left = n;
    while (!done_) {
      const int taken = run.solver->run(left);
      nIter_ += taken;
      left -= taken;
      if (!run.solver->finished()) break;
      run.record(options_);
      run.allOptimal = run.allOptimal && run.solver->optimal();
      done_ = !run.advance();
      if (!done_) run.open(options_);
    }
    converged_ = done_ && run.allOptimal;
    if (!done_) run.record(options_);
    publish();
  } catch (...) {
    *this = SVC(std::move(options_));
    throw;
  }
}

void SVC::publish() {
  const Run& run = *run_;
  const Index k = run.classes(), n = run.points.rows();
  // Weight of each point against each other class, in the layout of dualCoef().
  Matrix weights = Matrix::Zero(k - 1, n);
  std::size_t pair = 0;
  const double sign = k == 2 ? -1 : 1;  // two classes: positive for the higher label
  intercept_.resize(nPairs(k));
  slope_.resize(nPairs(k));
  for (Index a = 0; a < k; ++a) {
    for (Index b = a + 1; b < k; ++b, ++pair) {
      intercept_[static_cast<Index>(pair)] = sign * run.intercepts[pair];
      slope_[static_cast<Index>(pair)] = run.slopes[pair];
      const Vector& beta = run.betas[pair];
      if (beta.size() == 0) continue;
      for (Index t = 0; t < run.count(a); ++t) weights(b - 1, run.first(a) + t) = sign * beta[t];
      for (Index t = 0; t < run.count(b); ++t) weights(a, run.first(b) + t) = sign * beta[run.count(a) + t];
    }
  }
  std::vector<Index> chosen;
  nSupport_ = Labels::Zero(k);
  for (Index c = 0; c < k; ++c) {
    for (Index t = run.first(c); t < run.first(c + 1); ++t) {
      bool used = false;
      for (Index r = 0; r < k - 1; ++r) used |= weights(r, t) != 0;
      if (!used) continue;
      chosen.push_back(t);
      ++nSupport_[c];
    }
  }
  const auto nVectors = static_cast<Index>(chosen.size());
  vectors_ = takePoints(run.points, chosen);
  support_.resize(nVectors);
  dualCoef_.resize(k - 1, nVectors);
  for (Index v = 0; v < nVectors; ++v) {
    const Index t = chosen[static_cast<std::size_t>(v)];
    support_[v] = run.row[t];
    for (Index r = 0; r < k - 1; ++r) dualCoef_(r, v) = weights(r, t) == 0 ? 0.0 : weights(r, t);  // no -0
  }
}

void SVC::fit(const MatrixView& X, const LabelView& y) {
  begin(X, y);
  while (!done_) step(std::numeric_limits<int>::max());
  run_.reset();
}

Matrix SVC::pairDecisions(const MatrixView& X) const {
  requireFitted(fitted(), "SVC");
  requireColumns(X, nFeatures_);
  const Index k = classes_.size(), nVectors = vectors_.rows();
  const Kernel kernel(options_, gamma_);
  const std::vector<double> columns = columnsOf(vectors_);
  std::vector<double> values(static_cast<std::size_t>(nVectors));
  Matrix out(X.rows(), nPairs(k));
  for (Index i = 0; i < X.rows(); ++i) {
    kernel.row(columns.data(), nVectors, nFeatures_, X.row(i).data(), values.data());
    Index pair = 0, beginA = 0;
    for (Index a = 0; a < k; ++a) {
      Index beginB = beginA + nSupport_[a];
      for (Index b = a + 1; b < k; ++b, ++pair) {
        const double f = math::dot(values.data() + beginA, dualCoef_.row(b - 1).data() + beginA, nSupport_[a]) +
                         math::dot(values.data() + beginB, dualCoef_.row(a).data() + beginB, nSupport_[b]) +
                         intercept_[pair];
        if (!std::isfinite(f)) {
          fail(ErrorCode::kBadValue, {"X: expected finite decisions, got an overflow in row ", i});
        }
        out(i, pair) = f;
        beginB += nSupport_[b];
      }
      beginA += nSupport_[a];
    }
  }
  return out;
}

Matrix SVC::decisionFunction(const MatrixView& X) const {
  Matrix pairs = pairDecisions(X);
  const Index k = classes_.size();
  if (k == 2 || options_.decisionFunctionShape == "ovo") return pairs;
  Matrix out(X.rows(), k);
  Vector confidence(k);
  for (Index i = 0; i < X.rows(); ++i) {
    out.row(i).setZero();
    confidence.setZero();
    Index pair = 0;
    for (Index a = 0; a < k; ++a) {
      for (Index b = a + 1; b < k; ++b, ++pair) {
        const double f = pairs(i, pair);
        out(i, f >= 0 ? a : b) += 1;
        confidence[a] += f;
        confidence[b] -= f;
      }
    }
    for (Index c = 0; c < k; ++c) out(i, c) += confidence[c] / (3 * (std::fabs(confidence[c]) + 1));
  }
  return out;
}

Labels SVC::winners(const Matrix& decisions) const {
  const Index k = classes_.size();
  Labels out(decisions.rows());
  std::vector<int> votes(static_cast<std::size_t>(k));
  for (Index i = 0; i < decisions.rows(); ++i) {
    std::fill(votes.begin(), votes.end(), 0);
    Index pair = 0;
    for (Index a = 0; a < k; ++a) {
      for (Index b = a + 1; b < k; ++b, ++pair) ++votes[static_cast<std::size_t>(decisions(i, pair) > 0 ? a : b)];
    }
    out[i] = static_cast<int>(std::max_element(votes.begin(), votes.end()) - votes.begin());
  }
  return out;
}

Matrix SVC::predictProba(const MatrixView& X) const {
  const Matrix decisions = pairDecisions(X);
  const Index k = classes_.size();
  Matrix out = Matrix::Zero(X.rows(), nClasses_);
  if (k == 2) {
    for (Index i = 0; i < X.rows(); ++i) {
      const double z = slope_[0] * decisions(i, 0);
      out(i, classes_[0]) = math::expit(-z);
      out(i, classes_[1]) = math::expit(z);
    }
    return out;
  }
  const Labels winner = winners(decisions);
  Vector p(k);
  constexpr double kLeast = 1e-7;  // libsvm's too
  for (Index i = 0; i < X.rows(); ++i) {
    p.setZero();
    Index pair = 0;
    for (Index a = 0; a < k; ++a) {
      for (Index b = a + 1; b < k; ++b, ++pair) {
        const double r = std::clamp(math::expit(slope_[pair] * decisions(i, pair)), kLeast, 1 - kLeast);
        p[a] += 1 / r;
        p[b] += 1 / (1 - r);
      }
    }
    double highest = 0, sum = 0;
    for (Index c = 0; c < k; ++c) {
      p[c] = 1 / (p[c] - static_cast<double>(k - 2));
      if (c != winner[i]) highest = std::max(highest, p[c]);
    }
    p[winner[i]] = std::max(p[winner[i]], highest * (1 + 0x1p-50));
    for (Index c = 0; c < k; ++c) sum += p[c];
    for (Index c = 0; c < k; ++c) out(i, classes_[c]) = p[c] / sum;
  }
  return out;
}

Labels SVC::predict(const MatrixView& X) const {
  const Matrix probabilities = predictProba(X);
  Labels labels(X.rows());
  for (Index i = 0; i < X.rows(); ++i) {
    const double* const row = probabilities.row(i).data();
    labels[i] = static_cast<int>(std::max_element(row, row + nClasses_) - row);
  }
  return labels;
}

Matrix SVC::coef() const {
  requireFitted(fitted(), "SVC");
  if (options_.kernel != "linear") {
    fail(ErrorCode::kBadValue, {"kernel: expected \"linear\" for coef, got \"", options_.kernel, "\""});
  }
  const Index k = classes_.size();
  Matrix w = Matrix::Zero(nPairs(k), nFeatures_);
  Index pair = 0, beginA = 0;
  const auto add = [&](Index row, Index begin, Index count) {
    for (Index v = begin; v < begin + count; ++v) {
      math::addScaled(dualCoef_(row, v), vectors_.row(v).data(), w.row(pair).data(), nFeatures_);
    }
  };
  for (Index a = 0; a < k; ++a) {
    Index beginB = beginA + nSupport_[a];
    for (Index b = a + 1; b < k; ++b, ++pair) {
      add(b - 1, beginA, nSupport_[a]);
      add(a, beginB, nSupport_[b]);
      beginB += nSupport_[b];
    }
    beginA += nSupport_[a];
  }
  return w;
}

std::unique_ptr<Classifier> SVC::clone() const { return std::make_unique<SVC>(options_); }

void SVC::checkState() const {
  requireOptions(options_);
  requireStateClasses(classes_, nClasses_);
  const Index k = classes_.size(), nVectors = vectors_.rows();
  if (k == 0) return;  // unfitted
  requireState(nFeatures_ > 0, "nFeatures", "a number > 0", nFeatures_);
  requireState(vectors_.cols() == nFeatures_, "supportVectors", "nFeatures columns", vectors_.cols());
  requireStateFinite("supportVectors", vectors_);
  requireStateSize("support", support_.size(), nVectors);
  requireStateRange("support", support_.data(), support_.size(), 0, std::numeric_limits<int>::max());
  requireStateSize("nSupport", nSupport_.size(), k);
  requireStateRange("nSupport", nSupport_.data(), k, 0, static_cast<int>(nVectors));
  Index sum = 0;
  for (const int count : nSupport_) sum += count;
  requireState(sum == nVectors, "nSupport", "counts that sum to the number of support vectors", sum);
  requireState(dualCoef_.rows() == k - 1 && dualCoef_.cols() == nVectors, "dualCoef",
               "a row for each class but one, a column for each support vector");
  requireStateFinite("dualCoef", dualCoef_);
  requireStateSize("intercept", intercept_.size(), nPairs(k));
  requireStateFinite("intercept", intercept_);
  requireStateSize("slope", slope_.size(), nPairs(k));
  requireStateFinite("slope", slope_);
  requireState(slope_.minCoeff() > 0, "slope", "numbers > 0", slope_.minCoeff());
  requireState(std::isfinite(gamma_) && (options_.kernel == "linear" || gamma_ > 0), "gamma", "a finite number > 0",
               gamma_);
}

}  // namespace scrollwork

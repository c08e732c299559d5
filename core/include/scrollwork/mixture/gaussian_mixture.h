#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scrollwork/clusterer.h"

namespace scrollwork {

class StateAccess;

struct GaussianMixtureOptions {
  int nComponents = 1;  ///< [1, 256], and at most n.
  /// "full": each component its own covariance; "tied": one for all; "diag": variances of its own, no correlation;
  /// "spherical": one variance of its own.
  std::string covarianceType = "full";
  double tol = 1e-3;       ///< >= 0. Converged when a round changes lowerBound() by less (or, at 0, not at all).
  double regCovar = 1e-6;  ///< >= 0, added to all variances (units squared): no component shrinks to a point.
  int maxIter = 100;       ///< [1, 1e6] rounds a start.
  int nInit = 1;           ///< [1, 1000] starts, of which fit keeps the one with the highest lowerBound().
  /// The responsibilities before the first round. "kmeans": all or nothing, as KMeans groups the rows; "random":
  /// uniform numbers, scaled to sum to 1 for each row. Not used with `means`.
  std::string initParams = "kmeans";
  /// Given starting means, nComponents x d: each row of X belongs to the nearest. (scikit-learn takes them as
  /// means_init, but keeps the weights and covariances of k-means.)
  Matrix means = {};
  std::uint64_t seed = 0;  ///< Start number i draws from Rng(seed).stream(i).

  static constexpr const char* kOwner = "GaussianMixture";
  static void fields(auto& field, auto& o) {
    field("nComponents", o.nComponents);
    field("covarianceType", o.covarianceType);
    field("tol", o.tol);
    field("regCovar", o.regCovar);
    field("maxIter", o.maxIter);
    field("nInit", o.nInit);
    field("initParams", o.initParams);
    field("means", o.means);
    field("seed", o.seed);
  }
};

/// Ellipses for drawing, one entry a component: the points c + cos t * (major) + sin t * (minor) lie one standard
/// deviation from the centre.
struct GaussianEllipses {
  std::vector<double> x, y;            ///< Centres.
  std::vector<double> majorX, majorY;  ///< The longer half axis, as a vector, pointing right (up where it is vertical).
  std::vector<double> minorX, minorY;  ///< The shorter one, a quarter turn to the left of it.

  static void fields(auto& field, auto& self) {
    field("x", self.x);
    field("y", self.y);
    field("majorX", self.majorX);
    field("majorY", self.majorY);
    field("minorX", self.minorX);
    field("minorY", self.minorY);
  }
};

/// Rows drawn from a mixture, and the component of each.
struct MixtureSample {
  Matrix X;
  Labels y;
};

/// A mixture of Gaussians fitted by expectation and maximisation (Dempster, Laird & Rubin, "Maximum likelihood from
/// incomplete data via the EM algorithm", 1977), as scikit-learn's mixture.GaussianMixture:
///
///     density(x) = sum_c weight_c N(x; mean_c, covariance_c)
///
/// A round computes the responsibilities, r_ic = P(component c | x_i), and then the weights, means and covariances
/// (plus regCovar) that are likeliest under them. But for regCovar the log-likelihood never falls. The likelihood has
/// many maxima and every start finds one of them: more starts (nInit) help.
///
/// To watch it: begin, then step round by round; responsibilities() are those of the last round. As a clustering it
/// puts each row to its most probable component (the lowest on ties).
///
/// Sums have a fixed order, so native and WebAssembly runs are bit-equal. Cost of a round: O(n k d^2) for "full" and
/// "tied", O(n k d) for the others. Memory: a copy of X and n x k responsibilities, until the end of fit.
class GaussianMixture final : public Clusterer {
 public:
  explicit GaussianMixture(GaussianMixtureOptions options = {});
  GaussianMixture(const GaussianMixture& other);
  GaussianMixture(GaussianMixture&& other) noexcept;
  GaussianMixture& operator=(const GaussianMixture& other);
  GaussianMixture& operator=(GaussianMixture&& other) noexcept;
  ~GaussianMixture() override;

  /// Takes a copy of X (n x d, finite, n >= nComponents, d >= 1), forgets the past, and makes the first components from
  /// the responsibilities of start number `start` ([0, 1e6]).
  /// Throws Error: kBadShape, kBadValue (NaN, option out of range, covariances that are not positive definite, which a
  /// larger regCovar mends, or overflow), and is then left unfitted.
  void begin(const MatrixView& X, int start = 0);
  /// Up to n more rounds (n >= 0), fewer when it gets done(). Throws kNotFitted before begin, kBadValue for n < 0 or
  /// for a covariance that is not positive definite (then it is unfitted).
  void step(int n = 1);
  [[nodiscard]] bool done() const;  ///< Converged, or maxIter rounds were made.

  /// All nInit starts, each to the end; keeps the best (the first on ties).
  void fit(const MatrixView& X) override;
  /// The most probable component of each row.
  [[nodiscard]] Labels predict(const MatrixView& X) const override;
  [[nodiscard]] Matrix predictProba(const MatrixView& X) const;  ///< n x k responsibilities; each row sums to 1.
  [[nodiscard]] Vector scoreSamples(const MatrixView& X) const;  ///< Natural logarithm of the density at each row.
  [[nodiscard]] double score(const MatrixView& X) const;         ///< Mean of scoreSamples (X has a row or more).
  /// Akaike's and Schwarz's criteria: -2 log-likelihood of X + 2 p, or + p log n, for p = nParameters(). Lower is
  /// better.
  [[nodiscard]] double aic(const MatrixView& X) const;
  [[nodiscard]] double bic(const MatrixView& X) const;
  /// n rows (>= 1, <= 1e6) drawn from the mixture, in random order. The same seed draws the same rows.
  [[nodiscard]] MixtureSample sample(int n, std::uint64_t seed = 0) const;
  /// The components as seen in two columns of X: ellipses of the marginal distributions. kBadValue for columns that are
  /// equal or not in [0, d).
  [[nodiscard]] GaussianEllipses ellipses(int featureX = 0, int featureY = 1) const;

  [[nodiscard]] bool fitted() const override { return means_.size() > 0; }  ///< True from begin on.
  [[nodiscard]] int nFeaturesIn() const override { return static_cast<int>(means_.cols()); }
  [[nodiscard]] int nClusters() const override { return static_cast<int>(means_.rows()); }
  [[nodiscard]] std::unique_ptr<Clusterer> clone() const override;
  [[nodiscard]] const GaussianMixtureOptions& options() const { return options_; }

  /// As of now.
  [[nodiscard]] const Vector& weights() const { return weights_; }  ///< k shares, summing to 1.
  [[nodiscard]] const Matrix& means() const { return means_; }      ///< k x d.
  /// "full": (k d) x d, the covariance of component c in rows c d .. (c + 1) d - 1; "tied": d x d; "diag": k x d
  /// variances; "spherical": k x 1.
  [[nodiscard]] const Matrix& covariances() const { return covariances_; }
  /// The d x d covariance of one component, whatever the type.
  [[nodiscard]] Matrix covariance(int component) const;
  /// Most probable component of each training row: by the last responsibilities while stepping, at the end by the final
  /// components.
  [[nodiscard]] const Labels& labels() const override;
  /// n x k, of the last round; of the start before the first. Only between begin and the next fit (kNotFitted else).
  [[nodiscard]] const Matrix& responsibilities() const;
  /// Mean log-likelihood of the training rows under the components that the last round began with; -infinity (in
  /// lowerBoundHistory: nothing) before the first.
  [[nodiscard]] double lowerBound() const;
  [[nodiscard]] const std::vector<double>& lowerBoundHistory() const { return lowerBoundHistory_; }  ///< One a round.
  [[nodiscard]] int nIter() const {
    return static_cast<int>(lowerBoundHistory_.size());
  }  ///< Rounds (of the kept start).
  [[nodiscard]] bool converged() const { return converged_; }
  /// Free parameters: k - 1 weights, k d means, and those of the covariances.
  [[nodiscard]] int nParameters() const;

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("weights", self.weights_);
    field("means", self.means_);
    field("covariances", self.covariances_);
    field("labels", self.labels_);
    field("lowerBoundHistory", self.lowerBoundHistory_);
    field("converged", self.converged_);
  }
  void checkState() const;

  struct Run;  ///< The samples and their responsibilities, alive between begin and the end of fit.

  void start(int number);
  void round();
  void finish();
  void maximise();
  double expect(const MatrixView& X, Matrix* responsibilities, Vector* logDensities) const;

  GaussianMixtureOptions options_;
  std::unique_ptr<Run> run_;
  Vector weights_;
  Matrix means_, covariances_;
  Labels labels_;
  std::vector<double> lowerBoundHistory_;
  bool converged_ = false;
  bool done_ = false;
};

}  // namespace scrollwork

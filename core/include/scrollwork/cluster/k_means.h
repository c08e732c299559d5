#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "scrollwork/clusterer.h"

namespace scrollwork {

class StateAccess;

struct KMeansOptions {
  int nClusters = 8;  ///< [1, 1024], and at most n.
  /// Where the centres start. "k-means++": rows drawn far from each other (Arthur & Vassilvitskii, 2007, with
  /// scikit-learn's 2 + floor(log k) tries for each). "random": rows drawn without replacement. Not used with
  /// `centers`.
  std::string init = "k-means++";
  /// Given starting centres, nClusters x d; empty: draw them. (scikit-learn takes them as `init`.)
  Matrix centers = {};
  /// [0, 1000] starts, of which fit keeps the one with the lowest inertia. 0 is scikit-learn's "auto" (its default from
  /// 1.4 on): 1 for "k-means++" and for given centres, 10 for "random".
  int nInit = 0;
  int maxIter = 300;  ///< [1, 1e6] rounds a start.
  /// >= 0. Also converged when the squared moves of all centres sum to at most this share of the mean variance of X's
  /// columns. At 0 only when no row changes its cluster.
  double tol = 1e-4;
  std::uint64_t seed = 0;  ///< Start number i draws from Rng(seed).stream(i).

  static constexpr const char* kOwner = "KMeans";
  static void fields(auto& field, auto& o) {
    field("nClusters", o.nClusters);
    field("init", o.init);
    field("centers", o.centers);
    field("nInit", o.nInit);
    field("maxIter", o.maxIter);
    field("tol", o.tol);
    field("seed", o.seed);
  }
};

/// k-means by Lloyd's algorithm ("Least squares quantization in PCM", 1957/1982). A round has two phases: "assign" puts
/// every row to its nearest centre (squared Euclidean distance, computed by differences, so exact to rounding also far
/// from the origin; the lowest centre on ties), "update" moves every centre to the mean of its rows. A centre that lost
/// all its rows takes, as in scikit-learn, the row that is farthest from its own centre (the next one for the next
/// empty centre; the lowest row on ties); when no row is off its centre, it stays where it is.
///
/// It converges when an assignment changes nothing, or by `tol`; then labels() are those of the final centres. Inertia,
/// the sum of squared distances to the centres, never rises from round to round.
///
/// To watch it: begin, then step one phase at a time. fit does the same for each start, to the end.
///
/// X is copied twice, scaled by a power of two so that squares neither over- nor underflow. Sums have a fixed order, so
/// native and WebAssembly runs are bit-equal. Cost: O(n k d) a round; the start O(n k d log k).
class KMeans final : public Clusterer {
 public:
  explicit KMeans(KMeansOptions options = {});
  KMeans(const KMeans& other);
  KMeans(KMeans&& other) noexcept;
  KMeans& operator=(const KMeans& other);
  KMeans& operator=(KMeans&& other) noexcept;
  ~KMeans() override;

  /// Takes a copy of X (n x d, finite, n >= nClusters, d >= 1), forgets the past and chooses the centres of start
  /// number `start` ([0, 1e6]; which fit numbers from 0). labels() are -1 until the first phase. Throws Error:
  /// kBadShape, kBadValue (NaN, option out of range, fewer rows than clusters); is then left unfitted.
  void begin(const MatrixView& X, int start = 0);
  /// Does the next n phases (n >= 0), fewer when it gets done(). Throws kNotFitted before begin, kBadValue for n < 0.
  void step(int n = 1);
  /// Converged, or maxIter rounds were made; the last phase is then an assignment to the final centres.
  [[nodiscard]] bool done() const;
  /// The phase that the next step will do: "assign" or "update"; "" when done or before begin.
  [[nodiscard]] std::string phase() const;

  /// All nInit starts, each to the end; keeps the best (the first on ties).
  void fit(const MatrixView& X) override;
  /// The nearest centre of each row.
  [[nodiscard]] Labels predict(const MatrixView& X) const override;
  /// Distances (not squared) of each row to each centre, n x nClusters(). Throws like predict.
  [[nodiscard]] Matrix transform(const MatrixView& X) const;

  [[nodiscard]] bool fitted() const override { return centers_.size() > 0; }  ///< True from begin on.
  [[nodiscard]] int nFeaturesIn() const override { return static_cast<int>(centers_.cols()); }
  [[nodiscard]] int nClusters() const override { return static_cast<int>(centers_.rows()); }
  [[nodiscard]] std::unique_ptr<Clusterer> clone() const override;
  [[nodiscard]] const KMeansOptions& options() const { return options_; }

  /// As of now.
  [[nodiscard]] const Labels& labels() const override;  ///< Of the last assignment.
  [[nodiscard]] const Matrix& centers() const {
    return centers_;
  }  ///< nClusters() x d: scikit-learn's
     ///< cluster_centers_.
  /// Sum of the squared distances at the last assignment, to the centres that it used; 0 before the first.
  [[nodiscard]] double inertia() const { return inertia_; }
  [[nodiscard]] int nIter() const { return nIter_; }  ///< Rounds made (by the kept start).
  [[nodiscard]] bool converged() const { return converged_; }

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("centers", self.centers_);
    field("labels", self.labels_);
    field("inertia", self.inertia_);
    field("nIter", self.nIter_);
    field("converged", self.converged_);
  }
  void checkState() const;

  struct Run;  ///< The samples and the sums, alive between begin and the end of fit.

  void start(int number);
  void assign();
  void update();
  void publish();

  KMeansOptions options_;
  std::unique_ptr<Run> run_;
  Matrix centers_;
  Labels labels_;
  double inertia_ = 0;
  int nIter_ = 0;
  bool converged_ = false;
  bool done_ = false;
};

}  // namespace scrollwork

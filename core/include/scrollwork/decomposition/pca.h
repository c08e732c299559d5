#pragma once

#include <memory>

#include "scrollwork/classifier.h"

namespace scrollwork {

class StateAccess;

struct PCAOptions {
  /// How many components to keep: a whole number in [1, min(n, d)]; or a share in (0, 1): as few as explain more than
  /// this part of the variance; or 0 (scikit-learn's None): all min(n, d).
  double nComponents = 0;
  bool whiten = false;  ///< Divide the scores by their standard deviation, so that each has variance 1.

  static constexpr const char* kOwner = "PCA";
  static void fields(auto& field, auto& o) {
    field("nComponents", o.nComponents);
    field("whiten", o.whiten);
  }
};

/// Principal components (Pearson, "On lines and planes of closest fit to systems of points in space", 1901; Hotelling,
/// 1933): orthonormal directions, each of greatest variance among those orthogonal to the ones before.
///
/// The covariance matrix (d x d, or for d > n the n x n matrix of inner products) and its eigenvectors: sooner done
/// than a singular value decomposition of X, and as good for the components that one looks at. Variances are off by a
/// few eps of the *largest* one, so components that explain less than 1e-12 of the variance are noise; beyond the rank
/// the directions are some orthonormal completion. The answer does not depend on the order of the rows beyond rounding,
/// and every build gets the same bits.
///
/// Signs: in each component the entry of largest magnitude is positive, the first of those that are equal to 1e-8 (two
/// standardised columns always are); scikit-learn >= 1.5 has this rule but for the ties, earlier ones look at the
/// scores instead.
///
/// With X_c = X - mean: X_c = Z C + R, Z = transform(X) the scores, C the components, and of all C of that many rows
/// this one leaves the smallest |R|^2 = (n - 1) x the variance that is left out; nothing when all are kept.
///
/// Cost: O(n d^2 + d^3) for fit, or O(n^2 d + n^3) when d > n; O(d) for each row and component of transform.
class PCA final : public Transformer {
 public:
  explicit PCA(PCAOptions options = {}) : options_(options) {}

  /// Learns from X (n x d, finite, n >= 1, d >= 1). Throws Error: kBadShape, kBadValue (NaN, nComponents out of range,
  /// variances that overflow), and is then left unfitted. With one row, or constant columns only, all variances are 0.
  void fit(const MatrixView& X) override;
  /// Scores: (X - mean) components^T, n x nComponents(), divided by the standard deviations with `whiten` (a component
  /// without variance has score 0 then). Throws kNotFitted; kBadShape when X has another width than in fit.
  [[nodiscard]] Matrix transform(const MatrixView& X) const override;
  /// The first `count` ([1, nComponents()]) columns of transform: a picture needs two.
  [[nodiscard]] Matrix scores(const MatrixView& X, int count) const;
  /// Z components + mean, Z being n x nComponents(): undoes transform, up to what the components left out.
  [[nodiscard]] Matrix inverseTransform(const MatrixView& Z) const;

  [[nodiscard]] bool fitted() const override { return mean_.size() > 0; }
  [[nodiscard]] std::unique_ptr<Transformer> clone() const override;
  [[nodiscard]] const PCAOptions& options() const { return options_; }
  [[nodiscard]] int nFeaturesIn() const { return static_cast<int>(mean_.size()); }        ///< d; 0 when unfitted.
  [[nodiscard]] int nComponents() const { return static_cast<int>(components_.rows()); }  ///< Kept; 0 when unfitted.

  /// Learned.
  [[nodiscard]] const Matrix& components() const { return components_; }  ///< nComponents() x d, orthonormal rows.
  [[nodiscard]] const Vector& mean() const { return mean_; }              ///< d column means.
  /// Variance of each score, descending; divided by n - 1.
  [[nodiscard]] const Vector& explainedVariance() const { return explainedVariance_; }
  /// The same as shares of the total variance of X (0 when X has none).
  [[nodiscard]] const Vector& explainedVarianceRatio() const { return explainedVarianceRatio_; }
  /// Square roots of (n - 1) explainedVariance(): the singular values of X - mean.
  [[nodiscard]] const Vector& singularValues() const { return singularValues_; }
  /// Mean variance of the components that were left out (Tipping & Bishop, 1999); 0 when none was.
  [[nodiscard]] double noiseVariance() const { return noiseVariance_; }

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("components", self.components_);
    field("mean", self.mean_);
    field("explainedVariance", self.explainedVariance_);
    field("explainedVarianceRatio", self.explainedVarianceRatio_);
    field("singularValues", self.singularValues_);
    field("standardDeviation", self.standardDeviation_);
    field("noiseVariance", self.noiseVariance_);
  }
  void checkState() const;

  PCAOptions options_;
  Matrix components_;
  Vector mean_, explainedVariance_, explainedVarianceRatio_, singularValues_;
  Vector standardDeviation_;  // of the scores; 0 where there is rounding only
  double noiseVariance_ = 0;
};

}  // namespace scrollwork

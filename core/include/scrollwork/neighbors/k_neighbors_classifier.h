#pragma once

#include <memory>
#include <string>

#include "scrollwork/classifier.h"
#include "scrollwork/neighbors/neighbors.h"
#include "scrollwork/persistence/state_access.h"

namespace scrollwork {

struct KNeighborsClassifierOptions {
  int nNeighbors = 5;               ///< [1, n] neighbours that vote.
  std::string weights = "uniform";  ///< "uniform": one vote each; "distance": a vote weighs 1 / distance (see ties).
  std::string algorithm = "auto";   ///< How neighbours are searched, "auto", "brute" or "kd_tree": see cost.

  static constexpr const char* kOwner = "KNeighborsClassifier";
  static void fields(auto& field, auto& o) {
    field("nNeighbors", o.nNeighbors);
    field("weights", o.weights);
    field("algorithm", o.algorithm);
  }
};

class NeighborIndex;

/// k-nearest-neighbours classification by Euclidean distance (Cover & Hart, Nearest neighbor pattern classification,
/// 1967). Exact, never approximate.
///
/// Ties. Of training rows at exactly the same distance the one with the lower index is nearer (scikit-learn leaves this
/// open). Of classes with equal votes the lowest label wins. With "distance", when some of the neighbours lie exactly
/// on the query, only those vote, one vote each. Squared distances are summed in column order, without contraction, so
/// the answer is the same in every build; distances below 1e-162 count as 0, those above 1e154 as equally far.
///
/// Cost. Every algorithm gives the same answer. "brute" looks at every row: O(n d) a query. "kd_tree" (Friedman,
/// Bentley & Finkel, 1977): O(n d log n) for fit, then about O(2^d + log n) a query, at worst as many rows as there
/// are. "auto" takes the tree from n = 8 2^d on, where it was measured to begin to pay. Queries that come in small
/// steps, as the pixels of a surface do, start from each other's neighbours: about O(k d) for most of them, whatever n
/// is.
class KNeighborsClassifier final : public Classifier {
 public:
  explicit KNeighborsClassifier(KNeighborsClassifierOptions options = {});
  KNeighborsClassifier(const KNeighborsClassifier&) = default;
  KNeighborsClassifier& operator=(const KNeighborsClassifier&) = default;
  KNeighborsClassifier(KNeighborsClassifier&&) noexcept = default;
  KNeighborsClassifier& operator=(KNeighborsClassifier&&) noexcept = default;
  ~KNeighborsClassifier() override = default;

  /// Keeps a copy of X (n x d, finite, d >= 1, n >= nNeighbors) and y (n labels >= 0).
  /// Throws Error: kBadShape (row counts differ, no rows or columns), kBadValue (NaN, negative label, option out of
  /// range; nNeighbors > n is refused here, where scikit-learn waits for predict).
  void fit(const MatrixView& X, const LabelView& y) override;
  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override;
  [[nodiscard]] Labels predict(const MatrixView& X) const override;

  /// The nNeighbors nearest training rows of each row of X (m x d, finite). Throws like predictProba.
  [[nodiscard]] Neighbors kneighbors(const MatrixView& X) const;

  [[nodiscard]] bool fitted() const override { return nClasses_ > 0; }
  [[nodiscard]] int nFeaturesIn() const override { return static_cast<int>(X_.cols()); }
  [[nodiscard]] int nClasses() const override { return nClasses_; }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override;
  [[nodiscard]] const KNeighborsClassifierOptions& options() const { return options_; }

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("nClasses", self.nClasses_);
    field("X", self.X_);
    field("y", self.y_);
  }
  void checkState();

  KNeighborsClassifierOptions options_;
  int nClasses_ = 0;
  Matrix X_;
  Labels y_;
  std::shared_ptr<const NeighborIndex> index_;  // follows from X_ and options_; shared by copies
};

}  // namespace scrollwork

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/persistence/state_access.h"

namespace scrollwork {

struct KNeighborsClassifierOptions {
  int nNeighbors = 5;               ///< [1, n] neighbours that vote.
  std::string weights = "uniform";  ///< "uniform": one vote each; "distance": a vote weighs 1 / distance (see ties).

  static constexpr const char* kOwner = "KNeighborsClassifier";
  static void fields(auto& field, auto& o) {
    field("nNeighbors", o.nNeighbors);
    field("weights", o.weights);
  }
};

/// What KNeighborsClassifier::kneighbors returns: row i belongs to row i of X, nearest first.
struct Neighbors {
  Matrix distances;  ///< n x k Euclidean distances, ascending.
  Eigen::Matrix<int, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> indices;  ///< n x k rows of the training data.
};

/// k-nearest-neighbours classification by Euclidean distance (Cover & Hart, Nearest neighbor pattern classification,
/// 1967). Exact, never approximate.
///
/// Ties. Of training rows at exactly the same distance the one with the lower index is nearer (scikit-learn leaves this
/// open). Of classes with equal votes the lowest label wins. With "distance", when some of the neighbours lie exactly
/// on the query, only those vote, one vote each. Squared distances are summed in column order, without contraction, so
/// the answer is the same in every build; distances below 1e-162 count as 0, those above 1e154 as equally far.
///
/// Cost. Fit O(n log n). A query with d = 2 scans the points in order of the more spread-out column, outwards from the
/// query, and stops where that column alone is farther than the k-th neighbour; consecutive queries that lie close
/// together (the pixels of a surface) start from each other's neighbours. About O(k + sqrt(n k)); O(n d) for d > 2.
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
  [[nodiscard]] int nFeaturesIn() const override { return nFeatures_; }
  [[nodiscard]] int nClasses() const override { return nClasses_; }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override;
  [[nodiscard]] const KNeighborsClassifierOptions& options() const { return options_; }

 private:
  friend class StateAccess;
  static void fields(auto& field, auto& self) {
    field("options", self.options_);
    field("nFeatures", self.nFeatures_);
    field("nClasses", self.nClasses_);
    field("nSamples", self.nSamples_);
    field("sortColumn", self.sortColumn_);
    field("columns", self.columns_);
    field("order", self.order_);
    field("labels", self.labels_);
  }
  void checkState() const;

  class Search;

  KNeighborsClassifierOptions options_;
  int nFeatures_ = 0;
  int nClasses_ = 0;
  int nSamples_ = 0;
  std::vector<double>
      columns_;              // d columns of n values, rows in search order (d = 2: along sortColumn_; else as given)
  std::vector<int> order_;   // search position -> row of X as it was given
  std::vector<int> labels_;  // by search position
  int sortColumn_ = 0;
};

}  // namespace scrollwork

#pragma once

#include <memory>

#include "scrollwork/matrix.h"

namespace scrollwork {

/// What every clustering can do: learns groups from rows without labels, and then says of any row to which it belongs.
class Clusterer {
 public:
  virtual ~Clusterer() = default;

  /// Learns from X (n x d, finite, n >= 1); forgets what was learned before. Throws Error (kBadShape, kBadValue) and is
  /// then left unfitted.
  virtual void fit(const MatrixView& X) = 0;
  /// The group, 0 .. nClusters() - 1, of each row of X. Throws kNotFitted, or kBadShape when X has another width than
  /// in fit.
  [[nodiscard]] virtual Labels predict(const MatrixView& X) const = 0;
  /// The group of each row that was learned from. Throws kNotFitted.
  [[nodiscard]] virtual const Labels& labels() const = 0;

  [[nodiscard]] virtual bool fitted() const = 0;
  [[nodiscard]] virtual int nFeaturesIn() const = 0;  ///< d of the last fit; 0 when unfitted.
  [[nodiscard]] virtual int nClusters() const = 0;    ///< Groups of the last fit; 0 when unfitted.
  /// A new object with the same options that has learned nothing (scikit-learn's `clone`).
  [[nodiscard]] virtual std::unique_ptr<Clusterer> clone() const = 0;

 protected:
  Clusterer() = default;
  Clusterer(const Clusterer&) = default;
  Clusterer& operator=(const Clusterer&) = default;
};

}  // namespace scrollwork

#pragma once

#include <memory>
#include <span>

#include "scrollwork/matrix.h"

namespace scrollwork {

/// What every classifier can do, so that surfaces, re-splits and pipelines take any of them.
/// Labels are 0 .. k-1 with k = max(y) + 1.
class Classifier {
 public:
  virtual ~Classifier() = default;

  /// Learns from X (n x d, finite, n >= 1) and y (n labels >= 0); forgets what was learned before.
  /// Throws Error (kBadShape, kBadValue) and is then left unfitted.
  virtual void fit(const MatrixView& X, const LabelView& y) = 0;
  /// n x k, every row sums to 1. Throws kNotFitted, or kBadShape when X has another width than in fit.
  [[nodiscard]] virtual Matrix predictProba(const MatrixView& X) const = 0;
  /// n labels: the most probable class of each row, the lowest label on ties. Throws like predictProba.
  [[nodiscard]] virtual Labels predict(const MatrixView& X) const = 0;

  /// For classifiers of two features that know a faster way than predictProba, point by point, to the probabilities at
  /// every point (xs[i], ys[j]) of a grid, xs ascending, ys descending: puts them into row j * xs.size() + i of
  /// `probabilities`, bit-equal to predictProba's, and returns true. Called when fitted; false: no faster way.
  virtual bool predictProbaGrid(std::span<const double> /*xs*/, std::span<const double> /*ys*/,
                                Matrix& /*probabilities*/) const {
    return false;
  }

  [[nodiscard]] virtual bool fitted() const = 0;
  [[nodiscard]] virtual int nFeaturesIn() const = 0;  ///< d of the last fit; 0 when unfitted.
  [[nodiscard]] virtual int nClasses() const = 0;     ///< k of the last fit; 0 when unfitted.
  /// A new classifier with the same options that has learned nothing (scikit-learn's `clone`).
  [[nodiscard]] virtual std::unique_ptr<Classifier> clone() const = 0;

 protected:
  Classifier() = default;
  Classifier(const Classifier&) = default;
  Classifier& operator=(const Classifier&) = default;
};

/// A step of a pipeline before the classifier: learns columns from X, then maps rows to rows.
class Transformer {
 public:
  virtual ~Transformer() = default;
  virtual void fit(const MatrixView& X) = 0;
  [[nodiscard]] virtual Matrix transform(const MatrixView& X) const = 0;
  [[nodiscard]] virtual bool fitted() const = 0;
  [[nodiscard]] virtual std::unique_ptr<Transformer> clone() const = 0;

 protected:
  Transformer() = default;
  Transformer(const Transformer&) = default;
  Transformer& operator=(const Transformer&) = default;
};

}  // namespace scrollwork

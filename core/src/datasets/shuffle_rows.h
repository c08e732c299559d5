#pragma once

#include "scrollwork/datasets/sample.h"
#include "scrollwork/rng.h"

namespace scrollwork {

/// Puts rows and labels into one random order.
inline void shuffleRows(Sample& sample, Rng& rng) {
  const Labels order = rng.permutation(static_cast<int>(sample.y.size()));
  const Matrix X = sample.X;
  const Labels y = sample.y;
  for (Eigen::Index i = 0; i < order.size(); ++i) {
    sample.X.row(i) = X.row(order[i]);
    sample.y[i] = y[order[i]];
  }
}

}  // namespace scrollwork

#pragma once

#include <limits>

#include "scrollwork/classifier.h"

namespace scrollwork {

/// Share of the rows whose label the classifier predicts; NaN for no rows.
inline double accuracyOn(const Classifier& classifier, const MatrixView& X, const LabelView& y) {
  if (y.size() == 0) return std::numeric_limits<double>::quiet_NaN();
  const Labels predicted = classifier.predict(X);
  return static_cast<double>((predicted.array() == y.array()).count()) / static_cast<double>(y.size());
}

}  // namespace scrollwork

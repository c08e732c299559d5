#pragma once

#include <limits>

#include "scrollwork/classifier.h"
#include "scrollwork/metrics/classification.h"

namespace scrollwork {

/// accuracyScore of the classifier's predictions; NaN for an empty pen, which a split may have.
inline double accuracyOn(const Classifier& classifier, const MatrixView& X, const LabelView& y) {
  if (y.size() == 0) return std::numeric_limits<double>::quiet_NaN();
  return accuracyScore(y, classifier.predict(X));
}

}  // namespace scrollwork

#pragma once

#include "scrollwork/matrix.h"

namespace scrollwork {

/// How far predicted numbers are from true ones, as in scikit-learn's metrics. All take n >= 1 finite numbers each and
/// throw Error: kBadShape when sizes differ or n == 0, kBadValue for NaN and infinity. Cost: O(n).

[[nodiscard]] double meanSquaredError(const VectorView& yTrue, const VectorView& yPred);
/// sqrt(meanSquaredError): in the unit of y.
[[nodiscard]] double rootMeanSquaredError(const VectorView& yTrue, const VectorView& yPred);
[[nodiscard]] double meanAbsoluteError(const VectorView& yTrue, const VectorView& yPred);
/// The middle one of the absolute errors, the mean of the two middle ones when n is even: outliers do not move it.
[[nodiscard]] double medianAbsoluteError(const VectorView& yTrue, const VectorView& yPred);
[[nodiscard]] double maxError(const VectorView& yTrue, const VectorView& yPred);
/// 1 - (squared errors) / (squared deviations from the mean of yTrue): 1 is perfect, 0 what the mean would do, and
/// there is no lower limit. Needs n >= 2 (kBadShape). When yTrue is constant: 1 for perfect predictions, else 0.
[[nodiscard]] double r2Score(const VectorView& yTrue, const VectorView& yPred);
/// 1 - Var(yTrue - yPred) / Var(yTrue): r2Score that forgives a constant offset. The same rule for constant yTrue;
/// n >= 1.
[[nodiscard]] double explainedVarianceScore(const VectorView& yTrue, const VectorView& yPred);

}  // namespace scrollwork

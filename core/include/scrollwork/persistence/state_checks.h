#pragma once

#include "scrollwork/error.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

/// What `checkState` of an estimator is made of (state_access.h). Each throws Error kBadValue and names the field; none
/// allocates.

/// "nodes.left: expected children after their parent".
void requireState(bool holds, const char* field, const char* expected);
/// "nIter: expected a number >= 0, got -3": where one number decides.
void requireState(bool holds, const char* field, const char* expected, MessagePart got);
/// "var: expected 3 numbers, got 2".
void requireStateSize(const char* field, Eigen::Index size, Eigen::Index expected);
/// "coef: expected finite numbers, got nan at 3"; counted in the order in memory.
void requireStateFinite(const char* field, const double* data, Eigen::Index size);
template <typename Derived>
void requireStateFinite(const char* field, const Eigen::PlainObjectBase<Derived>& numbers) {
  requireStateFinite(field, numbers.data(), numbers.size());
}
/// "labels: expected 0..2, got 7 at 3".
void requireStateRange(const char* field, const int* data, Eigen::Index size, int low, int high);
/// Unfitted: no classes, nClasses 0. Fitted: two or more labels, ascending, below kMaxClasses, the last nClasses - 1.
void requireStateClasses(const Labels& classes, int nClasses);
/// The state of a linear classifier: requireStateClasses; coef has one row for two classes, else one for each;
/// intercept has as many numbers; all finite; none where there are no classes.
void requireLinearState(const Matrix& coef, const Vector& intercept, const Labels& classes, int nClasses);

}  // namespace scrollwork

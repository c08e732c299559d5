#include "scrollwork/persistence/state_checks.h"

#include <cmath>

#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

void requireState(bool holds, const char* field, const char* expected) {
  if (!holds) fail(ErrorCode::kBadValue, {field, ": expected ", expected});
}

void requireState(bool holds, const char* field, const char* expected, MessagePart got) {
  if (!holds) fail(ErrorCode::kBadValue, {field, ": expected ", expected, ", got ", got});
}

void requireStateSize(const char* field, Index size, Index expected) {
  if (size != expected) fail(ErrorCode::kBadValue, {field, ": expected ", expected, " numbers, got ", size});
}

void requireStateFinite(const char* field, const double* data, Index size) {
  for (Index i = 0; i < size; ++i) {
    if (!std::isfinite(data[i])) {
      fail(ErrorCode::kBadValue, {field, ": expected finite numbers, got ", data[i], " at ", i});
    }
  }
}

void requireStateRange(const char* field, const int* data, Index size, int low, int high) {
  for (Index i = 0; i < size; ++i) {
    if (data[i] < low || data[i] > high) {
      fail(ErrorCode::kBadValue, {field, ": expected ", low, "..", high, ", got ", data[i], " at ", i});
    }
  }
}

void requireStateClasses(const Labels& classes, int nClasses) {
  const Index n = classes.size();
  if (n == 0) {
    requireState(nClasses == 0, "nClasses", "0 without classes", nClasses);
    return;
  }
  requireState(n >= 2, "classes", "two or more", n);
  requireStateRange("classes", classes.data(), n, 0, kMaxClasses - 1);
  for (Index i = 1; i < n; ++i) requireState(classes[i - 1] < classes[i], "classes", "ascending labels", classes[i]);
  requireState(nClasses == classes[n - 1] + 1, "nClasses", "the highest label and one more", nClasses);
}

void requireLinearState(const Matrix& coef, const Vector& intercept, const Labels& classes, int nClasses) {
  requireStateClasses(classes, nClasses);
  const Index n = classes.size();
  const Index rows = n == 2 ? 1 : n;
  if (coef.rows() != rows) fail(ErrorCode::kBadValue, {"coef: expected ", rows, " rows, got ", coef.rows()});
  requireState(n == 0 || coef.cols() > 0, "coef", "columns");
  requireStateSize("intercept", intercept.size(), rows);
  requireStateFinite("coef", coef);
  requireStateFinite("intercept", intercept);
}

}  // namespace scrollwork

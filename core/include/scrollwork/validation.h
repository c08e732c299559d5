#pragma once

#include <string>

#include "scrollwork/error.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

/// Labels are column numbers of every probability matrix, so a stray 2,000,000,000 must not become a request for
/// memory.
inline constexpr int kMaxClasses = 1024;

/// The checks that every estimator makes of what it is handed, with one wording. Each throws Error and returns nothing.

/// X has at least one row and one column, all finite. kBadShape, kBadValue: "X: expected finite numbers, got nan in row
/// 3, column 0".
void requireSamples(const MatrixView& X, const char* name = "X");
/// requireSamples(X), as many labels as rows, labels in 0 .. kMaxClasses - 1.
void requireSamples(const MatrixView& X, const LabelView& y);
/// As many labels as rows (at least one), labels in 0 .. kMaxClasses - 1.
void requireLabels(const LabelView& y, Eigen::Index rows, const char* name = "y");
/// requireSamples(X), as many targets as rows, all finite. kBadShape, kBadValue: "y: expected finite numbers, got nan
/// in row 3".
void requireSamples(const MatrixView& X, const VectorView& y);
/// X has `columns` columns, as in fit, and only finite numbers; no rows are fine. kBadShape, kBadValue.
void requireColumns(const MatrixView& X, Eigen::Index columns, const char* name = "X");
/// kNotFitted: "LogisticRegression: expected fit before this call".
void requireFitted(bool fitted, const char* type);

/// kBadValue: "maxDepth: expected 0..32, got 40".
void requireRange(const char* name, int value, int low, int high);
/// Both ends included; NaN never passes.
void requireRange(const char* name, double value, double low, double high);
/// kBadValue: "C: expected a finite number > 0, got -1".
void requirePositive(const char* name, double value);
/// kBadValue: "tol: expected a finite number >= 0, got -1".
void requireNotNegative(const char* name, double value);

/// Shortest of the usual notations with at most six digits: for messages.
[[nodiscard]] std::string formatNumber(double value);

}  // namespace scrollwork

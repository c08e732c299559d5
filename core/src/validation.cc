#include "scrollwork/validation.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace scrollwork {
namespace {

using Index = Eigen::Index;

void requireFinite(const MatrixView& X, const char* name) {
  // x - x is 0 for finite numbers and NaN for the others, so one sum finds any of them without a branch an element.
  double sum = 0.0;
  for (Index i = 0; i < X.rows(); ++i) {
    for (Index j = 0; j < X.cols(); ++j) sum += X(i, j) - X(i, j);
  }
  if (sum == 0.0) return;
  for (Index i = 0; i < X.rows(); ++i) {
    for (Index j = 0; j < X.cols(); ++j) {
      if (std::isfinite(X(i, j))) continue;
      throw Error(ErrorCode::kBadValue, std::string(name) + ": expected finite numbers, got " + formatNumber(X(i, j)) +
                                            " in row " + std::to_string(i) + ", column " + std::to_string(j));
    }
  }
}

}  // namespace

void requireSamples(const MatrixView& X, const char* name) {
  if (X.rows() == 0 || X.cols() == 0) {
    throw Error(ErrorCode::kBadShape, std::string(name) + ": expected at least one row and one column, got " +
                                          std::to_string(X.rows()) + " x " + std::to_string(X.cols()));
  }
  requireFinite(X, name);
}

void requireSamples(const MatrixView& X, const LabelView& y) {
  requireSamples(X);
  requireLabels(y, X.rows());
}

void requireLabels(const LabelView& y, Index rows, const char* name) {
  if (y.size() != rows || rows == 0) {
    throw Error(ErrorCode::kBadShape, std::string(name) + ": expected one label for each of " + std::to_string(rows) +
                                          " rows (at least one), got " + std::to_string(y.size()));
  }
  for (Index i = 0; i < y.size(); ++i) {
    if (y[i] >= 0 && y[i] < kMaxClasses) continue;
    throw Error(ErrorCode::kBadValue, std::string(name) + ": expected labels in 0.." + std::to_string(kMaxClasses - 1) +
                                          ", got " + std::to_string(y[i]) + " in row " + std::to_string(i));
  }
}

void requireColumns(const MatrixView& X, Index columns, const char* name) {
  if (X.cols() != columns) {
    throw Error(ErrorCode::kBadShape, std::string(name) + ": expected " + std::to_string(columns) +
                                          " columns as in fit, got " + std::to_string(X.cols()));
  }
  requireFinite(X, name);
}

void requireFitted(bool fitted, const char* type) {
  if (!fitted) throw Error(ErrorCode::kNotFitted, std::string(type) + ": expected fit before this call");
}

void requireRange(const char* name, int value, int low, int high) {
  if (value >= low && value <= high) return;
  throw Error(ErrorCode::kBadValue, std::string(name) + ": expected " + std::to_string(low) + ".." +
                                        std::to_string(high) + ", got " + std::to_string(value));
}

void requireRange(const char* name, double value, double low, double high) {
  if (value >= low && value <= high) return;
  throw Error(ErrorCode::kBadValue, std::string(name) + ": expected " + formatNumber(low) + ".." + formatNumber(high) +
                                        ", got " + formatNumber(value));
}

void requirePositive(const char* name, double value) {
  if (value > 0.0 && std::isfinite(value)) return;
  throw Error(ErrorCode::kBadValue, std::string(name) + ": expected a finite number > 0, got " + formatNumber(value));
}

std::string formatNumber(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.6g", value);
  return text.data();
}

}  // namespace scrollwork

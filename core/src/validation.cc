#include "scrollwork/validation.h"

#include <cmath>
#include <cstdlib>

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
      fail(ErrorCode::kBadValue, {name, ": expected finite numbers, got ", X(i, j), " in row ", i, ", column ", j});
    }
  }
}

}  // namespace

void requireSamples(const MatrixView& X, const char* name) {
  if (X.rows() == 0 || X.cols() == 0) {
    fail(ErrorCode::kBadShape, {name, ": expected at least one row and one column, got ", X.rows(), " x ", X.cols()});
  }
  requireFinite(X, name);
}

void requireSamples(const MatrixView& X, const LabelView& y) {
  requireSamples(X);
  requireLabels(y, X.rows());
}

void requireSamples(const MatrixView& X, const VectorView& y) {
  requireSamples(X);
  if (y.size() != X.rows()) {
    fail(ErrorCode::kBadShape, {"y: expected one number for each of ", X.rows(), " rows, got ", y.size()});
  }
  for (Index i = 0; i < y.size(); ++i) {
    if (!std::isfinite(y[i])) fail(ErrorCode::kBadValue, {"y: expected finite numbers, got ", y[i], " in row ", i});
  }
}

void requireLabels(const LabelView& y, Index rows, const char* name) {
  if (y.size() != rows || rows == 0) {
    fail(ErrorCode::kBadShape,
         {name, ": expected one label for each of ", rows, " rows (at least one), got ", y.size()});
  }
  for (Index i = 0; i < y.size(); ++i) {
    if (y[i] >= 0 && y[i] < kMaxClasses) continue;
    fail(ErrorCode::kBadValue, {name, ": expected labels in 0..", kMaxClasses - 1, ", got ", y[i], " in row ", i});
  }
}

void requireColumns(const MatrixView& X, Index columns, const char* name) {
  if (X.cols() != columns) {
    fail(ErrorCode::kBadShape, {name, ": expected ", columns, " columns as in fit, got ", X.cols()});
  }
  requireFinite(X, name);
}

void requireFitted(bool fitted, const char* type) {
  if (!fitted) fail(ErrorCode::kNotFitted, {type, ": expected fit before this call"});
}

void requireRange(const char* name, int value, int low, int high) {
  if (value >= low && value <= high) return;
  fail(ErrorCode::kBadValue, {name, ": expected ", low, "..", high, ", got ", value});
}

void requireRange(const char* name, double value, double low, double high) {
  if (value >= low && value <= high) return;
  fail(ErrorCode::kBadValue, {name, ": expected ", low, "..", high, ", got ", value});
}

void requirePositive(const char* name, double value) {
  if (value > 0.0 && std::isfinite(value)) return;
  fail(ErrorCode::kBadValue, {name, ": expected a finite number > 0, got ", value});
}

void requireNotNegative(const char* name, double value) {
  if (value >= 0.0 && std::isfinite(value)) return;
  fail(ErrorCode::kBadValue, {name, ": expected a finite number >= 0, got ", value});
}

// Not by snprintf("%.6g"): it takes more room in a WebAssembly module than any model. Each multiplication by ten
// rounds, so the sixth digit may be off for numbers of extreme size; this is for messages.
std::string formatNumber(double value) {
  if (std::isnan(value)) return "nan";
  std::string text = std::signbit(value) ? "-" : "";
  if (std::isinf(value)) return text += "inf";
  if (value == 0) return text += '0';

  constexpr int kDigits = 6;
  double size = std::fabs(value);
  int exponent = 0;
  for (; size >= 10; size /= 10) ++exponent;
  for (; size < 1; size *= 10) --exponent;
  int digits = static_cast<int>(std::lround(size * 1e5));
  if (digits == 1000000) {  // 9.999995 becomes 10
    digits = 100000;
    ++exponent;
  }
  const bool scientific = exponent < -4 || exponent >= kDigits;
  const int places = scientific ? 0 : exponent;  // of the decimal point, behind the first digit
  if (places < 0) text += "0.";
  for (int place = places + 1; place < 0; ++place) text += '0';
  int unit = 100000;
  for (int place = 0; digits > 0 || place <= places; ++place, unit /= 10) {
    if (place == places + 1 && places >= 0) text += '.';
    text += static_cast<char>('0' + digits / unit);
    digits %= unit;
  }
  if (scientific) {
    text += exponent < 0 ? "e-" : "e+";
    if (std::abs(exponent) < 10) text += '0';
    MessagePart(std::abs(exponent)).appendTo(text);
  }
  return text;
}

}  // namespace scrollwork

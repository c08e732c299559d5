#include <cmath>
#include <cstddef>
#include <vector>

#include "datasets/excerpt.h"
#include "scrollwork/bounds.h"
#include "scrollwork/datasets/csv.h"
#include "scrollwork/error.h"
#include "scrollwork/validation.h"

namespace scrollwork {

namespace {

/// Throws unless the column has a number, or NaN, for each row.
void requireNumbers(const char* argument, const Column& column, std::size_t nRows) {
  if (column.numbers.size() != nRows) {
    fail(ErrorCode::kBadShape, {argument, " ", excerpt(column.name), ": expected ", nRows,
                                " numbers, one for each label, got ", column.numbers.size()});
  }
}

}  // namespace

LabelledColumns labelledColumns(const Column& x, const Column& y, const Column& label, int maxClasses) {
  requireRange("maxClasses", maxClasses, 2, 100);
  const std::size_t nRows = label.codes.size();
  requireNumbers("x", x, nRows);
  requireNumbers("y", y, nRows);

  const int nLevels = static_cast<int>(label.levels.size());
  std::vector<int> kept;
  std::vector<int> classOfLevel(label.levels.size(), -1);
  LabelledColumns result;
  for (std::size_t i = 0; i < nRows; ++i) {
    const int code = label.codes[i];
    if (code < -1 || code >= nLevels) {
      fail(ErrorCode::kBadValue, {"label ", excerpt(label.name), ": expected codes -1..", nLevels - 1, ", got ", code});
    }
    if (std::isnan(x.numbers[i]) || std::isnan(y.numbers[i]) || code < 0) {
      ++result.nDropped;
      continue;
    }
    const auto level = static_cast<std::size_t>(code);
    if (classOfLevel[level] < 0) {
      classOfLevel[level] = static_cast<int>(result.classNames.size());
      result.classNames.push_back(label.levels[level]);
    }
    kept.push_back(static_cast<int>(i));
  }
  if (kept.empty()) {
    fail(ErrorCode::kBadValue, {"table: expected rows with all three values, got none among ", nRows});
  }
  const auto nClasses = result.classNames.size();
  if (nClasses < 2 || nClasses > static_cast<std::size_t>(maxClasses)) {
    fail(ErrorCode::kBadValue,
         {"label ", excerpt(label.name), ": expected 2..", maxClasses, " classes, got ", nClasses});
  }
  const auto n = static_cast<Eigen::Index>(kept.size());
  result.X.resize(n, 2);
  result.y.resize(n);
  result.rows = Eigen::Map<const Labels>(kept.data(), n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto row = static_cast<std::size_t>(kept[static_cast<std::size_t>(i)]);
    result.X(i, 0) = x.numbers[row];
    result.X(i, 1) = y.numbers[row];
    result.y[i] = classOfLevel[static_cast<std::size_t>(label.codes[row])];
  }
  result.bounds = boundsOf(result.X);
  return result;
}

}  // namespace scrollwork

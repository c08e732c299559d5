#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "scrollwork/matrix.h"
#include "scrollwork/model_selection/split.h"
#include "scrollwork/rng.h"

namespace scrollwork {

/// Deals `total` places in proportion to the weights (their sum above 0) by the method of largest remainders: rounded
/// down, then one more for the largest remainders, the earlier index on ties. No place exceeds its share rounded up.
[[nodiscard]] std::vector<int> largestRemainder(std::span<const double> weights, int total);

inline Labels toLabels(const std::vector<int>& rows) {
  return Eigen::Map<const Labels>(rows.data(), static_cast<Eigen::Index>(rows.size()));
}

enum Pen : std::size_t { kTrain, kVal, kTest, kPens };

/// The rule behind trainValTestSplit, prepared once and dealt as often as wanted: a deal allocates nothing.
class PenDealer {
 public:
  /// Checks the options and the labels as trainValTestSplit promises. `options.seed` plays no part.
  PenDealer(const LabelView& y, const TrainValTestSplitOptions& options);

  [[nodiscard]] int size(Pen pen) const { return sizes_[pen]; }

  /// Deals all rows with draws from `rng` alone. Afterwards rows(pen) is valid until the next deal.
  void deal(Rng rng);
  /// The rows in the pen, ascending.
  [[nodiscard]] const std::vector<int>& rows(Pen pen) const { return rows_[pen]; }

 private:
  struct Group {
    std::vector<int> rows;           // ascending
    std::array<int, kPens> sizes{};  // how many go to each pen
  };

  std::array<int, kPens> sizes_{};
  std::vector<Group> groups_;  // one per class when stratified, else one
  std::vector<int> shuffled_;
  std::vector<Pen> penOf_;  // by row
  std::array<std::vector<int>, kPens> rows_;
};

}  // namespace scrollwork

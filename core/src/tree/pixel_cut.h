#pragma once

#include <algorithm>
#include <span>

namespace scrollwork {

/// Where a threshold cuts the ascending or descending coordinates of a grid's columns or rows. The place is guessed,
/// for they are evenly spaced, and then put right by comparing: exact whatever the spacing.
class PixelCut {
 public:
  explicit PixelCut(std::span<const double> coordinates)
      : at_(coordinates.data()),
        first_(coordinates.front()),
        perUnit_(coordinates.size() > 1
                     ? static_cast<double>(coordinates.size() - 1) / (coordinates.back() - coordinates.front())
                     : 0) {}

  /// Ascending: the first of begin .. end - 1 that is above the threshold; end if none is.
  [[nodiscard]] int above(double threshold, int begin, int end) const {
    int place = guess(threshold, begin, end);
    while (place < end && at_[place] <= threshold) ++place;
    while (place > begin && !(at_[place - 1] <= threshold)) --place;
    return place;
  }
  /// Descending: the first of begin .. end - 1 that is not above the threshold; end if none is.
  [[nodiscard]] int notAbove(double threshold, int begin, int end) const {
    int place = guess(threshold, begin, end);
    while (place < end && !(at_[place] <= threshold)) ++place;
    while (place > begin && at_[place - 1] <= threshold) --place;
    return place;
  }

 private:
  [[nodiscard]] int guess(double threshold, int begin, int end) const {
    const double place = (threshold - first_) * perUnit_;
    return static_cast<int>(std::min<double>(std::max<double>(place, begin), end));  // NaN gives begin
  }

  const double* at_;
  double first_;
  double perUnit_;
};

}  // namespace scrollwork

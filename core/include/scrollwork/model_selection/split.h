#pragma once

#include <cstdint>

#include "scrollwork/matrix.h"

namespace scrollwork {

struct TrainValTestSplitOptions {
  double trainSize = 0.6;  ///< (0, 1] share of the rows.
  double valSize = 0.2;    ///< [0, 1) share of the rows; 0 = no validation pen.
  double testSize = 0.2;   ///< [0, 1) share of the rows; 0 = no test pen. The three sum to 1 (to 1e-9).
  bool stratify = false;   ///< Keep the class shares in every pen.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "trainValTestSplit";
  static void fields(auto& field, auto& o) {
    field("trainSize", o.trainSize);
    field("valSize", o.valSize);
    field("testSize", o.testSize);
    field("stratify", o.stratify);
    field("seed", o.seed);
  }
};

/// Row indices, each list ascending; every row of 0 .. n-1 is in exactly one.
struct TrainValTestSplit {
  Labels train;
  Labels val;
  Labels test;
};

/// Deals the n rows behind y to a training, a validation and a test pen at random, without replacement.
///
/// Sizes: n * share rounded down, the rows left over go one each to the pens with the largest remainders (the earlier
/// pen on ties), so the sizes sum to n and each is within one of its share. With `stratify` the training pen's places
/// are dealt to the classes in proportion to their sizes, again by largest remainder (the lower label on ties), then
/// the validation pen's places in proportion to what is left; the rest is the test pen. Sizes are the same with and
/// without `stratify`.
///
/// Throws Error: kBadShape (n = 0), kBadValue (share out of range or not summing to 1, a share above 0 that gets no
/// row, negative label). Cost O(n).
[[nodiscard]] TrainValTestSplit trainValTestSplit(const LabelView& y, const TrainValTestSplitOptions& options = {});

/// The rows of X (n x d) that `indices` (each in [0, n)) names, in that order. Throws Error kBadValue for one out of
/// range.
[[nodiscard]] Matrix takeRows(const MatrixView& X, const LabelView& indices);
/// The labels of y that `indices` names, in that order. Throws Error kBadValue for one out of range.
[[nodiscard]] Labels takeLabels(const LabelView& y, const LabelView& indices);

}  // namespace scrollwork

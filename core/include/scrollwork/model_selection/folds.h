#pragma once

#include <cstdint>
#include <vector>

#include "scrollwork/matrix.h"

namespace scrollwork {

/// Row numbers, each list ascending; a row may be in neither (ShuffleSplit), never in both.
struct Fold {
  Labels train;
  Labels test;
};
using Folds = std::vector<Fold>;

/// Ways to deal n rows to training and test sets again and again. Without shuffling the folds are scikit-learn's, row
/// by row; with it they are drawn from the seed by this library's own generator. All throw Error: kBadShape (no rows),
/// kBadValue (options out of range, fewer rows than folds). Cost: O(n) a fold.

/// Every row is tested once: nSplits blocks of equal size, the first n mod nSplits of them one row larger. Rows in
/// order of their class or of time need `shuffle`, or a splitter that knows better.
struct KFoldOptions {
  int nSplits = 5;       ///< [2, n]
  bool shuffle = false;  ///< Deal the rows in random order.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "KFold";
  static void fields(auto& field, auto& o) {
    field("nSplits", o.nSplits);
    field("shuffle", o.shuffle);
    field("seed", o.seed);
  }
};
class KFold {
 public:
  explicit KFold(KFoldOptions options = {}) : options_(options) {}
  [[nodiscard]] Folds split(int n) const;
  [[nodiscard]] const KFoldOptions& options() const { return options_; }

 private:
  KFoldOptions options_;
};

/// KFold with the shares of the classes kept in every fold, to one row (Kohavi, "A study of cross-validation and
/// bootstrap for accuracy estimation and model selection", 1995). nSplits: [2, rows of the largest class].
struct StratifiedKFoldOptions : KFoldOptions {
  static constexpr const char* kOwner = "StratifiedKFold";
};
class StratifiedKFold {
 public:
  explicit StratifiedKFold(StratifiedKFoldOptions options = {}) : options_(options) {}
  [[nodiscard]] Folds split(const LabelView& y) const;
  [[nodiscard]] const StratifiedKFoldOptions& options() const { return options_; }

 private:
  StratifiedKFoldOptions options_;
};

/// KFold with shuffling, nRepeats times: fold j of repeat i is at [i nSplits + j], and repeat i is a function of (seed,
/// i) alone.
struct RepeatedKFoldOptions {
  int nSplits = 5;    ///< [2, n]
  int nRepeats = 10;  ///< [1, 100000]
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "RepeatedKFold";
  static void fields(auto& field, auto& o) {
    field("nSplits", o.nSplits);
    field("nRepeats", o.nRepeats);
    field("seed", o.seed);
  }
};
class RepeatedKFold {
 public:
  explicit RepeatedKFold(RepeatedKFoldOptions options = {}) : options_(options) {}
  [[nodiscard]] Folds split(int n) const;
  [[nodiscard]] const RepeatedKFoldOptions& options() const { return options_; }

 private:
  RepeatedKFoldOptions options_;
};

/// StratifiedKFold with shuffling, nRepeats times.
struct RepeatedStratifiedKFoldOptions : RepeatedKFoldOptions {
  static constexpr const char* kOwner = "RepeatedStratifiedKFold";
};
class RepeatedStratifiedKFold {
 public:
  explicit RepeatedStratifiedKFold(RepeatedStratifiedKFoldOptions options = {}) : options_(options) {}
  [[nodiscard]] Folds split(const LabelView& y) const;
  [[nodiscard]] const RepeatedStratifiedKFoldOptions& options() const { return options_; }

 private:
  RepeatedStratifiedKFoldOptions options_;
};

/// Every row alone is a test set: n folds, n in [2, 10000] (they hold n^2 row numbers).
struct LeaveOneOutOptions {
  static constexpr const char* kOwner = "LeaveOneOut";
  static void fields(auto& /*field*/, auto& /*o*/) {}
};
class LeaveOneOut {
 public:
  explicit LeaveOneOut(LeaveOneOutOptions /*options*/ = {}) {}
  [[nodiscard]] Folds split(int n) const;
  [[nodiscard]] LeaveOneOutOptions options() const { return {}; }
};

/// Independent random splits: the same row may be tested in several. Split i is a function of (seed, i) alone.
struct ShuffleSplitOptions {
  int nSplits = 10;       ///< [1, 100000]
  double testSize = 0.1;  ///< (0, 1) share of the rows, rounded up.
  double trainSize = 0;   ///< [0, 1) share of the rows, rounded down; 0 = all that are not tested.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "ShuffleSplit";
  static void fields(auto& field, auto& o) {
    field("nSplits", o.nSplits);
    field("testSize", o.testSize);
    field("trainSize", o.trainSize);
    field("seed", o.seed);
  }
};
class ShuffleSplit {
 public:
  explicit ShuffleSplit(ShuffleSplitOptions options = {}) : options_(options) {}
  [[nodiscard]] Folds split(int n) const;
  [[nodiscard]] const ShuffleSplitOptions& options() const { return options_; }

 private:
  ShuffleSplitOptions options_;
};

/// ShuffleSplit with the shares of the classes kept in both sets: places are dealt to the classes in proportion to
/// their sizes by largest remainder, the lower label on ties (scikit-learn breaks ties at random).
struct StratifiedShuffleSplitOptions : ShuffleSplitOptions {
  static constexpr const char* kOwner = "StratifiedShuffleSplit";
};
class StratifiedShuffleSplit {
 public:
  explicit StratifiedShuffleSplit(StratifiedShuffleSplitOptions options = {}) : options_(options) {}
  [[nodiscard]] Folds split(const LabelView& y) const;
  [[nodiscard]] const StratifiedShuffleSplitOptions& options() const { return options_; }

 private:
  StratifiedShuffleSplitOptions options_;
};

/// No group (patient, field, day) is in both sets of a fold: rows of one group know too much about each other. Groups
/// are dealt from the largest down, each to the fold that has the fewest rows so far (the first on ties); of equally
/// large groups the higher number first. nSplits: [2, number of groups].
struct GroupKFoldOptions {
  int nSplits = 5;

  static constexpr const char* kOwner = "GroupKFold";
  static void fields(auto& field, auto& o) { field("nSplits", o.nSplits); }
};
class GroupKFold {
 public:
  explicit GroupKFold(GroupKFoldOptions options = {}) : options_(options) {}
  /// groups: n numbers >= 0, one a row; rows with the same number belong together.
  [[nodiscard]] Folds split(const LabelView& groups) const;
  [[nodiscard]] const GroupKFoldOptions& options() const { return options_; }

 private:
  GroupKFoldOptions options_;
};

/// At least one fold, each with rows in both sets, all in [0, n). Throws kBadShape, kBadValue naming the fold.
void requireFolds(const Folds& folds, Eigen::Index n);

}  // namespace scrollwork

#pragma once

#include <cstdint>

#include "scrollwork/datasets/sample.h"

namespace scrollwork {

/// Classes in the plane that no straight line separates, beside makeMoons. All return n x 2 columns and bounds with a
/// margin of 5 %, and throw Error kBadValue for an option out of range. Cost: O(nSamples).

struct CirclesOptions {
  int nSamples = 100;   ///< [2, 1000000] points on both circles; the outer one gets floor(nSamples / 2).
  double noise = 0.0;   ///< [0, 10] standard deviation of the normal noise added to each coordinate.
  double factor = 0.8;  ///< [0, 1) radius of the inner circle.
  bool shuffle = true;  ///< Rows in random order; else the outer circle first.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "makeCircles";
  static void fields(auto& field, auto& o) {
    field("nSamples", o.nSamples);
    field("noise", o.noise);
    field("factor", o.factor);
    field("shuffle", o.shuffle);
    field("seed", o.seed);
  }
};

/// A circle of radius 1 (class 0) around one of radius `factor` (class 1), points in equal steps (scikit-learn's
/// `make_circles`). Without noise and shuffling the rows equal scikit-learn's to rounding.
[[nodiscard]] Sample makeCircles(const CirclesOptions& options = {});

struct SpiralsOptions {
  int nSamples = 100;   ///< [2, 1000000] points, dealt to the arms evenly (the first ones get one more).
  int nClasses = 2;     ///< [2, 100] arms.
  double turns = 1.5;   ///< (0, 20] full turns of each arm.
  double noise = 0.0;   ///< [0, 10] standard deviation of the normal noise added to each coordinate.
  bool shuffle = true;  ///< Rows in random order; else arm by arm.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "makeSpirals";
  static void fields(auto& field, auto& o) {
    field("nSamples", o.nSamples);
    field("nClasses", o.nClasses);
    field("turns", o.turns);
    field("noise", o.noise);
    field("shuffle", o.shuffle);
    field("seed", o.seed);
  }
};

/// Interleaved spirals (not in scikit-learn; after Lang & Witbrock, "Learning to tell two spirals apart", 1988). Point
/// i of m of arm c: t = (i + 1) / m, at radius t and angle 2 pi (turns t + c / nClasses).
[[nodiscard]] Sample makeSpirals(const SpiralsOptions& options = {});

struct XorOptions {
  int nSamples = 100;  ///< [1, 1000000] points.
  double noise = 0.0;  ///< [0, 10] standard deviation of the normal noise added to each coordinate after labelling.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "makeXor";
  static void fields(auto& field, auto& o) {
    field("nSamples", o.nSamples);
    field("noise", o.noise);
    field("seed", o.seed);
  }
};

/// Points drawn evenly from [-1, 1) x [-1, 1); class 1 where exactly one coordinate is negative (not in scikit-learn).
[[nodiscard]] Sample makeXor(const XorOptions& options = {});

}  // namespace scrollwork

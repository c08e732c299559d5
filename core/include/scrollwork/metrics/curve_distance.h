#pragma once

#include "scrollwork/matrix.h"

namespace scrollwork {

struct CurveDistanceOptions {
  double tolerance = 0;  ///< [0, infinity), in the unit of y: curves this close count as one.

  static constexpr const char* kOwner = "curveDistance";
  static void fields(auto& field, auto& o) { field("tolerance", o.tolerance); }
};

/// How far apart two curves are, and where.
struct CurveDistance {
  double mean = 0;     ///< Area between the curves over the width of x: their mean vertical distance, >= 0.
  double largest = 0;  ///< Largest vertical distance, >= 0; between straight lines it lies at one of the points.
  int largestAt = 0;   ///< Index of the first point that is so far apart.
  int apartFrom = 0;   ///< Index of the first point that is further apart than the tolerance; n where there is none.
  Vector difference;   ///< yPred - yTrue at each point.

  static void fields(auto& field, auto& o) {
    field("mean", o.mean);
    field("largest", o.largest);
    field("largestAt", o.largestAt);
    field("apartFrom", o.apartFrom);
    field("difference", o.difference);
  }
};

/// Compares two curves through the same n >= 2 points x, straight between them: a guess with the truth, a bound with
/// what it bounds. x rises or falls strictly; all numbers are finite. Throws Error: kBadShape (sizes differ, n < 2),
/// kBadValue (NaN or infinity, x not strictly monotonic, tolerance out of range). Cost: O(n).
[[nodiscard]] CurveDistance curveDistance(const VectorView& x, const VectorView& yTrue, const VectorView& yPred,
                                          const CurveDistanceOptions& options = {});

}  // namespace scrollwork

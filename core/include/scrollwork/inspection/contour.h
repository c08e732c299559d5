#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scrollwork/bounds.h"

namespace scrollwork {

/// A set of polylines as flat columns. Line l has the points offsets[l] .. offsets[l + 1] - 1.
struct Polylines {
  std::vector<double> x;  ///< Data coordinates of all points, line after line.
  std::vector<double> y;
  std::vector<int> offsets = {0};  ///< size() + 1 entries.
  std::vector<std::uint8_t>
      closed;  ///< size() entries: 1 where the last point joins the first (which is not repeated).

  [[nodiscard]] int size() const { return static_cast<int>(closed.size()); }
};

/// Where a function given on the pixels of a rectangle crosses `level`: marching squares with linear interpolation
/// (Lorensen & Cline, Marching cubes, 1987, in the plane).
///
/// `values` are width * height numbers (width, height >= 2, finite), laid out as in DecisionSurface: row 0 on top, each
/// the value at its pixel's centre. The half pixel between the outermost centres and the border is filled by linear
/// extrapolation, so lines reach the border of `bounds`. A value equal to the level counts as above it. In a saddle
/// (two opposite corners of a cell above) the mean of the four corners decides: above the level, the two high corners
/// are connected. Lines end only at the border; all others are closed. Points are in order along a line, high values on
/// the left when walking with y upwards; consecutive equal points are merged. Open lines come before closed ones, each
/// in the order of a scan from the top left, the same in every build.
/// A linear function comes out exact to rounding; a smooth one with an error of second order in the pixel.
/// Throws Error: kBadShape (sizes), kBadValue (NaN, bounds). Cost O(width * height).
[[nodiscard]] Polylines contour(std::span<const float> values, int width, int height, const Bounds& bounds,
                                double level = 0.5);

/// Where the winning class changes, for k >= 2 classes: the borders between the regions of equal argmax. Each pixel
/// cell is cut into two triangles, the k scores are interpolated linearly on each, and the line on which the two best
/// agree is taken. Where three regions meet, three lines end in one point, exactly.
///
/// `scores` are width * height * k numbers, the k of a pixel together (DecisionSurface::classProbability), finite;
/// layout, rim and errors as in contour. Ties at a pixel go to the lower class. A region that touches no pixel centre
/// is not seen.
[[nodiscard]] Polylines regionBoundaries(std::span<const float> scores, int nClasses, int width, int height,
                                         const Bounds& bounds);

}  // namespace scrollwork

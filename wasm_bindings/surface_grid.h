#pragma once

#include "marshal.h"
#include "scrollwork/inspection/contour.h"

namespace scrollwork::bindings {

/// The grid of a surface, or of any object with the same fields.
struct Grid {
  explicit Grid(Value surface) {
    if (!surface.isObject()) refuse("surface", "what decisionSurface returns", surface);
    read(surface["width"], "surface.width", width);
    read(surface["height"], "surface.height", height);
    read(surface["bounds"], "surface.bounds", bounds);
  }
  int width = 0;
  int height = 0;
  Bounds bounds;
};

[[nodiscard]] inline Value fromPolylines(const Polylines& lines) {
  Value out = Value::object();
  put(out, "x", from(lines.x));
  put(out, "y", from(lines.y));
  put(out, "offsets", from(lines.offsets));
  put(out, "closed", fromArray(lines.closed));
  return out;
}

}  // namespace scrollwork::bindings

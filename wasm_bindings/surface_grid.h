#pragma once

#include "marshal.h"
#include "scrollwork/inspection/contour.h"

namespace scrollwork::bindings {

/// The grid of a surface, or of any object with the same fields.
struct Grid {
  explicit Grid(const val& surface) {
    if (surface.typeOf().as<std::string>() != "object" || surface.isNull()) {
      fail(ErrorCode::kBadValue, {"surface: expected what decisionSurface returns"});
    }
    read(surface["width"], "surface.width", width);
    read(surface["height"], "surface.height", height);
    read(surface["bounds"], "surface.bounds", bounds);
  }
  int width = 0;
  int height = 0;
  Bounds bounds;
};

[[nodiscard]] inline val fromPolylines(const Polylines& lines) {
  val out = val::object();
  out.set("x", from(lines.x));
  out.set("y", from(lines.y));
  out.set("offsets", from(lines.offsets));
  out.set("closed", fromArray(lines.closed));
  return out;
}

}  // namespace scrollwork::bindings

#include "marshal.h"
#include "scrollwork/inspection/contour.h"
#include "scrollwork/inspection/decision_boundary.h"
#include "scrollwork/inspection/decision_surface.h"

namespace scrollwork::bindings {
namespace {

struct ContourOptions {
  double level = 0.5;
};
struct BoundsOfOptions {
  double margin = 0.05;
};

}  // namespace

template <>
struct Fields<ContourOptions> {
  static constexpr const char* kOwner = "contour";
  static void each(auto& field, auto& o) { field("level", o.level); }
};

template <>
struct Fields<BoundsOfOptions> {
  static constexpr const char* kOwner = "boundsOf";
  static void each(auto& field, auto& o) { field("margin", o.margin); }
};

namespace {

val surface(const val& classifier, const val& options) {
  const DecisionSurface surface =
      decisionSurface(toClassifier(classifier, "classifier"), toOptions<DecisionSurfaceOptions>(options));
  val out = val::object();
  out.set("width", surface.width);
  out.set("height", surface.height);
  out.set("nClasses", surface.nClasses);
  out.set("bounds", from(surface.bounds));
  out.set("probability", fromArray(surface.probability));
  out.set("label", fromArray(surface.label));
  out.set("classProbability", fromArray(surface.classProbability));
  // The kind of array that ImageData takes, over the same copied bytes.
  out.set("rgba", val::global("Uint8ClampedArray").new_(fromArray(surface.rgba)["buffer"]));
  return out;
}

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

val fromPolylines(const Polylines& lines) {
  val out = val::object();
  out.set("x", from(lines.x));
  out.set("y", from(lines.y));
  out.set("offsets", from(lines.offsets));
  out.set("closed", fromArray(lines.closed));
  return out;
}

val contourOf(const val& surface, const val& options) {
  const Grid grid(surface);
  const std::vector<float> values = toFloats(surface["probability"], "surface.probability");
  return fromPolylines(contour(values, grid.width, grid.height, grid.bounds, toOptions<ContourOptions>(options).level));
}

val boundaries(const val& surface) {
  const Grid grid(surface);
  const std::vector<float> scores = toFloats(surface["classProbability"], "surface.classProbability");
  return fromPolylines(
      regionBoundaries(scores, to<int>(surface["nClasses"], "surface.nClasses"), grid.width, grid.height, grid.bounds));
}

val boundary(const val& classifier, const val& surface) {
  const Grid grid(surface);
  DecisionSurface asked;
  asked.width = grid.width;
  asked.height = grid.height;
  asked.bounds = grid.bounds;
  read(surface["nClasses"], "surface.nClasses", asked.nClasses);
  asked.probability = toFloats(surface["probability"], "surface.probability");
  asked.classProbability = toFloats(surface["classProbability"], "surface.classProbability");
  return fromPolylines(decisionBoundary(toClassifier(classifier, "classifier"), asked));
}

val bounds(const val& X, const val& options) {
  return from(boundsOf(toMatrix(X, "X"), toOptions<BoundsOfOptions>(options).margin));
}

}  // namespace

EMSCRIPTEN_BINDINGS(inspection) {
  using emscripten::function;
  function("inspection.decisionSurface", guarded<&surface>);
  function("inspection.contour", guarded<&contourOf>);
  function("inspection.regionBoundaries", guarded<&boundaries>);
  function("inspection.decisionBoundary", guarded<&boundary>);
  function("inspection.boundsOf", guarded<&bounds>);
}

}  // namespace scrollwork::bindings

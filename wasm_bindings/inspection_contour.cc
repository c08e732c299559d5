// inspection: lines through any grid of numbers.
#include "registry.h"
#include "scrollwork/inspection/contour.h"
#include "scrollwork/inspection/decision_surface.h"
#include "surface_grid.h"

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

Value contourOf(Value surface, Value options) {
  const Grid grid(surface);
  const std::vector<float> values = toFloats(surface["probability"], "surface.probability");
  return fromPolylines(contour(values, grid.width, grid.height, grid.bounds, toOptions<ContourOptions>(options).level));
}

Value boundaries(Value surface) {
  const Grid grid(surface);
  const std::vector<float> scores = toFloats(surface["classProbability"], "surface.classProbability");
  return fromPolylines(
      regionBoundaries(scores, to<int>(surface["nClasses"], "surface.nClasses"), grid.width, grid.height, grid.bounds));
}

Value bounds(Value X, Value options) {
  return from(boundsOf(toMatrix(X, "X"), toOptions<BoundsOfOptions>(options).margin));
}

}  // namespace

const Registration registration([] {
  function("inspection.contour", bound<&contourOf>);
  function("inspection.regionBoundaries", bound<&boundaries>);
  function("inspection.boundsOf", bound<&bounds>);
});

}  // namespace scrollwork::bindings

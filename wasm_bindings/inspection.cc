#include "marshal.h"
#include "scrollwork/inspection/decision_boundary.h"
#include "scrollwork/inspection/decision_surface.h"
#include "surface_grid.h"

namespace scrollwork::bindings {
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

}  // namespace

EMSCRIPTEN_BINDINGS(inspection) {
  using emscripten::function;
  function("inspection.decisionSurface", guarded<&surface>);
  function("inspection.decisionBoundary", guarded<&boundary>);
}

}  // namespace scrollwork::bindings

#include "registry.h"
#include "scrollwork/inspection/decision_boundary.h"
#include "scrollwork/inspection/decision_surface.h"
#include "surface_grid.h"

namespace scrollwork::bindings {
namespace {

Value surface(Value classifier, Value options) {
  const DecisionSurface surface =
      decisionSurface(toClassifier(classifier, "classifier"), toOptions<DecisionSurfaceOptions>(options));
  Value out = Value::object();
  put(out, "width", surface.width);
  put(out, "height", surface.height);
  put(out, "nClasses", surface.nClasses);
  put(out, "bounds", from(surface.bounds));
  put(out, "probability", fromArray(surface.probability));
  put(out, "label", fromArray(surface.label));
  put(out, "classProbability", fromArray(surface.classProbability));
  put(out, "rgba", Value::clampedArray(surface.rgba.data(), surface.rgba.size()));
  return out;
}

Value boundary(Value classifier, Value surface) {
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

const Registration registration([] {
  function("inspection.decisionSurface", bound<&surface>);
  function("inspection.decisionBoundary", bound<&boundary>);
});

}  // namespace scrollwork::bindings

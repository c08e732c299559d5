#include "registry.h"
#include "scrollwork/mixture/gaussian_mixture.h"

namespace scrollwork::bindings {
namespace {

using Mixture = GaussianMixture;

void begin(Mixture& model, Value X, Value start) {
  model.begin(toMatrix(X, "X"), start.isUndefined() ? 0 : to<int>(start, "start"));
}
void step(Mixture& model, Value n) { model.step(n.isUndefined() ? 1 : to<int>(n, "n")); }
Value predictProba(const Mixture& model, Value X) { return from(model.predictProba(toMatrix(X, "X"))); }
Value scoreSamples(const Mixture& model, Value X) { return from(model.scoreSamples(toMatrix(X, "X"))); }
Value score(const Mixture& model, Value X) { return from(model.score(toMatrix(X, "X"))); }
Value aic(const Mixture& model, Value X) { return from(model.aic(toMatrix(X, "X"))); }
Value bic(const Mixture& model, Value X) { return from(model.bic(toMatrix(X, "X"))); }
Value covariance(const Mixture& model, Value component) {
  return from(model.covariance(to<int>(component, "component")));
}
Value sample(const Mixture& model, Value n, Value seed) {
  const MixtureSample drawn = model.sample(to<int>(n, "n"), seed.isUndefined() ? 0 : to<std::uint64_t>(seed, "seed"));
  Value out = Value::object();
  put(out, "X", from(drawn.X));
  put(out, "y", from(drawn.y));
  return out;
}
Value ellipses(const Mixture& model, Value featureX, Value featureY) {
  return fromFields(model.ellipses(featureX.isUndefined() ? 0 : to<int>(featureX, "featureX"),
                                   featureY.isUndefined() ? 1 : to<int>(featureY, "featureY")));
}

}  // namespace

const Registration registration([] {
  Class<"mixture.GaussianMixture", Mixture, Clusterer>()
      .constructor(bound<&construct<Mixture>>)
      .function("begin", bound<&begin>)
      .function("step", bound<&step>)
      .function("predictProba", bound<&predictProba>)
      .function("scoreSamples", bound<&scoreSamples>)
      .function("score", bound<&score>)
      .function("aic", bound<&aic>)
      .function("bic", bound<&bic>)
      .function("covariance", bound<&covariance>)
      .function("sample", bound<&sample>)
      .function("ellipses", bound<&ellipses>)
      .property("options", bound<&options<Mixture>>)
      .property("done", bound<&get<Mixture, &Mixture::done>>)
      .property("weights", bound<&get<Mixture, &Mixture::weights>>)
      .property("means", bound<&get<Mixture, &Mixture::means>>)
      .property("covariances", bound<&get<Mixture, &Mixture::covariances>>)
      .property("responsibilities", bound<&get<Mixture, &Mixture::responsibilities>>)
      .property("lowerBound", bound<&get<Mixture, &Mixture::lowerBound>>)
      .property("lowerBoundHistory", bound<&get<Mixture, &Mixture::lowerBoundHistory>>)
      .property("nIter", bound<&get<Mixture, &Mixture::nIter>>)
      .property("converged", bound<&get<Mixture, &Mixture::converged>>)
      .property("nParameters", bound<&get<Mixture, &Mixture::nParameters>>);
});

}  // namespace scrollwork::bindings

#include "marshal.h"
#include "scrollwork/mixture/gaussian_mixture.h"

namespace scrollwork::bindings {
namespace {

using Mixture = GaussianMixture;

void begin(Mixture& model, const val& X, const val& start) {
  model.begin(toMatrix(X, "X"), start.isUndefined() ? 0 : to<int>(start, "start"));
}
void step(Mixture& model, const val& n) { model.step(n.isUndefined() ? 1 : to<int>(n, "n")); }
val predictProba(const Mixture& model, const val& X) { return from(model.predictProba(toMatrix(X, "X"))); }
val scoreSamples(const Mixture& model, const val& X) { return from(model.scoreSamples(toMatrix(X, "X"))); }
val score(const Mixture& model, const val& X) { return from(model.score(toMatrix(X, "X"))); }
val aic(const Mixture& model, const val& X) { return from(model.aic(toMatrix(X, "X"))); }
val bic(const Mixture& model, const val& X) { return from(model.bic(toMatrix(X, "X"))); }
val covariance(const Mixture& model, const val& component) {
  return from(model.covariance(to<int>(component, "component")));
}
val sample(const Mixture& model, const val& n, const val& seed) {
  const MixtureSample drawn = model.sample(to<int>(n, "n"), seed.isUndefined() ? 0 : to<std::uint64_t>(seed, "seed"));
  val out = val::object();
  out.set("X", from(drawn.X));
  out.set("y", from(drawn.y));
  return out;
}
val ellipses(const Mixture& model, const val& featureX, const val& featureY) {
  return fromFields(model.ellipses(featureX.isUndefined() ? 0 : to<int>(featureX, "featureX"),
                                   featureY.isUndefined() ? 1 : to<int>(featureY, "featureY")));
}

}  // namespace

EMSCRIPTEN_BINDINGS(mixture) {
  emscripten::class_<Mixture, emscripten::base<Clusterer>>("mixture.GaussianMixture")
      .constructor(guarded<&construct<Mixture>>, emscripten::allow_raw_pointers())
      .function("begin", guarded<&begin>)
      .function("step", guarded<&step>)
      .function("predictProba", guarded<&predictProba>)
      .function("scoreSamples", guarded<&scoreSamples>)
      .function("score", guarded<&score>)
      .function("aic", guarded<&aic>)
      .function("bic", guarded<&bic>)
      .function("covariance", guarded<&covariance>)
      .function("sample", guarded<&sample>)
      .function("ellipses", guarded<&ellipses>)
      .property("options", guarded<&options<Mixture>>)
      .property("done", guarded<&get<Mixture, &Mixture::done>>)
      .property("weights", guarded<&get<Mixture, &Mixture::weights>>)
      .property("means", guarded<&get<Mixture, &Mixture::means>>)
      .property("covariances", guarded<&get<Mixture, &Mixture::covariances>>)
      .property("responsibilities", guarded<&get<Mixture, &Mixture::responsibilities>>)
      .property("lowerBound", guarded<&get<Mixture, &Mixture::lowerBound>>)
      .property("lowerBoundHistory", guarded<&get<Mixture, &Mixture::lowerBoundHistory>>)
      .property("nIter", guarded<&get<Mixture, &Mixture::nIter>>)
      .property("converged", guarded<&get<Mixture, &Mixture::converged>>)
      .property("nParameters", guarded<&get<Mixture, &Mixture::nParameters>>);
}

}  // namespace scrollwork::bindings

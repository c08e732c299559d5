// base: the seeded generator, for models that draw by themselves.
#include "marshal.h"
#include "scrollwork/rng.h"

namespace scrollwork::bindings {
namespace {

/// Rng has no options struct in core: its seed is its one argument.
struct RngOptions {
  std::uint64_t seed = 0;
};
Rng* constructRng(const val& object);
val uniform(Rng& rng, const val& low, const val& high) {
  if (low.isUndefined() && high.isUndefined()) return from(rng.uniform());
  return from(rng.uniform(to<double>(low, "low"), to<double>(high, "high")));
}
val integer(Rng& rng, const val& low, const val& high) {
  return from(rng.integer(to<int>(low, "low"), to<int>(high, "high")));
}
val normal(Rng& rng, const val& mean, const val& standardDeviation) {
  if (mean.isUndefined() && standardDeviation.isUndefined()) return from(rng.normal());
  return from(rng.normal(to<double>(mean, "mean"), to<double>(standardDeviation, "standardDeviation")));
}
val permutation(Rng& rng, const val& n) { return from(rng.permutation(to<int>(n, "n"))); }

}  // namespace

template <>
struct Fields<RngOptions> {
  static constexpr const char* kOwner = "Rng";
  static void each(auto& field, auto& o) { field("seed", o.seed); }
};

namespace {
Rng* constructRng(const val& object) { return new Rng(toOptions<RngOptions>(object).seed); }
}  // namespace

EMSCRIPTEN_BINDINGS(base_rng) {
  using emscripten::allow_raw_pointers;
  emscripten::class_<Rng>("base.Rng")
      .constructor(guarded<&constructRng>, allow_raw_pointers())
      .function("uniform", guarded<&uniform>)
      .function("integer", guarded<&integer>)
      .function("normal", guarded<&normal>)
      .function("permutation", guarded<&permutation>);
}

}  // namespace scrollwork::bindings

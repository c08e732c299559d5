// base: the seeded generator, for models that draw by themselves.
#include "registry.h"
#include "scrollwork/rng.h"

namespace scrollwork::bindings {
namespace {

/// Rng has no options struct in core: its seed is its one argument.
struct RngOptions {
  std::uint64_t seed = 0;
};
Rng* constructRng(Value object);
Value uniform(Rng& rng, Value low, Value high) {
  if (low.isUndefined() && high.isUndefined()) return from(rng.uniform());
  return from(rng.uniform(to<double>(low, "low"), to<double>(high, "high")));
}
Value integer(Rng& rng, Value low, Value high) { return from(rng.integer(to<int>(low, "low"), to<int>(high, "high"))); }
Value normal(Rng& rng, Value mean, Value standardDeviation) {
  if (mean.isUndefined() && standardDeviation.isUndefined()) return from(rng.normal());
  return from(rng.normal(to<double>(mean, "mean"), to<double>(standardDeviation, "standardDeviation")));
}
Value permutation(Rng& rng, Value n) { return from(rng.permutation(to<int>(n, "n"))); }

}  // namespace

template <>
struct Fields<RngOptions> {
  static constexpr const char* kOwner = "Rng";
  static void each(auto& field, auto& o) { field("seed", o.seed); }
};

namespace {
Rng* constructRng(Value object) { return new Rng(toOptions<RngOptions>(object).seed); }
}  // namespace

const Registration registration([] {
  Class<"base.Rng", Rng>()
      .constructor(bound<&constructRng>)
      .function("uniform", bound<&uniform>)
      .function("integer", bound<&integer>)
      .function("normal", bound<&normal>)
      .function("permutation", bound<&permutation>);
});

}  // namespace scrollwork::bindings

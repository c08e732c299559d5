// pipeline: transformers before a regressor. A part of its own, since sets for classification do without.
#include "marshal.h"
#include "scrollwork/pipeline/regressor_pipeline.h"

namespace scrollwork::bindings {
namespace {

/// new RegressorPipeline([transformer, …, regressor]); the parts are cloned, so they may be freed at once.
RegressorPipeline* constructPipeline(const val& steps) {
  const std::size_t n = steps.isArray() ? steps["length"].as<std::size_t>() : 0;
  if (n == 0) fail(ErrorCode::kBadValue, {"steps: expected an array of transformers and, last, a regressor"});
  std::vector<std::reference_wrapper<const Transformer>> transformers;
  const auto name = [](std::size_t i) { return "steps[" + std::to_string(i) + "]"; };
  for (std::size_t i = 0; i + 1 < n; ++i) transformers.emplace_back(toTransformer(steps[i], name(i)));
  return new RegressorPipeline(transformers, toRegressor(steps[n - 1], name(n - 1)));
}

val transform(const RegressorPipeline& pipeline, const val& X) { return from(pipeline.transform(toMatrix(X, "X"))); }

}  // namespace

EMSCRIPTEN_BINDINGS(pipeline_regressor) {
  emscripten::class_<RegressorPipeline, emscripten::base<Regressor>>("pipeline.RegressorPipeline")
      .constructor(guarded<&constructPipeline>, emscripten::allow_raw_pointers())
      .function("transform", guarded<&transform>);
}

}  // namespace scrollwork::bindings

// pipeline: transformers before a regressor. A part of its own, since sets for classification do without.
#include "registry.h"
#include "scrollwork/pipeline/regressor_pipeline.h"

namespace scrollwork::bindings {
namespace {

/// new RegressorPipeline([transformer, …, regressor]); the parts are cloned, so they may be freed at once.
RegressorPipeline* constructPipeline(Value steps) {
  const std::size_t n = steps.isArray() ? steps.length() : 0;
  if (n == 0) refuse("steps", "an array of transformers and, last, a regressor", steps);
  std::vector<std::reference_wrapper<const Transformer>> transformers;
  const auto name = [](std::size_t i) { return joinMessage({"steps[", i, "]"}); };
  for (std::size_t i = 0; i + 1 < n; ++i) transformers.emplace_back(toTransformer(steps[i], name(i)));
  return new RegressorPipeline(transformers, toRegressor(steps[n - 1], name(n - 1)));
}

Value transform(const RegressorPipeline& pipeline, Value X) { return from(pipeline.transform(toMatrix(X, "X"))); }

}  // namespace

const Registration registration([] {
  Class<"pipeline.RegressorPipeline", RegressorPipeline, Regressor>()
      .constructor(bound<&constructPipeline>)
      .function("transform", bound<&transform>);
});

}  // namespace scrollwork::bindings

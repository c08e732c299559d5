#include "scrollwork/pipeline/pipeline.h"

#include "registry.h"

namespace scrollwork::bindings {
namespace {

/// new Pipeline([transformer, …, classifier]); the parts are cloned, so they may be freed at once.
Pipeline* constructPipeline(Value steps) {
  const std::size_t n = steps.isArray() ? steps.length() : 0;
  if (n == 0) refuse("steps", "an array of transformers and, last, a classifier", steps);
  std::vector<std::reference_wrapper<const Transformer>> transformers;
  const auto name = [](std::size_t i) { return joinMessage({"steps[", i, "]"}); };
  for (std::size_t i = 0; i + 1 < n; ++i) transformers.emplace_back(toTransformer(steps[i], name(i)));
  return new Pipeline(transformers, toClassifier(steps[n - 1], name(n - 1)));
}

Value transform(const Pipeline& pipeline, Value X) { return from(pipeline.transform(toMatrix(X, "X"))); }

}  // namespace

const Registration registration([] {
  Class<"pipeline.Pipeline", Pipeline, Classifier>()
      .constructor(bound<&constructPipeline>)
      .function("transform", bound<&transform>);
});

}  // namespace scrollwork::bindings

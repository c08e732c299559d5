// metrics: what can be read off a confusion matrix.
#include <cmath>

#include "marshal.h"
#include "scrollwork/metrics/confusion_scores.h"

namespace scrollwork::bindings {
namespace {

using Score = double (*)(const LabelView&, const LabelView&, const ClassScoreOptions&);
template <Score F>
double ofLabels(const val& yTrue, const val& yPred, const val& options) {
  return F(toLabels(yTrue, "yTrue"), toLabels(yPred, "yPred"), toOptions<ClassScoreOptions>(options));
}

/// The same options with this function's own default.
struct PerClassOptions : ClassScoreOptions {
  PerClassOptions() { average = "none"; }
  static constexpr const char* kOwner = "precisionRecallFscoreSupport";
};
val perClass(const val& yTrue, const val& yPred, const val& options) {
  return fromFields(precisionRecallFscoreSupport(toLabels(yTrue, "yTrue"), toLabels(yPred, "yPred"),
                                                 toOptions<PerClassOptions>(options)));
}

double matthews(const val& yTrue, const val& yPred) {
  return matthewsCorrcoef(toLabels(yTrue, "yTrue"), toLabels(yPred, "yPred"));
}

struct CohenKappaScoreOptions {
  std::string weights = "none";
  static constexpr const char* kOwner = "cohenKappaScore";
  static void fields(auto& field, auto& o) { field("weights", o.weights); }
};
double kappa(const val& yTrue, const val& yPred, const val& options) {
  return cohenKappaScore(toLabels(yTrue, "yTrue"), toLabels(yPred, "yPred"),
                         toOptions<CohenKappaScoreOptions>(options).weights);
}

val board(const val& confusion, const val& options) {
  const Matrix numbers = toMatrix(confusion, "confusion");
  for (const double x : numbers.reshaped()) {
    if (x == std::floor(x) && std::fabs(x) < 0x1p31) continue;
    fail(ErrorCode::kBadValue, {"confusion: expected whole numbers below 2147483648, got ", x});
  }
  return fromFields(confusionScores(numbers.cast<int>(), toOptions<ConfusionScoresOptions>(options)));
}

}  // namespace

EMSCRIPTEN_BINDINGS(metrics_confusion) {
  using emscripten::function;
  function("metrics.precisionScore", guarded<&ofLabels<&precisionScore>>);
  function("metrics.recallScore", guarded<&ofLabels<&recallScore>>);
  function("metrics.specificityScore", guarded<&ofLabels<&specificityScore>>);
  function("metrics.fbetaScore", guarded<&ofLabels<&fbetaScore>>);
  function("metrics.f1Score", guarded<&ofLabels<&f1Score>>);
  function("metrics.precisionRecallFscoreSupport", guarded<&perClass>);
  function("metrics.matthewsCorrcoef", guarded<&matthews>);
  function("metrics.cohenKappaScore", guarded<&kappa>);
  function("metrics.confusionScores", guarded<&board>);
}

}  // namespace scrollwork::bindings

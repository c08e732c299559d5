// metrics: what can be read off a confusion matrix.
#include <cmath>

#include "registry.h"
#include "scrollwork/metrics/confusion_scores.h"

namespace scrollwork::bindings {
namespace {

using Score = double (*)(const LabelView&, const LabelView&, const ClassScoreOptions&);
template <Score F>
double ofLabels(Value yTrue, Value yPred, Value options) {
  return F(toLabels(yTrue, "yTrue"), toLabels(yPred, "yPred"), toOptions<ClassScoreOptions>(options));
}

/// The same options with this function's own default.
struct PerClassOptions : ClassScoreOptions {
  PerClassOptions() { average = "none"; }
  static constexpr const char* kOwner = "precisionRecallFscoreSupport";
};
Value perClass(Value yTrue, Value yPred, Value options) {
  return fromFields(precisionRecallFscoreSupport(toLabels(yTrue, "yTrue"), toLabels(yPred, "yPred"),
                                                 toOptions<PerClassOptions>(options)));
}

double matthews(Value yTrue, Value yPred) {
  return matthewsCorrcoef(toLabels(yTrue, "yTrue"), toLabels(yPred, "yPred"));
}

struct CohenKappaScoreOptions {
  std::string weights = "none";
  static constexpr const char* kOwner = "cohenKappaScore";
  static void fields(auto& field, auto& o) { field("weights", o.weights); }
};
double kappa(Value yTrue, Value yPred, Value options) {
  return cohenKappaScore(toLabels(yTrue, "yTrue"), toLabels(yPred, "yPred"),
                         toOptions<CohenKappaScoreOptions>(options).weights);
}

Value board(Value confusion, Value options) {
  const Matrix numbers = toMatrix(confusion, "confusion");
  for (const double x : numbers.reshaped()) {
    if (x == std::floor(x) && std::fabs(x) < 0x1p31) continue;
    fail(ErrorCode::kBadValue, {"confusion: expected whole numbers below 2147483648, got ", x});
  }
  return fromFields(confusionScores(numbers.cast<int>(), toOptions<ConfusionScoresOptions>(options)));
}

}  // namespace

const Registration registration([] {
  function("metrics.precisionScore", bound<&ofLabels<&precisionScore>>);
  function("metrics.recallScore", bound<&ofLabels<&recallScore>>);
  function("metrics.specificityScore", bound<&ofLabels<&specificityScore>>);
  function("metrics.fbetaScore", bound<&ofLabels<&fbetaScore>>);
  function("metrics.f1Score", bound<&ofLabels<&f1Score>>);
  function("metrics.precisionRecallFscoreSupport", bound<&perClass>);
  function("metrics.matthewsCorrcoef", bound<&matthews>);
  function("metrics.cohenKappaScore", bound<&kappa>);
  function("metrics.confusionScores", bound<&board>);
});

}  // namespace scrollwork::bindings

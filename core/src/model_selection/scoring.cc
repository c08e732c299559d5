#include "scrollwork/model_selection/scoring.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "scrollwork/error.h"
#include "scrollwork/metrics/calibration.h"
#include "scrollwork/metrics/classification.h"
#include "scrollwork/metrics/confusion_scores.h"
#include "scrollwork/metrics/precision_recall_curve.h"
#include "scrollwork/metrics/regression.h"
#include "scrollwork/metrics/roc_curve.h"

namespace scrollwork {
namespace {

using LabelScore = double (*)(const LabelView& yTrue, const LabelView& yPred);
using ProbaScore = double (*)(const LabelView& yTrue, const MatrixView& proba);
using ClassScore = double (*)(const LabelView& yTrue, const LabelView& yPred, const ClassScoreOptions& options);

struct ClassifierScorer {
  std::string_view name;
  LabelScore ofLabels;  // one of the two
  ProbaScore ofProba;
};
struct RegressorScorer {
  std::string_view name;
  double sign;
  double (*score)(const VectorView& yTrue, const VectorView& yPred);
};

void requireTwoClasses(int k) {
  if (k != 2) {
    fail(ErrorCode::kBadValue, {"scoring: this score is for two classes, got ", k,
                                "; those with _macro, _ovr and the like are for any number"});
  }
}

template <ClassScore F>
double ofClassOne(const LabelView& yTrue, const LabelView& yPred) {
  requireTwoClasses(std::max({yTrue.maxCoeff(), yPred.maxCoeff(), 1}) + 1);
  return F(yTrue, yPred, {});
}
enum class Average { kMacro, kMicro, kWeighted };
template <ClassScore F, Average kAverage>
double averaged(const LabelView& yTrue, const LabelView& yPred) {
  constexpr std::array kNames = {"macro", "micro", "weighted"};
  ClassScoreOptions options;
  options.average = kNames[static_cast<std::size_t>(kAverage)];
  return F(yTrue, yPred, options);
}

template <double (*F)(const LabelView&, const VectorView&)>
double ofProbaOne(const LabelView& yTrue, const MatrixView& proba) {
  requireTwoClasses(static_cast<int>(proba.cols()));
  return F(yTrue, Vector(proba.col(1)));
}
double rocAuc(const LabelView& yTrue, const VectorView& score) { return rocAucScore(yTrue, score); }
double averagePrecision(const LabelView& yTrue, const VectorView& score) { return averagePrecisionScore(yTrue, score); }
double negBrier(const LabelView& yTrue, const VectorView& score) { return -brierScoreLoss(yTrue, score); }
double negLogLoss(const LabelView& yTrue, const MatrixView& proba) { return -logLoss(yTrue, proba); }
template <bool kPairwise, bool kWeighted>
double rocAucMulticlass(const LabelView& yTrue, const MatrixView& proba) {
  return rocAucScoreMulticlass(yTrue, proba,
                               {.multiClass = kPairwise ? "ovo" : "ovr", .average = kWeighted ? "weighted" : "macro"});
}

constexpr std::array kClassifierScorers = {
    ClassifierScorer{"accuracy", &accuracyScore, nullptr},
    ClassifierScorer{"balanced_accuracy", &balancedAccuracyScore, nullptr},
    ClassifierScorer{"matthews_corrcoef", &matthewsCorrcoef, nullptr},
    ClassifierScorer{"precision", &ofClassOne<&precisionScore>, nullptr},
    ClassifierScorer{"precision_macro", &averaged<&precisionScore, Average::kMacro>, nullptr},
    ClassifierScorer{"precision_micro", &averaged<&precisionScore, Average::kMicro>, nullptr},
    ClassifierScorer{"precision_weighted", &averaged<&precisionScore, Average::kWeighted>, nullptr},
    ClassifierScorer{"recall", &ofClassOne<&recallScore>, nullptr},
    ClassifierScorer{"recall_macro", &averaged<&recallScore, Average::kMacro>, nullptr},
    ClassifierScorer{"recall_micro", &averaged<&recallScore, Average::kMicro>, nullptr},
    ClassifierScorer{"recall_weighted", &averaged<&recallScore, Average::kWeighted>, nullptr},
    ClassifierScorer{"f1", &ofClassOne<&f1Score>, nullptr},
    ClassifierScorer{"f1_macro", &averaged<&f1Score, Average::kMacro>, nullptr},
    ClassifierScorer{"f1_micro", &averaged<&f1Score, Average::kMicro>, nullptr},
    ClassifierScorer{"f1_weighted", &averaged<&f1Score, Average::kWeighted>, nullptr},
    ClassifierScorer{"neg_log_loss", nullptr, &negLogLoss},
    ClassifierScorer{"neg_brier_score", nullptr, &ofProbaOne<&negBrier>},
    ClassifierScorer{"roc_auc", nullptr, &ofProbaOne<&rocAuc>},
    ClassifierScorer{"average_precision", nullptr, &ofProbaOne<&averagePrecision>},
    ClassifierScorer{"roc_auc_ovr", nullptr, &rocAucMulticlass<false, false>},
    ClassifierScorer{"roc_auc_ovo", nullptr, &rocAucMulticlass<true, false>},
    ClassifierScorer{"roc_auc_ovr_weighted", nullptr, &rocAucMulticlass<false, true>},
    ClassifierScorer{"roc_auc_ovo_weighted", nullptr, &rocAucMulticlass<true, true>},
};
constexpr std::array kRegressorScorers = {
    RegressorScorer{"r2", 1.0, &r2Score},
    RegressorScorer{"explained_variance", 1.0, &explainedVarianceScore},
    RegressorScorer{"max_error", -1.0, &maxError},
    RegressorScorer{"neg_mean_squared_error", -1.0, &meanSquaredError},
    RegressorScorer{"neg_root_mean_squared_error", -1.0, &rootMeanSquaredError},
    RegressorScorer{"neg_mean_absolute_error", -1.0, &meanAbsoluteError},
    RegressorScorer{"neg_median_absolute_error", -1.0, &medianAbsoluteError},
};

/// The first entry of the table is what an empty name means.
template <typename Scorer, std::size_t n>
const Scorer& scorerOf(const std::array<Scorer, n>& scorers, const std::string& name) {
  if (name.empty()) return scorers[0];
  for (const Scorer& scorer : scorers) {
    if (scorer.name == name) return scorer;
  }
  std::string known;
  for (const Scorer& scorer : scorers) known += (known.empty() ? "" : ", ") + std::string(scorer.name);
  fail(ErrorCode::kBadValue, {"scoring: expected one of ", known, ", got \"", name, "\""});
}

}  // namespace

std::vector<double> scoresOf(const Classifier& classifier, const MatrixView& X, const LabelView& y,
                             const std::vector<std::string>& scoring) {
  Labels predicted;
  Matrix proba;
  std::vector<double> scores;
  for (const std::string& name : scoring) {
    const ClassifierScorer& scorer = scorerOf(kClassifierScorers, name);
    if (scorer.ofLabels != nullptr) {
      if (predicted.size() == 0) predicted = classifier.predict(X);
      scores.push_back(scorer.ofLabels(y, predicted));
    } else {
      if (proba.size() == 0) proba = classifier.predictProba(X);
      scores.push_back(scorer.ofProba(y, proba));
    }
  }
  return scores;
}

std::vector<double> scoresOf(const Regressor& regressor, const MatrixView& X, const VectorView& y,
                             const std::vector<std::string>& scoring) {
  const Vector predicted = regressor.predict(X);
  std::vector<double> scores;
  for (const std::string& name : scoring) {
    const RegressorScorer& scorer = scorerOf(kRegressorScorers, name);
    scores.push_back(scorer.sign * scorer.score(y, predicted));
  }
  return scores;
}

void requireClassifierScoring(const std::vector<std::string>& scoring) {
  for (const std::string& name : scoring) (void)scorerOf(kClassifierScorers, name);
}

void requireRegressorScoring(const std::vector<std::string>& scoring) {
  for (const std::string& name : scoring) (void)scorerOf(kRegressorScorers, name);
}

}  // namespace scrollwork

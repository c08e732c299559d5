#include "scrollwork/metrics/confusion_scores.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "scrollwork/metrics/classification.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

/// A class against the rest.
struct Counts {
  std::int64_t tp = 0;
  std::int64_t fp = 0;
  std::int64_t fn = 0;
  std::int64_t tn = 0;
  [[nodiscard]] std::int64_t support() const { return tp + fn; }
  Counts& operator+=(const Counts& other) {
    tp += other.tp;
    fp += other.fp;
    fn += other.fn;
    tn += other.tn;
    return *this;
  }
};

using ConfusionView = Eigen::Ref<const Eigen::MatrixXi>;

std::int64_t total(const ConfusionView& confusion) {
  std::int64_t sum = 0;
  for (Index j = 0; j < confusion.cols(); ++j) {
    for (Index i = 0; i < confusion.rows(); ++i) sum += confusion(i, j);
  }
  return sum;
}

std::vector<Counts> countsOf(const ConfusionView& confusion) {
  std::vector<Counts> counts(static_cast<std::size_t>(confusion.rows()));
  const std::int64_t n = total(confusion);
  for (Index c = 0; c < confusion.rows(); ++c) {
    Counts& k = counts[static_cast<std::size_t>(c)];
    k.tp = confusion(c, c);
    for (Index j = 0; j < confusion.rows(); ++j) {
      k.fn += j == c ? 0 : confusion(c, j);
      k.fp += j == c ? 0 : confusion(j, c);
    }
    k.tn = n - k.tp - k.fn - k.fp;
  }
  return counts;
}

void requireOptions(double beta, double zeroDivision) {
  if (!(beta >= 0.0 && std::isfinite(beta))) {
    fail(ErrorCode::kBadValue, {"beta: expected a finite number >= 0, got ", beta});
  }
  if (zeroDivision != 0.0 && zeroDivision != 1.0) {
    fail(ErrorCode::kBadValue, {"zeroDivision: expected 0 or 1, got ", zeroDivision});
  }
}

enum Ratio : Index { kPrecision, kRecall, kFbeta, kSpecificity, kRatios };

/// The ratios of some counts, where needed by the rule for 0 / 0.
class Ratios {
 public:
  Ratios(double beta, double zeroDivision) : beta2_(beta * beta), zeroDivision_(zeroDivision) {
    requireOptions(beta, zeroDivision);
  }
  [[nodiscard]] Eigen::Array4d operator()(const Counts& k) const {
    const auto tp = static_cast<double>(k.tp);
    const auto fp = static_cast<double>(k.fp);
    const auto fn = static_cast<double>(k.fn);
    const auto tn = static_cast<double>(k.tn);
    return {divide(tp, tp + fp), divide(tp, tp + fn), divide((1.0 + beta2_) * tp, beta2_ * (tp + fn) + (tp + fp)),
            divide(tn, tn + fp)};
  }
  [[nodiscard]] double zeroDivision() const { return zeroDivision_; }

 private:
  [[nodiscard]] double divide(double over, double under) const { return under == 0.0 ? zeroDivision_ : over / under; }
  double beta2_;
  double zeroDivision_;
};

Eigen::Array4d micro(const std::vector<Counts>& counts, const Ratios& ratios) {
  Counts sum;
  for (const Counts& k : counts) sum += k;
  return ratios(sum);
}

/// "macro" or "weighted"; `onlyOccurring`: over the classes that occur in truth or prediction.
Eigen::Array4d mean(const std::vector<Counts>& counts, const Ratios& ratios, bool weighted, bool onlyOccurring) {
  Eigen::Array4d sum = Eigen::Array4d::Zero();
  double weights = 0.0;
  for (const Counts& k : counts) {
    if (onlyOccurring && k.tp + k.fp + k.fn == 0) continue;
    const double weight = weighted ? static_cast<double>(k.support()) : 1.0;
    sum += weight * ratios(k);
    weights += weight;
  }
  return sum / weights;
}

/// One row a class, or a single row: the average.
struct Scores {
  Eigen::Array<double, Eigen::Dynamic, 4> ratios;
  Labels support;
};

Scores scoresOf(const LabelView& yTrue, const LabelView& yPred, const ClassScoreOptions& options, double beta,
                bool single) {
  const Ratios ratios(beta, options.zeroDivision);
  requireRange("posLabel", options.posLabel, 0, kMaxClasses - 1);
  const Eigen::MatrixXi confusion = confusionMatrix(yTrue, yPred, options.nClasses);
  const std::vector<Counts> counts = countsOf(confusion);
  Scores scores;
  if (options.average == "none" && !single) {
    scores.ratios.resize(confusion.rows(), kRatios);
    scores.support.resize(confusion.rows());
    for (Index c = 0; c < confusion.rows(); ++c) {
      scores.ratios.row(c) = ratios(counts[static_cast<std::size_t>(c)]).transpose();
      scores.support[c] = static_cast<int>(counts[static_cast<std::size_t>(c)].support());
    }
    return scores;
  }
  scores.support = Labels::Constant(1, static_cast<int>(yTrue.size()));
  scores.ratios.resize(1, kRatios);
  if (options.average == "binary") {
    const bool known = options.posLabel < confusion.rows();
    Counts k;
    k.tn = yTrue.size();  // of a class that does not occur
    if (known) k = counts[static_cast<std::size_t>(options.posLabel)];
    scores.ratios.row(0) = ratios(k).transpose();
    scores.support[0] = static_cast<int>(k.support());
  } else if (options.average == "micro") {
    scores.ratios.row(0) = micro(counts, ratios).transpose();
  } else if (options.average == "macro" || options.average == "weighted") {
    scores.ratios.row(0) = mean(counts, ratios, options.average == "weighted", options.nClasses == 0).transpose();
  } else {
    fail(ErrorCode::kBadValue, {"average: expected \"binary\", \"macro\", \"micro\" or \"weighted\"",
                                single ? "" : ", or \"none\"", ", got \"", options.average, "\"",
                                single && options.average == "none" ? "; precisionRecallFscoreSupport has it" : ""});
  }
  return scores;
}

double matthewsOf(const ConfusionView& confusion) {
  // In doubles: n^2 of 2^31 cases is 2^62, and differences of such products would overflow.
  double samples = 0.0;
  double correct = 0.0;
  double truePredicted = 0.0;  // sum over classes of (cases x calls)
  double trueTrue = 0.0;
  double predictedPredicted = 0.0;
  for (Index c = 0; c < confusion.rows(); ++c) {
    double cases = 0.0;
    double calls = 0.0;
    for (Index j = 0; j < confusion.rows(); ++j) {
      cases += confusion(c, j);
      calls += confusion(j, c);
    }
    samples += cases;
    correct += confusion(c, c);
    truePredicted += cases * calls;
    trueTrue += cases * cases;
    predictedPredicted += calls * calls;
  }
  const double covariance = correct * samples - truePredicted;
  const double product = (samples * samples - trueTrue) * (samples * samples - predictedPredicted);
  return product > 0.0 ? covariance / std::sqrt(product) : 0.0;
}

}  // namespace

double precisionScore(const LabelView& yTrue, const LabelView& yPred, const ClassScoreOptions& options) {
  return scoresOf(yTrue, yPred, options, options.beta, true).ratios(0, kPrecision);
}

double recallScore(const LabelView& yTrue, const LabelView& yPred, const ClassScoreOptions& options) {
  return scoresOf(yTrue, yPred, options, options.beta, true).ratios(0, kRecall);
}

double specificityScore(const LabelView& yTrue, const LabelView& yPred, const ClassScoreOptions& options) {
  return scoresOf(yTrue, yPred, options, options.beta, true).ratios(0, kSpecificity);
}

double fbetaScore(const LabelView& yTrue, const LabelView& yPred, const ClassScoreOptions& options) {
  return scoresOf(yTrue, yPred, options, options.beta, true).ratios(0, kFbeta);
}

double f1Score(const LabelView& yTrue, const LabelView& yPred, const ClassScoreOptions& options) {
  return scoresOf(yTrue, yPred, options, 1.0, true).ratios(0, kFbeta);
}

PrecisionRecallFscoreSupport precisionRecallFscoreSupport(const LabelView& yTrue, const LabelView& yPred,
                                                          const ClassScoreOptions& options) {
  const Scores scores = scoresOf(yTrue, yPred, options, options.beta, false);
  return {scores.ratios.col(kPrecision), scores.ratios.col(kRecall), scores.ratios.col(kFbeta), scores.support};
}

double matthewsCorrcoef(const LabelView& yTrue, const LabelView& yPred) {
  return matthewsOf(confusionMatrix(yTrue, yPred));
}

double cohenKappaScore(const LabelView& yTrue, const LabelView& yPred, const std::string& weights) {
  if (weights != "none" && weights != "linear" && weights != "quadratic") {
    fail(ErrorCode::kBadValue, {"weights: expected \"none\", \"linear\" or \"quadratic\", got \"", weights, "\""});
  }
  const Eigen::MatrixXi confusion = confusionMatrix(yTrue, yPred);
  const Index k = confusion.rows();
  const auto n = static_cast<double>(yTrue.size());
  double observed = 0.0;  // disagreement, weighted
  double expected = 0.0;
  for (Index i = 0; i < k; ++i) {
    const double cases = static_cast<double>(confusion.row(i).sum());
    for (Index j = 0; j < k; ++j) {
      const auto distance = static_cast<double>(std::abs(i - j));
      const double weight = weights == "none"     ? (i == j ? 0.0 : 1.0)
                            : weights == "linear" ? distance
                                                  : distance * distance;
      observed += weight * confusion(i, j);
      expected += weight * cases * static_cast<double>(confusion.col(j).sum()) / n;
    }
  }
  if (expected == 0.0) {
    fail(ErrorCode::kBadValue, {"yPred: expected two or more different labels in yTrue and yPred together, got one"});
  }
  return 1.0 - observed / expected;
}

ConfusionScores confusionScores(const Eigen::Ref<const Eigen::MatrixXi>& confusion,
                                const ConfusionScoresOptions& options) {
  const Ratios ratios(options.beta, options.zeroDivision);
  const Index k = confusion.rows();
  if (k == 0 || k != confusion.cols()) {
    fail(ErrorCode::kBadShape,
         {"confusion: expected as many rows as columns, at least one, got ", k, " x ", confusion.cols()});
  }
  if (confusion.minCoeff() < 0) {
    fail(ErrorCode::kBadValue, {"confusion: expected counts >= 0, got ", confusion.minCoeff()});
  }
  const std::int64_t n = total(confusion);
  if (n < 1 || n > std::numeric_limits<int>::max()) {
    fail(ErrorCode::kBadValue, {"confusion: expected counts with a sum in 1..2147483647, got ", n});
  }
  const std::vector<Counts> counts = countsOf(confusion);
  ConfusionScores scores;
  for (Labels* column : {&scores.truePositives, &scores.falsePositives, &scores.falseNegatives, &scores.trueNegatives,
                         &scores.support, &scores.predicted}) {
    column->resize(k);
  }
  for (Vector* column : {&scores.precision, &scores.recall, &scores.specificity, &scores.fbeta}) column->resize(k);
  std::int64_t correct = 0;
  double recalls = 0.0;
  int occurring = 0;
  for (Index c = 0; c < k; ++c) {
    const Counts& count = counts[static_cast<std::size_t>(c)];
    scores.truePositives[c] = static_cast<int>(count.tp);
    scores.falsePositives[c] = static_cast<int>(count.fp);
    scores.falseNegatives[c] = static_cast<int>(count.fn);
    scores.trueNegatives[c] = static_cast<int>(count.tn);
    scores.support[c] = static_cast<int>(count.support());
    scores.predicted[c] = static_cast<int>(count.tp + count.fp);
    const Eigen::Array4d ratio = ratios(count);
    scores.precision[c] = ratio[kPrecision];
    scores.recall[c] = ratio[kRecall];
    scores.specificity[c] = ratio[kSpecificity];
    scores.fbeta[c] = ratio[kFbeta];
    correct += count.tp;
    if (count.support() > 0) {
      recalls += ratio[kRecall];
      ++occurring;
    }
  }
  scores.macro = mean(counts, ratios, false, false).head(3);
  scores.micro = micro(counts, ratios).head(3);
  scores.weighted = mean(counts, ratios, true, false).head(3);
  scores.accuracy = static_cast<double>(correct) / static_cast<double>(n);
  scores.balancedAccuracy = recalls / occurring;
  scores.matthewsCorrcoef = matthewsOf(confusion);
  return scores;
}

}  // namespace scrollwork

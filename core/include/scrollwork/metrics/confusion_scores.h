#pragma once

#include <string>

#include "scrollwork/matrix.h"

namespace scrollwork {

/// What can be read off a confusion matrix. Class c against the rest has tp (class c called c), fp (others called c),
/// fn (class c called otherwise) and tn (the rest).
///
/// Labels: n >= 1 in [0, kMaxClasses). Throws Error: kBadShape (sizes differ, n == 0), kBadValue (label or option out
/// of range). Cost: O(n + k^2).

struct ClassScoreOptions {
  /// How k classes become one number. "binary": class posLabel alone. "macro": the mean over the classes. "weighted":
  /// the mean weighted by support. "micro": from tp, fp and fn summed over the classes (for single labels precision =
  /// recall = accuracy). "none": no average, one number a class; for precisionRecallFscoreSupport only, whose default
  /// it is.
  std::string average = "binary";
  int posLabel = 1;         ///< [0, kMaxClasses), for "binary".
  double beta = 1;          ///< >= 0: recall counts beta times as much as precision in the F score.
  double zeroDivision = 0;  ///< 0 or 1: what a ratio with nothing below it is worth.
  /// [0, kMaxClasses]: the classes are 0 .. nClasses - 1. 0: up to the highest label; averages are then over the
  /// classes that occur in yTrue or yPred, as in scikit-learn.
  int nClasses = 0;

  static constexpr const char* kOwner = "precisionScore";
  static void fields(auto& field, auto& o) {
    field("average", o.average);
    field("posLabel", o.posLabel);
    field("beta", o.beta);
    field("zeroDivision", o.zeroDivision);
    field("nClasses", o.nClasses);
  }
};

/// tp / (tp + fp): of those called c, the share that is.
[[nodiscard]] double precisionScore(const LabelView& yTrue, const LabelView& yPred,
                                    const ClassScoreOptions& options = {});
/// tp / (tp + fn): of those that are c, the share called so. Also called sensitivity.
[[nodiscard]] double recallScore(const LabelView& yTrue, const LabelView& yPred, const ClassScoreOptions& options = {});
/// tn / (tn + fp): of those that are not c, the share not called so. (In scikit-learn: recall of the other label.)
[[nodiscard]] double specificityScore(const LabelView& yTrue, const LabelView& yPred,
                                      const ClassScoreOptions& options = {});
/// (1 + beta^2) tp / ((1 + beta^2) tp + beta^2 fn + fp): the weighted harmonic mean of precision and recall (van
/// Rijsbergen, Information retrieval, 1979).
[[nodiscard]] double fbetaScore(const LabelView& yTrue, const LabelView& yPred, const ClassScoreOptions& options = {});
/// fbetaScore with beta = 1, whatever the options say.
[[nodiscard]] double f1Score(const LabelView& yTrue, const LabelView& yPred, const ClassScoreOptions& options = {});

/// One entry a class with average "none", else one in all.
struct PrecisionRecallFscoreSupport {
  Vector precision;
  Vector recall;
  Vector fbeta;
  Labels support;  ///< Cases of the class in yTrue; of all classes together when averaged, of posLabel for "binary".

  static void fields(auto& field, auto& o) {
    field("precision", o.precision);
    field("recall", o.recall);
    field("fbeta", o.fbeta);
    field("support", o.support);
  }
};

[[nodiscard]] PrecisionRecallFscoreSupport precisionRecallFscoreSupport(const LabelView& yTrue, const LabelView& yPred,
                                                                        const ClassScoreOptions& options = {
                                                                            .average = "none"});

/// Correlation of the two labellings, in [-1, 1]; 0 when either has one value only. For two classes Matthews,
/// Comparison of the predicted and observed secondary structure of T4 phage lysozyme, 1975; for more Gorodkin,
/// Comparing two K-category assignments by a K-category correlation coefficient, 2004.
[[nodiscard]] double matthewsCorrcoef(const LabelView& yTrue, const LabelView& yPred);

/// Agreement beyond that expected by chance (Cohen, A coefficient of agreement for nominal scales, 1960): 1 for perfect
/// agreement, 0 for chance. weights: "none", "linear" or "quadratic" distance of the labels themselves
/// (scikit-learn's of their places among the labels that occur, which is the same when none is skipped). Throws
/// kBadValue when both raters give one and the same label to everything: chance then agrees as well.
[[nodiscard]] double cohenKappaScore(const LabelView& yTrue, const LabelView& yPred,
                                     const std::string& weights = "none");

struct ConfusionScoresOptions {
  double beta = 1;          ///< As in ClassScoreOptions.
  double zeroDivision = 0;  ///< As in ClassScoreOptions.

  static constexpr const char* kOwner = "confusionScores";
  static void fields(auto& field, auto& o) {
    field("beta", o.beta);
    field("zeroDivision", o.zeroDivision);
  }
};

/// All of it in one pass, for a figure that shows the whole board. Columns have one entry a class.
struct ConfusionScores {
  Labels truePositives, falsePositives, falseNegatives, trueNegatives;
  Labels support;    ///< tp + fn: cases of the class.
  Labels predicted;  ///< tp + fp: calls of the class.
  Vector precision, recall, specificity, fbeta;
  /// Precision, recall and F-beta averaged over the k classes as ClassScoreOptions::average says.
  Vector macro, micro, weighted;
  double accuracy = 0;
  double balancedAccuracy = 0;  ///< Mean recall of the classes that occur.
  double matthewsCorrcoef = 0;

  static void fields(auto& field, auto& o) {
    field("truePositives", o.truePositives);
    field("falsePositives", o.falsePositives);
    field("falseNegatives", o.falseNegatives);
    field("trueNegatives", o.trueNegatives);
    field("support", o.support);
    field("predicted", o.predicted);
    field("precision", o.precision);
    field("recall", o.recall);
    field("specificity", o.specificity);
    field("fbeta", o.fbeta);
    field("macro", o.macro);
    field("micro", o.micro);
    field("weighted", o.weighted);
    field("accuracy", o.accuracy);
    field("balancedAccuracy", o.balancedAccuracy);
    field("matthewsCorrcoef", o.matthewsCorrcoef);
  }
};

/// From k x k counts (row = true class, column = called; none negative, their sum in [1, 2^31)), as confusionMatrix
/// gives them or a reader's hand filled them in. Throws kBadShape, kBadValue. O(k^2).
[[nodiscard]] ConfusionScores confusionScores(const Eigen::Ref<const Eigen::MatrixXi>& confusion,
                                              const ConfusionScoresOptions& options = {});

}  // namespace scrollwork

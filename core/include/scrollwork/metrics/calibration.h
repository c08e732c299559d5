#pragma once

#include <string>

#include "scrollwork/matrix.h"

namespace scrollwork {

/// Whether 70 % means 70 %. Arguments: yTrue (n >= 1 labels in [0, kMaxClasses); label posLabel is the event) and yProb
/// (n probabilities of the event, in [0, 1]). Throws Error: kBadShape, kBadValue. Cost: O(n); O(n log n) for quantiles.

/// Mean squared difference of probability and outcome (0 or 1), in [0, 1] (Brier, Verification of forecasts expressed
/// in terms of probability, 1950).
[[nodiscard]] double brierScoreLoss(const LabelView& yTrue, const VectorView& yProb, int posLabel = 1);

/// The same forecasts, surer or less sure of themselves: expit(logit(p) / temperature) of each p in [0, 1], where
/// temperature in [0.01, 100] is above 1 for caution and below 1 for bravado (Guo, Pleiss, Sun & Weinberger, On
/// calibration of modern neural networks, 2017). No two forecasts change their order. Throws kBadValue.
[[nodiscard]] Vector temperatureScaled(const VectorView& yProb, double temperature);

struct CalibrationCurveOptions {
  int posLabel = 1;  ///< [0, kMaxClasses)
  int nBins = 5;     ///< [1, 10000]
  /// "uniform": bins of equal width. "quantile": bins of about equally many cases, cut at quantiles of yProb.
  std::string strategy = "uniform";

  static constexpr const char* kOwner = "calibrationCurve";
  static void fields(auto& field, auto& o) {
    field("posLabel", o.posLabel);
    field("nBins", o.nBins);
    field("strategy", o.strategy);
  }
};

/// One entry for each bin that is not empty, from low to high.
struct CalibrationCurve {
  Vector probTrue;  ///< Share of events among the cases of the bin.
  Vector probPred;  ///< Mean of their probabilities.
  Labels count;     ///< Cases in the bin.
  Vector binEdges;  ///< nBins + 1 edges; a probability on an inner edge belongs to the bin below it.
  /// Mean distance of probTrue and probPred, weighted by count: the expected calibration error (Naeini, Cooper &
  /// Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, 2015). Depends on the bins.
  double expectedCalibrationError = 0;

  static void fields(auto& field, auto& o) {
    field("probTrue", o.probTrue);
    field("probPred", o.probPred);
    field("count", o.count);
    field("binEdges", o.binEdges);
    field("expectedCalibrationError", o.expectedCalibrationError);
  }
};

/// The reliability diagram, binned as scikit-learn 1.2 does (which has it in sklearn.calibration).
[[nodiscard]] CalibrationCurve calibrationCurve(const LabelView& yTrue, const VectorView& yProb,
                                                const CalibrationCurveOptions& options = {});

}  // namespace scrollwork

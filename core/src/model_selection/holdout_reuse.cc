// Dwork, Feldman, Hardt, Pitassi, Reingold & Roth, The reusable holdout: preserving validity in adaptive data analysis,
// Science, 2015, and Blum & Hardt, The Ladder: a reliable leaderboard for machine learning competitions, ICML, 2015,
// describe the disease that is shown here; their cures are not.

#include "scrollwork/model_selection/holdout_reuse.h"

#include <limits>
#include <string>
#include <utility>

#include "math/nan.h"
#include "model_selection/accuracy_on.h"
#include "scrollwork/current_error.h"
#include "scrollwork/error.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {

namespace {

void requirePen(const MatrixView& X, const LabelView& y, Eigen::Index columns, const char* nameX, const char* nameY) {
  requireSamples(X, nameX);
  requireColumns(X, columns, nameX);
  requireLabels(y, X.rows(), nameY);
}

}  // namespace

HoldoutReuse::HoldoutReuse(HoldoutReuseOptions options) : options_(std::move(options)) {}

void HoldoutReuse::begin(const MatrixView& XTrain, const LabelView& yTrain, const MatrixView& XTest,
                         const LabelView& yTest, const MatrixView& XFresh, const LabelView& yFresh,
                         const std::vector<const Classifier*>& candidates) {
  candidates_.clear();
  nDone_ = 0;
  requireRange("nTries", options_.nTries, 1, 100'000);
  if (options_.resample != "bootstrap" && options_.resample != "none") {
    fail(ErrorCode::kBadValue, {"resample: expected \"bootstrap\" or \"none\", got \"", options_.resample, "\""});
  }
  requirePen(XTrain, yTrain, XTrain.cols(), "XTrain", "yTrain");
  requirePen(XTest, yTest, XTrain.cols(), "XTest", "yTest");
  requirePen(XFresh, yFresh, XTrain.cols(), "XFresh", "yFresh");
  if (candidates.empty()) fail(ErrorCode::kBadShape, {"candidates: expected at least one classifier, got none"});
  for (const Classifier* candidate : candidates) {
    if (candidate == nullptr) fail(ErrorCode::kBadValue, {"candidates: expected classifiers, got a null"});
  }

  train_ = {XTrain, yTrain};
  test_ = {XTest, yTest};
  fresh_ = {XFresh, yFresh};
  drawn_ = train_;
  rowsOfClass_.assign(static_cast<std::size_t>(train_.y.maxCoeff()) + 1, {});
  for (Eigen::Index i = 0; i < train_.y.size(); ++i) {
    rowsOfClass_[static_cast<std::size_t>(train_.y[i])].push_back(static_cast<int>(i));
  }
  testScore_ = Vector::Constant(options_.nTries, kNan);
  freshScore_ = testScore_;
  bestTestScore_ = testScore_;
  freshScoreOfBest_ = testScore_;
  best_ = Labels::Constant(options_.nTries, -1);
  for (const Classifier* candidate : candidates) candidates_.push_back(candidate->clone());
}

void HoldoutReuse::step(int n) {
  if (candidates_.empty()) fail(ErrorCode::kNotFitted, {"HoldoutReuse: expected begin before step"});
  requireRange("n", n, 1, std::numeric_limits<int>::max());
  for (int i = 0; i < n && !done(); ++i) runTry();
}

void HoldoutReuse::runTry() {
  const int i = nDone_;
  const bool bootstrap = options_.resample == "bootstrap";
  if (bootstrap) drawBootstrap(i);
  const Pen& pen = bootstrap ? drawn_ : train_;
  const std::unique_ptr<Classifier> model = candidates_[static_cast<std::size_t>(i) % candidates_.size()]->clone();
  double testScore = 0;
  double freshScore = 0;
  try {
    model->fit(pen.X, pen.y);
    testScore = accuracyOn(*model, test_.X, test_.y);
    freshScore = accuracyOn(*model, fresh_.X, fresh_.y);
  } catch (...) {
    rethrowWithin({"try ", i, ": "});
  }
  testScore_[i] = testScore;
  freshScore_[i] = freshScore;
  best_[i] = i > 0 && testScore <= bestTestScore_[i - 1] ? best_[i - 1] : i;
  bestTestScore_[i] = testScore_[best_[i]];
  freshScoreOfBest_[i] = freshScore_[best_[i]];
  ++nDone_;
}

void HoldoutReuse::drawBootstrap(int attempt) {
  Rng rng = Rng(options_.seed).stream(static_cast<std::uint64_t>(attempt));
  Eigen::Index place = 0;
  for (const std::vector<int>& rows : rowsOfClass_) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const int row = rows[static_cast<std::size_t>(rng.below(rows.size()))];
      drawn_.X.row(place) = train_.X.row(row);
      drawn_.y[place++] = train_.y[row];
    }
  }
}

}  // namespace scrollwork

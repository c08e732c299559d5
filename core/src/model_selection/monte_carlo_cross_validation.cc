// Xu & Liang, Monte Carlo cross validation, Chemometrics and Intelligent Laboratory Systems, 2001. They use two pens;
// the third is the validation pen on which a model is chosen, so that the price of choosing can be seen.

#include "scrollwork/model_selection/monte_carlo_cross_validation.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "math/nan.h"
#include "model_selection/accuracy_on.h"
#include "model_selection/pen_dealer.h"
#include "scrollwork/current_error.h"
#include "scrollwork/error.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {

namespace {

TrainValTestSplitOptions splitOptions(const MonteCarloCrossValidationOptions& options) {
  return {.trainSize = options.trainSize,
          .valSize = options.valSize,
          .testSize = options.testSize,
          .stratify = options.stratify,
          .seed = options.seed};
}

}  // namespace

struct MonteCarloCrossValidation::Round {
  Round(const MatrixView& allX, const LabelView& allY, const MonteCarloCrossValidationOptions& options)
      : X(allX), y(allY), dealer(y, splitOptions(options)), root(options.seed) {
    for (const Pen pen : {kTrain, kVal, kTest}) {
      penX[pen].resize(dealer.size(pen), X.cols());
      penY[pen].resize(dealer.size(pen));
    }
  }

  void fillPens(int round) {
    dealer.deal(root.stream(static_cast<std::uint64_t>(round)));
    for (const Pen pen : {kTrain, kVal, kTest}) {
      Eigen::Index place = 0;
      for (const int row : dealer.rows(pen)) {
        penX[pen].row(place) = X.row(row);
        penY[pen][place++] = y[row];
      }
    }
  }

  Matrix X;
  Labels y;
  PenDealer dealer;
  Rng root;
  std::array<Matrix, kPens> penX;
  std::array<Labels, kPens> penY;
};

MonteCarloCrossValidation::MonteCarloCrossValidation(MonteCarloCrossValidationOptions options) : options_(options) {}
MonteCarloCrossValidation::MonteCarloCrossValidation(MonteCarloCrossValidation&&) noexcept = default;
MonteCarloCrossValidation& MonteCarloCrossValidation::operator=(MonteCarloCrossValidation&&) noexcept = default;
MonteCarloCrossValidation::~MonteCarloCrossValidation() = default;

void MonteCarloCrossValidation::begin(const MatrixView& X, const LabelView& y,
                                      const std::vector<const Classifier*>& prototypes) {
  round_.reset();
  models_.clear();
  nDone_ = 0;
  requireRange("nSplits", options_.nSplits, 1, 1'000'000);
  requireSamples(X, y);
  if (prototypes.empty()) fail(ErrorCode::kBadShape, {"prototypes: expected at least one classifier, got none"});
  for (const Classifier* prototype : prototypes) {
    if (prototype == nullptr) fail(ErrorCode::kBadValue, {"prototypes: expected classifiers, got a null"});
  }
  auto round = std::make_unique<Round>(X, y, options_);
  const auto nModels = static_cast<Eigen::Index>(prototypes.size());
  trainAccuracy_ = Matrix::Constant(options_.nSplits, nModels, kNan);
  valAccuracy_ = trainAccuracy_;
  testAccuracy_ = trainAccuracy_;
  chosen_ = Labels::Constant(options_.nSplits, -1);
  for (const Classifier* prototype : prototypes) models_.push_back(prototype->clone());
  round_ = std::move(round);
}

void MonteCarloCrossValidation::requireBegun() const {
  if (round_ == nullptr) fail(ErrorCode::kNotFitted, {"MonteCarloCrossValidation: expected begin before this call"});
}

void MonteCarloCrossValidation::step(int n) {
  requireBegun();
  requireRange("n", n, 1, std::numeric_limits<int>::max());
  for (int i = 0; i < n && !done(); ++i) runRound();
}

void MonteCarloCrossValidation::runRound() {
  const int row = nDone_;
  Round& round = *round_;
  round.fillPens(row);
  int chosen = 0;
  try {
    for (int m = 0; m < nModels(); ++m) {
      // A clone, not the same object fitted again: a warm start would let a round know the one before it.
      const std::unique_ptr<Classifier> model = models_[static_cast<std::size_t>(m)]->clone();
      model->fit(round.penX[kTrain], round.penY[kTrain]);
      trainAccuracy_(row, m) = accuracyOn(*model, round.penX[kTrain], round.penY[kTrain]);
      valAccuracy_(row, m) = accuracyOn(*model, round.penX[kVal], round.penY[kVal]);
      testAccuracy_(row, m) = accuracyOn(*model, round.penX[kTest], round.penY[kTest]);
      if (valAccuracy_(row, m) > valAccuracy_(row, chosen)) chosen = m;
    }
  } catch (...) {
    for (Matrix* scores : {&trainAccuracy_, &valAccuracy_, &testAccuracy_}) scores->row(row).setConstant(kNan);
    rethrowWithin({"split ", row, ": "});
  }
  if (round.dealer.size(kVal) > 0) chosen_[row] = chosen;
  ++nDone_;
}

TrainValTestSplit MonteCarloCrossValidation::split(int i) const {
  requireBegun();
  requireRange("i", i, 0, options_.nSplits - 1);
  PenDealer dealer = round_->dealer;
  dealer.deal(round_->root.stream(static_cast<std::uint64_t>(i)));
  const auto rows = [&dealer](Pen pen) -> Labels {
    return Eigen::Map<const Labels>(dealer.rows(pen).data(), dealer.size(pen));
  };
  return {rows(kTrain), rows(kVal), rows(kTest)};
}

}  // namespace scrollwork

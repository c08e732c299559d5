// The part of the battery that writes models down and reads them back.

#include "core/estimator_battery.h"
#include "core/model_file_laws.h"

namespace scrollwork {
TEST_P(ClassifierBattery, AModelFileHoldsAll) {
  expectRoundTrip(*make(), classifierFromJson, [](const Classifier& copy) { expectUnfitted(copy); });
  const Samples s = clouds();
  const auto model = make();
  model->fit(s.X, s.y);
  expectRoundTrip(*model, classifierFromJson, [&](const Classifier& copy) {
    EXPECT_EQ(copy.predictProba(s.X), model->predictProba(s.X));
    EXPECT_EQ(copy.predict(s.X), model->predict(s.X));
    EXPECT_EQ(copy.nClasses(), model->nClasses());
    EXPECT_EQ(copy.nFeaturesIn(), model->nFeaturesIn());
  });
}

TEST_P(ClassifierBattery, AHostileModelFileIsRefused) {
  const Samples s = clouds();
  const auto model = make();
  model->fit(s.X, s.y);
  expectHostileRefused(*model, classifierFromJson, [&](const Classifier& copy) {
    const Matrix proba = copy.predictProba(s.X);
    EXPECT_EQ(proba.rows(), s.X.rows());
    EXPECT_EQ(proba.cols(), copy.nClasses());
    EXPECT_EQ(copy.predict(s.X).size(), s.X.rows());
  });
}

TEST_P(RegressorBattery, AModelFileHoldsAll) {
  expectRoundTrip(*make(), regressorFromJson, [](const Regressor& copy) { expectUnfitted(copy); });
  const Samples s = slope();
  const auto model = make();
  model->fit(s.X, s.y);
  expectRoundTrip(*model, regressorFromJson, [&](const Regressor& copy) {
    EXPECT_EQ(copy.predict(s.X), model->predict(s.X));
    EXPECT_EQ(copy.nFeaturesIn(), model->nFeaturesIn());
  });
}

TEST_P(RegressorBattery, AHostileModelFileIsRefused) {
  const Samples s = slope();
  const auto model = make();
  model->fit(s.X, s.y);
  expectHostileRefused(*model, regressorFromJson,
                       [&](const Regressor& copy) { EXPECT_EQ(copy.predict(s.X).size(), s.X.rows()); });
}

TEST_P(TransformerBattery, AModelFileHoldsAll) {
  expectRoundTrip(*make(), transformerFromJson, [](const Transformer& copy) { expectUnfitted(copy); });
  const Matrix X = normalMatrix(1, 30, 2);
  const auto model = make();
  model->fit(X);
  expectRoundTrip(*model, transformerFromJson,
                  [&](const Transformer& copy) { EXPECT_EQ(copy.transform(X), model->transform(X)); });
}

TEST_P(TransformerBattery, AHostileModelFileIsRefused) {
  const Matrix X = normalMatrix(1, 30, 2);
  const auto model = make();
  model->fit(X);
  expectHostileRefused(*model, transformerFromJson,
                       [&](const Transformer& copy) { EXPECT_EQ(copy.transform(X).rows(), X.rows()); });
}

}  // namespace scrollwork

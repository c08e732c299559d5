#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/reference_file.h"
#include "scrollwork/decomposition/pca.h"
#include "scrollwork/dummy/dummy_classifier.h"
#include "scrollwork/linear_model/linear_regression.h"
#include "scrollwork/linear_model/ridge.h"
#include "scrollwork/naive_bayes/gaussian_nb.h"
#include "scrollwork/neighbors/k_neighbors_regressor.h"
#include "scrollwork/pipeline/pipeline.h"
#include "scrollwork/pipeline/regressor_pipeline.h"
#include "scrollwork/preprocessing/polynomial_features.h"
#include "scrollwork/preprocessing/standard_scaler.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

/// The transformers that tests/reference/pipeline.py calls `kind`.
std::vector<std::reference_wrapper<const Transformer>> stepsOf(const std::string& kind) {
  static const StandardScaler scaler;
  static const PolynomialFeatures square({.degree = 2, .includeBias = false});
  static const PCA plane({.nComponents = 2});
  if (kind == "scaled") return {scaler};
  if (kind == "curved") return {scaler, square};
  if (kind == "turned") return {scaler, plane};
  return {};
}

std::unique_ptr<Regressor> regressorNamed(const std::string& name) {
  if (name == "Ridge") return std::make_unique<Ridge>(RidgeOptions{.alpha = 2.0});
  if (name == "KNeighborsRegressor") {
    return std::make_unique<KNeighborsRegressor>(KNeighborsRegressorOptions{.nNeighbors = 4, .weights = "distance"});
  }
  return std::make_unique<LinearRegression>();
}

// Scaled columns are right to an eps or two of their offset, at most 30 deviations; a log density of 9 such columns, up
// to 1e3 in size, to 1e-12 or so, and so is the share that it leads to.
TEST(Pipeline, AnswersAsScikitLearnDoes) {
  const nlohmann::json reference = readReference("pipeline");
  for (const nlohmann::json& c : reference["classifications"]) {
    SCOPED_TRACE(c["set"].get<std::string>() + " " + c["steps"].get<std::string>());
    const nlohmann::json& set = reference["sets"][c["set"].get<std::string>()];
    Pipeline pipeline(stepsOf(c["steps"].get<std::string>()), GaussianNB());
    pipeline.fit(matrixFrom(set["X"]), labelsFrom(set["y"]));
    EXPECT_LE((pipeline.predictProba(matrixFrom(c["ask"])) - matrixFrom(c["answer"])).cwiseAbs().maxCoeff(), 1e-11);
  }
}

// Conditions stay below 1e4 here, answers below 400: 1e4 eps of that, and a dozen roundings.
TEST(RegressorPipeline, AnswersAsScikitLearnDoes) {
  const nlohmann::json reference = readReference("pipeline");
  for (const nlohmann::json& c : reference["regressions"]) {
    SCOPED_TRACE(c["set"].get<std::string>() + " " + c["steps"].get<std::string>() + " " + c["end"].get<std::string>());
    const nlohmann::json& set = reference["sets"][c["set"].get<std::string>()];
    RegressorPipeline pipeline(stepsOf(c["steps"].get<std::string>()), *regressorNamed(c["end"].get<std::string>()));
    const Vector y = vectorFrom(set["y"]);
    pipeline.fit(matrixFrom(set["X"]), y);
    EXPECT_LE((pipeline.predict(matrixFrom(c["ask"])) - vectorFrom(c["answer"])).cwiseAbs().maxCoeff(),
              1e-11 * y.cwiseAbs().maxCoeff());
  }
}

// Counts and one division.
TEST(DummyClassifier, AnswersAsScikitLearnDoes) {
  const nlohmann::json reference = readReference("pipeline");
  for (const nlohmann::json& c : reference["dummies"]) {
    SCOPED_TRACE(c["set"].get<std::string>() + " " + c["strategy"].get<std::string>());
    const nlohmann::json& set = reference["sets"][c["set"].get<std::string>()];
    const Matrix X = matrixFrom(set["X"]);
    DummyClassifier dummy({.strategy = c["strategy"].get<std::string>()});
    dummy.fit(X, labelsFrom(set["y"]));
    EXPECT_EQ(dummy.classPrior(), vectorFrom(c["classPrior"]));
    EXPECT_EQ(dummy.predictProba(X.topRows(3)), matrixFrom(c["predictProba"]));
    EXPECT_EQ(dummy.predict(X.topRows(3)), labelsFrom(c["predict"]));
  }
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork

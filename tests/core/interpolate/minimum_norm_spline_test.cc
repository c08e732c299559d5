#include "scrollwork/interpolate/minimum_norm_spline.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/estimator_battery.h"
#include "core/reference_file.h"
#include "scrollwork/error.h"
#include "scrollwork/interpolate/cubic_spline.h"
#include "scrollwork/interpolate/random_fourier_features.h"
#include "scrollwork/interpolate/random_relu_features.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

TEST(MinimumNormSpline, AgreesWithNumPy) {
  const nlohmann::json reference = readReference("interpolate");
  for (const nlohmann::json& c : reference["shortest"]) {
    SCOPED_TRACE(c["name"].get<std::string>());
    MinimumNormSpline spline({.nKnots = c["nKnots"].get<int>(),
                              .boundary = c["boundary"].get<std::string>(),
                              .fitIntercept = c["fitIntercept"].get<bool>()});
    spline.fit(vectorFrom(c["x"]), vectorFrom(c["y"]));
    const Vector coef = vectorFrom(c["coef"]), expected = vectorFrom(c["predict"]);
    // Where knots and points are about as many, conditions reach 1e5: 1e5 eps of the coefficients, a few dozen times.
    EXPECT_LE((spline.coef() - coef).norm(), 1e-9 * (1 + coef.norm()));
    EXPECT_LE((spline.predict(vectorFrom(c["at"])) - expected).cwiseAbs().maxCoeff(), 1e-9 * (1 + coef.norm()));
  }
}

TEST(MinimumNormSpline, InterpolatesWithManyKnotsAndIsStraightBeyondTheEnds) {
  Rng rng(2);
  Vector x(12), y(12);
  for (int i = 0; i < 12; ++i) {
    x[i] = i + rng.uniform(0.0, 0.7);
    y[i] = rng.normal();
  }
  for (const char* knots : {"uniform", "quantile"}) {
    MinimumNormSpline spline({.nKnots = 60, .knots = knots});
    spline.fit(x, y);
    EXPECT_EQ(spline.rank(), 11);  // the level is the intercept's
    EXPECT_LE((spline.predict(x) - y).cwiseAbs().maxCoeff(), 1e-9);
    // Second differences from the end on, and across it, where the curve has no bend.
    const double low = x.minCoeff();
    Vector out(3), across(3);
    out << low - 3, low - 2, low - 1;
    across << low - 1e-4, low, low + 1e-4;
    const Vector far = spline.predict(out), near = spline.predict(across);
    EXPECT_NEAR(far[0] - 2 * far[1] + far[2], 0.0, 1e-9);
    EXPECT_NEAR((near[0] - 2 * near[1] + near[2]) / 1e-8, 0.0, 0.05 * spline.coef().cwiseAbs().maxCoeff());
  }
}

TEST(MinimumNormSpline, SumsASplineOfEachColumn) {
  Rng rng(3);
  Matrix X(200, 2);
  Vector y(200);
  for (int i = 0; i < 200; ++i) {
    X.row(i) << rng.uniform(-3.0, 3.0), rng.uniform(-3.0, 3.0);
    y[i] = std::sin(X(i, 0)) + std::cos(2 * X(i, 1));
  }
  MinimumNormSpline spline({.nKnots = 20});
  spline.fit(X, y);
  EXPECT_LE((spline.predict(X) - y).cwiseAbs().maxCoeff(), 0.02);
  EXPECT_EQ(spline.coef().size(), 44);
}

TEST(MinimumNormSpline, RefusesWhatItCannotDo) {
  const Matrix X = Matrix::Random(6, 1);
  const auto message = [&](const MinimumNormSplineOptions& options) -> std::string {
    MinimumNormSpline spline(options);
    try {
      spline.fit(X, Vector::Ones(6));
    } catch (const Error& error) {
      EXPECT_FALSE(spline.fitted());
      EXPECT_EQ(spline.nFeaturesIn(), 0);
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message({.nKnots = 1}), "nKnots: expected 2..1000, got 1");
  EXPECT_EQ(message({.knots = "even"}), "knots: expected \"uniform\" or \"quantile\", got \"even\"");
  EXPECT_EQ(message({.boundary = "clamped"}), "boundary: expected \"natural\" or \"free\", got \"clamped\"");
}

template <typename T, typename Options>
std::function<std::unique_ptr<T>()> maker(Options options) {
  return [options] { return std::make_unique<T>(options); };
}

INSTANTIATE_TEST_SUITE_P(
    MinimumNormSpline, RegressorBattery,
    testing::Values(RegressorCase{.name = "FewKnots", .make = maker<MinimumNormSpline>(MinimumNormSplineOptions{4})},
                    RegressorCase{.name = "FreeEnds",
                                  .make = maker<MinimumNormSpline>(MinimumNormSplineOptions{5, "quantile", "free"})}),
    batteryName);

INSTANTIATE_TEST_SUITE_P(
    Splines, TransformerBattery,
    testing::Values(TransformerCase{.name = "Default", .make = maker<SplineTransformer>(SplineTransformerOptions{})},
                    TransformerCase{.name = "Quantiles",
                                    .make = maker<SplineTransformer>(SplineTransformerOptions{
                                        .knots = "quantile", .extrapolation = "linear"})},
                    TransformerCase{
                        .name = "Waves",  // of lengths that the battery's largest numbers do not pass 2^20 times
                        .make = maker<RandomFourierFeatures>(RandomFourierFeaturesOptions{.gamma = 1e-20}),
                        .maxFeature = 1e15},
                    TransformerCase{.name = "Ramps", .make = maker<RandomReluFeatures>(RandomReluFeaturesOptions{})}),
    batteryName);

}  // namespace
}  // namespace scrollwork

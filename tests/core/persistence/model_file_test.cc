// Model files of the estimators that no battery has: clusterers, and those that refuse the batteries' data.

#include <gtest/gtest.h>

#include "core/estimator_battery.h"
#include "core/model_file_laws.h"
#include "scrollwork/cluster/k_means.h"
#include "scrollwork/interpolate/cubic_spline.h"
#include "scrollwork/mixture/gaussian_mixture.h"

namespace scrollwork {
namespace {

void expectClustererFiles(Clusterer& model) {
  const auto laws = [](const Clusterer& unfitted) { EXPECT_FALSE(unfitted.fitted()); };
  expectRoundTrip(model, clustererFromJson, laws);
  const Matrix X = normalMatrix(1, 24, 2);
  model.fit(X);
  expectRoundTrip(model, clustererFromJson, [&](const Clusterer& copy) {
    EXPECT_EQ(copy.predict(X), model.predict(X));
    EXPECT_EQ(copy.labels(), model.labels());
    EXPECT_EQ(copy.nClusters(), model.nClusters());
  });
  expectHostileRefused(model, clustererFromJson, [&](const Clusterer& copy) {
    EXPECT_EQ(copy.predict(X).size(), X.rows());
    (void)copy.labels();
  });
}

TEST(ModelFile, KMeans) {
  KMeans model({.nClusters = 3});
  expectClustererFiles(model);
}

TEST(ModelFile, GaussianMixture) {
  for (const char* type : {"full", "tied", "diag", "spherical"}) {
    SCOPED_TRACE(type);
    GaussianMixture model({.nComponents = 2, .covarianceType = type});
    expectClustererFiles(model);
  }
}

TEST(ModelFile, CubicSpline) {
  const Matrix X = normalMatrix(1, 12, 1);
  const Vector y = normalMatrix(2, 12, 1);
  for (const char* ends : {"not-a-knot", "natural", "clamped"}) {
    SCOPED_TRACE(ends);
    CubicSpline model({.bcType = ends});
    model.fit(X, y);
    expectRoundTrip(model, regressorFromJson,
                    [&](const Regressor& copy) { EXPECT_EQ(copy.predict(X), model.predict(X)); });
    expectHostileRefused(model, regressorFromJson,
                         [&](const Regressor& copy) { EXPECT_EQ(copy.predict(X).size(), X.rows()); });
  }
}

}  // namespace
}  // namespace scrollwork

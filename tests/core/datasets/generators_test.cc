#include "scrollwork/datasets/generators.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "core/reference_file.h"
#include "scrollwork/error.h"

namespace scrollwork {
namespace {

TEST(Moons, AgreeWithScikitLearn) {
  const nlohmann::json reference = readReference("datasets");
  for (const nlohmann::json& c : reference["moons"]) {
    const Sample s = makeMoons({.nSamples = c["nSamples"].get<int>(), .shuffle = false});
    EXPECT_LE((s.X - matrixFrom(c["X"])).cwiseAbs().maxCoeff(), 1e-15);
    EXPECT_EQ(s.y, labelsFrom(c["y"]));
  }
}

TEST(Moons, ShufflingOnlyReorders) {
  const Sample plain = makeMoons({.nSamples = 57, .shuffle = false}), shuffled = makeMoons({.nSamples = 57, .seed = 3});
  EXPECT_NE(plain.X, shuffled.X);
  const auto rows = [](const Sample& s) {
    std::multiset<std::pair<std::pair<double, double>, int>> all;
    for (int i = 0; i < s.y.size(); ++i) all.insert({{s.X(i, 0), s.X(i, 1)}, s.y[i]});
    return all;
  };
  EXPECT_EQ(rows(plain), rows(shuffled));
}

TEST(Moons, NoiseHasTheSpreadThatWasAskedFor) {
  const int n = 40000;
  const Sample clean = makeMoons({.nSamples = n, .seed = 3}),
               noisy = makeMoons({.nSamples = n, .noise = 0.3, .seed = 3});
  EXPECT_EQ(clean.y, noisy.y);
  const double meanSquare = (noisy.X - clean.X).squaredNorm() / (2 * n);
  EXPECT_NEAR(meanSquare, 0.09, 4 * 0.09 * std::sqrt(2.0 / (2 * n)));
}

TEST(Blobs, SurroundTheirCentres) {
  Matrix centers(2, 3);
  centers << 0, 10, -20, 5, 5, 5;
  const Sample s = makeBlobs({.nSamples = 20001, .centers = centers, .clusterStd = 2, .seed = 5});
  EXPECT_EQ((s.y.array() == 0).count(), 10001);
  for (int c = 0; c < 2; ++c) {
    Vector mean = Vector::Zero(3);
    double square = 0;
    double n = 0;
    for (int i = 0; i < s.y.size(); ++i) {
      if (s.y[i] != c) continue;
      mean += s.X.row(i).transpose();
      square += (s.X.row(i) - centers.row(c)).squaredNorm();
      n += 1;
    }
    for (int j = 0; j < 3; ++j) EXPECT_NEAR(mean[j] / n, centers(c, j), 4 * 2 / std::sqrt(n));
    EXPECT_NEAR(square / (3 * n), 4.0, 4 * 4.0 * std::sqrt(2 / (3 * n)));
  }
}

TEST(Blobs, BoundsHoldEveryPoint) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Sample s = makeBlobs({.nSamples = 1 + static_cast<int>(seed), .seed = seed});
    EXPECT_GE(s.X.col(0).minCoeff(), s.bounds.xMin);
    EXPECT_LE(s.X.col(0).maxCoeff(), s.bounds.xMax);
    EXPECT_GE(s.X.col(1).minCoeff(), s.bounds.yMin);
    EXPECT_LE(s.X.col(1).maxCoeff(), s.bounds.yMax);
    EXPECT_NO_THROW(checkBounds(s.bounds));
  }
}

TEST(Blobs, RefuseWhatMakesNoSense) {
  EXPECT_THROW((void)makeBlobs({.nSamples = 0}), Error);
  EXPECT_THROW((void)makeBlobs({.nFeatures = 0}), Error);
  EXPECT_THROW((void)makeBlobs({.centers = Matrix::Constant(1, 1, std::nan(""))}), Error);
  EXPECT_THROW((void)makeBlobs({.clusterStd = -1}), Error);
  EXPECT_THROW((void)makeBlobs({.centerBoxMin = 3, .centerBoxMax = 2}), Error);
  EXPECT_THROW((void)makeMoons({.nSamples = 1}), Error);
  EXPECT_THROW((void)makeMoons({.noise = -0.1}), Error);
}

TEST(Bounds, WidenByTheMarginAndNeverCollapse) {
  Matrix X(2, 2);
  X << 0, 7, 10, 7;
  EXPECT_EQ(boundsOf(X, 0.1), (Bounds{-1, 11, 6.4, 7.6}));
  EXPECT_NO_THROW(checkBounds(boundsOf(Matrix::Constant(3, 2, 1e300), 0.0)));
  EXPECT_THROW((void)boundsOf(Matrix(0, 2)), Error);
  EXPECT_THROW((void)boundsOf(Matrix::Zero(3, 1)), Error);
  EXPECT_THROW((void)boundsOf(X, -1), Error);
  const double largest = std::numeric_limits<double>::max();
  X << -largest, 0, largest, 1;
  EXPECT_THROW((void)boundsOf(X), Error);  // a width that is not a number cannot be drawn
}

}  // namespace
}  // namespace scrollwork

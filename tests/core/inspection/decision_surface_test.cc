#include "scrollwork/inspection/decision_surface.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

#include "scrollwork/datasets/generators.h"
#include "scrollwork/error.h"
#include "scrollwork/neighbors/k_neighbors_classifier.h"
#include "scrollwork/tree/decision_tree_classifier.h"

namespace scrollwork {
namespace {

/// Says what it is told: the probability of class c at (x, y) is in proportion to weight(c, x, y).
class Formula final : public Classifier {
 public:
  using Weight = double (*)(int, double, double);
  Formula(int nClasses, Weight weight, int nFeatures = 2)
      : nClasses_(nClasses), nFeatures_(nFeatures), weight_(weight) {}
  void fit(const MatrixView&, const LabelView&) override {}
  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override {
    Matrix p(X.rows(), nClasses_);
    for (Eigen::Index i = 0; i < X.rows(); ++i) {
      for (int c = 0; c < nClasses_; ++c) p(i, c) = weight_(c, X(i, 0), X(i, 1));
      p.row(i) /= p.row(i).sum();
    }
    return p;
  }
  [[nodiscard]] Labels predict(const MatrixView& X) const override { return Labels::Zero(X.rows()); }
  [[nodiscard]] bool fitted() const override { return nClasses_ > 0; }
  [[nodiscard]] int nFeaturesIn() const override { return nFeatures_; }
  [[nodiscard]] int nClasses() const override { return nClasses_; }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override { return std::make_unique<Formula>(*this); }

 private:
  int nClasses_;
  int nFeatures_;
  Weight weight_;
};

Matrix pixelCentres(const DecisionSurfaceOptions& options) {
  Matrix X(options.width * options.height, 2);
  for (int j = 0; j < options.height; ++j) {
    for (int i = 0; i < options.width; ++i) {
      X(j * options.width + i, 0) =
          options.bounds.xMin + (i + 0.5) * (options.bounds.xMax - options.bounds.xMin) / options.width;
      X(j * options.width + i, 1) =
          options.bounds.yMax - (j + 0.5) * (options.bounds.yMax - options.bounds.yMin) / options.height;
    }
  }
  return X;
}

TEST(DecisionSurface, RowZeroIsTheTop) {
  const Formula upIsOne(2, [](int c, double, double y) { return c == 1 ? y : 10 - y; });
  const DecisionSurface s = decisionSurface(upIsOne, {.bounds = {0, 12, 0, 10}, .width = 3, .height = 5});
  for (int j = 0; j < 5; ++j) {
    for (int i = 0; i < 3; ++i) {
      const auto pixel = static_cast<std::size_t>(j * 3 + i);
      EXPECT_FLOAT_EQ(s.probability[pixel], static_cast<float>(9 - 2 * j) / 10);
      EXPECT_EQ(s.label[pixel], j < 2 ? 1 : 0);  // the middle row is level: the lower class
    }
  }
}

// Sizes around the block of 1,024 rows, and models that remember from pixel to pixel, against asking pixel by pixel.
TEST(DecisionSurface, EqualsThePredictionAtEveryPixelCentre) {
  for (const int nCenters : {2, 3}) {
    const Sample s = makeBlobs({.nSamples = 90, .nCenters = nCenters, .clusterStd = 4, .seed = 2});
    KNeighborsClassifier neighbors({.nNeighbors = 7});
    DecisionTreeClassifier tree;
    neighbors.fit(s.X, s.y);
    tree.fit(s.X, s.y);
    for (const Classifier* model :
         {static_cast<const Classifier*>(&neighbors), static_cast<const Classifier*>(&tree)}) {
      for (const auto& [width, height] : {std::pair{1, 1}, {31, 33}, {32, 32}, {41, 25}, {205, 5}, {1, 2049}}) {
        SCOPED_TRACE(testing::Message() << width << " x " << height << ", " << nCenters << " classes");
        const DecisionSurfaceOptions options{.bounds = s.bounds, .width = width, .height = height};
        const DecisionSurface surface = decisionSurface(*model, options);
        const Matrix X = pixelCentres(options);
        for (Eigen::Index i = 0; i < X.rows(); ++i) {
          const Matrix p = model->predictProba(X.row(i));
          const auto pixel = static_cast<std::size_t>(i);
          Eigen::Index winner = 0;
          const double best = p.row(0).maxCoeff(&winner);
          ASSERT_EQ(surface.label[pixel], winner);
          ASSERT_EQ(surface.probability[pixel], static_cast<float>(nCenters == 2 ? p(0, 1) : best));
          if (nCenters == 3) {
            for (std::size_t c = 0; c < 3; ++c) {
              ASSERT_EQ(surface.classProbability[3 * pixel + c],
                        static_cast<float>(p(0, static_cast<Eigen::Index>(c))));
            }
          }
        }
        EXPECT_EQ(surface.classProbability.empty(), nCenters == 2);
      }
    }
  }
}

TEST(DecisionSurface, ColourIsTheWinnersAndOpacityItsConfidence) {
  const Formula sure(2, [](int c, double x, double) { return c == 1 ? x : 1 - x; });
  const DecisionSurface s = decisionSurface(sure, {.bounds = {0, 1, 0, 1},
                                                   .width = 5,
                                                   .height = 1,
                                                   .palette = {{10, 20, 30}, {40, 50, 60}},
                                                   .alphaMin = 20,
                                                   .alphaMax = 220});
  // p(1) = 0.1, 0.3, 0.5, 0.7, 0.9: confidence 0.8, 0.4, 0, 0.4, 0.8
  const std::vector<int> alpha = {180, 100, 20, 100, 180};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(s.rgba[4 * i], i > 2 ? 40 : 10);
    EXPECT_EQ(s.rgba[4 * i + 1], i > 2 ? 50 : 20);
    EXPECT_EQ(s.rgba[4 * i + 2], i > 2 ? 60 : 30);
    EXPECT_EQ(s.rgba[4 * i + 3], alpha[i]);
  }
}

TEST(DecisionSurface, OneClassAndManyClasses) {
  const Formula one(1, [](int, double, double) { return 1.0; });
  const DecisionSurface s = decisionSurface(one, {.width = 2, .height = 2});
  EXPECT_EQ(s.probability[0], 0.0F);
  EXPECT_EQ(s.rgba[3], 140);
  const Formula level(7, [](int, double, double) { return 1.0; });
  const DecisionSurface t = decisionSurface(level, {.width = 2, .height = 2});
  EXPECT_EQ(t.rgba[3], 20);
  const Formula last(7, [](int c, double, double) { return c == 6 ? 1.0 : 0.0; });
  const DecisionSurface u = decisionSurface(last, {.width = 2, .height = 2, .palette = {{1, 1, 1}, {2, 2, 2}}});
  EXPECT_EQ(u.label[0], 6);
  EXPECT_EQ(u.rgba[0], 1);  // the palette goes round
}

TEST(DecisionSurface, UsesItsBuffersAgain) {
  const Formula two(2, [](int, double, double) { return 1.0; });
  const Formula three(3, [](int, double, double) { return 1.0; });
  DecisionSurface s;
  decisionSurface(two, {.width = 50, .height = 40}, s);
  const void* const rgba = s.rgba.data();
  const void* const probability = s.probability.data();
  decisionSurface(two, {.width = 50, .height = 40}, s);
  decisionSurface(two, {.width = 20, .height = 10}, s);
  EXPECT_EQ(s.rgba.data(), rgba);
  EXPECT_EQ(s.probability.data(), probability);
  EXPECT_EQ(s.rgba.size(), 800U);
  decisionSurface(three, {.width = 20, .height = 10}, s);
  EXPECT_EQ(s.classProbability.size(), 600U);
  decisionSurface(two, {.width = 20, .height = 10}, s);
  EXPECT_TRUE(s.classProbability.empty());
}

TEST(DecisionSurface, RefusesWhatItCannotDraw) {
  const auto message = [](const Classifier& classifier, const DecisionSurfaceOptions& options) -> std::string {
    try {
      (void)decisionSurface(classifier, options);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  const Formula good(2, [](int, double, double) { return 1.0; });
  EXPECT_EQ(message(good, {.width = 0}), "width: expected 1..4096, got 0");
  EXPECT_EQ(message(good, {.height = 5000}), "height: expected 1..4096, got 5000");
  EXPECT_EQ(message(good, {.bounds = {3, 3, 0, 1}}), "bounds: expected finite xMin < xMax, got 3 and 3");
  EXPECT_NE(message(good, {.bounds = {0, 1, 0, std::nan("")}}), "");
  EXPECT_NE(message(good, {.palette = {}}), "");
  EXPECT_EQ(message(good, {.alphaMin = 200, .alphaMax = 100}), "alphaMin: expected 0..100, got 200");
  EXPECT_NE(message(good, {.alphaMax = 256}), "");
  EXPECT_EQ(message(Formula(2, nullptr, 3), {}), "classifier: expected one of 2 features, got 3");
  EXPECT_NE(message(KNeighborsClassifier(), {}), "");
}

}  // namespace
}  // namespace scrollwork

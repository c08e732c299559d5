#include "scrollwork/inspection/decision_boundary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "scrollwork/datasets/generators.h"
#include "scrollwork/error.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/neighbors/k_neighbors_classifier.h"
#include "scrollwork/tree/decision_tree_classifier.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

const Bounds kBox{-2, 4, 1, 5};

/// A classifier that says what it is told: softmax of scores(x, y), one for each class.
class Told final : public Classifier {
 public:
  using Scores = std::function<std::vector<double>(double, double)>;
  Told(int nClasses, Scores scores, int nFeatures = 2)
      : nClasses_(nClasses), nFeatures_(nFeatures), scores_(std::move(scores)) {}
  void fit(const MatrixView&, const LabelView&) override {}
  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override {
    Matrix p(X.rows(), nClasses_);
    for (Eigen::Index i = 0; i < X.rows(); ++i) {
      const std::vector<double> scores = scores_(X(i, 0), X(i, 1));
      const double best = *std::max_element(scores.begin(), scores.end());
      for (int c = 0; c < nClasses_; ++c) p(i, c) = exp(scores[static_cast<std::size_t>(c)] - best);
      p.row(i) /= p.row(i).sum();
    }
    return p;
  }
  [[nodiscard]] Labels predict(const MatrixView& X) const override { return Labels::Zero(X.rows()); }
  [[nodiscard]] bool fitted() const override { return nClasses_ > 0; }
  [[nodiscard]] int nFeaturesIn() const override { return nFeatures_; }
  [[nodiscard]] int nClasses() const override { return nClasses_; }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override { return std::make_unique<Told>(*this); }

 private:
  int nClasses_;
  int nFeatures_;
  Scores scores_;
};

/// Class 1 where g > 0; the log-odds are g times `steepness`.
template <class G>
Told sideOf(G g, double steepness) {
  return {2, [=](double x, double y) { return std::vector<double>{0, steepness * g(x, y)}; }};
}

DecisionSurface surfaceOf(const Classifier& model, int width, int height, const Bounds& bounds = kBox) {
  return decisionSurface(model, {.bounds = bounds, .width = width, .height = height});
}

double pixelOf(const DecisionSurface& s) {
  return std::max((s.bounds.xMax - s.bounds.xMin) / s.width, (s.bounds.yMax - s.bounds.yMin) / s.height);
}

bool onBorder(const Bounds& b, double x, double y) { return x == b.xMin || x == b.xMax || y == b.yMin || y == b.yMax; }

/// Calls visit(x, y) at `steps` places of every segment, its beginning among them.
template <class Visit>
void walk(const Polylines& lines, int steps, const Visit& visit) {
  for (int l = 0; l < lines.size(); ++l) {
    const auto line = static_cast<std::size_t>(l);
    const int first = lines.offsets[line], last = lines.offsets[line + 1] - 1;
    for (int i = first; i < last + (lines.closed[line] ? 1 : 0); ++i) {
      const auto p = static_cast<std::size_t>(i), q = static_cast<std::size_t>(i < last ? i + 1 : first);
      for (int step = 0; step < steps; ++step) {
        const double t = static_cast<double>(step) / steps;
        visit(lines.x[p] + t * (lines.x[q] - lines.x[p]), lines.y[p] + t * (lines.y[q] - lines.y[p]));
      }
    }
  }
}

template <class G>
double farthest(const Polylines& lines, int steps, G distance) {
  double worst = 0;
  walk(lines, steps, [&](double x, double y) { worst = std::max(worst, std::abs(distance(x, y))); });
  return worst;
}

TEST(DecisionBoundary, OfASteepHalfPlaneIsTheStraightLine) {
  for (const auto& [a, b, c] : {std::array{1.0, 0.0, 1.05}, {0.0, 1.0, 3.3}, {0.6, 0.8, 3.0}, {0.8, -0.6, -1.0}}) {
    const auto g = [p = a, q = b, r = c](double x, double y) { return p * x + q * y - r; };
    const Told model = sideOf(g, 1e4);
    const DecisionSurface s = surfaceOf(model, 40, 30);
    const Polylines lines = decisionBoundary(model, s);
    ASSERT_EQ(lines.size(), 1);
    EXPECT_FALSE(lines.closed[0]);
    EXPECT_TRUE(onBorder(kBox, lines.x.front(), lines.y.front()));
    EXPECT_TRUE(onBorder(kBox, lines.x.back(), lines.y.back()));
    EXPECT_LT(farthest(lines, 8, g), pixelOf(s) / 256);
    // What it is for: interpolation between certainties goes wrong by up to half a pixel.
    EXPECT_GT(farthest(contour(s.probability, 40, 30, kBox), 8, g), pixelOf(s) / 8);
  }
}

TEST(DecisionBoundary, OfASteepCircleIsClosedAndRound) {
  const double radius = 1.5;
  const auto g = [](double x, double y) { return std::hypot(x - 1, y - 3) - 1.5; };
  const Told model = sideOf(g, 1e4);
  for (const int n : {20, 40, 80}) {
    const DecisionSurface s = surfaceOf(model, n, n);
    const Polylines lines = decisionBoundary(model, s);
    ASSERT_EQ(lines.size(), 1);
    EXPECT_TRUE(lines.closed[0]);
    EXPECT_LT(farthest(lines, 1, g), pixelOf(s) / 256);
    // Between its points a chord, at most the diagonal of a cell long, is off by chord^2 / (8 r).
    const double square = std::pow(6.0 / n, 2) + std::pow(4.0 / n, 2);
    EXPECT_LT(farthest(lines, 8, g), pixelOf(s) / 256 + square / (8 * radius));
    double area = 0;
    for (std::size_t i = 0, m = lines.x.size(); i < m; ++i)
      area += (lines.x[i] * lines.y[(i + 1) % m] - lines.x[(i + 1) % m] * lines.y[i]) / 2;
    EXPECT_LT(area, 0);  // clockwise: class 1, outside, is on the left
  }
}

// Both lines have their points on the same edges. Linear interpolation is off by h^2 / 8 times the second derivative
// of the probability over its slope, here at most 1, and the border by extrapolation a few times as much.
TEST(DecisionBoundary, EqualsTheContourWhereProbabilitiesAreSmooth) {
  const auto g = [](double x, double y) { return x - 1 + 0.5 * std::sin(y); };
  const Told model = sideOf(g, 1.5);
  for (const int n : {20, 40, 80}) {
    const DecisionSurface s = surfaceOf(model, n, n);
    const Polylines sharp = decisionBoundary(model, s), smooth = contour(s.probability, n, n, kBox);
    ASSERT_EQ(sharp.offsets, smooth.offsets);
    const double h = pixelOf(s);
    for (std::size_t i = 0; i < sharp.x.size(); ++i) {
      EXPECT_NEAR(sharp.x[i], smooth.x[i], h * h / 2 + h / 512) << n;
      EXPECT_NEAR(sharp.y[i], smooth.y[i], h * h / 2 + h / 512) << n;
    }
  }
}

TEST(DecisionBoundary, OfABoxHasSharpCorners) {
  const Bounds box{-0.53, 2.21, 1.87, 4.04};
  // The distance to the outline; positive inside.
  const auto g = [&](double x, double y) {
    const double dx = std::min(x - box.xMin, box.xMax - x), dy = std::min(y - box.yMin, box.yMax - y);
    return dx < 0 && dy < 0 ? -std::hypot(dx, dy) : std::min(dx, dy);
  };
  for (const double sign : {1.0, -1.0}) {
    const Told model = sideOf([&](double x, double y) { return sign * (g(x, y) > 0 ? 1 : -1); }, 3);
    for (const auto& [width, height] : {std::pair{17, 13}, {40, 30}, {120, 100}}) {
      const DecisionSurface s = surfaceOf(model, width, height);
      const Polylines lines = decisionBoundary(model, s);
      ASSERT_EQ(lines.size(), 1);
      EXPECT_LT(farthest(lines, 16, g), pixelOf(s) / 256);
      // One point more at each corner, beside those on the edges of the grid.
      EXPECT_EQ(lines.x.size(), contour(s.probability, width, height, kBox).x.size() + 4);
    }
  }
}

TEST(DecisionBoundary, OfATreeRunsAlongItsThresholds) {
  const Sample moons = makeMoons({.nSamples = 200, .noise = 0.3, .seed = 5});
  DecisionTreeClassifier tree({.maxDepth = 6});
  tree.fit(moons.X, moons.y);
  const DecisionSurface s = surfaceOf(tree, 120, 100, moons.bounds);
  const Polylines lines = decisionBoundary(tree, s);
  ASSERT_GT(lines.size(), 0);
  const DecisionTreeNodes& nodes = tree.nodes();
  const auto toThreshold = [&](double x, double y) {
    double nearest = 1e9;
    for (std::size_t i = 0; i < nodes.feature.size(); ++i) {
      if (nodes.feature[i] >= 0)
        nearest = std::min(nearest, std::abs((nodes.feature[i] == 0 ? x : y) - nodes.threshold[i]));
    }
    return nearest;
  };
  EXPECT_LT(farthest(lines, 1, toThreshold), pixelOf(s) / 256);
  EXPECT_LT(farthest(lines, 8, toThreshold), pixelOf(s));  // two corners in one cell are cut
  EXPECT_GT(farthest(contour(s.probability, 120, 100, moons.bounds), 1, toThreshold), pixelOf(s) / 8);
}

TEST(DecisionBoundary, BothLabelsAreWithinAPixelsHairOfEveryPoint) {
  const Sample moons = makeMoons({.nSamples = 300, .noise = 0.5, .seed = 3});
  for (const int nNeighbors : {1, 4, 7}) {  // 4: ties
    SCOPED_TRACE(testing::Message() << nNeighbors << " neighbours");
    KNeighborsClassifier neighbors({.nNeighbors = nNeighbors});
    neighbors.fit(moons.X, moons.y);
    const DecisionSurface s = surfaceOf(neighbors, 150, 150, moons.bounds);
    const Polylines lines = decisionBoundary(neighbors, s);
    if (nNeighbors == 1) {
      EXPECT_GT(lines.x.size(), 1100U);  // more than one block
    }
    const double hairX = (s.bounds.xMax - s.bounds.xMin) / s.width / 256;
    const double hairY = (s.bounds.yMax - s.bounds.yMin) / s.height / 256;
    for (std::size_t i = 0; i < lines.x.size(); ++i) {
      Matrix around(9, 2);
      for (int a = 0; a < 9; ++a) {
        around(a, 0) = lines.x[i] + (a % 3 - 1) * hairX;
        around(a, 1) = lines.y[i] + (a / 3 - 1) * hairY;
      }
      const Labels labels = neighbors.predict(around);
      EXPECT_NE(labels.minCoeff(), labels.maxCoeff()) << lines.x[i] << ", " << lines.y[i];
    }
    const Polylines again = decisionBoundary(neighbors, s);
    EXPECT_EQ(again.x, lines.x);
    EXPECT_EQ(again.y, lines.y);
  }
}

TEST(DecisionBoundary, ATieBelongsToTheLowerClass) {
  const Told model = sideOf([](double x, double) { return x <= 0.3 ? -1 : (x <= 1.7 ? 0 : 1); }, 5);
  const DecisionSurface s = surfaceOf(model, 30, 20);
  const auto toLine = [](double x, double) { return x - 1.7; };
  EXPECT_LT(farthest(decisionBoundary(model, s), 1, toLine), pixelOf(s) / 256);
  EXPECT_GT(farthest(contour(s.probability, 30, 20, kBox), 1, toLine), 1);  // there a value at the level is above it
}

TEST(DecisionBoundary, TheBorderIsAskedNotExtrapolated) {
  const double line = kBox.xMax - 0.2 * (6.0 / 30);  // between the last centres and the border
  const Told model = sideOf([&](double x, double) { return x - line; }, 1e5);
  const DecisionSurface s = surfaceOf(model, 30, 20);
  EXPECT_EQ(contour(s.probability, 30, 20, kBox).size(), 0);
  const Polylines lines = decisionBoundary(model, s);
  ASSERT_EQ(lines.size(), 1);
  EXPECT_LT(farthest(lines, 1, [&](double x, double) { return x - line; }), pixelOf(s) / 256);
  EXPECT_EQ(std::minmax(lines.y.front(), lines.y.back()), std::minmax(kBox.yMin, kBox.yMax));
}

TEST(DecisionBoundary, ThreeRegionsMeetInOnePoint) {
  const auto scores = [](double x, double y) {
    return std::vector<double>{x - 1, -0.5 * (x - 1) + 0.8 * (y - 3), -0.5 * (x - 1) - 0.8 * (y - 3)};
  };
  const Told model(3, [&](double x, double y) {
    std::vector<double> steep = scores(x, y);
    for (double& score : steep) score *= 1e4;
    return steep;
  });
  const DecisionSurface s = surfaceOf(model, 31, 23);
  const Polylines lines = decisionBoundary(model, s);
  ASSERT_EQ(lines.size(), 3);
  std::map<std::pair<double, double>, int> ends;
  for (int l = 0; l < 3; ++l) {
    const auto first = static_cast<std::size_t>(lines.offsets[static_cast<std::size_t>(l)]);
    const auto last = static_cast<std::size_t>(lines.offsets[static_cast<std::size_t>(l) + 1]) - 1;
    ++ends[{lines.x[first], lines.y[first]}];
    ++ends[{lines.x[last], lines.y[last]}];
  }
  ASSERT_EQ(ends.size(), 4U);
  for (std::size_t i = 0; i < lines.x.size(); ++i) {
    const auto end = ends.find({lines.x[i], lines.y[i]});
    if (end != ends.end() && end->second == 3) {
      EXPECT_LT(std::hypot(lines.x[i] - 1, lines.y[i] - 3), pixelOf(s));
      continue;
    }
    std::vector<double> sorted = scores(lines.x[i], lines.y[i]);
    std::sort(sorted.begin(), sorted.end());
    // The gap of the two best grows by up to 1.7 a unit along an edge, by up to 2.4 along a diagonal.
    EXPECT_NEAR(sorted[2], sorted[1], 2.4 * pixelOf(s) / 512) << lines.x[i] << ", " << lines.y[i];
  }
}

TEST(DecisionBoundary, OneClassHasNone) {
  const Told model(1, [](double, double) { return std::vector<double>{0}; });
  EXPECT_EQ(decisionBoundary(model, surfaceOf(model, 4, 3)).size(), 0);
}

TEST(DecisionBoundary, RefusesWhatDoesNotFit) {
  const auto message = [](const Classifier& classifier, const DecisionSurface& surface) -> std::string {
    try {
      (void)decisionBoundary(classifier, surface);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  const auto level = [](double, double) { return std::vector<double>{0, 0, 0}; };
  const Told two(2, level), three(3, level), wide(2, level, 3);
  const DecisionSurface surface = surfaceOf(two, 4, 3);
  EXPECT_EQ(message(two, surface), "");
  EXPECT_NE(message(KNeighborsClassifier(), surface), "");
  EXPECT_EQ(message(wide, surface), "classifier: expected one of 2 features, got 3");
  EXPECT_EQ(message(three, surface), "surface: expected one of 3 classes as the classifier has, got 2");
  EXPECT_EQ(message(two, surfaceOf(two, 12, 1)), "width, height: expected 2..16384 pixels, got 12 x 1");
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork

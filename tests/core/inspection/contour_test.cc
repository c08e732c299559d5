#include "scrollwork/inspection/contour.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include "scrollwork/error.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

const Bounds kBox{-2, 4, 1, 5};

double pixelX(const Bounds& b, int i, int width) { return b.xMin + (i + 0.5) * ((b.xMax - b.xMin) / width); }
double pixelY(const Bounds& b, int j, int height) { return b.yMax - (j + 0.5) * ((b.yMax - b.yMin) / height); }

template <class F>
std::vector<float> sampled(const Bounds& bounds, int width, int height, F f) {
  std::vector<float> values;
  for (int j = 0; j < height; ++j) {
    for (int i = 0; i < width; ++i)
      values.push_back(static_cast<float>(f(pixelX(bounds, i, width), pixelY(bounds, j, height))));
  }
  return values;
}

bool onBorder(const Bounds& b, double x, double y) { return x == b.xMin || x == b.xMax || y == b.yMin || y == b.yMax; }

/// What holds for every set of lines: flat columns that fit, points inside, no repeated points; lines end at the border
/// or, where `mayEndInside`, anywhere.
void expectWellFormed(const Polylines& lines, const Bounds& b, bool mayEndInside = false) {
  ASSERT_EQ(lines.x.size(), lines.y.size());
  ASSERT_EQ(lines.offsets.size(), lines.closed.size() + 1);
  ASSERT_EQ(lines.offsets.front(), 0);
  ASSERT_EQ(lines.offsets.back(), static_cast<int>(lines.x.size()));
  for (int l = 0; l < lines.size(); ++l) {
    const auto first = static_cast<std::size_t>(lines.offsets[static_cast<std::size_t>(l)]);
    const auto last = static_cast<std::size_t>(lines.offsets[static_cast<std::size_t>(l) + 1]) - 1;
    ASSERT_LT(first, last);
    for (std::size_t i = first; i <= last; ++i) {
      EXPECT_TRUE(lines.x[i] >= b.xMin && lines.x[i] <= b.xMax && lines.y[i] >= b.yMin && lines.y[i] <= b.yMax);
      if (i == first) continue;
      EXPECT_TRUE(lines.x[i] != lines.x[i - 1] || lines.y[i] != lines.y[i - 1]);
    }
    if (!lines.closed[static_cast<std::size_t>(l)] && !mayEndInside) {
      EXPECT_TRUE(onBorder(b, lines.x[first], lines.y[first])) << lines.x[first] << ", " << lines.y[first];
      EXPECT_TRUE(onBorder(b, lines.x[last], lines.y[last])) << lines.x[last] << ", " << lines.y[last];
    }
  }
}

TEST(Contour, OfALinearFunctionIsTheStraightLineFromBorderToBorder) {
  for (const auto& [a, b, c] : {std::array{1.0, 0.0, 1.0}, {0.0, 1.0, 3.3}, {1.0, 1.0, 4.0}, {2.0, -3.0, -5.0}}) {
    const auto f = [p = a, q = b](double x, double y) { return p * x + q * y; };
    const Polylines lines = contour(sampled(kBox, 12, 9, f), 12, 9, kBox, c);
    expectWellFormed(lines, kBox);
    ASSERT_EQ(lines.size(), 1);
    EXPECT_FALSE(lines.closed[0]);
    // The samples are floats: eps of a float times the largest value, divided by the slope.
    for (std::size_t i = 0; i < lines.x.size(); ++i) EXPECT_NEAR(f(lines.x[i], lines.y[i]), c, 40 * 6e-8);
  }
}

TEST(Contour, OfARadiusIsAClosedCircle) {
  const double radius = 1.5;
  const auto f = [](double x, double y) { return std::hypot(x - 1, y - 3); };
  for (const int n : {20, 40, 80, 160}) {
    const Polylines lines = contour(sampled(kBox, n, n, f), n, n, kBox, radius);
    expectWellFormed(lines, kBox);
    ASSERT_EQ(lines.size(), 1);
    EXPECT_TRUE(lines.closed[0]);
    double error = 0, area = 0;
    const std::size_t m = lines.x.size();
    for (std::size_t i = 0; i < m; ++i) {
      error = std::max(error, std::abs(f(lines.x[i], lines.y[i]) - radius));
      area += (lines.x[i] * lines.y[(i + 1) % m] - lines.x[(i + 1) % m] * lines.y[i]) / 2;
    }
    // High values, outside, are on the left, so the walk is clockwise: negative area.
    EXPECT_NEAR(area, -radius * radius * 3.141592653589793, 10.0 / n);
    // Linear interpolation over a step h of a function with second derivative at most 1 / r is off by h^2 / (8 r);
    // floats by eps of the largest value.
    const double h = 6.0 / n;
    EXPECT_LT(error, h * h / (8 * (radius - h)) + 5 * 6e-8) << n;
  }
}

TEST(Contour, HighValuesAreOnTheLeft) {
  const auto f = [](double x, double y) { return x + 0.1 * y; };
  const Polylines lines = contour(sampled(kBox, 10, 10, f), 10, 10, kBox, 1.2);
  ASSERT_EQ(lines.size(), 1);
  EXPECT_GT(lines.y.front(), lines.y.back());  // high is right, so the walk is downwards
}

TEST(Contour, TheSaddleFollowsTheMeanOfItsCorners) {
  const Bounds box{0, 2, 0, 2};
  // The centre of the only inner cell is at the mean of the four values.
  const auto segments = [&](std::array<float, 4> v) { return contour(v, 2, 2, box, 0.5); };
  const Polylines joined = segments({1, 0.4F, 0.4F, 1});
  const Polylines apart = segments({0.7F, 0, 0, 0.7F});
  expectWellFormed(joined, box);
  expectWellFormed(apart, box);
  ASSERT_EQ(joined.size(), 2);
  ASSERT_EQ(apart.size(), 2);
  // Joined: the middle (1, 1) is high, so no line separates the high corners (0, 2) and (2, 0): each goes round a low
  // corner.
  const auto sideOfDiagonal = [](const Polylines& lines, std::size_t i) { return lines.x[i] - (2 - lines.y[i]); };
  const auto sideOfOther = [](const Polylines& lines, std::size_t i) { return lines.x[i] - lines.y[i]; };
  for (int l = 0; l < 2; ++l) {
    const auto first = static_cast<std::size_t>(joined.offsets[static_cast<std::size_t>(l)]);
    const auto last = static_cast<std::size_t>(joined.offsets[static_cast<std::size_t>(l) + 1]);
    for (std::size_t i = first; i + 1 < last; ++i)
      EXPECT_GT(sideOfDiagonal(joined, i) * sideOfDiagonal(joined, i + 1), 0);
    const auto first2 = static_cast<std::size_t>(apart.offsets[static_cast<std::size_t>(l)]);
    const auto last2 = static_cast<std::size_t>(apart.offsets[static_cast<std::size_t>(l) + 1]);
    for (std::size_t i = first2; i + 1 < last2; ++i) EXPECT_GT(sideOfOther(apart, i) * sideOfOther(apart, i + 1), 0);
  }
}

TEST(Contour, NothingCrossesAConstant) {
  EXPECT_EQ(contour(std::vector<float>(12, 0.2F), 4, 3, kBox).size(), 0);
  EXPECT_EQ(contour(std::vector<float>(12, 0.5F), 4, 3, kBox).size(), 0);  // at the level is above it
  std::vector<float> peak(25, 0.0F);
  peak[12] = 0.5F;  // touches the level in one point: nothing to draw
  EXPECT_EQ(contour(peak, 5, 5, kBox).size(), 0);
}

/// Random values, many of them exactly at the level: the worst case for following lines.
TEST(Contour, LinesAreWellFormedOnNoise) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Rng rng(seed);
    const int width = rng.integer(2, 15), height = rng.integer(2, 15);
    std::vector<float> values(static_cast<std::size_t>(width * height));
    for (float& value : values) value = static_cast<float>(seed % 2 == 0 ? rng.integer(0, 4) / 4.0 : rng.uniform());
    const Polylines lines = contour(values, width, height, kBox);
    expectWellFormed(lines, kBox);
    // Walking from pixel to pixel along a row, the side of the level changes as often as a line is crossed: count the
    // points that lie on that row, between centres. (Only without values at the level, where several lines may share a
    // point.)
    if (seed % 2 == 0) continue;
    for (int j = 0; j < height; ++j) {
      const double y = pixelY(kBox, j, height);
      int changes = 0, points = 0;
      for (int i = 0; i + 1 < width; ++i) {
        const auto at = static_cast<std::size_t>(j * width + i);
        changes += (values[at] >= 0.5F) != (values[at + 1] >= 0.5F) ? 1 : 0;
      }
      for (std::size_t p = 0; p < lines.x.size(); ++p) {
        const bool inside = lines.x[p] > pixelX(kBox, 0, width) && lines.x[p] < pixelX(kBox, width - 1, width);
        points += lines.y[p] == y && inside ? 1 : 0;
      }
      EXPECT_EQ(points, changes) << "row " << j;
    }
  }
}

TEST(Contour, MirroredValuesGiveMirroredLines) {
  Rng rng(4);
  std::vector<float> values(80), mirrored(80);
  for (std::size_t j = 0; j < 8; ++j) {
    for (std::size_t i = 0; i < 10; ++i) {
      values[j * 10 + i] = static_cast<float>(rng.uniform());
      mirrored[j * 10 + 9 - i] = values[j * 10 + i];
    }
  }
  const Bounds box{-5, 5, 0, 8};
  const Polylines a = contour(values, 10, 8, box), b = contour(mirrored, 10, 8, box);
  const auto points = [](const Polylines& lines, double sign) {
    std::vector<std::pair<double, double>> all;
    for (std::size_t i = 0; i < lines.x.size(); ++i) all.emplace_back(sign * lines.x[i], lines.y[i]);
    std::sort(all.begin(), all.end());
    return all;
  };
  const auto p = points(a, 1), q = points(b, -1);
  ASSERT_EQ(p.size(), q.size());
  for (std::size_t i = 0; i < p.size(); ++i) {
    EXPECT_NEAR(p[i].first, q[i].first, 1e-12);
    EXPECT_NEAR(p[i].second, q[i].second, 1e-12);
  }
}

TEST(Contour, RefusesWhatDoesNotFit) {
  const auto message = [](std::vector<float> values, int width, int height, double level = 0.5,
                          Bounds bounds = kBox) -> std::string {
    try {
      (void)contour(values, width, height, bounds, level);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  const std::vector<float> twelve(12);
  EXPECT_EQ(message(twelve, 4, 3), "");
  EXPECT_EQ(message(twelve, 12, 1), "width, height: expected 2..16384 pixels, got 12 x 1");
  EXPECT_EQ(message(twelve, 4, 4), "values: expected 16 numbers, got 12");
  EXPECT_NE(message(twelve, 4, 3, std::nan("")), "");
  EXPECT_NE(message(twelve, 4, 3, 0.5, {1, 0, 0, 1}), "");
  std::vector<float> bad = twelve;
  bad[7] = std::numeric_limits<float>::infinity();
  EXPECT_EQ(message(bad, 4, 3), "values: expected finite numbers, got inf at 7");
}

/// Three half planes' scores: the borders are known straight lines that meet in a known point.
TEST(RegionBoundaries, ThreeRegionsMeetInOnePoint) {
  const int width = 24, height = 16;
  std::vector<float> scores;
  const auto score = [](int c, double x, double y) {
    return c == 0 ? x - 1 : (c == 1 ? -0.5 * (x - 1) + 0.8 * (y - 3) : -0.5 * (x - 1) - 0.8 * (y - 3));
  };
  for (int j = 0; j < height; ++j) {
    for (int i = 0; i < width; ++i) {
      for (int c = 0; c < 3; ++c)
        scores.push_back(static_cast<float>(score(c, pixelX(kBox, i, width), pixelY(kBox, j, height))));
    }
  }
  const Polylines lines = regionBoundaries(scores, 3, width, height, kBox);
  expectWellFormed(lines, kBox, /*mayEndInside=*/true);
  ASSERT_EQ(lines.size(), 3);
  std::map<std::pair<double, double>, int> endsInside;
  for (int l = 0; l < 3; ++l) {
    const auto first = static_cast<std::size_t>(lines.offsets[static_cast<std::size_t>(l)]);
    const auto last = static_cast<std::size_t>(lines.offsets[static_cast<std::size_t>(l) + 1]) - 1;
    for (const std::size_t end : {first, last}) {
      if (!onBorder(kBox, lines.x[end], lines.y[end])) ++endsInside[{lines.x[end], lines.y[end]}];
    }
    for (std::size_t i = first; i <= last; ++i) {
      std::array<double, 3> s{};
      for (int c = 0; c < 3; ++c) s[static_cast<std::size_t>(c)] = score(c, lines.x[i], lines.y[i]);
      std::sort(s.begin(), s.end());
      EXPECT_NEAR(s[2], s[1], 1e-5);  // floats of size up to 4
    }
  }
  ASSERT_EQ(endsInside.size(), 1U);  // equal to the last bit
  EXPECT_EQ(endsInside.begin()->second, 3);
  EXPECT_NEAR(endsInside.begin()->first.first, 1, 1e-5);
  EXPECT_NEAR(endsInside.begin()->first.second, 3, 1e-5);
}

TEST(RegionBoundaries, OfTwoClassesLieWhereTheContourLies) {
  const auto f = [](double x, double y) { return std::hypot(x - 1, y - 3) - 1.5; };
  std::vector<float> scores;
  for (const float value : sampled(kBox, 40, 40, f)) {
    scores.push_back(0);
    scores.push_back(value);
  }
  const Polylines lines = regionBoundaries(scores, 2, 40, 40, kBox);
  expectWellFormed(lines, kBox);
  ASSERT_EQ(lines.size(), 1);
  EXPECT_TRUE(lines.closed[0]);
  for (std::size_t i = 0; i < lines.x.size(); ++i) EXPECT_NEAR(f(lines.x[i], lines.y[i]), 0, 0.01);
}

TEST(RegionBoundaries, InnerEndsAreSharedByThreeLines) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Rng rng(seed);
    const int width = rng.integer(2, 12), height = rng.integer(2, 12), k = rng.integer(2, 5);
    std::vector<float> scores(static_cast<std::size_t>(width * height * k));
    for (float& score : scores) score = static_cast<float>(seed % 2 == 0 ? rng.integer(0, 3) : rng.uniform());
    const Polylines lines = regionBoundaries(scores, k, width, height, kBox);
    expectWellFormed(lines, kBox, /*mayEndInside=*/true);
    if (seed % 2 == 0) continue;  // where scores tie, lines may shrink to nothing and meet others
    std::map<std::pair<double, double>, int> ends;
    for (int l = 0; l < lines.size(); ++l) {
      if (lines.closed[static_cast<std::size_t>(l)]) continue;
      const auto first = static_cast<std::size_t>(lines.offsets[static_cast<std::size_t>(l)]);
      const auto last = static_cast<std::size_t>(lines.offsets[static_cast<std::size_t>(l) + 1]) - 1;
      ++ends[{lines.x[first], lines.y[first]}];
      ++ends[{lines.x[last], lines.y[last]}];
    }
    for (const auto& [point, count] : ends) {
      EXPECT_TRUE(count == 3 || onBorder(kBox, point.first, point.second))
          << point.first << ", " << point.second << ": " << count;
    }
  }
}

TEST(RegionBoundaries, RefusesWhatDoesNotFit) {
  EXPECT_THROW((void)regionBoundaries(std::vector<float>(12), 1, 4, 3, kBox), Error);
  EXPECT_THROW((void)regionBoundaries(std::vector<float>(12), 3, 4, 3, kBox), Error);
  EXPECT_EQ(regionBoundaries(std::vector<float>(36), 3, 4, 3, kBox).size(), 0);  // all tied: class 0 everywhere
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork

// Marching squares: Lorensen & Cline, Marching cubes: a high resolution 3D surface construction algorithm, SIGGRAPH
// 1987, one dimension down. Every segment is directed, so that a crossing has at most one predecessor and one successor
// and the polylines are read off by following `next`.

#include "scrollwork/inspection/contour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "inspection/tracing.h"
#include "scrollwork/error.h"
#include "scrollwork/validation.h"

namespace scrollwork {

Polylines Chains::polylines() {
  Polylines lines;
  for (int i = 0; i < size(); ++i) {
    if (!links_[static_cast<std::size_t>(i)].hasPrevious && next(i) != kNone) follow(i, lines);
  }
  for (int i = 0; i < size(); ++i) {
    if (next(i) != kNone) follow(i, lines);
  }
  return lines;
}

void Chains::follow(int first, Polylines& lines) {
  const std::size_t start = lines.x.size();
  bool closed = false;
  for (int i = first; i != kNone;) {
    const Point& p = point(i);
    if (lines.x.size() == start || lines.x.back() != p.x || lines.y.back() != p.y) {
      lines.x.push_back(p.x);
      lines.y.push_back(p.y);
    }
    i = std::exchange(links_[static_cast<std::size_t>(i)].next, kNone);
    closed = i == first;
    if (closed) break;
  }
  while (closed && lines.x.size() - start > 1 && lines.x.back() == lines.x[start] && lines.y.back() == lines.y[start]) {
    lines.x.pop_back();
    lines.y.pop_back();
  }
  if (lines.x.size() - start < 2) {  // all of it in one point: nothing to draw
    lines.x.resize(start);
    lines.y.resize(start);
    return;
  }
  lines.offsets.push_back(static_cast<int>(lines.x.size()));
  lines.closed.push_back(closed ? 1 : 0);
}

Grid::Grid(std::span<const float> values, int channels, int width, int height, const Bounds& bounds)
    : values_(values), channels_(channels), width_(width), height_(height), bounds_(bounds) {
  constexpr int kMaxSide = 1 << 14;
  if (width < 2 || height < 2 || width > kMaxSide || height > kMaxSide) {
    fail(ErrorCode::kBadShape, {"width, height: expected 2..16384 pixels, got ", width, " x ", height});
  }
  const std::size_t expected =
      static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(channels);
  if (values.size() != expected) {
    fail(ErrorCode::kBadShape, {"values: expected ", expected, " numbers, got ", values.size()});
  }
  checkBounds(bounds);
  const auto bad = std::find_if_not(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
  if (bad != values.end()) {
    fail(ErrorCode::kBadValue, {"values: expected finite numbers, got ", *bad, " at ", bad - values.begin()});
  }
}

Point Grid::node(int i, int j) const {
  return {i == 0 ? bounds_.xMin
                 : (i > width_ ? bounds_.xMax : bounds_.xMin + (i - 0.5) * ((bounds_.xMax - bounds_.xMin) / width_)),
          j == 0 ? bounds_.yMax
                 : (j > height_ ? bounds_.yMin : bounds_.yMax - (j - 0.5) * ((bounds_.yMax - bounds_.yMin) / height_))};
}

std::vector<Point> Grid::rimNodes() const {
  std::vector<Point> nodes;
  for (int j = 0; j < rows(); ++j) {
    for (int i = 0; i < columns(); ++i) {
      if (onRim(i, j)) nodes.push_back(node(i, j));
    }
  }
  return nodes;
}

int Grid::rimIndex(int i, int j) const {
  if (j == 0) return i;
  return columns() + 2 * (j - 1) + (j > height_ ? i : static_cast<int>(i > width_));
}

void Grid::fillRow(int j, std::vector<double>& row) const {
  const auto channels = static_cast<std::size_t>(channels_);
  row.resize(static_cast<std::size_t>(columns()) * channels);
  for (int i = 0; i < columns(); ++i) {
    double* const values = row.data() + static_cast<std::size_t>(i) * channels;
    if (rim_.size() > 0 && onRim(i, j)) {
      std::copy_n(rim_.row(rimIndex(i, j)).data(), channels, values);
    } else {
      for (int c = 0; c < channels_; ++c) values[c] = valueAt(i, j, c);
    }
  }
}

namespace {

/// Where a linear function with value a at t = 0 and b at t = 1 is 0; a and b on different sides.
double zeroBetween(double a, double b) { return std::clamp(a / (a - b), 0.0, 1.0); }

enum Side { kTop, kRight, kBottom, kLeft };

struct Segment {
  int from = kNone;
  int to = kNone;
};

/// Two segments at most for each set of corners at or above the level (1 top left, 2 top right, 4 bottom right, 8
/// bottom left), directed with the high corners on the left.
constexpr std::array<std::array<Segment, 2>, 16> kSegments = {{
    {},                                    // none
    {{{kLeft, kTop}}},                     // top left
    {{{kTop, kRight}}},                    // top right
    {{{kLeft, kRight}}},                   // top
    {{{kRight, kBottom}}},                 // bottom right
    {{{kLeft, kTop}, {kRight, kBottom}}},  // saddle, high corners apart
    {{{kTop, kBottom}}},                   // right
    {{{kLeft, kBottom}}},                  // all but bottom left
    {{{kBottom, kLeft}}},                  // bottom left
    {{{kBottom, kTop}}},                   // left
    {{{kTop, kRight}, {kBottom, kLeft}}},  // saddle, high corners apart
    {{{kBottom, kRight}}},                 // all but bottom right
    {{{kRight, kLeft}}},                   // bottom
    {{{kRight, kTop}}},                    // all but top right
    {{{kTop, kLeft}}},                     // all but top left
    {},                                    // all
}};
constexpr std::array<Segment, 2> kSaddle5Joined = {{{kRight, kTop}, {kLeft, kBottom}}};
constexpr std::array<Segment, 2> kSaddle10Joined = {{{kTop, kLeft}, {kBottom, kRight}}};

}  // namespace

Chains traceLevel(const Grid& grid, double level) {
  const auto columns = static_cast<std::size_t>(grid.columns());
  Chains chains;
  std::vector<double> upper;
  std::vector<double> lower;
  std::vector<int> upperCrossings(columns, kNone);  // on the edge from node i to node i + 1 of the upper row
  std::vector<int> lowerCrossings(columns, kNone);
  const auto fillRow = [&](int j, std::vector<double>& row) {
    grid.fillRow(j, row);
    for (double& value : row) value -= level;
  };
  // On the edge from node (i, j) to the next one in a direction.
  const auto crossing = [&](int i, int j, int right, int down, double atP, double atQ) {
    // A value at the level counts as above: >= 0 after subtracting it.
    const int a = atP >= 0 ? 1 : 0;
    const int b = atQ >= 0 ? 1 : 0;
    return a == b ? kNone : chains.add({grid.node(i, j), grid.node(i + right, j + down), a, b}, zeroBetween(atP, atQ));
  };
  const auto horizontalCrossings = [&](int j, const std::vector<double>& row, std::vector<int>& crossings) {
    for (std::size_t i = 0; i + 1 < columns; ++i) {
      const int column = static_cast<int>(i);
      crossings[i] = crossing(column, j, 1, 0, row[i], row[i + 1]);
    }
  };

  fillRow(0, upper);
  horizontalCrossings(0, upper, upperCrossings);
  for (int j = 0; j + 1 < grid.rows(); ++j) {
    fillRow(j + 1, lower);
    horizontalCrossings(j + 1, lower, lowerCrossings);
    int left = kNone;
    for (std::size_t i = 0; i < columns; ++i) {
      const int column = static_cast<int>(i);
      const int right = crossing(column, j, 0, 1, upper[i], lower[i]);
      if (i > 0) {
        const std::array<double, 4> corners = {upper[i - 1], upper[i], lower[i], lower[i - 1]};
        unsigned high = 0;
        for (unsigned c = 0; c < 4; ++c) high |= corners[c] >= 0 ? 1U << c : 0U;
        const std::array<Segment, 2>* segments = &kSegments[high];
        const bool joined = corners[0] + corners[1] + corners[2] + corners[3] >= 0;
        if (high == 5 && joined) segments = &kSaddle5Joined;
        if (high == 10 && joined) segments = &kSaddle10Joined;
        const std::array<int, 4> crossings = {upperCrossings[i - 1], right, lowerCrossings[i - 1], left};
        for (const Segment& segment : *segments) {
          if (segment.from == kNone) break;
          chains.join(crossings[static_cast<std::size_t>(segment.from)],
                      crossings[static_cast<std::size_t>(segment.to)]);
        }
      }
      left = right;
    }
    upper.swap(lower);
    upperCrossings.swap(lowerCrossings);
  }
  return chains;
}

namespace {

/// A node of the grid as regionBoundaries sees it.
struct Corner {
  Point at;
  const double* scores = nullptr;
  int winner = 0;
};

class RegionTracer {
 public:
  explicit RegionTracer(int nClasses) : nClasses_(nClasses) {}

  [[nodiscard]] Corner corner(const Point& at, const double* scores) const {
    return {at, scores, static_cast<int>(std::max_element(scores, scores + nClasses_) - scores)};
  }

  /// The point on the edge p-q where its two winners agree; kNone when they are one.
  int crossing(const Corner& p, const Corner& q) {
    if (p.winner == q.winner) return kNone;
    return chains_.add({p.at, q.at, p.winner, q.winner},
                       zeroBetween(p.scores[p.winner] - p.scores[q.winner], q.scores[p.winner] - q.scores[q.winner]));
  }

  /// The corners clockwise; crossings[i] lies between corner i and corner i + 1. Lines run with the lower class on the
  /// left.
  void trace(const std::array<Corner, 3>& corners, const std::array<int, 3>& crossings) {
    const auto crossed = std::count_if(crossings.begin(), crossings.end(), [](int c) { return c != kNone; });
    if (crossed == 2) {
      // One corner is alone: between the edges before and after it.
      std::size_t alone = 0;
      while (crossings[alone] == kNone || crossings[(alone + 2) % 3] == kNone) ++alone;
      const int in = crossings[(alone + 2) % 3];
      const int out = crossings[alone];
      const bool lower = corners[alone].winner < corners[(alone + 1) % 3].winner;
      chains_.join(lower ? in : out, lower ? out : in);
    } else if (crossed == 3) {
      const Point middle = triplePoint(corners, crossings);
      for (std::size_t i = 0; i < 3; ++i) {
        // Three lines end here, each in a point of its own at the same place.
        const int end = chains_.add({middle, middle}, 0);
        const bool inwards = corners[(i + 1) % 3].winner < corners[i].winner;
        chains_.join(inwards ? crossings[i] : end, inwards ? end : crossings[i]);
      }
    }
  }

  [[nodiscard]] Chains chains() && { return std::move(chains_); }

 private:
  /// Where the three winners' planes meet, in barycentric coordinates; where that lies outside the triangle (the
  /// borders leave it before they meet), the middle of the three crossings.
  [[nodiscard]] Point triplePoint(const std::array<Corner, 3>& corners, const std::array<int, 3>& crossings) const {
    const auto gap = [&](std::size_t corner, int a, int b) {
      return corners[corner].scores[a] - corners[corner].scores[b];
    };
    const int a = corners[0].winner;
    const int b = corners[1].winner;
    const int c = corners[2].winner;
    // u, v, w >= 0 with sum 1 and  u gap(0) + v gap(1) + w gap(2) = 0  for the pairs (a, b) and (a, c): a cross
    // product.
    const std::array<double, 3> ab = {gap(0, a, b), gap(1, a, b), gap(2, a, b)};
    const std::array<double, 3> ac = {gap(0, a, c), gap(1, a, c), gap(2, a, c)};
    const double u = ab[1] * ac[2] - ab[2] * ac[1];
    const double v = ab[2] * ac[0] - ab[0] * ac[2];
    const double w = ab[0] * ac[1] - ab[1] * ac[0];
    const double sum = u + v + w;
    if (sum != 0 && u / sum >= 0 && v / sum >= 0 && w / sum >= 0) {
      return {(u * corners[0].at.x + v * corners[1].at.x + w * corners[2].at.x) / sum,
              (u * corners[0].at.y + v * corners[1].at.y + w * corners[2].at.y) / sum};
    }
    Point mean;
    for (const int crossing : crossings) {
      mean.x += chains_.point(crossing).x / 3;
      mean.y += chains_.point(crossing).y / 3;
    }
    return mean;
  }

  const int nClasses_;
  Chains chains_;
};

}  // namespace

Chains traceRegions(const Grid& grid) {
  const int nClasses = grid.channels();
  const auto columns = static_cast<std::size_t>(grid.columns());
  RegionTracer tracer(nClasses);
  std::vector<double> upperScores;
  std::vector<double> lowerScores;
  std::vector<Corner> upper(columns);
  std::vector<Corner> lower(columns);
  std::vector<int> upperCrossings(columns, kNone);
  std::vector<int> lowerCrossings(columns, kNone);
  const auto fillRow = [&](int j, std::vector<double>& rowScores, std::vector<Corner>& row,
                           std::vector<int>& crossings) {
    grid.fillRow(j, rowScores);
    for (std::size_t i = 0; i < columns; ++i) {
      row[i] =
          tracer.corner(grid.node(static_cast<int>(i), j), rowScores.data() + i * static_cast<std::size_t>(nClasses));
      if (i > 0) crossings[i - 1] = tracer.crossing(row[i - 1], row[i]);
    }
  };

  fillRow(0, upperScores, upper, upperCrossings);
  for (int j = 0; j + 1 < grid.rows(); ++j) {
    fillRow(j + 1, lowerScores, lower, lowerCrossings);
    int left = kNone;
    for (std::size_t i = 0; i < columns; ++i) {
      const int right = tracer.crossing(upper[i], lower[i]);
      if (i > 0) {
        // The diagonal from top left to bottom right makes two triangles of the cell.
        const int diagonal = tracer.crossing(upper[i - 1], lower[i]);
        tracer.trace({upper[i - 1], upper[i], lower[i]}, {upperCrossings[i - 1], right, diagonal});
        tracer.trace({upper[i - 1], lower[i], lower[i - 1]}, {diagonal, lowerCrossings[i - 1], left});
      }
      left = right;
    }
    // Corners point into the scores, so both move together; a swap leaves the pointed-to memory in place.
    upper.swap(lower);
    upperScores.swap(lowerScores);
    upperCrossings.swap(lowerCrossings);
  }
  return std::move(tracer).chains();
}

Polylines contour(std::span<const float> values, int width, int height, const Bounds& bounds, double level) {
  if (!std::isfinite(level)) fail(ErrorCode::kBadValue, {"level: expected a finite number, got ", level});
  return traceLevel(Grid(values, 1, width, height, bounds), level).polylines();
}

Polylines regionBoundaries(std::span<const float> scores, int nClasses, int width, int height, const Bounds& bounds) {
  requireRange("nClasses", nClasses, 2, kMaxClasses);
  return traceRegions(Grid(scores, nClasses, width, height, bounds)).polylines();
}

}  // namespace scrollwork

#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "scrollwork/bounds.h"
#include "scrollwork/inspection/contour.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

inline constexpr int kNone = -1;

struct Point {
  double x = 0;
  double y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

/// An edge of the grid, or a cell's diagonal, on which the winning class changes from a (at p) to b (at q).
struct Edge {
  Point p;
  Point q;
  int a = 0;
  int b = 0;

  /// p at t = 0, q at t = 1. A coordinate that p and q share is kept to the last bit.
  [[nodiscard]] Point at(double t) const { return {p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)}; }
};

/// Directed segments between points, each point with at most one segment in and one out.
class Chains {
 public:
  /// A point on `edge`, at first at t. An edge of no length holds a point that is no crossing.
  int add(const Edge& edge, double t) {
    links_.push_back({edge, edge.at(t)});
    return size() - 1;
  }
  void join(int from, int to) {
    links_[static_cast<std::size_t>(from)].next = to;
    links_[static_cast<std::size_t>(to)].hasPrevious = true;
  }
  /// Puts a new point on the segment that leaves `from`.
  void insertAfter(int from, const Point& at) {
    const int between = add({at, at}, 0);
    join(between, next(from));
    join(from, between);
  }
  void move(int index, const Point& at) { links_[static_cast<std::size_t>(index)].at = at; }

  [[nodiscard]] int size() const { return static_cast<int>(links_.size()); }
  [[nodiscard]] const Edge& edge(int index) const { return links_[static_cast<std::size_t>(index)].edge; }
  [[nodiscard]] const Point& point(int index) const { return links_[static_cast<std::size_t>(index)].at; }
  [[nodiscard]] int next(int index) const { return links_[static_cast<std::size_t>(index)].next; }

  /// Open lines first, then closed ones, each kind in the order in which its first point was added. Uses up the chains.
  [[nodiscard]] Polylines polylines();

 private:
  struct Link {
    Edge edge;
    Point at;
    int next = kNone;
    bool hasPrevious = false;
  };
  void follow(int first, Polylines& lines);

  std::vector<Link> links_;
};

/// The pixel centres and, around them, a rim of nodes on the border of the bounds, whose values continue the outermost
/// two linearly unless they are given. Node (0, 0) is the top left corner.
class Grid {
 public:
  Grid(std::span<const float> values, int channels, int width, int height, const Bounds& bounds);

  [[nodiscard]] int columns() const { return width_ + 2; }
  [[nodiscard]] int rows() const { return height_ + 2; }
  [[nodiscard]] int channels() const { return channels_; }
  [[nodiscard]] Point node(int i, int j) const;

  /// The rim, row after row.
  [[nodiscard]] std::vector<Point> rimNodes() const;
  /// Its values from now on, a row for each of these nodes, a column for each channel.
  void setRim(Matrix values) { rim_ = std::move(values); }

  /// The values of row j of nodes, `channels` numbers a node.
  void fillRow(int j, std::vector<double>& row) const;

 private:
  [[nodiscard]] bool onRim(int i, int j) const { return i == 0 || i > width_ || j == 0 || j > height_; }
  [[nodiscard]] int rimIndex(int i, int j) const;
  [[nodiscard]] double pixel(int column, int row, int channel) const {
    const std::size_t index =
        static_cast<std::size_t>(row) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(column);
    return values_[index * static_cast<std::size_t>(channels_) + static_cast<std::size_t>(channel)];
  }
  /// A rim node lies half a pixel beyond the outermost centre.
  static double continued(double outer, double inner) { return outer + 0.5 * (outer - inner); }
  [[nodiscard]] double inPixelRow(int i, int row, int channel) const {
    if (i == 0) return continued(pixel(0, row, channel), pixel(1, row, channel));
    if (i > width_) return continued(pixel(width_ - 1, row, channel), pixel(width_ - 2, row, channel));
    return pixel(i - 1, row, channel);
  }
  [[nodiscard]] double valueAt(int i, int j, int channel) const {
    if (j == 0) return continued(inPixelRow(i, 0, channel), inPixelRow(i, 1, channel));
    if (j > height_) return continued(inPixelRow(i, height_ - 1, channel), inPixelRow(i, height_ - 2, channel));
    return inPixelRow(i, j - 1, channel);
  }

  std::span<const float> values_;
  Matrix rim_;
  const int channels_, width_, height_;
  const Bounds bounds_;
};

/// The lines of `contour`, of a grid of one channel: edges run between class 0, below the level, and class 1.
[[nodiscard]] Chains traceLevel(const Grid& grid, double level);
/// The lines of `regionBoundaries`, of a grid with one channel a class.
[[nodiscard]] Chains traceRegions(const Grid& grid);

}  // namespace scrollwork

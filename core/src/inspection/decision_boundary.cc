// Marching squares for the topology (tracing.h), bisection for the place: what Bloomenthal, Polygonization of implicit
// surfaces, 1988, does with a function of which only the sign counts. Corners: two points in a cell and the assumption
// that the line meets both edges at right angles determine the corner between them; dual contouring (Ju, Losasso,
// Schaefer & Warren, 2002) with the only normals that a tree has.

#include "scrollwork/inspection/decision_boundary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "inspection/tracing.h"
#include "scrollwork/error.h"
#include "scrollwork/validation.h"

namespace scrollwork {

namespace {

constexpr Eigen::Index kPointsAtOnce = 1024;  // as in decisionSurface: intermediate values stay in cache
constexpr double kInterval = 1.0 / 256;

/// The probabilities at each point.
Matrix predictAt(const Classifier& classifier, const std::vector<Point>& points) {
  const auto n = static_cast<Eigen::Index>(points.size());
  Matrix probabilities(n, classifier.nClasses());
  Matrix block(std::min(n, kPointsAtOnce), 2);
  for (Eigen::Index first = 0; first < n; first += kPointsAtOnce) {
    const Eigen::Index rows = std::min(kPointsAtOnce, n - first);
    for (Eigen::Index i = 0; i < rows; ++i) {
      const Point& point = points[static_cast<std::size_t>(first + i)];
      block(i, 0) = point.x;
      block(i, 1) = point.y;
    }
    probabilities.middleRows(first, rows) = classifier.predictProba(block.topRows(rows));
  }
  return probabilities;
}

/// Whether a point with these probabilities is on p's side of the edge.
bool onSideOfP(const Edge& edge, const Matrix& probabilities, Eigen::Index row) {
  const double a = probabilities(row, edge.a);
  const double b = probabilities(row, edge.b);
  return a > b || (a == b && edge.a < edge.b);
}

void bisect(const Classifier& classifier, Chains& chains) {
  const auto n = static_cast<std::size_t>(chains.size());
  std::vector<double> from(n, 0.0);
  std::vector<Point> asked(n);
  for (double step = 0.5; step >= kInterval; step /= 2) {
    for (std::size_t i = 0; i < n; ++i) asked[i] = chains.edge(static_cast<int>(i)).at(from[i] + step);
    const Matrix probabilities = predictAt(classifier, asked);
    for (std::size_t i = 0; i < n; ++i) {
      if (onSideOfP(chains.edge(static_cast<int>(i)), probabilities, static_cast<Eigen::Index>(i))) from[i] += step;
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    const int point = static_cast<int>(i);
    chains.move(point, chains.edge(point).at(from[i] + kInterval / 2));
  }
}

/// A right angle that the segment leaving `from` might turn.
struct RightAngle {
  int from = kNone;
  Point at;
  bool aroundP = false;  ///< The node that the segment cuts off is p of the edge on which it begins; else q.
};

/// For each corner `asked` gets two points: off by `reach` on both axes towards the node that is cut off, and away.
std::vector<RightAngle> possibleCorners(const Chains& chains, double reachX, double reachY, std::vector<Point>& asked) {
  std::vector<RightAngle> corners;
  for (int from = 0; from < chains.size(); ++from) {
    const int to = chains.next(from);
    if (to == kNone) continue;
    const Edge& first = chains.edge(from);
    const Edge& last = chains.edge(to);
    const bool aroundP = first.p == last.p || first.p == last.q;
    const Point& node = aroundP ? first.p : first.q;
    if (node != last.p && node != last.q) continue;  // from one side of a cell to the opposite one
    // The line crosses a level edge straight down and an upright one straight across.
    const Point& begin = chains.point(from);
    const Point& end = chains.point(to);
    const bool levelFirst = first.p.y == first.q.y || last.p.x == last.q.x;
    const Point at = levelFirst ? Point{begin.x, end.y} : Point{end.x, begin.y};
    if (std::abs(begin.x - end.x) <= reachX || std::abs(begin.y - end.y) <= reachY) continue;  // as good as straight
    const double dx = std::copysign(reachX, node.x - (begin.x + end.x) / 2);
    const double dy = std::copysign(reachY, node.y - (begin.y + end.y) / 2);
    corners.push_back({from, at, aroundP});
    asked.push_back({at.x + dx, at.y + dy});
    asked.push_back({at.x - dx, at.y - dy});
  }
  return corners;
}

void sharpen(const Classifier& classifier, const DecisionSurface& surface, Chains& chains) {
  const Bounds& bounds = surface.bounds;
  std::vector<Point> asked;
  const std::vector<RightAngle> corners =
      possibleCorners(chains, kInterval * (bounds.xMax - bounds.xMin) / surface.width,
                      kInterval * (bounds.yMax - bounds.yMin) / surface.height, asked);
  const Matrix probabilities = predictAt(classifier, asked);
  Eigen::Index row = 0;
  for (const RightAngle& corner : corners) {
    const bool towards = onSideOfP(chains.edge(corner.from), probabilities, row++);
    const bool away = onSideOfP(chains.edge(corner.from), probabilities, row++);
    if (towards == corner.aroundP && away != corner.aroundP) chains.insertAfter(corner.from, corner.at);
  }
}

}  // namespace

Polylines decisionBoundary(const Classifier& classifier, const DecisionSurface& surface) {
  requireFitted(classifier.fitted(), "classifier");
  if (classifier.nFeaturesIn() != 2) {
    fail(ErrorCode::kBadShape, {"classifier: expected one of 2 features, got ", classifier.nFeaturesIn()});
  }
  const int k = classifier.nClasses();
  if (surface.nClasses != k) {
    fail(ErrorCode::kBadValue,
         {"surface: expected one of ", k, " classes as the classifier has, got ", surface.nClasses});
  }
  if (k < 2) return {};

  // For two classes the probability of class 1 alone.
  Grid grid(k == 2 ? surface.probability : surface.classProbability, k == 2 ? 1 : k, surface.width, surface.height,
            surface.bounds);
  const Matrix rim = predictAt(classifier, grid.rimNodes());
  grid.setRim(k == 2 ? rim.rightCols(1) : rim);

  // A tie at 1/2 is class 0's, and a value at the level counts as above it.
  constexpr double kAboveHalf = 0.5 + std::numeric_limits<double>::epsilon() / 2;
  Chains chains = k == 2 ? traceLevel(grid, kAboveHalf) : traceRegions(grid);
  bisect(classifier, chains);
  sharpen(classifier, surface, chains);
  return chains.polylines();
}

}  // namespace scrollwork

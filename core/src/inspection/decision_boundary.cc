// Marching squares for the topology (tracing.h), bisection for the place: what Bloomenthal, Polygonization of implicit
// surfaces, 1988, does with a function of which only the sign counts. Corners: two points in a cell and the assumption
// that the line meets both edges at right angles determine the corner between them; dual contouring (Ju, Losasso,
// Schaefer & Warren, 2002) with the only normals that a tree has.

#include "scrollwork/inspection/decision_boundary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "inspection/tracing.h"
#include "scrollwork/error.h"
#include "scrollwork/validation.h"

namespace scrollwork {

namespace {

constexpr int kBlockPoints = 1024;  // as in decisionSurface: intermediate values stay in cache
constexpr double kInterval = 1.0 / 256;

/// Calls use(i, probabilities of point(i)) for i = 0 .. n - 1, asking the classifier in blocks.
template <class PointAt, class Use>
void predictEach(const Classifier& classifier, int n, const PointAt& pointAt, const Use& use) {
  Matrix block(std::min(n, kBlockPoints), 2);
  for (int first = 0; first < n; first += kBlockPoints) {
    const int rows = std::min(kBlockPoints, n - first);
    for (int i = 0; i < rows; ++i) {
      const Point point = pointAt(first + i);
      block(i, 0) = point.x;
      block(i, 1) = point.y;
    }
    const Matrix probabilities = classifier.predictProba(block.topRows(rows));
    for (int i = 0; i < rows; ++i) use(first + i, probabilities.row(i).data());
  }
}

/// Whether a point with these probabilities is on p's side of the edge.
bool onSideOfP(const Edge& edge, const double* probabilities) {
  const double a = probabilities[edge.a];
  const double b = probabilities[edge.b];
  return a > b || (a == b && edge.a < edge.b);
}

void bisect(const Classifier& classifier, Chains& chains) {
  std::vector<double> from(static_cast<std::size_t>(chains.size()), 0.0);
  for (double step = 0.5; step >= kInterval; step /= 2) {
    predictEach(
        classifier, chains.size(), [&](int i) { return chains.edge(i).at(from[static_cast<std::size_t>(i)] + step); },
        [&](int i, const double* probabilities) {
          if (onSideOfP(chains.edge(i), probabilities)) from[static_cast<std::size_t>(i)] += step;
        });
  }
  for (int i = 0; i < chains.size(); ++i) {
    chains.move(i, chains.edge(i).at(from[static_cast<std::size_t>(i)] + kInterval / 2));
  }
}

/// A right angle that the segment leaving `from` might turn.
struct Corner {
  int from = kNone;
  Point at;
  Point towards;          ///< From the corner by 1/256 of a pixel on each axis towards the node that it cuts off.
  Point away;             ///< As far to the other side.
  bool towardsP = false;  ///< That node is p of the edge on which the segment begins.
};

std::vector<Corner> possibleCorners(const Chains& chains, double reachX, double reachY) {
  std::vector<Corner> corners;
  for (int from = 0; from < chains.size(); ++from) {
    const int to = chains.next(from);
    if (to == kNone) continue;
    const Edge& first = chains.edge(from);
    const Edge& last = chains.edge(to);
    const bool towardsP = first.p == last.p || first.p == last.q;
    const Point& node = towardsP ? first.p : first.q;
    if (node != last.p && node != last.q) continue;  // from one side of a cell to the opposite one
    // The line crosses a level edge straight down and an upright one straight across.
    const Point& begin = chains.point(from);
    const Point& end = chains.point(to);
    const bool levelFirst = first.p.y == first.q.y || last.p.x == last.q.x;
    const Point at = levelFirst ? Point{begin.x, end.y} : Point{end.x, begin.y};
    if (std::abs(begin.x - end.x) <= reachX || std::abs(begin.y - end.y) <= reachY) continue;  // as good as straight
    const double dx = std::copysign(reachX, node.x - (begin.x + end.x) / 2);
    const double dy = std::copysign(reachY, node.y - (begin.y + end.y) / 2);
    corners.push_back({from, at, {at.x + dx, at.y + dy}, {at.x - dx, at.y - dy}, towardsP});
  }
  return corners;
}

void sharpen(const Classifier& classifier, const DecisionSurface& surface, Chains& chains) {
  const Bounds& bounds = surface.bounds;
  const std::vector<Corner> corners = possibleCorners(chains, kInterval * (bounds.xMax - bounds.xMin) / surface.width,
                                                      kInterval * (bounds.yMax - bounds.yMin) / surface.height);
  bool sharp = false;
  predictEach(
      classifier, 2 * static_cast<int>(corners.size()),
      [&](int i) {
        const Corner& corner = corners[static_cast<std::size_t>(i / 2)];
        return i % 2 == 0 ? corner.towards : corner.away;
      },
      [&](int i, const double* probabilities) {
        const Corner& corner = corners[static_cast<std::size_t>(i / 2)];
        const bool nodesSide = onSideOfP(chains.edge(corner.from), probabilities) == corner.towardsP;
        if (i % 2 == 0) {
          sharp = nodesSide;
        } else if (sharp && !nodesSide) {
          chains.insertAfter(corner.from, corner.at);
        }
      });
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
  const std::vector<Point> nodes = grid.rimNodes();
  std::vector<double> rim;
  predictEach(
      classifier, static_cast<int>(nodes.size()), [&](int i) { return nodes[static_cast<std::size_t>(i)]; },
      [&](int, const double* probabilities) {
        rim.insert(rim.end(), probabilities + (k == 2 ? 1 : 0), probabilities + k);
      });
  grid.setRim(std::move(rim));

  // A tie at 1/2 is class 0's, and a value at the level counts as above it.
  constexpr double kAboveHalf = 0.5 + std::numeric_limits<double>::epsilon() / 2;
  Chains chains = k == 2 ? traceLevel(grid, kAboveHalf) : traceRegions(grid);
  bisect(classifier, chains);
  sharpen(classifier, surface, chains);
  return chains.polylines();
}

}  // namespace scrollwork

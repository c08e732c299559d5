#include "ensemble/forest.h"

#include <algorithm>
#include <cmath>

#include "scrollwork/error.h"
#include "scrollwork/persistence/state_checks.h"
#include "tree/pixel_cut.h"

namespace scrollwork {

std::vector<int> bootstrapTimes(int n, double maxSamples, Rng& rng) {
  std::vector<int> times(static_cast<std::size_t>(n));
  const int nDraws = std::max(1, static_cast<int>(std::lround(maxSamples * n)));
  for (int i = 0; i < nDraws; ++i) ++times[static_cast<std::size_t>(rng.below(static_cast<std::uint64_t>(n)))];
  return times;
}

std::vector<ForestWalk::Node> walkNodes(const TreeNodes& nodes) {
  std::vector<ForestWalk::Node> out;
  out.reserve(nodes.feature.size());
  int nLeaves = 0;
  for (std::size_t i = 0; i < nodes.feature.size(); ++i) {
    const bool leaf = nodes.feature[i] < 0;
    out.push_back({nodes.threshold[i], nodes.feature[i], leaf ? nLeaves++ : nodes.right[i]});
  }
  return out;
}

std::vector<double> leafShares(const DecisionTreeNodes& nodes, int k) {
  std::vector<double> shares;
  for (std::size_t i = 0; i < nodes.feature.size(); ++i) {
    if (nodes.feature[i] >= 0) continue;
    const int* const counts = nodes.counts.data() + i * static_cast<std::size_t>(k);
    const auto winner = std::max_element(counts, counts + k) - counts;
    double rest = 1;
    const std::size_t first = shares.size();
    for (int c = 0; c < k; ++c) {
      const double share = std::floor(counts[c] / nodes.weight[i] / kShareUnit) * kShareUnit;
      shares.push_back(share);
      if (c != winner) rest -= share;
    }
    shares[first + static_cast<std::size_t>(winner)] = rest;
  }
  return shares;
}

std::vector<double> leafMeans(const RegressionTreeNodes& nodes) {
  std::vector<double> means;
  for (std::size_t i = 0; i < nodes.feature.size(); ++i) {
    if (nodes.feature[i] < 0) means.push_back(nodes.value[i]);
  }
  return means;
}

std::vector<std::uint8_t> chosenBy(std::span<const int> times) {
  std::vector<std::uint8_t> chosen(times.size());
  for (std::size_t i = 0; i < times.size(); ++i) chosen[i] = times[i] > 0;
  return chosen;
}

void requireForestState(int nSamples, std::size_t nTrees, const Labels& oobTimes, std::size_t nScores) {
  requireState(nTrees <= kMaxTrees, "trees", "at most 10000", nTrees);
  requireState(nSamples >= 0 && (nTrees == 0 || nSamples > 0), "nSamples", "a number > 0");
  requireState(oobTimes.size() == 0 || (oobTimes.size() == nSamples && oobTimes.minCoeff() >= 0), "oobTimes",
               "a number >= 0 for each row, or none");
  requireState(nScores == (oobTimes.size() == 0 ? 0 : nTrees), "oobScores", "one for each tree", nScores);
}

void requireOob(bool kept) {
  if (!kept) fail(ErrorCode::kNotFitted, {"oobScore: expected fit with oobScore before this call"});
}

void addValues(std::span<const ForestWalk> walks, const MatrixView& X, int k, double* sums) {
  for (const ForestWalk& walk : walks) {
    for (Eigen::Index row = 0; row < X.rows(); ++row) {
      const double* const values =
          walk.values.data() + static_cast<std::ptrdiff_t>(leafOf(walk, X.row(row).data())) * k;
      double* const to = sums + row * k;
      for (int c = 0; c < k; ++c) to[c] += values[c];
    }
  }
}

void paintValues(std::span<const ForestWalk> walks, std::span<const double> xs, std::span<const double> ys, int k,
                 double* sums) {
  const int width = static_cast<int>(xs.size());
  const int height = static_cast<int>(ys.size());
  // One class can be left out: the sum over all is the number of trees.
  const int layers = std::max(1, k - 1);
  const std::size_t stride = static_cast<std::size_t>(width + 1) * static_cast<std::size_t>(layers);
  std::vector<double> corners(stride * static_cast<std::size_t>(height + 1));
  const PixelCut cutX(xs);
  const PixelCut cutY(ys);
  struct Part {
    int node, left, right, top, bottom;
  };
  std::vector<Part> stack;
  for (const ForestWalk& walk : walks) {
    stack.push_back({0, 0, width, 0, height});
    while (!stack.empty()) {
      Part part = stack.back();
      stack.pop_back();
      for (;;) {
        const ForestWalk::Node& question = walk.nodes[static_cast<std::size_t>(part.node)];
        if (question.feature < 0) {
          const double* const values = walk.values.data() + static_cast<std::ptrdiff_t>(question.right) * k;
          double* const upper = corners.data() + static_cast<std::size_t>(part.top) * stride;
          double* const lower = corners.data() + static_cast<std::size_t>(part.bottom) * stride;
          for (int c = 0; c < layers; ++c) {
            const double value = values[c];
            upper[part.left * layers + c] += value;
            upper[part.right * layers + c] -= value;
            lower[part.left * layers + c] -= value;
            lower[part.right * layers + c] += value;
          }
          break;
        }
        // What goes left is the left or, because ys descend, the lower part.
        Part less = part;
        Part more = part;
        less.node = part.node + 1;
        more.node = question.right;
        if (question.feature == 0) {
          less.right = more.left = cutX.above(question.threshold, part.left, part.right);
        } else {
          less.top = more.bottom = cutY.notAbove(question.threshold, part.top, part.bottom);
        }
        const bool noLess = less.left == less.right || less.top == less.bottom;
        const bool noMore = more.left == more.right || more.top == more.bottom;
        if (noLess) {
          part = more;
        } else {
          if (!noMore) stack.push_back(more);
          part = less;
        }
      }
    }
  }
  const auto nTrees = static_cast<double>(walks.size());
  for (int j = 0; j < height; ++j) {
    double* const row = corners.data() + static_cast<std::size_t>(j) * stride;
    for (std::size_t i = static_cast<std::size_t>(layers); i < stride; ++i)
      row[i] += row[i - static_cast<std::size_t>(layers)];
    if (j > 0) {
      const double* const before = corners.data() + static_cast<std::size_t>(j - 1) * stride;
      for (std::size_t i = 0; i < stride; ++i) row[i] += before[i];
    }
    double* to = sums + static_cast<std::ptrdiff_t>(j) * width * k;
    for (int i = 0; i < width; ++i, to += k) {
      double rest = nTrees;
      for (int c = 0; c < k - 1; ++c) {
        to[c] = row[i * layers + c];
        rest -= to[c];
      }
      to[k - 1] = rest;
    }
  }
}

}  // namespace scrollwork

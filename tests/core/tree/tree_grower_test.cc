#include "scrollwork/tree/tree_grower.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/estimator_battery.h"
#include "scrollwork/datasets/generators.h"
#include "scrollwork/rng.h"
#include "scrollwork/tree/decision_path.h"
#include "scrollwork/tree/tree_layout.h"

namespace scrollwork {
namespace {

Sample blobs(std::uint64_t seed) { return makeBlobs({.nSamples = 80, .nCenters = 3, .clusterStd = 4, .seed = seed}); }

void expectSame(const DecisionTreeNodes& a, const DecisionTreeNodes& b) {
  EXPECT_EQ(a.feature, b.feature);
  EXPECT_EQ(a.threshold, b.threshold);
  EXPECT_EQ(a.left, b.left);
  EXPECT_EQ(a.right, b.right);
  EXPECT_EQ(a.nSamples, b.nSamples);
  EXPECT_EQ(a.weight, b.weight);
  EXPECT_EQ(a.impurity, b.impurity);
  EXPECT_EQ(a.depth, b.depth);
  EXPECT_EQ(a.counts, b.counts);
}

TEST(TreeGrower, GreedyStepsLeadToTheDecisionTreeNodeForNode) {
  for (const char* criterion : {"gini", "entropy"}) {
    const Sample s = blobs(4);
    TreeGrower grower({.criterion = criterion, .maxDepth = 6, .minSamplesLeaf = 2});
    grower.begin(s.X, s.y);
    EXPECT_FALSE(grower.done());
    DecisionTreeClassifier best({.criterion = criterion, .maxDepth = 6, .minSamplesLeaf = 2, .maxLeafNodes = 5});
    best.fit(s.X, s.y);
    grower.step(4);  // five leaves: best-first
    expectSame(grower.tree().nodes(), best.nodes());
    grower.step(1000);
    EXPECT_TRUE(grower.done());
    DecisionTreeClassifier whole({.criterion = criterion, .maxDepth = 6, .minSamplesLeaf = 2});
    whole.fit(s.X, s.y);
    expectSame(grower.tree().nodes(), whole.nodes());
  }
}

TEST(TreeGrower, CandidatesAreAllSplitsAndTheirGains) {
  const Sample s = blobs(5);
  TreeGrower grower;
  grower.begin(s.X, s.y);
  grower.step(3);
  const DecisionTreeNodes nodes = grower.tree().nodes();
  const Labels leaves = grower.tree().apply(s.X);
  for (int node = 0; node < nodes.size(); ++node) {
    const CandidateSplits table = grower.candidateSplits(node);
    const auto at = static_cast<std::size_t>(node);
    double most = -1;
    for (std::size_t i = 0; i < table.feature.size(); ++i) {
      EXPECT_EQ(table.nLeft[i] + table.nRight[i], nodes.nSamples[at]);
      const double gain =
          nodes.impurity[at] -
          (table.nLeft[i] * table.impurityLeft[i] + table.nRight[i] * table.impurityRight[i]) / nodes.nSamples[at];
      EXPECT_NEAR(table.gain[i], gain, 1e-15);
      EXPECT_GE(gain, -1e-15);
      most = std::max(most, gain);
      if (node > 0) continue;  // the root holds all rows: count them
      const auto left = (s.X.col(table.feature[i]).array() <= table.threshold[i]).count();
      EXPECT_EQ(left, table.nLeft[i]);
    }
    if (nodes.feature[at] < 0) continue;
    ASSERT_GE(table.best, 0);
    const auto best = static_cast<std::size_t>(table.best);
    EXPECT_EQ(table.feature[best], nodes.feature[at]);
    EXPECT_EQ(table.threshold[best], nodes.threshold[at]);
    EXPECT_NEAR(table.gain[best], most, 1e-15);
  }
}

TEST(TreeGrower, ByHandUndoneAndCutBack) {
  const Sample s = blobs(6);
  TreeGrower grower;
  EXPECT_EQ(codeOf([&] { grower.step(); }), ErrorCode::kNotFitted);
  grower.begin(s.X, s.y);
  EXPECT_FALSE(grower.undo());
  const double threshold = (s.X.col(1).minCoeff() + s.X.col(1).maxCoeff()) / 2;
  grower.split(0, 1, threshold);
  EXPECT_EQ(grower.tree().nodes().feature[0], 1);
  EXPECT_EQ(codeOf([&] { grower.split(0, 1, threshold); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { grower.split(1, 2, threshold); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { grower.split(1, 1, 1e9); }), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { grower.split(9, 1, 0); }), ErrorCode::kBadValue);
  const DecisionTreeNodes once = grower.tree().nodes();
  EXPECT_TRUE(grower.splitBest(1));
  EXPECT_TRUE(grower.splitBest(4));
  const DecisionTreeNodes twice = grower.tree().nodes();
  EXPECT_EQ(twice.size(), 7);
  grower.prune(1);
  EXPECT_EQ(grower.tree().nodes().size(), 5);
  EXPECT_EQ(grower.tree().nodes().right[0], 2);
  grower.prune(0);
  EXPECT_EQ(grower.tree().nodes().size(), 1);
  EXPECT_TRUE(grower.undo());
  EXPECT_TRUE(grower.undo());
  expectSame(grower.tree().nodes(), twice);
  grower.prune(4);
  grower.prune(1);
  expectSame(grower.tree().nodes(), once);
  EXPECT_EQ(grower.tree().predict(s.X).size(), 80);
}

/// A random binary tree of so many leaves as columns.
TreeNodes randomTree(Rng& rng, int leaves) {
  TreeNodes nodes;
  const auto grow = [&](auto& self, int n, int depth) -> void {
    const auto node = static_cast<std::size_t>(nodes.size());
    nodes.feature.push_back(n > 1 ? 0 : -1);
    nodes.threshold.push_back(0);
    nodes.left.push_back(n > 1 ? nodes.size() : -1);
    nodes.right.push_back(-1);
    nodes.nSamples.push_back(n);
    nodes.weight.push_back(n);
    nodes.impurity.push_back(0);
    nodes.depth.push_back(depth);
    if (n == 1) return;
    const int left = rng.integer(1, n - 1);
    self(self, left, depth + 1);
    nodes.right[node] = nodes.size();
    self(self, n - left, depth + 1);
  };
  grow(grow, leaves, 0);
  return nodes;
}

/// Left and right exchanged everywhere; `place` gets the new number of each node.
TreeNodes mirrored(const TreeNodes& nodes, std::vector<int>& place) {
  TreeNodes out;
  place.assign(nodes.feature.size(), 0);
  const auto visit = [&](auto& self, std::size_t node) -> void {
    const auto at = out.feature.size();
    place[node] = static_cast<int>(at);
    out.feature.push_back(nodes.feature[node]);
    out.threshold.push_back(0);
    out.left.push_back(-1);
    out.right.push_back(-1);
    out.nSamples.push_back(nodes.nSamples[node]);
    out.weight.push_back(nodes.weight[node]);
    out.impurity.push_back(0);
    out.depth.push_back(nodes.depth[node]);
    if (nodes.feature[node] < 0) return;
    out.left[at] = out.size();
    self(self, static_cast<std::size_t>(nodes.right[node]));
    out.right[at] = out.size();
    self(self, static_cast<std::size_t>(nodes.left[node]));
  };
  visit(visit, 0);
  return out;
}

TEST(TreeLayout, IsTidy) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed);
    const TreeNodes nodes = randomTree(rng, rng.integer(1, 60));
    const TreeLayout layout = treeLayout(nodes);
    std::vector<double> lastOnLevel(100, -std::numeric_limits<double>::infinity());
    double least = 0;
    for (std::size_t i = 0; i < nodes.feature.size(); ++i) {
      least = std::min(least, layout.x[i]);
      EXPECT_EQ(layout.y[i], nodes.depth[i]);
      // Depth-first order visits each level from left to right.
      auto& last = lastOnLevel[static_cast<std::size_t>(nodes.depth[i])];
      EXPECT_GE(layout.x[i], last + 1 - 1e-9);
      last = layout.x[i];
      if (nodes.feature[i] < 0) continue;
      const double left = layout.x[static_cast<std::size_t>(nodes.left[i])];
      const double right = layout.x[static_cast<std::size_t>(nodes.right[i])];
      EXPECT_NEAR(layout.x[i], (left + right) / 2, 1e-9);
    }
    EXPECT_EQ(least, 0);
    std::vector<int> place;
    const TreeLayout mirror = treeLayout(mirrored(nodes, place));
    EXPECT_NEAR(mirror.width, layout.width, 1e-9);
    for (std::size_t i = 0; i < place.size(); ++i) {
      EXPECT_NEAR(mirror.x[static_cast<std::size_t>(place[i])], layout.width - layout.x[i], 1e-9);
    }
  }
}

// Each level of a chain that leans to the right holds two nodes, 1 apart, and begins half a place further on.
TEST(TreeLayout, IsAsNarrowAsItsSubtreesAllow) {
  TreeGrower grower;
  Matrix X(16, 1);
  Labels y(16);
  for (int i = 0; i < 16; ++i) {
    X(i, 0) = i;
    y[i] = i % 2;
  }
  grower.begin(X, y);
  EXPECT_EQ(treeLayout(grower.tree().nodes()).width, 0);
  for (int i = 0; i < 10; ++i) grower.split(2 * i, 0, i + 0.5);  // always the rest, to the right
  const TreeLayout layout = treeLayout(grower.tree().nodes());
  EXPECT_EQ(layout.height, 10);
  EXPECT_EQ(layout.width, 5.5);
}

TEST(DecisionPath, EndsInTheLeafThatApplyNames) {
  const Sample s = blobs(7);
  DecisionTreeClassifier tree({.maxDepth = 4});
  tree.fit(s.X, s.y);
  const DecisionPaths paths = decisionPath(tree.nodes(), s.X);
  const Labels leaves = tree.apply(s.X);
  ASSERT_EQ(paths.offsets.size(), 81U);
  for (std::size_t i = 0; i < 80; ++i) {
    EXPECT_EQ(paths.nodes[static_cast<std::size_t>(paths.offsets[i])], 0);
    EXPECT_EQ(paths.nodes[static_cast<std::size_t>(paths.offsets[i + 1]) - 1], leaves[static_cast<Eigen::Index>(i)]);
  }
  EXPECT_EQ(codeOf([&] { (void)decisionPath(tree.nodes(), Matrix::Zero(1, 0)); }), ErrorCode::kBadShape);
  EXPECT_EQ(codeOf([&] { (void)decisionPath({}, s.X); }), ErrorCode::kBadValue);
}

}  // namespace
}  // namespace scrollwork

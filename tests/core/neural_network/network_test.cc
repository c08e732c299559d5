// The arithmetic inside the networks, in double against finite differences and in float against double.
#include "neural_network/network.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

constexpr Activation kActivations[] = {Activation::kIdentity, Activation::kLogistic, Activation::kTanh,
                                       Activation::kRelu};

template <typename Scalar>
Network<Scalar> randomNetwork(const std::vector<int>& sizes, Activation activation, NetworkLoss loss,
                              std::uint64_t seed) {
  Network<Scalar> network(sizes, activation, loss);
  Rng rng(seed);
  for (int l = 0; l < network.nLayers(); ++l) {
    const auto& layer = network.layer(l);
    for (int i = 0; i < layer.in; ++i) {
      for (int j = 0; j < layer.out; ++j) {
        network.parameters()[layer.weightIndex(i, j)] = static_cast<Scalar>(rng.uniform(-1, 1));
      }
    }
    for (int j = 0; j < layer.out; ++j) {
      network.parameters()[layer.bias + static_cast<std::size_t>(j)] = static_cast<Scalar>(rng.uniform(-1, 1));
    }
  }
  return network;
}

/// Random rows in pass.input() and targets for them; a dropout mask where the pass has one.
template <typename Scalar>
std::vector<Scalar> fill(const Network<Scalar>& network, typename Network<Scalar>::Pass& pass, int rows,
                         std::uint64_t seed) {
  Rng rng(seed);
  const auto& first = network.layer(0);
  for (int r = 0; r < rows; ++r) {
    for (int j = 0; j < first.in; ++j) pass.input()[r * first.inStride + j] = static_cast<Scalar>(rng.normal());
  }
  const int outputs = network.layer(network.nLayers() - 1).out;
  std::vector<Scalar> targets;
  for (int r = 0; r < rows; ++r) {
    if (network.loss() == NetworkLoss::kSquared) {
      for (int j = 0; j < outputs; ++j) targets.push_back(static_cast<Scalar>(rng.normal()));
    } else {
      targets.push_back(static_cast<Scalar>(rng.integer(0, outputs == 1 ? 1 : outputs - 1)));
    }
  }
  if (pass.hasDropout) {
    for (int l = 0; l + 1 < network.nLayers(); ++l) {
      for (int i = 0; i < rows * network.layer(l).stride; ++i) {
        pass.mask(l)[i] = rng.uniform() < 0.3 ? Scalar(0) : Scalar(1.25);
      }
    }
  }
  return targets;
}

struct Shape {
  std::vector<int> sizes;
  NetworkLoss loss;
};
const std::vector<Shape>& shapes() {
  // Widths around the lanes' own, layers of one unit in each place, depths from none to six hidden layers.
  static const std::vector<Shape> all = {
      {{3, 1}, NetworkLoss::kSquared},        {{1, 1}, NetworkLoss::kLogistic},
      {{2, 3}, NetworkLoss::kSoftmax},        {{2, 8, 8, 1}, NetworkLoss::kLogistic},
      {{5, 1, 3}, NetworkLoss::kSoftmax},     {{4, 7, 1, 1, 2}, NetworkLoss::kSquared},
      {{6, 13, 4, 5}, NetworkLoss::kSoftmax}, {{2, 3, 4, 5, 6, 5, 4, 1}, NetworkLoss::kSquared},
  };
  return all;
}

// d loss / d w against (loss(w + h) - loss(w - h)) / 2h. With h = 1e-5 the difference is off by h^2 times the third
// derivative (about 1e-10 times 10) and by rounding, 1e-16 / h times the loss of a few units: 1e-10. A relu has a kink
// within h of some z with probability 1e-5 times the units; the seeds are such that there is none.
TEST(Network, GradientsOfEveryLayerAndLossAreFiniteDifferences) {
  constexpr double kStep = 1e-5;
  for (const Shape& shape : shapes()) {
    for (const Activation activation : kActivations) {
      for (const int rows : {1, 2, 7}) {
        for (const bool dropout : {false, true}) {
          SCOPED_TRACE(testing::Message()
                       << "outputs " << shape.sizes.back() << " depth " << shape.sizes.size() << " activation "
                       << static_cast<int>(activation) << " rows " << rows << " dropout " << dropout);
          auto network = randomNetwork<double>(shape.sizes, activation, shape.loss, 11);
          Network<double>::Pass pass(network, rows, true, dropout);
          const std::vector<double> targets = fill(network, pass, rows, 12);
          std::vector<double> gradient(network.parameters().size());
          const auto loss = [&] {
            network.forward(pass, rows);
            return network.lossAndDelta(pass, rows, targets.data()) / rows;
          };
          loss();
          network.backward(pass, rows, gradient.data());
          std::vector<bool> isParameter(gradient.size());
          for (int l = 0; l < network.nLayers(); ++l) {
            const auto& layer = network.layer(l);
            for (int i = 0; i < layer.in; ++i) {
              for (int j = 0; j < layer.out; ++j) isParameter[layer.weightIndex(i, j)] = true;
            }
            for (int j = 0; j < layer.out; ++j) isParameter[layer.bias + static_cast<std::size_t>(j)] = true;
          }
          for (std::size_t p = 0; p < gradient.size(); ++p) {
            if (!isParameter[p]) {
              EXPECT_EQ(gradient[p], 0.0) << "padding " << p;
              continue;
            }
            double& w = network.parameters()[p];
            const double kept = w;
            w = kept + kStep;
            const double above = loss();
            w = kept - kStep;
            const double below = loss();
            w = kept;
            EXPECT_NEAR(gradient[p], (above - below) / (2 * kStep), 1e-8 * std::max(1.0, std::fabs(gradient[p])))
                << "parameter " << p;
          }
        }
      }
    }
  }
}

TEST(Network, L2AddsItsGradientAndReturnsTheSquares) {
  auto network = randomNetwork<double>({3, 5, 1}, Activation::kTanh, NetworkLoss::kSquared, 3);
  std::vector<double> gradient(network.parameters().size(), 1.0);
  const double squares = network.addL2(0.5, gradient.data());
  double expected = 0.0;
  for (int l = 0; l < 2; ++l) {
    const auto& layer = network.layer(l);
    for (int i = 0; i < layer.in; ++i) {
      for (int j = 0; j < layer.out; ++j) {
        const double w = network.parameters()[layer.weightIndex(i, j)];
        expected += w * w;
        EXPECT_EQ(gradient[layer.weightIndex(i, j)], 1.0 + 0.5 * w);
      }
    }
    EXPECT_EQ(gradient[layer.bias], 1.0);
  }
  EXPECT_NEAR(squares, expected, 1e-14 * expected);
}

TEST(Network, FiniteFindsEveryParameterThatIsNot) {
  auto network = randomNetwork<float>({3, 6, 1}, Activation::kTanh, NetworkLoss::kSquared, 3);
  EXPECT_TRUE(network.finite());
  for (std::size_t i = 0; i < network.parameters().size(); ++i) {
    for (const float bad : {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}) {
      auto broken = network;
      broken.parameters()[i] = bad;
      EXPECT_FALSE(broken.finite()) << i;
    }
  }
}

// Sums of at most 13 products of numbers of the size of 1, each rounded to 2^-24, through seven layers whose
// derivatives are about 1: below 13 * 7 * 2^-24 * 8 = 4e-5, and in fact far less because errors cancel.
TEST(Network, FloatFollowsDouble) {
  for (const Shape& shape : shapes()) {
    for (const Activation activation : kActivations) {
      const auto exact = randomNetwork<double>(shape.sizes, activation, shape.loss, 21);
      auto network = randomNetwork<float>(shape.sizes, activation, shape.loss, 21);
      const int rows = 9;
      Network<double>::Pass exactPass(exact, rows, true, false);
      Network<float>::Pass pass(network, rows, true, false);
      const std::vector<double> exactTargets = fill(exact, exactPass, rows, 22);
      const std::vector<float> targets = fill(network, pass, rows, 22);
      exact.forward(exactPass, rows);
      network.forward(pass, rows);
      const double exactLoss = exact.lossAndDelta(exactPass, rows, exactTargets.data());
      EXPECT_NEAR(network.lossAndDelta(pass, rows, targets.data()), exactLoss, 4e-5 * std::max(1.0, exactLoss));
      const int last = network.nLayers() - 1;
      for (int r = 0; r < rows; ++r) {
        for (int j = 0; j < network.layer(last).out; ++j) {
          EXPECT_NEAR(pass.a(last)[r * network.layer(last).stride + j],
                      exactPass.a(last)[r * exact.layer(last).stride + j], 4e-5);
        }
      }
    }
  }
}

// A row's numbers do not depend on how many others are computed with it.
TEST(Network, RowsDoNotDependOnTheirNeighbours) {
  const auto network = randomNetwork<float>({3, 10, 5}, Activation::kTanh, NetworkLoss::kSoftmax, 5);
  Network<float>::Pass all(network, 11, false, false);
  fill(network, all, 11, 6);
  network.forward(all, 11);
  Network<float>::Pass one(network, 1, false, false);
  for (int r = 0; r < 11; ++r) {
    std::copy_n(all.input() + r * 4, 4, one.input());
    network.forward(one, 1);
    for (int j = 0; j < 5; ++j) EXPECT_EQ(one.a(1)[j], all.a(1)[r * network.layer(1).stride + j]);
  }
}

TEST(Network, ShufflingIsAPermutationOfEvenFrequencies) {
  std::vector<std::vector<int>> seen(5, std::vector<int>(5));
  Rng rng(1);
  constexpr int kRounds = 20000;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<int> rows = {0, 1, 2, 3, 4};
    shuffleRows(rng, rows);
    int sum = 0;
    for (int place = 0; place < 5; ++place) {
      ++seen[static_cast<std::size_t>(place)][static_cast<std::size_t>(rows[static_cast<std::size_t>(place)])];
      sum += 1 << rows[static_cast<std::size_t>(place)];
    }
    ASSERT_EQ(sum, 31);
  }
  // 4,000 +- 5 sigma, sigma = sqrt(20000 * 0.2 * 0.8) = 57.
  for (const auto& place : seen) {
    for (const int count : place) EXPECT_NEAR(count, kRounds / 5, 283);
  }
}

TEST(Network, DropoutMasksHaveTheirRate) {
  std::vector<float> mask(40000);
  Rng rng(2);
  fillDropoutMask(rng, 0.2, mask);
  double zeros = 0;
  for (const float factor : mask) {
    ASSERT_TRUE(factor == 0.0F || factor == 1.25F);
    zeros += factor == 0.0F ? 1 : 0;
  }
  EXPECT_NEAR(zeros / 40000, 0.2, 5 * std::sqrt(0.2 * 0.8 / 40000));
}

}  // namespace
}  // namespace scrollwork

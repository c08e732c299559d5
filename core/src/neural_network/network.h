#pragma once

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

#include "scrollwork/math/elementary.h"
#include "scrollwork/math/elementary_float.h"
#include "scrollwork/rng.h"

/// The arithmetic of a multi-layer perceptron: forward, loss, backward (Rumelhart, Hinton & Williams, "Learning
/// representations by back-propagating errors", 1986). Scalar is float in use and double in the tests that hold its
/// gradients against finite differences.
///
/// Notation: layer l maps its input a (of `in` units) to z = a W + b and a' = f(z); delta is the derivative of the loss
/// by z. Everything is a product of matrices in which the lanes of a register run over units of one sample, in tiles of
/// 4 samples x 2 registers. Every sum runs over its terms in one order, whatever the number of rows, so a row's result
/// does not depend on its neighbours.
namespace scrollwork {

enum class Activation { kIdentity, kLogistic, kTanh, kRelu };
/// kSquared: identity output, sum of (a - y)^2 / 2. kLogistic: one output, expit, log loss. kSoftmax: log loss.
enum class NetworkLoss { kSquared, kLogistic, kSoftmax };

namespace network_detail {

template <typename Scalar>
struct Simd {
  typedef Scalar Lanes __attribute__((vector_size(16)));  // NOLINT: an alias cannot carry the attribute here
  static constexpr int kCount = 16 / static_cast<int>(sizeof(Scalar));

  static Lanes load(const Scalar* from) {
    Lanes lanes;
    std::memcpy(&lanes, from, sizeof lanes);  // need not be aligned
    return lanes;
  }
  static void store(Lanes lanes, Scalar* to) { std::memcpy(to, &lanes, sizeof lanes); }
  static Lanes splat(Scalar x) {  // not Lanes{} + x, which is an addition: 0 + -0 is 0
    if constexpr (kCount == 4)
      return Lanes{x, x, x, x};
    else
      return Lanes{x, x};
  }
  static int padded(int n) { return (n + kCount - 1) / kCount * kCount; }
  /// Pairwise, so that the order does not depend on the instruction set.
  static Scalar sum(Lanes lanes) {
    if constexpr (kCount == 4)
      return (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
    else
      return lanes[0] + lanes[1];
  }
};

/// C = init + A B, a tile of kRows rows and kRegisters registers of columns: c[r][j] = init[j] + sum over k of a(r, k)
/// b[k][j]. Element (r, k) of A is a[r aStride + k], or for kTransposed a[r + k aStride]: with one of the two steps
/// known the compiler needs few registers for addresses. init is a row, or null for 0.
template <int kRows, int kRegisters, bool kTransposed, typename Scalar>
inline void multiplyTile(const Scalar* a, std::ptrdiff_t aStride, int depth, const Scalar* b, std::ptrdiff_t bStride,
                         const Scalar* init, Scalar* c, std::ptrdiff_t cStride) {
  using S = Simd<Scalar>;
  using Lanes = typename S::Lanes;
  Lanes sums[kRows][kRegisters];
  for (int q = 0; q < kRegisters; ++q) {
    const Lanes first = init != nullptr ? S::load(init + q * S::kCount) : Lanes{};
    for (int r = 0; r < kRows; ++r) sums[r][q] = first;
  }
  const Scalar* from[kRows];
  for (int r = 0; r < kRows; ++r) from[r] = a + r * (kTransposed ? 1 : aStride);
  // The term of k + u.
  const auto add = [&](int u) {
    Lanes factors[kRegisters];
    for (int q = 0; q < kRegisters; ++q) factors[q] = S::load(b + q * S::kCount);
    for (int r = 0; r < kRows; ++r) {
      const Lanes x = S::splat(kTransposed ? from[0][r] : from[r][u]);
      for (int q = 0; q < kRegisters; ++q) sums[r][q] += x * factors[q];
    }
    b += bStride;
    if constexpr (kTransposed) from[0] += aStride;
  };
  int k = depth;
  for (; k >= 4; k -= 4) {
    add(0), add(1), add(2), add(3);
    if constexpr (!kTransposed) {
      for (int r = 0; r < kRows; ++r) from[r] += 4;
    }
  }
  for (; k > 0; --k) {
    add(0);
    if constexpr (!kTransposed) {
      for (int r = 0; r < kRows; ++r) ++from[r];
    }
  }
  for (int r = 0; r < kRows; ++r) {
    for (int q = 0; q < kRegisters; ++q) S::store(sums[r][q], c + r * cStride + q * S::kCount);
  }
}

template <int kRegisters, bool kTransposed, typename Scalar>
inline void multiplyColumns(const Scalar* a, std::ptrdiff_t aStride, int rows, int depth, const Scalar* b,
                            std::ptrdiff_t bStride, const Scalar* init, Scalar* c, std::ptrdiff_t cStride) {
  const std::ptrdiff_t rowStep = kTransposed ? 1 : aStride;
  for (; rows >= 4; rows -= 4, a += 4 * rowStep, c += 4 * cStride) {
    multiplyTile<4, kRegisters, kTransposed>(a, aStride, depth, b, bStride, init, c, cStride);
  }
  if (rows >= 2) {
    multiplyTile<2, kRegisters, kTransposed>(a, aStride, depth, b, bStride, init, c, cStride);
    rows -= 2, a += 2 * rowStep, c += 2 * cStride;
  }
  if (rows > 0) multiplyTile<1, kRegisters, kTransposed>(a, aStride, depth, b, bStride, init, c, cStride);
}

/// The whole product, for `columns` columns, a multiple of the lanes.
template <bool kTransposed, typename Scalar>
void multiply(const Scalar* a, std::ptrdiff_t aStride, int rows, int depth, const Scalar* b, std::ptrdiff_t bStride,
              int columns, const Scalar* init, Scalar* c, std::ptrdiff_t cStride) {
  constexpr int kLanes = Simd<Scalar>::kCount;
  int j = 0;
  for (; j + 2 * kLanes <= columns; j += 2 * kLanes) {
    multiplyColumns<2, kTransposed>(a, aStride, rows, depth, b + j, bStride, init != nullptr ? init + j : nullptr,
                                    c + j, cStride);
  }
  if (j < columns) {
    multiplyColumns<1, kTransposed>(a, aStride, rows, depth, b + j, bStride, init != nullptr ? init + j : nullptr,
                                    c + j, cStride);
  }
}

}  // namespace network_detail

template <typename Scalar>
class Network {
  using S = network_detail::Simd<Scalar>;
  using Lanes = typename S::Lanes;

 public:
  /// Where a layer lies among the parameters: W row by row (one row an input unit), each row padded with zeros to
  /// `stride`, then b, padded likewise. A layer of one unit is kept as a column instead (`isColumn`): its weights side
  /// by side, padded, then b, because lanes over one unit would be wasted. Padding stays 0 in training: its gradient
  /// is 0.
  struct Layer {
    int in, out;
    int inStride, stride;  ///< of the activations: units padded to whole registers; 1 for a column.
    bool isColumn;
    std::size_t weights, bias, end;

    [[nodiscard]] std::size_t weightIndex(int i, int j) const {
      return weights + static_cast<std::size_t>(isColumn ? i : i * stride + j);
    }
  };

  /// sizes: d, the hidden layers, the outputs; at least two, each >= 1.
  Network(std::vector<int> sizes, Activation activation, NetworkLoss loss) : activation_(activation), loss_(loss) {
    std::size_t next = 0;
    for (std::size_t l = 0; l + 1 < sizes.size(); ++l) {
      Layer layer{};
      layer.in = sizes[l];
      layer.out = sizes[l + 1];
      layer.isColumn = layer.out == 1;
      layer.inStride = l == 0 ? S::padded(layer.in) : layers_.back().stride;
      layer.stride = layer.isColumn ? 1 : S::padded(layer.out);
      layer.weights = next;
      layer.bias = next + static_cast<std::size_t>(layer.isColumn ? S::padded(layer.in) : layer.in * layer.stride);
      layer.end = layer.bias + static_cast<std::size_t>(S::padded(layer.out));
      next = layer.end;
      layers_.push_back(layer);
    }
    parameters_.resize(next);
  }

  [[nodiscard]] int nLayers() const { return static_cast<int>(layers_.size()); }
  [[nodiscard]] const Layer& layer(int l) const { return layers_[static_cast<std::size_t>(l)]; }
  [[nodiscard]] NetworkLoss loss() const { return loss_; }
  [[nodiscard]] std::vector<Scalar>& parameters() { return parameters_; }
  [[nodiscard]] const std::vector<Scalar>& parameters() const { return parameters_; }

  /// What passes through the network with one batch, one block of rows a layer.
  struct Pass {
    Pass(const Network& network, int capacity, bool backward, bool dropout) {
      const auto rows = static_cast<std::size_t>(capacity);
      std::size_t next = rows * static_cast<std::size_t>(network.layer(0).inStride);
      for (const Layer& layer : network.layers_) {
        // Room for a whole register at the end of a column.
        const std::size_t size = rows * static_cast<std::size_t>(layer.stride) + static_cast<std::size_t>(S::kCount);
        Place place{};
        place.z = next;
        place.a = place.z + size;
        next = place.a + size;
        if (backward) {
          place.delta = next;
          next += size;
          place.transposed = next;
          if (!layer.isColumn) {
            next += static_cast<std::size_t>(layer.out) * static_cast<std::size_t>(S::padded(layer.in));
          }
        }
        if (dropout) {
          place.mask = next;
          place.dropped = next + size;
          next += 2 * size;
        }
        places.push_back(place);
      }
      numbers.resize(next);
      hasDropout = dropout;
    }

    /// Rows of X (stride numbers each, as layer(0).inStride) side by side into input().
    void take(const Scalar* X, const int* rows, int count, int stride) {
      Scalar* to = input();
      for (int r = 0; r < count; ++r, to += stride) {
        const Scalar* from = X + std::ptrdiff_t{rows[r]} * stride;
        for (int j = 0; j < stride; j += S::kCount) S::store(S::load(from + j), to + j);
      }
    }

    Scalar* input() { return numbers.data(); }
    Scalar* z(int l) { return numbers.data() + places[static_cast<std::size_t>(l)].z; }
    Scalar* a(int l) { return numbers.data() + places[static_cast<std::size_t>(l)].a; }
    Scalar* delta(int l) { return numbers.data() + places[static_cast<std::size_t>(l)].delta; }
    Scalar* transposed(int l) { return numbers.data() + places[static_cast<std::size_t>(l)].transposed; }
    /// Factors of the activations of hidden layer l: 0 or 1 / (1 - rate).
    Scalar* mask(int l) { return numbers.data() + places[static_cast<std::size_t>(l)].mask; }
    Scalar* dropped(int l) { return numbers.data() + places[static_cast<std::size_t>(l)].dropped; }
    /// What layer l takes in.
    Scalar* inputOf(int l) { return l == 0 ? input() : hasDropout ? dropped(l - 1) : a(l - 1); }

    struct Place {
      std::size_t z, a, delta, transposed, mask, dropped;
    };
    std::vector<Place> places;
    std::vector<Scalar> numbers;
    bool hasDropout = false;
  };

  /// From pass.input() (rows x layer(0).inStride, padding 0) to z and a of every layer up to `layers`.
  void forward(Pass& pass, int rows, int layers) const {
    for (int l = 0; l < layers; ++l) {
      const Layer& layer = this->layer(l);
      const Scalar* from = pass.inputOf(l);
      const Scalar* weights = parameters_.data() + layer.weights;
      const Scalar* bias = parameters_.data() + layer.bias;
      if (layer.isColumn) {
        multiplyColumn(from, rows, layer.inStride, weights, *bias, pass.z(l));
      } else {
        network_detail::multiply<false>(from, layer.inStride, rows, layer.in, weights, layer.stride, layer.stride, bias,
                                        pass.z(l), layer.stride);
      }
      if (l + 1 < nLayers()) {
        activate(pass.z(l), pass.a(l), rows, layer);
        if (pass.hasDropout) {
          const Scalar* a = pass.a(l);
          const Scalar* mask = pass.mask(l);
          Scalar* dropped = pass.dropped(l);
          for (std::ptrdiff_t i = 0; i < rows * std::ptrdiff_t{layer.stride}; i += S::kCount) {
            S::store(S::load(a + i) * S::load(mask + i), dropped + i);
          }
        }
      }
    }
    if (layers == nLayers()) activateOutput(pass, rows);
  }
  void forward(Pass& pass, int rows) const { forward(pass, rows, nLayers()); }

  /// Sum of the loss over the rows after forward. targets: for kSquared the values, row by row without padding; else
  /// the class of each row. Leaves the derivatives of the *mean* loss by z in delta of the last layer.
  double lossAndDelta(Pass& pass, int rows, const Scalar* targets) const {
    const int last = nLayers() - 1;
    const Layer& layer = this->layer(last);
    const Scalar* z = pass.z(last);
    const Scalar* a = pass.a(last);
    Scalar* delta = pass.delta(last);
    const Scalar share = Scalar(1) / static_cast<Scalar>(rows);
    double loss = 0.0;
    // Logarithms are not taken row by row: log u + log v = log(u v), and a few factors of at most 1024 do not overflow.
    constexpr int kRowsPerLogarithm = 64;
    double product = 1.0;
    for (int r = 0; r < rows; ++r, z += layer.stride, a += layer.stride, delta += layer.stride) {
      if (loss_ == NetworkLoss::kSquared) {
        for (int j = 0; j < layer.out; ++j) {
          const Scalar residual = a[j] - *targets++;
          delta[j] = residual * share;
          loss += 0.5 * static_cast<double>(residual) * static_cast<double>(residual);
        }
        continue;
      }
      const Scalar target = targets[r];
      if (loss_ == NetworkLoss::kLogistic) {
        // log(1 + e^-|z|) + max(z, 0) - y z; the probability of the likelier side is 1 / (1 + e^-|z|).
        const Scalar likelier = z[0] < 0 ? Scalar(1) - a[0] : a[0];
        product *= static_cast<double>(likelier);
        loss += static_cast<double>((z[0] < 0 ? Scalar(0) : z[0]) - target * z[0]);
        delta[0] = (a[0] - target) * share;
      } else {
        const int own = static_cast<int>(target);
        // As above: a of the likeliest class is 1 / (sum of e^(z - max)).
        int best = 0;
        for (int j = 1; j < layer.out; ++j) best = z[j] > z[best] ? j : best;
        product *= static_cast<double>(a[best]);
        loss += static_cast<double>(z[best] - z[own]);
        for (int j = 0; j < layer.out; ++j) delta[j] = a[j] * share;
        delta[own] = (a[own] - Scalar(1)) * share;
      }
      if (r % kRowsPerLogarithm == kRowsPerLogarithm - 1) loss -= math::log(std::exchange(product, 1.0));
    }
    return loss - math::log(product);
  }

  /// After lossAndDelta: the gradient of the mean loss by all parameters, in their layout, and delta of every layer.
  void backward(Pass& pass, int rows, Scalar* gradient) const {
    using network_detail::multiply;
    const Scalar one = 1;
    const Scalar* const noInit = nullptr;
    for (int l = nLayers() - 1; l >= 0; --l) {
      const Layer& layer = this->layer(l);
      const Scalar* input = pass.inputOf(l);
      const Scalar* delta = pass.delta(l);
      Scalar* toWeights = gradient + layer.weights;
      if (layer.isColumn) {
        multiply<false>(delta, 0, 1, rows, input, layer.inStride, S::padded(layer.in), noInit, toWeights, 0);
        std::fill(toWeights + layer.in, toWeights + S::padded(layer.in), Scalar(0));
        Scalar sum = 0;
        for (int r = 0; r < rows; ++r) sum += delta[r];
        gradient[layer.bias] = sum;
      } else {
        multiply<true>(input, layer.inStride, layer.in, rows, delta, layer.stride, layer.stride, noInit, toWeights,
                       layer.stride);
        multiply<true>(&one, 0, 1, rows, delta, layer.stride, layer.stride, noInit, gradient + layer.bias, 0);
      }
      if (l == 0) continue;
      const Layer& below = this->layer(l - 1);
      Scalar* toDelta = pass.delta(l - 1);
      const Scalar* weights = parameters_.data() + layer.weights;
      if (below.isColumn) {
        // One unit below: the products with its weights, one number a row.
        for (int r = 0; r < rows; ++r) {
          Scalar sum = 0;
          for (int j = 0; j < layer.out; ++j) sum += delta[r * layer.stride + j] * weights[j];
          toDelta[r] = sum;
        }
      } else if (layer.isColumn) {
        multiply<true>(delta, 0, rows, 1, weights, 0, layer.inStride, noInit, toDelta, below.stride);
      } else {
        Scalar* transposed = pass.transposed(l);
        for (int i = 0; i < layer.in; ++i) {
          for (int j = 0; j < layer.out; ++j) transposed[j * layer.inStride + i] = weights[i * layer.stride + j];
        }
        multiply<false>(delta, layer.stride, rows, layer.out, transposed, layer.inStride, layer.inStride, noInit,
                        toDelta, below.stride);
      }
      const std::ptrdiff_t size = rows * std::ptrdiff_t{below.stride};
      if (pass.hasDropout) {
        const Scalar* mask = pass.mask(l - 1);
        for (std::ptrdiff_t i = 0; i < size; i += S::kCount) {
          S::store(S::load(toDelta + i) * S::load(mask + i), toDelta + i);
        }
      }
      multiplyByDerivative(pass.a(l - 1), toDelta, size);
    }
  }

  /// Adds `weight` times the weights (not the intercepts) to the gradient and returns the sum of their squares.
  double addL2(Scalar weight, Scalar* gradient) const {
    double sum = 0.0;
    for (const Layer& layer : layers_) {
      Lanes squares{};
      for (std::size_t i = layer.weights; i < layer.bias; i += static_cast<std::size_t>(S::kCount)) {
        const Lanes w = S::load(parameters_.data() + i);
        squares += w * w;
        S::store(S::load(gradient + i) + S::splat(weight) * w, gradient + i);
      }
      sum += static_cast<double>(S::sum(squares));
    }
    return sum;
  }

  /// Whether none of the parameters is infinite or NaN.
  [[nodiscard]] bool finite() const {
    Lanes sum{};
    for (std::size_t i = 0; i < parameters_.size(); i += static_cast<std::size_t>(S::kCount)) {
      const Lanes w = S::load(parameters_.data() + i);
      sum += w - w;  // 0, or NaN  NOLINT(misc-redundant-expression)
    }
    return S::sum(sum) == Scalar(0);
  }

 private:
  /// z[r] = bias + the product of row r with the weights.
  static void multiplyColumn(const Scalar* from, int rows, int stride, const Scalar* weights, Scalar bias, Scalar* z) {
    for (int r = 0; r < rows; ++r, from += stride) {
      if (stride == 1) {
        z[r] = bias + from[0] * weights[0];
        continue;
      }
      Lanes sum{};
      for (int i = 0; i < stride; i += S::kCount) sum += S::load(from + i) * S::load(weights + i);
      z[r] = bias + S::sum(sum);
    }
  }

  void activate(const Scalar* z, Scalar* a, int rows, const Layer& layer) const {
    const auto size = static_cast<std::size_t>(rows) * static_cast<std::size_t>(layer.stride);
    const std::span<const Scalar> from(z, size);
    switch (activation_) {
      case Activation::kIdentity:
        std::copy_n(z, size, a);
        return;
      case Activation::kTanh:
        math::tanh(from, {a, size});
        return;
      case Activation::kRelu:
        for (std::size_t i = 0; i < size; ++i) a[i] = z[i] < 0 ? Scalar(0) : z[i];
        return;
      case Activation::kLogistic:
        break;
    }
    math::expit(from, {a, size});
    // expit(0) is not 0, but padding must be.
    for (int r = 0; r < rows; ++r) {
      for (int j = layer.out; j < layer.stride; ++j) a[r * layer.stride + j] = 0;
    }
  }

  /// Whole registers: the blocks of a Pass have room for the last one.
  void multiplyByDerivative(const Scalar* a, Scalar* delta, std::ptrdiff_t size) const {
    const auto apply = [&](auto derivative) {
      for (std::ptrdiff_t i = 0; i < size; i += S::kCount) {
        S::store(derivative(S::load(a + i), S::load(delta + i)), delta + i);
      }
    };
    switch (activation_) {
      case Activation::kIdentity:
        return;
      case Activation::kTanh:
        return apply([](Lanes x, Lanes d) { return d * (Scalar(1) - x * x); });
      case Activation::kLogistic:
        return apply([](Lanes x, Lanes d) { return d * (x * (Scalar(1) - x)); });
      case Activation::kRelu:
        return apply([](Lanes x, Lanes d) { return x > Scalar(0) ? d : Lanes{}; });
    }
  }

  void activateOutput(Pass& pass, int rows) const {
    const int last = nLayers() - 1;
    const Layer& layer = this->layer(last);
    const Scalar* z = pass.z(last);
    Scalar* a = pass.a(last);
    const auto size = static_cast<std::size_t>(rows) * static_cast<std::size_t>(layer.stride);
    if (loss_ == NetworkLoss::kSquared) {
      std::copy_n(z, size, a);
      return;
    }
    if (loss_ == NetworkLoss::kLogistic) {
      math::expit(std::span<const Scalar>(z, size), {a, size});
      return;
    }
    for (int r = 0; r < rows; ++r, z += layer.stride, a += layer.stride) {
      Scalar highest = z[0];
      for (int j = 1; j < layer.out; ++j) highest = z[j] > highest ? z[j] : highest;
      for (int j = 0; j < layer.out; ++j) a[j] = z[j] - highest;
      const auto units = static_cast<std::size_t>(layer.out);
      math::exp(std::span<const Scalar>(a, units), {a, units});
      Scalar sum = 0;
      for (int j = 0; j < layer.out; ++j) sum += a[j];
      const Scalar inverse = Scalar(1) / sum;
      for (int j = 0; j < layer.out; ++j) a[j] *= inverse;
    }
  }

  std::vector<Layer> layers_;
  std::vector<Scalar> parameters_;
  Activation activation_;
  NetworkLoss loss_;
};

extern template class Network<float>;

/// Random order by 32 random bits a place.
void shuffleRows(Rng& rng, std::span<int> rows);
/// 0 with probability `rate`, else 1 / (1 - rate).
void fillDropoutMask(Rng& rng, double rate, std::span<float> mask);

}  // namespace scrollwork

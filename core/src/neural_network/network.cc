#include "neural_network/network.h"

namespace scrollwork {

template class Network<float>;

// Half a draw is enough for a place below 2^31, and the multiplication of 64 x 64 bits that Rng::below needs is slow in
// WebAssembly. The bias of Lemire's method without rejection is below n / 2^32.
void shuffleRows(Rng& rng, std::span<int> rows) {
  std::uint64_t bits = 0;
  bool left = false;
  for (std::size_t i = rows.size(); i > 1; --i, left = !left) {
    bits = left ? bits >> 32U : rng.next();
    const auto place = static_cast<std::size_t>(((bits & 0xffffffffU) * i) >> 32U);
    std::swap(rows[i - 1], rows[place]);
  }
}

void fillDropoutMask(Rng& rng, double rate, std::span<float> mask) {
  const auto threshold = static_cast<std::uint64_t>(rate * 4294967296.0);
  const auto kept = static_cast<float>(1.0 / (1.0 - rate));
  std::uint64_t bits = 0;
  bool left = false;
  for (float& factor : mask) {
    bits = left ? bits >> 32U : rng.next();
    left = !left;
    factor = (bits & 0xffffffffU) < threshold ? 0.0F : kept;
  }
}

}  // namespace scrollwork

#include "scrollwork/math/elementary_float.h"

#include <cassert>
#include <cstring>

namespace scrollwork::math {
namespace {

template <FloatLanes (*f)(FloatLanes) noexcept>
void apply(std::span<const float> x, std::span<float> out) noexcept {
  assert(x.size() == out.size());
  const float* from = x.data();
  float* to = out.data();
  std::size_t left = x.size();
  FloatLanes lanes{};
  for (; left >= kFloatLanes; left -= kFloatLanes, from += kFloatLanes, to += kFloatLanes) {
    std::memcpy(&lanes, from, sizeof lanes);
    lanes = f(lanes);
    std::memcpy(to, &lanes, sizeof lanes);
  }
  if (left == 0) return;
  lanes = FloatLanes{};
  std::memcpy(&lanes, from, left * sizeof(float));
  lanes = f(lanes);
  std::memcpy(to, &lanes, left * sizeof(float));
}

}  // namespace

void exp(std::span<const float> x, std::span<float> out) noexcept { apply<exp>(x, out); }
void tanh(std::span<const float> x, std::span<float> out) noexcept { apply<tanh>(x, out); }
void expit(std::span<const float> x, std::span<float> out) noexcept { apply<expit>(x, out); }

}  // namespace scrollwork::math

#include "scrollwork/math/elementary.h"

#include <cassert>
#include <cstddef>

namespace scrollwork::math {
namespace {

template <double (*f)(double) noexcept>
void apply(std::span<const double> x, std::span<double> out) noexcept {
  assert(x.size() == out.size());
  const double* from = x.data();
  double* to = out.data();
  for (std::size_t i = 0; i < x.size(); ++i) to[i] = f(from[i]);
}

}  // namespace

void exp(std::span<const double> x, std::span<double> out) noexcept { apply<exp>(x, out); }
void expm1(std::span<const double> x, std::span<double> out) noexcept { apply<expm1>(x, out); }
void log(std::span<const double> x, std::span<double> out) noexcept { apply<log>(x, out); }
void log1p(std::span<const double> x, std::span<double> out) noexcept { apply<log1p>(x, out); }
void tanh(std::span<const double> x, std::span<double> out) noexcept { apply<tanh>(x, out); }
void expit(std::span<const double> x, std::span<double> out) noexcept { apply<expit>(x, out); }

}  // namespace scrollwork::math

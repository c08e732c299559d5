// math: the normal distribution, for those who test hypotheses.
#include "marshal.h"
#include "scrollwork/math/normal.h"

namespace scrollwork::bindings {
namespace {

double cdf(const val& z) { return math::normalCdf(toNumber(z, "z")); }

}  // namespace

EMSCRIPTEN_BINDINGS(math_normal) { emscripten::function("math.normalCdf", guarded<&cdf>); }

}  // namespace scrollwork::bindings

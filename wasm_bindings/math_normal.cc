// math: the normal distribution, for those who test hypotheses.
#include "registry.h"
#include "scrollwork/math/normal.h"

namespace scrollwork::bindings {
namespace {

double cdf(Value z) { return math::normalCdf(toNumber(z, "z")); }

}  // namespace

const Registration registration([] { function("math.normalCdf", bound<&cdf>); });

}  // namespace scrollwork::bindings

#include <gtest/gtest.h>

#include <memory>

#include "core/estimator_battery.h"
#include "scrollwork/interpolate/random_fourier_features.h"
#include "scrollwork/interpolate/random_relu_features.h"
#include "scrollwork/interpolate/spline_transformer.h"

namespace scrollwork {
namespace {

INSTANTIATE_TEST_SUITE_P(
    Interpolate, TransformerBattery,
    testing::Values(TransformerCase{"SplineTransformer", [] { return std::make_unique<SplineTransformer>(); }},
                    TransformerCase{.name = "RandomFourierFeatures",
                                    .make = [] { return std::make_unique<RandomFourierFeatures>(); },
                                    .maxFeature = 1e5},
                    TransformerCase{"RandomReluFeatures", [] { return std::make_unique<RandomReluFeatures>(); }}),
    batteryName);

}  // namespace
}  // namespace scrollwork

#include "marshal.h"
#include "scrollwork/preprocessing/column_selector.h"
#include "scrollwork/preprocessing/polynomial_features.h"
#include "scrollwork/preprocessing/standard_scaler.h"

namespace scrollwork::bindings {

namespace {

val inverseTransform(const StandardScaler& scaler, const val& X) {
  return from(scaler.inverseTransform(toMatrix(X, "X")));
}

}  // namespace

EMSCRIPTEN_BINDINGS(preprocessing) {
  using emscripten::allow_raw_pointers;
  using emscripten::base;
  using emscripten::class_;
  class_<StandardScaler, base<Transformer>>("preprocessing.StandardScaler")
      .constructor(guarded<&construct<StandardScaler>>, allow_raw_pointers())
      .function("inverseTransform", guarded<&inverseTransform>)
      .property("options", guarded<&options<StandardScaler>>)
      .property("nFeaturesIn", guarded<&get<StandardScaler, &StandardScaler::nFeaturesIn>>)
      .property("mean", guarded<&get<StandardScaler, &StandardScaler::mean>>)
      .property("var", guarded<&get<StandardScaler, &StandardScaler::var>>)
      .property("scale", guarded<&get<StandardScaler, &StandardScaler::scale>>);
  class_<PolynomialFeatures, base<Transformer>>("preprocessing.PolynomialFeatures")
      .constructor(guarded<&construct<PolynomialFeatures>>, allow_raw_pointers())
      .property("options", guarded<&options<PolynomialFeatures>>)
      .property("nFeaturesIn", guarded<&get<PolynomialFeatures, &PolynomialFeatures::nFeaturesIn>>)
      .property("nOutputFeatures", guarded<&get<PolynomialFeatures, &PolynomialFeatures::nOutputFeatures>>)
      .property("powers", guarded<&get<PolynomialFeatures, &PolynomialFeatures::powers>>);
  class_<ColumnSelector, base<Transformer>>("preprocessing.ColumnSelector")
      .constructor(guarded<&construct<ColumnSelector>>, allow_raw_pointers())
      .property("options", guarded<&options<ColumnSelector>>)
      .property("nFeaturesIn", guarded<&get<ColumnSelector, &ColumnSelector::nFeaturesIn>>);
}

}  // namespace scrollwork::bindings

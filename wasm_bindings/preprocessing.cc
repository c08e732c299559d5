#include "registry.h"
#include "scrollwork/preprocessing/column_selector.h"
#include "scrollwork/preprocessing/polynomial_features.h"
#include "scrollwork/preprocessing/standard_scaler.h"

namespace scrollwork::bindings {

namespace {

Value inverseTransform(const StandardScaler& scaler, Value X) {
  return from(scaler.inverseTransform(toMatrix(X, "X")));
}

}  // namespace

const Registration registration([] {
  Class<"preprocessing.StandardScaler", StandardScaler, Transformer>()
      .constructor(bound<&construct<StandardScaler>>)
      .function("inverseTransform", bound<&inverseTransform>)
      .property("options", bound<&options<StandardScaler>>)
      .property("nFeaturesIn", bound<&get<StandardScaler, &StandardScaler::nFeaturesIn>>)
      .property("mean", bound<&get<StandardScaler, &StandardScaler::mean>>)
      .property("var", bound<&get<StandardScaler, &StandardScaler::var>>)
      .property("scale", bound<&get<StandardScaler, &StandardScaler::scale>>);
  Class<"preprocessing.PolynomialFeatures", PolynomialFeatures, Transformer>()
      .constructor(bound<&construct<PolynomialFeatures>>)
      .property("options", bound<&options<PolynomialFeatures>>)
      .property("nFeaturesIn", bound<&get<PolynomialFeatures, &PolynomialFeatures::nFeaturesIn>>)
      .property("nOutputFeatures", bound<&get<PolynomialFeatures, &PolynomialFeatures::nOutputFeatures>>)
      .property("powers", bound<&get<PolynomialFeatures, &PolynomialFeatures::powers>>);
  Class<"preprocessing.ColumnSelector", ColumnSelector, Transformer>()
      .constructor(bound<&construct<ColumnSelector>>)
      .property("options", bound<&options<ColumnSelector>>)
      .property("nFeaturesIn", bound<&get<ColumnSelector, &ColumnSelector::nFeaturesIn>>);
});

}  // namespace scrollwork::bindings

// linear_model: least squares, ridge, lasso, elastic net and their paths.
#include "registry.h"
#include "scrollwork/linear_model/elastic_net.h"
#include "scrollwork/linear_model/linear_regression.h"
#include "scrollwork/linear_model/ridge.h"

namespace scrollwork::bindings {
namespace {

Value ridgePathOf(Value X, Value y, Value options) {
  const auto read = toOptions<RidgePathOptions>(options);
  const RidgePath path = ridgePath(toMatrix(X, "X"), toVector(y, "y"), read);
  Value out = Value::object();
  put(out, "alphas", from(path.alphas));
  put(out, "coefs", from(path.coefs));
  put(out, "intercepts", from(path.intercepts));
  put(out, "singular", from(path.singular));
  put(out, "degreesOfFreedom", from(path.degreesOfFreedom));
  return out;
}

Value fromPath(const RegularizationPath& path) {
  Value out = Value::object();
  put(out, "alphas", from(path.alphas));
  put(out, "coefs", from(path.coefs));
  put(out, "intercepts", from(path.intercepts));
  put(out, "dualGaps", from(path.dualGaps));
  put(out, "nIters", from(path.nIters));
  return out;
}
Value lassoPathOf(Value X, Value y, Value options) {
  const auto read = toOptions<LassoPathOptions>(options);
  return fromPath(lassoPath(toMatrix(X, "X"), toVector(y, "y"), read));
}
Value enetPathOf(Value X, Value y, Value options) {
  const auto read = toOptions<EnetPathOptions>(options);
  return fromPath(enetPath(toMatrix(X, "X"), toVector(y, "y"), read));
}

template <ClassName kName, typename T>
auto linearModel() {
  return Class<kName, T, Regressor>()
      .constructor(bound<&construct<T>>)
      .property("options", bound<&options<T>>)
      .property("coef", bound<&get<T, &T::coef>>)
      .property("intercept", bound<&get<T, &T::intercept>>);
}
template <ClassName kName, typename T>
void sparseModel() {
  linearModel<kName, T>()
      .property("nIter", bound<&get<T, &T::nIter>>)
      .property("dualGap", bound<&get<T, &T::dualGap>>)
      .property("converged", bound<&get<T, &T::converged>>);
}

}  // namespace

const Registration registration([] {
  linearModel<"linear_model.LinearRegression", LinearRegression>()
      .property("rank", bound<&get<LinearRegression, &LinearRegression::rank>>)
      .property("singular", bound<&get<LinearRegression, &LinearRegression::singular>>);
  linearModel<"linear_model.Ridge", Ridge>();
  sparseModel<"linear_model.ElasticNet", ElasticNet>();
  sparseModel<"linear_model.Lasso", Lasso>();
  function("linear_model.ridgePath", bound<&ridgePathOf>);
  function("linear_model.lassoPath", bound<&lassoPathOf>);
  function("linear_model.enetPath", bound<&enetPathOf>);
});

}  // namespace scrollwork::bindings

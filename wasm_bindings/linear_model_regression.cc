// linear_model: least squares, ridge, lasso, elastic net and their paths.
#include "marshal.h"
#include "scrollwork/linear_model/elastic_net.h"
#include "scrollwork/linear_model/linear_regression.h"
#include "scrollwork/linear_model/ridge.h"

namespace scrollwork::bindings {
namespace {

val ridgePathOf(const val& X, const val& y, const val& options) {
  const auto read = toOptions<RidgePathOptions>(options);
  const RidgePath path = ridgePath(toMatrix(X, "X"), toVector(y, "y"), read);
  val out = val::object();
  out.set("alphas", from(path.alphas));
  out.set("coefs", from(path.coefs));
  out.set("intercepts", from(path.intercepts));
  out.set("singular", from(path.singular));
  out.set("degreesOfFreedom", from(path.degreesOfFreedom));
  return out;
}

val fromPath(const RegularizationPath& path) {
  val out = val::object();
  out.set("alphas", from(path.alphas));
  out.set("coefs", from(path.coefs));
  out.set("intercepts", from(path.intercepts));
  out.set("dualGaps", from(path.dualGaps));
  out.set("nIters", from(path.nIters));
  return out;
}
val lassoPathOf(const val& X, const val& y, const val& options) {
  const auto read = toOptions<LassoPathOptions>(options);
  return fromPath(lassoPath(toMatrix(X, "X"), toVector(y, "y"), read));
}
val enetPathOf(const val& X, const val& y, const val& options) {
  const auto read = toOptions<EnetPathOptions>(options);
  return fromPath(enetPath(toMatrix(X, "X"), toVector(y, "y"), read));
}

template <typename T>
auto linearModel(const char* name) {
  return emscripten::class_<T, emscripten::base<Regressor>>(name)
      .constructor(guarded<&construct<T>>, emscripten::allow_raw_pointers())
      .property("options", guarded<&options<T>>)
      .property("coef", guarded<&get<T, &T::coef>>)
      .property("intercept", guarded<&get<T, &T::intercept>>);
}
template <typename T>
void sparseModel(const char* name) {
  linearModel<T>(name)
      .property("nIter", guarded<&get<T, &T::nIter>>)
      .property("dualGap", guarded<&get<T, &T::dualGap>>)
      .property("converged", guarded<&get<T, &T::converged>>);
}

}  // namespace

EMSCRIPTEN_BINDINGS(linear_model_regression) {
  linearModel<LinearRegression>("linear_model.LinearRegression")
      .property("rank", guarded<&get<LinearRegression, &LinearRegression::rank>>)
      .property("singular", guarded<&get<LinearRegression, &LinearRegression::singular>>);
  linearModel<Ridge>("linear_model.Ridge");
  sparseModel<ElasticNet>("linear_model.ElasticNet");
  sparseModel<Lasso>("linear_model.Lasso");
  emscripten::function("linear_model.ridgePath", guarded<&ridgePathOf>);
  emscripten::function("linear_model.lassoPath", guarded<&lassoPathOf>);
  emscripten::function("linear_model.enetPath", guarded<&enetPathOf>);
}

}  // namespace scrollwork::bindings

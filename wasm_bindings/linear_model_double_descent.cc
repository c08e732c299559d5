// linear_model: the double-descent curve.
#include "marshal.h"
#include "scrollwork/linear_model/minimum_norm_path.h"

namespace scrollwork::bindings {
namespace {

/// XTest and yTest may be left out.
val path(const val& X, const val& y, const val& options, const val& XTest, const val& yTest) {
  const auto read = toOptions<MinimumNormPathOptions>(options);
  const Matrix rows = toMatrix(X, "X");
  const Vector targets = toVector(y, "y");
  const bool tested = !XTest.isUndefined();
  const MinimumNormPath result =
      tested ? minimumNormPath(rows, targets, toMatrix(XTest, "XTest"), toVector(yTest, "yTest"), read)
             : minimumNormPath(rows, targets, read);
  val out = val::object();
  out.set("sizes", from(result.sizes));
  out.set("rank", from(result.rank));
  out.set("coef", from(result.coef));
  out.set("intercept", from(result.intercept));
  out.set("coefNorm", from(result.coefNorm));
  out.set("trainError", from(result.trainError));
  out.set("testError", from(result.testError));
  return out;
}

}  // namespace

EMSCRIPTEN_BINDINGS(linear_model_double_descent) {
  emscripten::function("linear_model.minimumNormPath", guarded<&path>);
}

}  // namespace scrollwork::bindings

// linear_model: the double-descent curve.
#include "registry.h"
#include "scrollwork/linear_model/minimum_norm_path.h"

namespace scrollwork::bindings {
namespace {

/// XTest and yTest may be left out.
Value path(Value X, Value y, Value options, Value XTest, Value yTest) {
  const auto read = toOptions<MinimumNormPathOptions>(options);
  const Matrix rows = toMatrix(X, "X");
  const Vector targets = toVector(y, "y");
  const bool tested = !XTest.isUndefined();
  const MinimumNormPath result =
      tested ? minimumNormPath(rows, targets, toMatrix(XTest, "XTest"), toVector(yTest, "yTest"), read)
             : minimumNormPath(rows, targets, read);
  Value out = Value::object();
  put(out, "sizes", from(result.sizes));
  put(out, "rank", from(result.rank));
  put(out, "coef", from(result.coef));
  put(out, "intercept", from(result.intercept));
  put(out, "coefNorm", from(result.coefNorm));
  put(out, "trainError", from(result.trainError));
  put(out, "testError", from(result.testError));
  return out;
}

}  // namespace

const Registration registration([] { function("linear_model.minimumNormPath", bound<&path>); });

}  // namespace scrollwork::bindings

#pragma once

#include "marshal.h"
#include "scrollwork/datasets/sample.h"

namespace scrollwork::bindings {

[[nodiscard]] inline Value fromSample(const Sample& sample) {
  Value out = Value::object();
  put(out, "X", from(sample.X));
  put(out, "y", from(sample.y));
  put(out, "bounds", from(sample.bounds));
  return out;
}

}  // namespace scrollwork::bindings

#pragma once

#include "marshal.h"
#include "scrollwork/model_selection/split.h"

namespace scrollwork::bindings {

/// The rows of three pens as { train, val, test }.
inline Value fromSplit(const TrainValTestSplit& pens) {
  Value out = Value::object();
  put(out, "train", from(pens.train));
  put(out, "val", from(pens.val));
  put(out, "test", from(pens.test));
  return out;
}

}  // namespace scrollwork::bindings

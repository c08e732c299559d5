#pragma once

#include "marshal.h"
#include "scrollwork/datasets/sample.h"

namespace scrollwork::bindings {

[[nodiscard]] inline val fromSample(const Sample& sample) {
  val out = val::object();
  out.set("X", from(sample.X));
  out.set("y", from(sample.y));
  out.set("bounds", from(sample.bounds));
  return out;
}

}  // namespace scrollwork::bindings

#pragma once

#include "marshal.h"

namespace scrollwork::bindings {

/// The flat columns of a tree as one JavaScript object, with their number of nodes.
template <typename Nodes>
[[nodiscard]] val fromColumns(const Nodes& nodes) {
  val out = fromFields(nodes);
  out.set("size", nodes.size());
  return out;
}

}  // namespace scrollwork::bindings

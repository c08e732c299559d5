#pragma once

#include "marshal.h"

namespace scrollwork::bindings {

/// The flat columns of a tree as one JavaScript object, with their number of nodes.
template <typename Nodes>
[[nodiscard]] Value fromColumns(const Nodes& nodes) {
  Value out = fromFields(nodes);
  put(out, "size", nodes.size());
  return out;
}

}  // namespace scrollwork::bindings

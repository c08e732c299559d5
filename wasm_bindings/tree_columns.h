#pragma once

#include "marshal.h"

namespace scrollwork::bindings {

/// The flat columns of a tree as one JavaScript object, with their number of nodes.
template <typename Nodes>
[[nodiscard]] val fromColumns(const Nodes& nodes) {
  val out = val::object();
  out.set("size", nodes.size());
  const auto writer = [&out](const char* name, const auto& column) { out.set(name, from(column)); };
  Nodes::fields(writer, nodes);
  return out;
}

}  // namespace scrollwork::bindings

#pragma once

#include "registry.h"
#include "scrollwork/model_selection/folds.h"

namespace scrollwork::bindings {

/// Folds cross as [{ train, test }, …].
inline Value fromFolds(const Folds& folds) {
  Value out = Value::array();
  for (const Fold& fold : folds) {
    Value item = Value::object();
    put(item, "train", from(fold.train));
    put(item, "test", from(fold.test));
    out.push(item);
  }
  return out;
}

template <typename T>
Value splitRows(const T& splitter, Value n) {
  return fromFolds(splitter.split(to<int>(n, "n")));
}
template <typename T>
Value splitLabels(const T& splitter, Value y) {
  return fromFolds(splitter.split(toLabels(y, "y")));
}

template <ClassName kName, typename T, Value (*F)(const T&, Value)>
void registerSplitter() {
  Class<kName, T>()
      .constructor(bound<&construct<T>>)
      .function("split", bound<F>)
      .property("options", bound<&options<T>>);
}

}  // namespace scrollwork::bindings

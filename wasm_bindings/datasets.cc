// datasets: what the essays draw from, and columns of a table as X and y.
#include "registry.h"
#include "sample.h"
#include "scrollwork/datasets/csv.h"
#include "scrollwork/datasets/generators.h"
#include "scrollwork/datasets/shelter.h"

namespace scrollwork::bindings {

namespace {
struct ClassLimit {
  int maxClasses = 10;
};
}  // namespace

template <>
struct Fields<ClassLimit> {
  static constexpr const char* kOwner = "labelledColumns";
  static void each(auto& field, auto& o) { field("maxClasses", o.maxClasses); }
};

namespace {

Value shelter(Value options) { return fromSample(makeShelter(toOptions<ShelterOptions>(options))); }
Value moons(Value options) { return fromSample(makeMoons(toOptions<MoonsOptions>(options))); }

/// One of the three columns, by name; only what labelledColumns reads of it.
Column toColumn(Value columns, const char* field, bool isLabel) {
  const Value item = columns.isObject() ? columns[field] : Value();
  if (!item.isObject()) refuse(joinMessage({"columns.", field}), "a column, as readCsv gives it", item);
  const auto name = [field](const char* key) { return joinMessage({"columns.", field, ".", key}); };
  Column column;
  read(item["name"], name("name").c_str(), column.name);
  if (isLabel) {
    read(item["codes"], name("codes").c_str(), column.codes);
    read(item["levels"], name("levels").c_str(), column.levels);
  } else {
    column.numbers = toNumbers(item["numbers"], name("numbers").c_str());
  }
  return column;
}

Value columns(Value columns, Value options) {
  const LabelledColumns chosen =
      labelledColumns(toColumn(columns, "x", false), toColumn(columns, "y", false), toColumn(columns, "label", true),
                      toOptions<ClassLimit>(options).maxClasses);
  Value out = Value::object();
  put(out, "X", from(chosen.X));
  put(out, "y", from(chosen.y));
  put(out, "bounds", from(chosen.bounds));
  put(out, "classNames", from(chosen.classNames));
  put(out, "rows", from(chosen.rows));
  put(out, "nDropped", chosen.nDropped);
  return out;
}

}  // namespace

const Registration registration([] {
  function("datasets.makeShelter", bound<&shelter>);
  function("datasets.makeMoons", bound<&moons>);
  function("datasets.labelledColumns", bound<&columns>);
});

}  // namespace scrollwork::bindings

// datasets: what the essays draw from, and tables of the reader's own.
#include "registry.h"
#include "sample.h"
#include "scrollwork/datasets/csv.h"
#include "scrollwork/datasets/generators.h"
#include "scrollwork/datasets/shelter.h"

namespace scrollwork::bindings {

namespace {

Value shelter(Value options) { return fromSample(makeShelter(toOptions<ShelterOptions>(options))); }
Value moons(Value options) { return fromSample(makeMoons(toOptions<MoonsOptions>(options))); }

Value fromTable(const Table& table) {
  Value columns = Value::array();
  for (const Column& column : table.columns) {
    Value item = Value::object();
    put(item, "name", from(column.name));
    put(item, "isNumber", column.isNumber);
    put(item, "numbers", from(column.numbers));
    put(item, "codes", from(column.codes));
    put(item, "levels", from(column.levels));
    put(item, "nMissing", column.nMissing);
    put(item, "firstTextLine", column.firstTextLine);
    columns.push(item);
  }
  Value out = Value::object();
  put(out, "columns", columns);
  put(out, "lines", from(table.lines));
  return out;
}

/// The way back, for a table that went through JavaScript as a plain object: nothing in it is taken on trust, because
/// the kernel relies on columns of equal length and on codes that name a level.
Table toTable(Value value) {
  const bool isObject = value.isObject();
  if (!isObject || !value["columns"].isArray()) {
    fail(ErrorCode::kBadValue, {"table: expected what readCsv returns"});
  }
  Table table;
  read(value["lines"], "table.lines", table.lines);
  const std::size_t n = table.lines.size();
  const Value columns = value["columns"];
  table.columns.resize(columns.length());
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    Column& column = table.columns[i];
    const Value item = columns[i];
    const std::string place = joinMessage({"table.columns[", i, "]"});
    if (!item.isObject()) {
      fail(ErrorCode::kBadValue, {place, ": expected a column"});
    }
    const auto name = [&place](const char* field) { return place + '.' + field; };
    read(item["name"], name("name").c_str(), column.name);
    read(item["isNumber"], name("isNumber").c_str(), column.isNumber);
    column.numbers = toNumbers(item["numbers"], name("numbers").c_str());
    read(item["codes"], name("codes").c_str(), column.codes);
    read(item["levels"], name("levels").c_str(), column.levels);
    read(item["nMissing"], name("nMissing").c_str(), column.nMissing);
    read(item["firstTextLine"], name("firstTextLine").c_str(), column.firstTextLine);
    bool fits = column.codes.size() == n && column.numbers.size() == (column.isNumber ? n : 0);
    for (const int code : column.codes) fits = fits && code >= -1 && code < static_cast<int>(column.levels.size());
    if (!fits) fail(ErrorCode::kBadShape, {place, ": expected ", n, " rows, as table.lines"});
  }
  return table;
}

Value csv(Value text, Value options) {
  return fromTable(readCsv(to<std::string>(text, "text"), toOptions<CsvOptions>(options)));
}

Value columns(Value table, Value options) {
  const LabelledColumns chosen = labelledColumns(toTable(table), toOptions<LabelledColumnsOptions>(options));
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
  function("datasets.readCsv", bound<&csv>);
  function("datasets.labelledColumns", bound<&columns>);
});

}  // namespace scrollwork::bindings

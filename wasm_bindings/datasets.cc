// datasets: what the essays draw from, and tables of the reader's own.
#include "marshal.h"
#include "sample.h"
#include "scrollwork/datasets/csv.h"
#include "scrollwork/datasets/generators.h"
#include "scrollwork/datasets/shelter.h"

namespace scrollwork::bindings {

namespace {

val shelter(const val& options) { return fromSample(makeShelter(toOptions<ShelterOptions>(options))); }
val moons(const val& options) { return fromSample(makeMoons(toOptions<MoonsOptions>(options))); }

val fromTable(const Table& table) {
  val columns = val::array();
  for (const Column& column : table.columns) {
    val item = val::object();
    item.set("name", from(column.name));
    item.set("isNumber", column.isNumber);
    item.set("numbers", from(column.numbers));
    item.set("codes", from(column.codes));
    item.set("levels", from(column.levels));
    item.set("nMissing", column.nMissing);
    item.set("firstTextLine", column.firstTextLine);
    columns.call<void>("push", item);
  }
  val out = val::object();
  out.set("columns", columns);
  out.set("lines", from(table.lines));
  return out;
}

/// The way back, for a table that went through JavaScript as a plain object: nothing in it is taken on trust, because
/// the kernel relies on columns of equal length and on codes that name a level.
Table toTable(const val& value) {
  const bool isObject = value.typeOf().as<std::string>() == "object" && !value.isNull();
  if (!isObject || !value["columns"].isArray()) {
    fail(ErrorCode::kBadValue, {"table: expected what readCsv returns"});
  }
  Table table;
  read(value["lines"], "table.lines", table.lines);
  const std::size_t n = table.lines.size();
  const val columns = value["columns"];
  table.columns.resize(columns["length"].as<std::size_t>());
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    Column& column = table.columns[i];
    const val item = columns[i];
    const std::string place = "table.columns[" + std::to_string(i) + "]";
    if (item.typeOf().as<std::string>() != "object" || item.isNull()) {
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

val csv(const val& text, const val& options) {
  return fromTable(readCsv(to<std::string>(text, "text"), toOptions<CsvOptions>(options)));
}

val columns(const val& table, const val& options) {
  const LabelledColumns chosen = labelledColumns(toTable(table), toOptions<LabelledColumnsOptions>(options));
  val out = val::object();
  out.set("X", from(chosen.X));
  out.set("y", from(chosen.y));
  out.set("bounds", from(chosen.bounds));
  out.set("classNames", from(chosen.classNames));
  out.set("rows", from(chosen.rows));
  out.set("nDropped", chosen.nDropped);
  return out;
}

}  // namespace

EMSCRIPTEN_BINDINGS(datasets) {
  using emscripten::function;
  function("datasets.makeShelter", guarded<&shelter>);
  function("datasets.makeMoons", guarded<&moons>);
  function("datasets.readCsv", guarded<&csv>);
  function("datasets.labelledColumns", guarded<&columns>);
}

}  // namespace scrollwork::bindings

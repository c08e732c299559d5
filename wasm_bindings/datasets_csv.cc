// datasets: tables of the reader's own.
#include "registry.h"
#include "scrollwork/datasets/csv.h"

namespace scrollwork::bindings {

namespace {

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
  put(out, "header", table.header);
  put(out, "delimiter", table.delimiter);
  put(out, "decimal", table.decimal);
  return out;
}

Value csv(Value text, Value options) {
  return fromTable(readCsv(to<std::string>(text, "text"), toOptions<CsvOptions>(options)));
}

}  // namespace

const Registration registration([] { function("datasets.readCsv", bound<&csv>); });

}  // namespace scrollwork::bindings

// RFC 4180 (Shafranovich, Common format and MIME type for comma-separated values files, 2005), read in one pass by a
// small state machine. Nothing is reserved on the word of the input; every cell is checked against the limits before it
// is kept.

#include "scrollwork/datasets/csv.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "datasets/decimal_to_double.h"
#include "datasets/excerpt.h"
#include "scrollwork/error.h"
#include "scrollwork/validation.h"

namespace scrollwork {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

[[noreturn]] void failAtLine(int line, std::initializer_list<MessagePart> parts) {
  fail(ErrorCode::kParse, {"line ", line, ": ", joinMessage(parts)});
}

[[noreturn]] void failAtCell(int line, int column, const std::string& name, std::initializer_list<MessagePart> parts) {
  const std::string columnName = name.empty() ? "" : joinMessage({" (", excerpt(name), ")"});
  fail(ErrorCode::kParse, {"line ", line, ", column ", column, columnName, ": ", joinMessage(parts)});
}

std::string_view trimmed(std::string_view text) {
  const auto isSpace = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && isSpace(text.back())) text.remove_suffix(1);
  return text;
}

/// Length of the UTF-8 character that begins at `at`; 0 when there is none (overlong forms and surrogates included).
std::size_t characterLength(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
  const unsigned first = byte(0);
  if (first < 0x80U) return 1;
  const std::size_t length = first >= 0xC2U && first < 0xE0U
                                 ? 2
                                 : (first >= 0xE0U && first < 0xF0U ? 3 : (first >= 0xF0U && first < 0xF5U ? 4 : 0));
  if (length == 0) return 0;
  // The second byte has a narrower range after these first bytes.
  const unsigned low = first == 0xE0U ? 0xA0U : (first == 0xF0U ? 0x90U : 0x80U);
  const unsigned high = first == 0xEDU ? 0x9FU : (first == 0xF4U ? 0x8FU : 0xBFU);
  if (byte(1) < low || byte(1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  }
  return length;
}

/// Text that is UTF-8 throughout and has no NUL; else an Error that names the line.
void requireCleanText(std::string_view text) {
  int line = 1;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '\0') failAtLine(line, {"expected text, got a NUL byte"});
    if (c == '\n' || (c == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) ++line;
    const std::size_t length = characterLength(text, i);
    if (length == 0) failAtLine(line, {"expected UTF-8 text, got other bytes; save the file as UTF-8"});
    i += length;
  }
}

/// The delimiter that most of the first rows have as often as the first of all; see readCsv.
char detectDelimiter(std::string_view text, char decimal) {
  constexpr std::string_view kDelimiters = "\t;|,";
  constexpr int kRows = 100;
  std::array<int, 4> inFirst{};
  std::array<int, 4> inRow{};
  std::array<int, 4> nAlike{};
  int nRows = 0;
  bool quoted = false;
  bool blank = true;
  bool cellBegins = true;  // a quote elsewhere stands for itself
  const auto endRow = [&] {
    if (!blank) {
      if (nRows == 0) inFirst = inRow;
      for (std::size_t i = 0; i < inRow.size(); ++i) {
        if (inRow[i] > 0 && inRow[i] == inFirst[i] && kDelimiters[i] != decimal) ++nAlike[i];
      }
      ++nRows;
    }
    inRow = {};
    blank = cellBegins = true;
  };
  for (std::size_t i = 0; i < text.size() && nRows < kRows; ++i) {
    const char c = text[i];
    if (quoted) {
      quoted = c != '"';
      cellBegins = !quoted;  // "" is a quote, and goes on
      continue;
    }
    if (c == '\n' || c == '\r') {
      endRow();
      continue;
    }
    const std::size_t found = kDelimiters.find(c);
    const bool delimits = found != std::string_view::npos;
    if (delimits) ++inRow[found];
    quoted = cellBegins && c == '"';
    cellBegins = delimits || (cellBegins && c == ' ');
    blank = blank && (c == ' ' || c == '\t');
  }
  if (nRows < kRows) endRow();
  const auto most = static_cast<std::size_t>(std::max_element(nAlike.begin(), nAlike.end()) - nAlike.begin());
  if (nAlike[most] == 0) return decimal == ',' ? ';' : ',';
  return kDelimiters[most];
}

/// The number that the whole text is: [+-] digits [. digits] [e [+-] digits], at least one digit before the exponent,
/// the point being `decimal`.
std::optional<double> parseNumber(std::string_view text, char decimal) {
  const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t i = 0;
  const auto more = [&] { return i < text.size(); };
  const bool negative = more() && text[i] == '-';
  if (more() && (text[i] == '-' || text[i] == '+')) ++i;

  std::string digits;  // without leading zeros
  int exponent = 0;    // of ten
  bool any = false;
  bool afterPoint = false;
  for (; more() && (isDigit(text[i]) || (text[i] == decimal && !afterPoint)); ++i) {
    if (text[i] == decimal) {
      afterPoint = true;
      continue;
    }
    any = true;
    if (afterPoint) --exponent;
    if (!digits.empty() || text[i] != '0') digits += text[i];
  }
  if (!any) return std::nullopt;
  if (more() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    const bool down = more() && text[i] == '-';
    if (more() && (text[i] == '-' || text[i] == '+')) ++i;
    if (!more()) return std::nullopt;
    int written = 0;
    constexpr int kEnough = 100'000;  // beyond any cell's digits, so the result is 0 or infinite already
    for (; more() && isDigit(text[i]); ++i) written = std::min(kEnough, written * 10 + (text[i] - '0'));
    exponent += down ? -written : written;
  }
  if (more()) return std::nullopt;

  double value = 0;
  constexpr std::size_t kExactDigits =
      15;  // such integers and powers of ten are doubles; one operation rounds correctly
  constexpr std::array<double, 23> kPowersOfTen = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  const auto power = static_cast<std::size_t>(std::abs(exponent));
  if (digits.size() <= kExactDigits && power < kPowersOfTen.size()) {
    for (const char digit : digits) value = value * 10 + (digit - '0');
    value = exponent < 0 ? value / kPowersOfTen[power] : value * kPowersOfTen[power];
  } else {
    value = decimalToDouble(digits, exponent);
  }
  if (!std::isfinite(value)) return std::nullopt;
  return negative ? -value : value;
}

struct Cell {
  std::string text;
  bool quoted = false;
};

/// Cuts text into rows of cells.
class RowReader {
 public:
  RowReader(std::string_view text, char delimiter, const CsvOptions& options)
      : text_(text), delimiter_(delimiter), options_(options) {}

  /// The next row that is not blank; false at the end of the text.
  bool next(std::vector<Cell>& cells) {
    while (at_ < text_.size()) {
      rowLine_ = line_;
      nCells_ = 0;
      do readCell(cells);
      while (delimited_);
      const bool blank = nCells_ == 1 && !cells[0].quoted && cells[0].text.empty();
      if (!blank) {
        cells.resize(nCells_);
        return true;
      }
    }
    return false;
  }

  /// The line on which the last row began.
  [[nodiscard]] int rowLine() const { return rowLine_; }

 private:
  /// Reads one cell and what ends it: a delimiter (then delimited_), the end of the line, or of the text.
  void readCell(std::vector<Cell>& cells) {
    if (nCells_ == static_cast<std::size_t>(options_.maxColumns)) {
      failAtLine(rowLine_, {"expected at most ", options_.maxColumns, " columns, got more"});
    }
    if (cells.size() == nCells_) cells.emplace_back();
    Cell& cell = cells[nCells_++];
    cell.text.clear();
    std::size_t begin = at_;
    while (begin < text_.size() && begin - at_ <= static_cast<std::size_t>(options_.maxCellLength) &&
           isPadding(text_[begin])) {
      ++begin;
    }
    cell.quoted = begin < text_.size() && text_[begin] == '"';
    if (cell.quoted) {
      at_ = begin + 1;
      readQuoted(cell);
    } else {
      readPlain(cell);
    }
    delimited_ = at_ < text_.size() && text_[at_] == delimiter_;
    if (delimited_) {
      ++at_;
    } else if (at_ < text_.size()) {
      takeLineEnd();
    }
  }

  void readPlain(Cell& cell) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != delimiter_ && !isLineEnd(text_[at_])) ++at_;
    const std::string_view plain = trimmed(text_.substr(begin, at_ - begin));
    checkLength(plain.size());
    cell.text = plain;
  }

  /// From behind the opening quote to behind the closing one and its padding.
  void readQuoted(Cell& cell) {
    const int openedOn = line_;
    for (;;) {
      if (at_ == text_.size()) {
        failAtCell(openedOn, static_cast<int>(nCells_), "",
                   {"expected a closing quote for the one that opens here, got the end of the text"});
      }
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        if (at_ == text_.size() || text_[at_] != '"') break;
        cell.text += '"';
        ++at_;
      } else if (isLineEnd(c)) {
        const std::size_t begin = at_;
        takeLineEnd();
        cell.text += text_.substr(begin, at_ - begin);
      } else {
        cell.text += c;
        ++at_;
      }
      checkLength(cell.text.size());
    }
    while (at_ < text_.size() && isPadding(text_[at_])) ++at_;
    if (at_ < text_.size() && text_[at_] != delimiter_ && !isLineEnd(text_[at_])) {
      std::size_t end = at_;
      while (end < text_.size() && end < at_ + 20 && text_[end] != delimiter_ && !isLineEnd(text_[end])) ++end;
      failAtCell(line_, static_cast<int>(nCells_), "",
                 {"expected a delimiter or the end of the line after a closing quote, got ",
                  excerpt(wholeCharacters(text_.substr(at_, end - at_)))});
    }
  }

  /// Without a character that was cut off at the end.
  static std::string_view wholeCharacters(std::string_view piece) {
    std::size_t end = 0;
    while (end < piece.size()) {
      const std::size_t length = characterLength(piece, end);
      if (length == 0) break;
      end += length;
    }
    return piece.substr(0, end);
  }

  void takeLineEnd() {
    at_ += text_.compare(at_, 2, "\r\n") == 0 ? 2 : 1;
    ++line_;
  }
  void checkLength(std::size_t length) const {
    if (length > static_cast<std::size_t>(options_.maxCellLength)) {
      failAtCell(rowLine_, static_cast<int>(nCells_), "",
                 {"expected a cell of at most ", options_.maxCellLength, " bytes, got a longer one"});
    }
  }
  /// Spaces around a cell; a tab may be the delimiter.
  [[nodiscard]] bool isPadding(char c) const { return c != delimiter_ && (c == ' ' || c == '\t'); }
  static bool isLineEnd(char c) { return c == '\n' || c == '\r'; }

  std::string_view text_;
  const char delimiter_;
  const CsvOptions& options_;
  std::size_t at_ = 0;
  int line_ = 1;
  int rowLine_ = 1;
  std::size_t nCells_ = 0;
  bool delimited_ = false;
};

/// Collects the cells of one column, the first line's among them: what is a number, and whether the first line is a
/// row, is known when all have been seen.
class ColumnBuilder {
 public:
  void add(const std::string& cell, const std::vector<std::string>& naValues) {
    if (std::find(naValues.begin(), naValues.end(), trimmed(cell)) != naValues.end()) {
      ids_.push_back(-1);
      return;
    }
    const auto [found, isNew] = idOf_.try_emplace(cell, static_cast<int>(cells_.size()));
    if (isNew) cells_.push_back(&found->first);
    ids_.push_back(found->second);
  }

  /// The first row from `begin` on whose cell is no number; -1 where all are numbers or missing, the number of rows
  /// where all are missing.
  [[nodiscard]] int firstText(std::size_t begin, char decimal) const {
    std::vector<bool> isKnown(cells_.size());
    bool any = false;
    for (std::size_t row = begin; row < ids_.size(); ++row) {
      if (ids_[row] < 0) continue;
      any = true;
      const auto id = static_cast<std::size_t>(ids_[row]);
      if (isKnown[id]) continue;
      if (!numberOf(id, decimal)) return static_cast<int>(row);
      isKnown[id] = true;
    }
    return any ? -1 : static_cast<int>(ids_.size());
  }
  [[nodiscard]] bool isNumber(std::size_t begin, char decimal) const { return firstText(begin, decimal) < 0; }
  /// Whether all cells from row `begin` on are missing.
  [[nodiscard]] bool isMissing(std::size_t begin) const {
    return std::all_of(ids_.begin() + static_cast<std::ptrdiff_t>(begin), ids_.end(), [](int id) { return id < 0; });
  }

  /// Whether the cell of the first line is missing.
  [[nodiscard]] bool beginsMissing() const { return ids_[0] < 0; }
  /// Whether it is a number.
  [[nodiscard]] bool beginsWithNumber(char decimal) const {
    return ids_[0] >= 0 && numberOf(static_cast<std::size_t>(ids_[0]), decimal).has_value();
  }
  /// Whether it comes again.
  [[nodiscard]] bool beginsWithLevel() const {
    return ids_[0] >= 0 && std::find(ids_.begin() + 1, ids_.end(), ids_[0]) != ids_.end();
  }

  /// The rows from `begin` on; `lines` has the line of each.
  [[nodiscard]] Column column(std::string name, std::size_t begin, const std::vector<int>& lines, char decimal) const {
    Column column;
    column.name = std::move(name);
    const int text = firstText(begin, decimal);
    column.isNumber = text < 0;
    if (text >= 0 && text < static_cast<int>(ids_.size())) column.firstTextLine = lines[static_cast<std::size_t>(text)];
    std::vector<int> codeOf(cells_.size(), -1);
    std::vector<double> numbers;  // of the levels
    for (std::size_t row = begin; row < ids_.size(); ++row) {
      int code = -1;
      if (ids_[row] < 0) {
        ++column.nMissing;
      } else {
        const auto id = static_cast<std::size_t>(ids_[row]);
        if (codeOf[id] < 0) {
          codeOf[id] = static_cast<int>(column.levels.size());
          column.levels.push_back(*cells_[id]);
          if (column.isNumber) numbers.push_back(*numberOf(id, decimal));
        }
        code = codeOf[id];
      }
      column.codes.push_back(code);
      if (!column.isNumber) continue;
      column.numbers.push_back(code < 0 ? std::numeric_limits<double>::quiet_NaN()
                                        : numbers[static_cast<std::size_t>(code)]);
    }
    return column;
  }

 private:
  [[nodiscard]] std::optional<double> numberOf(std::size_t id, char decimal) const {
    return parseNumber(trimmed(*cells_[id]), decimal);
  }

  std::vector<int> ids_;  // of the cell of each row, -1 where missing
  std::map<std::string, int> idOf_;
  std::vector<const std::string*> cells_;  // by id
};

/// What stands before decimals; see readCsv.
char detectDecimal(const std::vector<ColumnBuilder>& columns, std::size_t begin) {
  bool commaHelps = false;
  for (const ColumnBuilder& column : columns) {
    const bool withPoint = column.isNumber(begin, '.');
    const bool withComma = column.isNumber(begin, ',');
    if (withPoint && !withComma) return '.';
    commaHelps = commaHelps || withComma != withPoint;
  }
  return commaHelps ? ',' : '.';
}

/// Whether the first line names the columns; see readCsv.
bool detectHeader(const std::vector<ColumnBuilder>& columns, char decimal) {
  bool anyNumber = false;
  bool anyText = false;
  bool anyLevel = false;
  for (const ColumnBuilder& column : columns) {
    if (column.isNumber(1, decimal)) {
      const bool isNumber = column.beginsWithNumber(decimal);
      if (!isNumber && !column.beginsMissing()) return true;
      anyNumber = anyNumber || isNumber;
    } else if (!column.isMissing(1)) {
      anyText = true;
      anyLevel = anyLevel || column.beginsWithLevel();
    }
  }
  return !anyNumber || (anyText && !anyLevel);
}

std::vector<std::string> columnNames(const std::vector<Cell>& first, bool header, int line) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (std::size_t i = 0; i < first.size(); ++i) {
    std::string name = header ? std::string(trimmed(first[i].text)) : "";
    if (name.empty()) name = joinMessage({"column ", i + 1});
    if (!taken.insert(name).second) {
      failAtCell(line, static_cast<int>(i) + 1, name,
                 {"expected every column to have its own name, got this one again"});
    }
    names.push_back(std::move(name));
  }
  return names;
}

void checkOptions(const CsvOptions& options) {
  if (std::string_view(",;\t|\0", 5).find(options.delimiter) == std::string_view::npos) {
    fail(ErrorCode::kBadValue,
         {"delimiter: expected comma, semicolon, tab or bar, got ", excerpt(std::string_view(&options.delimiter, 1))});
  }
  if (std::string_view(".,\0", 3).find(options.decimal) == std::string_view::npos) {
    fail(ErrorCode::kBadValue,
         {"decimal: expected point or comma, got ", excerpt(std::string_view(&options.decimal, 1))});
  }
  if (options.decimal == ',' && options.delimiter == ',') {
    fail(ErrorCode::kBadValue, {"decimal: expected another character than the delimiter, got \",\" for both"});
  }
  if (options.maxBytes < 1 || options.maxBytes > 100'000'000) {
    fail(ErrorCode::kBadValue, {"maxBytes: expected 1..100000000, got ", options.maxBytes});
  }
  requireRange("maxRows", options.maxRows, 1, 10'000'000);
  requireRange("maxColumns", options.maxColumns, 1, 10'000);
  requireRange("maxCellLength", options.maxCellLength, 1, 1'000'000);
}

}  // namespace

int Table::columnIndex(std::string_view name) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name) return static_cast<int>(i);
  }
  std::string known;
  constexpr std::size_t kListed = 20;
  for (std::size_t i = 0; i < columns.size() && i < kListed; ++i)
    known += (i > 0 ? ", " : "") + excerpt(columns[i].name);
  if (columns.size() > kListed) known += ", …";
  fail(ErrorCode::kBadValue, {"column: expected one of ", known, ", got ", excerpt(name)});
}

Table readCsv(std::string_view text, const CsvOptions& options) {
  checkOptions(options);
  if (text.size() > options.maxBytes) {
    fail(ErrorCode::kParse, {"text: expected at most ", options.maxBytes, " bytes, got ", text.size()});
  }
  requireCleanText(text);
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) text.remove_prefix(kByteOrderMark.size());

  Table table;
  table.delimiter = options.delimiter == '\0' ? detectDelimiter(text, options.decimal) : options.delimiter;
  RowReader reader(text, table.delimiter, options);
  std::vector<Cell> first;
  if (!reader.next(first)) fail(ErrorCode::kParse, {"text: expected a table, got no text"});
  std::vector<ColumnBuilder> columns(first.size());
  std::vector<int> lines;  // of all rows, the first line's among them
  const auto add = [&](const std::vector<Cell>& cells) {
    lines.push_back(reader.rowLine());
    for (std::size_t i = 0; i < cells.size(); ++i) columns[i].add(cells[i].text, options.naValues);
  };
  const auto requireRoom = [&](std::size_t nRows) {
    if (nRows > static_cast<std::size_t>(options.maxRows)) {
      failAtLine(reader.rowLine(), {"expected at most ", options.maxRows, " rows, got more"});
    }
  };
  add(first);
  // Where the first line is a row for sure, it is asked like the others; else they are asked without it.
  const std::size_t sure = options.header == false ? 0 : 1;
  for (std::vector<Cell> cells; reader.next(cells);) {
    requireRoom(lines.size() + 1 - sure);
    if (cells.size() != columns.size()) {
      failAtLine(reader.rowLine(), {"expected ", columns.size(), " cells as in the first line, got ", cells.size()});
    }
    add(cells);
  }

  table.decimal = options.decimal;
  if (table.decimal == '\0') table.decimal = table.delimiter == ',' ? '.' : detectDecimal(columns, sure);
  table.header = options.header.value_or(detectHeader(columns, table.decimal));
  const std::size_t begin = table.header ? 1 : 0;
  requireRoom(lines.size() - begin);
  const std::vector<std::string> names = columnNames(first, table.header, lines[0]);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    table.columns.push_back(columns[i].column(names[i], begin, lines, table.decimal));
  }
  table.lines.assign(lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.end());
  return table;
}

namespace {

/// Throws unless the column holds numbers; names the first cell that does not.
const Column& numberColumn(const Table& table, int index) {
  const Column& column = table.columns[static_cast<std::size_t>(index)];
  if (column.isNumber) return column;
  if (column.firstTextLine == 0) {
    fail(ErrorCode::kBadValue, {"column ", excerpt(column.name), ": expected numbers, got missing values only"});
  }
  const auto row = std::lower_bound(table.lines.begin(), table.lines.end(), column.firstTextLine) - table.lines.begin();
  const int code = column.codes[static_cast<std::size_t>(row)];
  failAtCell(column.firstTextLine, index + 1, column.name,
             {"expected a number, got ", excerpt(column.levels[static_cast<std::size_t>(code)])});
}

}  // namespace

LabelledColumns labelledColumns(const Table& table, const LabelledColumnsOptions& options) {
  requireRange("maxClasses", options.maxClasses, 2, 100);
  const int xIndex = table.columnIndex(options.x);
  const int yIndex = table.columnIndex(options.y);
  const int labelIndex = table.columnIndex(options.label);
  if (xIndex == yIndex || xIndex == labelIndex || yIndex == labelIndex) {
    fail(ErrorCode::kBadValue, {"x, y, label: expected three different columns, got ", excerpt(options.x), ", ",
                                excerpt(options.y), ", ", excerpt(options.label)});
  }
  return labelledColumns(numberColumn(table, xIndex), numberColumn(table, yIndex),
                         table.columns[static_cast<std::size_t>(labelIndex)], options.maxClasses);
}

}  // namespace scrollwork

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scrollwork/bounds.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

struct CsvOptions {
  /// Whether the first line names the columns; where it does not they are called "column 1", "column 2", ... Without a
  /// word the table tells (see readCsv).
  std::optional<bool> header = {};
  char delimiter = '\0';  ///< ',', ';', '\t' or '|'; '\0' = the table tells.
  char decimal = '\0';  ///< '.' or ',', which then cannot be the delimiter: before the decimals of a number; '\0' = the
                        ///< table tells.
  std::vector<std::string> naValues = {"", "NA", "NaN", "nan"};  ///< Cells that mean "missing" (spaces trimmed).
  std::size_t maxBytes = 5'000'000;                              ///< [1, 100000000] length of the text.
  int maxRows = 100'000;                                         ///< [1, 10000000] rows below the header.
  int maxColumns = 200;                                          ///< [1, 10000].
  int maxCellLength = 1'000;                                     ///< [1, 1000000] bytes in a cell, quotes taken off.

  static constexpr const char* kOwner = "readCsv";
  static void fields(auto& field, auto& o) {
    field("header", o.header);
    field("delimiter", o.delimiter);
    field("decimal", o.decimal);
    field("naValues", o.naValues);
    field("maxBytes", o.maxBytes);
    field("maxRows", o.maxRows);
    field("maxColumns", o.maxColumns);
    field("maxCellLength", o.maxCellLength);
  }
};

/// One column of a table. All vectors but `levels` have one entry per row.
struct Column {
  std::string name;             ///< From the header, trimmed; an empty name becomes "column 3" (its number, from 1).
  bool isNumber = false;        ///< Every cell that is not missing is a number, and there is at least one.
  std::vector<double> numbers;  ///< The values, NaN where missing; empty for a text column.
  std::vector<int> codes;  ///< Index into levels, -1 where missing. Number columns have them too (cells as spelled).
  std::vector<std::string> levels;  ///< The distinct cells in order of first appearance.
  int nMissing = 0;                 ///< How many rows are missing.
  int firstTextLine = 0;            ///< Line of the first cell that is not a number; 0 when there is none.
};

/// A parsed CSV file: typed columns of equal length.
struct Table {
  std::vector<Column> columns;
  std::vector<int> lines;  ///< The line (from 1) on which each row begins, for messages.
  bool header = true;      ///< Whether the first line was taken for the names of the columns.
  char delimiter = ',';    ///< What was taken to stand between cells,
  char decimal = '.';      ///< and before the decimals of a number.

  [[nodiscard]] int nRows() const { return static_cast<int>(lines.size()); }
  [[nodiscard]] int nColumns() const { return static_cast<int>(columns.size()); }
  /// Position of the column of that name; throws Error kBadValue that lists the names there are.
  [[nodiscard]] int columnIndex(std::string_view name) const;
};

/// Reads CSV text as RFC 4180 has it: cells separated by the delimiter, rows by LF, CRLF or CR, a cell in double quotes
/// may hold all of these and "" for a quote. Beyond the RFC: a UTF-8 byte order mark is skipped, blank lines are
/// skipped, a quote inside an unquoted cell stands for itself, spaces around unquoted cells are trimmed.
///
/// A number is [+-] digits with an optional decimal mark and exponent ("1e3", ".5"), finite; anything else ("0x1F",
/// "inf", "1 000", "1.000,5") is text. Numbers are rounded correctly (to the nearest double), the same in every build
/// and locale.
///
/// Where the options do not say it, the table tells
///   the delimiter: of tab, semicolon, bar and comma the one that stands in most of the first 100 rows as often as it
///     does in the first, and there at least once; the earlier of this list on ties, a comma where there is none;
///   the decimal mark: a comma where it does not delimit and makes a column of numbers of one that is text with a
///     point, as long as no column is numbers with a point alone; else a point;
///   the header: the first line is none where it has a number, or a missing cell, in each column that holds numbers
///     below it (there is one, and a number among them), and, if any column holds text, a word that comes again below.
///     So numbers may name columns beside a column of names ("country,2019,2020"), and not in a table of numbers.
///
/// The text is treated as hostile: limits are checked before memory is spent, and every error is
/// Error kParse with the place: `line 17, column 3 ("mass"): …`. Errors: empty text, a limit passed, a row of another
/// length than the first, two columns of one name, an unclosed quote (names the line where it opened), text after a
/// closing quote, NUL bytes, text that is not UTF-8. Options out of range: kBadValue. Cost O(text).
[[nodiscard]] Table readCsv(std::string_view text, const CsvOptions& options = {});

struct LabelledColumnsOptions {
  std::string x = {};      ///< Name of the column that becomes column 0 of X.
  std::string y = {};      ///< Name of the column that becomes column 1 of X; may not be `x`.
  std::string label = {};  ///< Name of the column that holds the classes: text, or numbers as spelled; another again.
  int maxClasses = 10;     ///< [2, 100] classes that the label column may have.

  static constexpr const char* kOwner = "labelledColumns";
  static void fields(auto& field, auto& o) {
    field("x", o.x);
    field("y", o.y);
    field("label", o.label);
    field("maxClasses", o.maxClasses);
  }
};

/// What labelledColumns makes of a table.
struct LabelledColumns {
  Matrix X;                             ///< n x 2, finite.
  Labels y;                             ///< n labels in [0, k).
  std::vector<std::string> classNames;  ///< k >= 2 names, in order of first appearance among the rows that were kept.
  Labels rows;                          ///< n rows of the table that were kept, ascending.
  int nDropped = 0;                     ///< Rows left out because one of the three cells was missing.
  Bounds bounds;                        ///< Around X, with a margin of 5 %.
};

/// Two number columns and a label column of one table as X and y; rows with a missing value in one of the three are
/// dropped and counted. Of x and y only `name` and `numbers` are read, of the label `name`, `codes` and `levels`: all
/// else may be left out. `maxClasses` [2, 100] limits the classes. Throws Error: kBadShape where a column has no number
/// for each label (a column of text has none), kBadValue (a code that names no level, fewer than two or more than
/// maxClasses classes, no complete row, maxClasses out of range).
[[nodiscard]] LabelledColumns labelledColumns(const Column& x, const Column& y, const Column& label,
                                              int maxClasses = 10);

/// The same by the names of the columns. Throws Error besides: kBadValue (unknown or repeated name), kParse where a
/// number column holds text: `line 17, column 3 ("mass"): expected a number, got "heavy"`.
[[nodiscard]] LabelledColumns labelledColumns(const Table& table, const LabelledColumnsOptions& options);

}  // namespace scrollwork

#include "scrollwork/datasets/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "core/reference_file.h"
#include "scrollwork/error.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

using testing::ElementsAre;

std::string readFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string parseError(std::string_view text, const CsvOptions& options = {}) {
  try {
    (void)readCsv(text, options);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kParse) << error.what();
    return error.what();
  }
  return "no error";
}

TEST(Csv, ReadsTheRealTablesAsPythonDoes) {
  const nlohmann::json reference = readReference("datasets");
  for (const nlohmann::json& expected : reference["tables"]) {
    const std::string file = expected["file"].get<std::string>();
    SCOPED_TRACE(file);
    const Table table = readCsv(readFile(std::filesystem::path(SCROLLWORK_TESTS_DIR) / "data" / file));
    ASSERT_EQ(table.nRows(), expected["rows"].get<int>());
    ASSERT_EQ(table.columns.size(), expected["columns"].size());
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const Column& column = table.columns[i];
      const nlohmann::json& known = expected["columns"][i];
      SCOPED_TRACE(column.name);
      EXPECT_EQ(column.name, known["name"].get<std::string>());
      EXPECT_EQ(column.nMissing, known["missing"].get<int>());
      EXPECT_EQ(column.isNumber, known.contains("sum"));
      if (known["levels"].is_array()) {
        EXPECT_EQ(column.levels, known["levels"].get<std::vector<std::string>>());
      } else {
        EXPECT_EQ(column.levels.size(), known["levels"].get<std::size_t>());
      }
      if (column.isNumber) {
        double sum = 0, squares = 0;
        for (const double value : column.numbers) {
          sum += std::isnan(value) ? 0 : value;
          squares += std::isnan(value) ? 0 : value * value;
        }
        // n additions, each rounded: n eps of the largest partial sum.
        EXPECT_NEAR(sum, known["sum"].get<double>(), 400 * 2.2e-16 * sum);
        EXPECT_NEAR(squares, known["sumOfSquares"].get<double>(), 400 * 2.2e-16 * squares);
      } else {
        for (std::size_t level = 0; level < column.levels.size(); ++level) {
          EXPECT_EQ(std::count(column.codes.begin(), column.codes.end(), static_cast<int>(level)),
                    known["counts"][level].get<int>());
        }
      }
    }
  }
}

TEST(Csv, TypesMissingValuesAndLevels) {
  const Table table = readCsv("name,kg,kind\nTom,4.5,cat\nRex,,dog\nIda,NA,cat\nBo,-1e1,NA\n");
  ASSERT_EQ(table.nColumns(), 3);
  EXPECT_THAT(table.lines, ElementsAre(2, 3, 4, 5));
  const Column& kg = table.columns[1];
  EXPECT_TRUE(kg.isNumber);
  EXPECT_EQ(kg.nMissing, 2);
  EXPECT_EQ(kg.numbers[0], 4.5);
  EXPECT_TRUE(std::isnan(kg.numbers[1]) && std::isnan(kg.numbers[2]));
  EXPECT_EQ(kg.numbers[3], -10);
  const Column& kind = table.columns[2];
  EXPECT_FALSE(kind.isNumber);
  EXPECT_TRUE(kind.numbers.empty());
  EXPECT_THAT(kind.levels, ElementsAre("cat", "dog"));
  EXPECT_THAT(kind.codes, ElementsAre(0, 1, 0, -1));
  EXPECT_EQ(kind.firstTextLine, 2);
}

TEST(Csv, QuotesLineEndsMarkAndBlankLines) {
  const Table table = readCsv(
      "\xEF\xBB\xBF\"a, b\",c\r\n\r\n\"say \"\"hi\"\"\", x \r\n\"two\nlines\",5\" disk\r\n   \r\n\"\" , \" y \"");
  EXPECT_EQ(table.columns[0].name, "a, b");
  EXPECT_THAT(table.columns[0].levels, ElementsAre("say \"hi\"", "two\nlines"));
  EXPECT_THAT(table.columns[0].codes, ElementsAre(0, 1, -1));
  EXPECT_THAT(table.columns[1].levels, ElementsAre("x", "5\" disk", " y "));
  EXPECT_THAT(table.lines, ElementsAre(3, 4, 7));
}

TEST(Csv, EveryLineEndIsOneLine) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const Table table = readCsv("a,b" + end + "1,2" + end + end + "3,4");
    EXPECT_THAT(table.lines, ElementsAre(2, 4));
    EXPECT_THAT(table.columns[1].numbers, ElementsAre(2, 4));
  }
}

TEST(Csv, FindsTheDelimiter) {
  for (const std::string d : {",", ";", "\t", "|"}) {
    const Table table = readCsv("\n\"x,,;;\t\t||,,;;\"" + d + "b" + d + "c\n1" + d + "2" + d + "3\n");
    EXPECT_EQ(table.nColumns(), 3) << d;
    EXPECT_EQ(table.columns[2].numbers[0], 3);
  }
  EXPECT_EQ(readCsv("a;b,c\n", {.delimiter = ';'}).nColumns(), 2);
  EXPECT_EQ(readCsv("alone\n1\n").nColumns(), 1);
  EXPECT_EQ(readCsv("a\t\tc\n1\t\t3\n").columns[1].nMissing, 1);
}

TEST(Csv, TheDelimiterIsWhatStandsInTheRowsAsOftenAsInTheFirst) {
  // Decimal commas, as many as semicolons or more; commas in the names.
  EXPECT_EQ(readCsv("4,5;3,2;2,25\n1;2,5;3,5\n").delimiter, ';');
  EXPECT_EQ(readCsv("4,5;3,2\n1,5;2,5\n").delimiter, ';');
  EXPECT_EQ(readCsv("4,5\t3,2\n1,5\t2,5\n").delimiter, '\t');
  EXPECT_EQ(readCsv("weight, kg;height, cm;kind\n4;25;cat\n").delimiter, ';');
  // What stands in a cell now and then does not delimit, whatever the first row has of it.
  EXPECT_EQ(readCsv("a;b;c,d\n1,2\n3,4\n").delimiter, ',');
  EXPECT_EQ(readCsv("5\"; 6\",b\n1,2\n\"x\"\"\n;;;\",4\n").delimiter, ',');
  EXPECT_EQ(readCsv(" \"a;b\" ,\"c\"\n1,2\n").delimiter, ',');
  EXPECT_EQ(parseError("a;b\n1;2\n3\n"), "line 3: expected 2 cells as in the first line, got 1");
  // A hundred rows are asked, the first among them: what comes later has no say.
  const auto text = [](int nCommas, int nSemicolons) {
    std::string rows = "a;b,c\n";
    for (int i = 0; i < nCommas; ++i) rows += "1,2\n";
    for (int i = 0; i < nSemicolons; ++i) rows += "1;2\n";
    return rows;
  };
  EXPECT_EQ(parseError(text(50, 500)), "line 52: expected 2 cells as in the first line, got 1");
  EXPECT_EQ(parseError(text(49, 500)), "line 2: expected 2 cells as in the first line, got 1");
}

TEST(Csv, ReadsWhatEuropeanSpreadsheetsWrite) {
  const Table table =
      readCsv("\xEF\xBB\xBFKörper;\"Größe; cm\";Art\r\n4,5;\"25,0\";Katze\r\n-1,25e1;,5;Hund\r\n;30;Hund\r\n");
  EXPECT_EQ(table.delimiter, ';');
  EXPECT_EQ(table.decimal, ',');
  EXPECT_TRUE(table.header);
  EXPECT_EQ(table.columns[1].name, "Größe; cm");
  ASSERT_TRUE(table.columns[0].isNumber && table.columns[1].isNumber);
  EXPECT_EQ(table.columns[0].numbers[0], 4.5);
  EXPECT_EQ(table.columns[0].numbers[1], -12.5);
  EXPECT_TRUE(std::isnan(table.columns[0].numbers[2]));
  EXPECT_THAT(table.columns[1].numbers, ElementsAre(25, 0.5, 30));
  EXPECT_THAT(table.columns[2].levels, ElementsAre("Katze", "Hund"));
}

TEST(Csv, ADecimalCommaIsWhatMakesNumbersAndTakesNoneAway) {
  EXPECT_EQ(readCsv("a;b\n1,5;2\n").decimal, ',');
  EXPECT_EQ(readCsv("a\tb\n1,5\t2\n").decimal, ',');
  EXPECT_EQ(readCsv("a;b\n1;2\n").decimal, '.') << "no number has decimals";
  EXPECT_EQ(readCsv("a;b\n1.5;2\n").decimal, '.');
  EXPECT_EQ(readCsv("a;b\n1.5;x\n2;y\n").decimal, '.');
  EXPECT_EQ(readCsv("a;b\n1,5;2.5\n").decimal, '.') << "both: not guessed";
  EXPECT_EQ(readCsv("a;b\n1.000,5;2\n").decimal, '.') << "a point between thousands makes text of it";
  EXPECT_EQ(readCsv("a,b\n\"1,5\",2\n").decimal, '.') << "the comma delimits";
  EXPECT_FALSE(readCsv("a;b\n1,5;2,5\n", {.decimal = '.'}).columns[0].isNumber);
  const Table asked = readCsv("a|b\n1,5|2.5\n", {.decimal = ','});
  EXPECT_EQ(asked.columns[0].numbers[0], 1.5);
  EXPECT_FALSE(asked.columns[1].isNumber);
  EXPECT_EQ(readCsv("1,5\n2,5\n", {.header = false, .decimal = ','}).columns[0].numbers[1], 2.5)
      << "a decimal comma does not delimit";
}

TEST(Csv, FindsThatThereIsNoHeader) {
  for (const char* text : {"5.1,3.5,setosa\n4.9,3,setosa\n7,3.2,other\n", "1,2,0\n3,4,1\n", "1\n2\n",
                           ",2,cat\n3,4,cat\n", "5,1;3,5;a\n4,9;3;a\n", "1,2,\n3,4,\n", "2,2,2\n1,1,1\n"}) {
    const Table table = readCsv(text);
    EXPECT_FALSE(table.header) << text;
    EXPECT_EQ(table.lines[0], 1) << text;
    EXPECT_EQ(table.columns[0].name, "column 1") << text;
    EXPECT_EQ(table.columns[0].numbers.size(), table.lines.size()) << text;
  }
  const Table iris = readCsv("5.1,3.5,setosa\n4.9,3,other\n7,3.2,setosa\n");
  EXPECT_THAT(iris.columns[0].numbers, ElementsAre(5.1, 4.9, 7));
  EXPECT_THAT(iris.columns[2].levels, ElementsAre("setosa", "other"));
  EXPECT_THAT(iris.columns[2].codes, ElementsAre(0, 1, 0));
}

TEST(Csv, FindsThatThereIsAHeader) {
  for (const char* text : {"kg,kind\n4,cat\n5,cat\n", "name,kind\nTom,cat\nRex,dog\n", "kg\n",
                           "country,2019,2020\nA,1,2\nB,3,4\n",  // numbers that name columns
                           "5,x\n6,y\n7,y\n",                    // its word does not come again
                           ",b\n1,2\n", "a,1\n1,2\n", "1,2\n"}) {
    EXPECT_TRUE(readCsv(text).header) << text;
  }
  EXPECT_FALSE(readCsv("kg,kind\n4,cat\n", {.header = false}).header);
  EXPECT_FALSE(readCsv("kg,kind\n4,cat\n", {.header = false}).columns[0].isNumber);
  EXPECT_EQ(readCsv("2019,2020\n1,2\n", {.header = true}).columns[1].name, "2020");
}

TEST(Csv, NamesColumnsWithoutAName) {
  const Table header = readCsv(",x\n1,2\n");
  EXPECT_EQ(header.columns[0].name, "column 1");
  const Table none = readCsv("5,x\n6,y\n", {.header = false});
  EXPECT_EQ(none.nRows(), 2);
  EXPECT_EQ(none.columns[1].name, "column 2");
  EXPECT_THAT(none.columns[0].numbers, ElementsAre(5, 6));
}

TEST(Csv, AHeaderAloneIsAnEmptyTable) {
  const Table table = readCsv("a,b");
  EXPECT_EQ(table.nRows(), 0);
  EXPECT_EQ(table.nColumns(), 2);
  EXPECT_FALSE(table.columns[0].isNumber);
}

TEST(Csv, WhatRAndPythonWriteForMissingValuesIsMissing) {
  const Table table = readCsv("a,b\n1,NA\nNaN,2\nnan,\n");
  EXPECT_TRUE(table.columns[0].isNumber && table.columns[1].isNumber);
  EXPECT_EQ(table.columns[0].nMissing, 2);
  EXPECT_EQ(table.columns[1].nMissing, 2);
}

TEST(Csv, OtherMissingValuesCanBeNamed) {
  const Table table = readCsv("a\n-999\n\"NA\"\n", {.naValues = {"-999"}});
  EXPECT_EQ(table.columns[0].nMissing, 1);
  EXPECT_THAT(table.columns[0].levels, ElementsAre("NA"));
}

TEST(Csv, NumbersAreTheNearestDoubles) {
  for (const char* text : {"0",
                           "-0",
                           "1",
                           "+7",
                           ".5",
                           "5.",
                           "1e3",
                           "1E-3",
                           "0.1",
                           "12.345678901234567",
                           "9007199254740993",
                           "1.7976931348623157e308",
                           "4.9e-324",
                           "2.2250738585072011e-308",
                           "123456789012345678901234567890",
                           "0.000000000000000000000000000012345",
                           "1e22",
                           "1e23",
                           "8.5e-23",
                           "00001.50",
                           "1e-400",
                           "6e-9999999999"}) {
    const Table table = readCsv("x\n" + std::string(text) + "\n");
    ASSERT_TRUE(table.columns[0].isNumber) << text;
    EXPECT_EQ(table.columns[0].numbers[0], std::strtod(text, nullptr)) << text;
  }
  Rng rng(3);
  for (int i = 0; i < 20000; ++i) {
    char text[64];
    const double value = std::ldexp(rng.normal(), rng.integer(-1000, 1000));
    std::snprintf(text, sizeof text, "%.*g", rng.integer(1, 20), value);
    EXPECT_EQ(readCsv("x\n" + std::string(text)).columns[0].numbers[0], std::strtod(text, nullptr)) << text;
  }
}

TEST(Csv, WhatIsNotANumberIsText) {
  for (const char* text : {"heavy", "0x1F", "inf", "nan", "1e", "1e+", "e5", ".", "+", "--1", "1 2", "1.2.3", "1e999",
                           "١", "1_000", "1e5.0"}) {
    EXPECT_FALSE(readCsv("x\n" + std::string(text) + "\n").columns[0].isNumber) << text;
  }
}

TEST(Csv, ErrorsNameTheirPlace) {
  EXPECT_EQ(parseError(""), "text: expected a table, got no text");
  EXPECT_EQ(parseError("\n \n"), "text: expected a table, got no text");
  EXPECT_EQ(parseError("a,b\n1,2\n3\n"), "line 3: expected 2 cells as in the first line, got 1");
  EXPECT_EQ(parseError("a,b\n1,\"2\n3,4\n"),
            "line 2, column 2: expected a closing quote for the one that opens here, got the end of the text");
  EXPECT_EQ(parseError("a,b\n1,\"2\" kg\n"),
            "line 2, column 2: expected a delimiter or the end of the line after a closing quote, got \"kg\"");
  EXPECT_EQ(parseError("a, a\n"),
            "line 1, column 2 (\"a\"): expected every column to have its own name, got this one again");
  EXPECT_EQ(parseError(std::string_view("a,b\r\n1,\0\n", 9)), "line 2: expected text, got a NUL byte");
  EXPECT_EQ(parseError("a\n\xE9t\xE9\n"), "line 2: expected UTF-8 text, got other bytes; save the file as UTF-8");
  EXPECT_EQ(parseError("a,b\n1,2\n", {.maxColumns = 1}), "line 1: expected at most 1 columns, got more");
  EXPECT_EQ(parseError("a\n1\n2\n", {.maxRows = 1}), "line 3: expected at most 1 rows, got more");
  EXPECT_EQ(parseError("1\n2\n", {.maxRows = 1}), "line 2: expected at most 1 rows, got more");
  EXPECT_EQ(parseError("1\n2\n", {.header = false, .maxRows = 1}), "line 2: expected at most 1 rows, got more");
  EXPECT_EQ(parseError("a\n1234\n", {.maxCellLength = 3}),
            "line 2, column 1: expected a cell of at most 3 bytes, got a longer one");
  EXPECT_EQ(parseError("a\n1\n", {.maxBytes = 3}), "text: expected at most 3 bytes, got 4");
}

TEST(Csv, LimitsAreInclusive) {
  EXPECT_EQ(parseError("a,b\n12,34\n56,78\n", {.maxBytes = 16, .maxRows = 2, .maxColumns = 2, .maxCellLength = 2}),
            "no error");
}

TEST(Csv, InvalidUtf8IsRefused) {
  for (const char* bytes : {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                            "\xF8\x88\x80\x80\x80", "\xE2\x82", "\xFF\xFE"}) {
    EXPECT_NE(parseError("a\n" + std::string(bytes)), "no error");
  }
  for (const char* bytes : {"é", "€", "😺", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(parseError("a\n" + std::string(bytes)), "no error") << bytes;
  }
}

TEST(Csv, RefusesOptionsOutOfRange) {
  for (const CsvOptions& options :
       {CsvOptions{.delimiter = 'x'}, CsvOptions{.decimal = ';'}, CsvOptions{.delimiter = ',', .decimal = ','},
        CsvOptions{.maxBytes = 0}, CsvOptions{.maxRows = 0}, CsvOptions{.maxColumns = 0},
        CsvOptions{.maxCellLength = 0}}) {
    try {
      (void)readCsv("a\n", options);
      ADD_FAILURE() << "expected an Error";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kBadValue);
    }
  }
}

/// Reads the text and, where that works, checks what a caller relies on. Throws nothing but Error (kParse).
void readHostile(std::string_view text, const CsvOptions& options) {
  Table table;
  try {
    table = readCsv(text, options);
  } catch (const Error& error) {
    ASSERT_EQ(error.code(), ErrorCode::kParse);
    ASSERT_LT(std::string(error.what()).size(), 300U) << "a message is a sentence, not a copy of the file";
    return;
  }
  ASSERT_LE(table.nRows(), options.maxRows);
  ASSERT_LE(table.nColumns(), options.maxColumns);
  for (const Column& column : table.columns) {
    ASSERT_EQ(column.codes.size(), table.lines.size());
    ASSERT_EQ(column.numbers.size(), column.isNumber ? table.lines.size() : 0);
    for (std::size_t i = 0; i < column.codes.size(); ++i) {
      ASSERT_GE(column.codes[i], -1);
      ASSERT_LT(column.codes[i], static_cast<int>(column.levels.size()));
      if (column.isNumber) {
        ASSERT_EQ(std::isnan(column.numbers[i]), column.codes[i] == -1);
        ASSERT_FALSE(std::isinf(column.numbers[i]));
      }
    }
  }
}

/// Every file that ever broke a reader, or might; the fuzzer starts from the same folder.
TEST(CsvCorpus, NothingButAnErrorOrATable) {
  int files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(SCROLLWORK_TESTS_DIR) / "fuzz/corpus/csv")) {
    SCOPED_TRACE(entry.path().filename().string());
    const std::string text = readFile(entry.path());
    readHostile(text, {});
    readHostile(text, {.header = false, .delimiter = ',', .maxRows = 3, .maxColumns = 4, .maxCellLength = 8});
    ++files;
  }
  EXPECT_GE(files, 20);
}

TEST(CsvCorpus, SurvivesAMillionColumnsOrRows) {
  EXPECT_EQ(parseError(std::string(1'000'000, ',')), "line 1: expected at most 200 columns, got more");
  EXPECT_EQ(parseError("a\n" + std::string(1'000'000, '1')),
            "line 2, column 1: expected a cell of at most 1000 bytes, got a longer one");
  std::string rows = "a\n";
  for (int i = 0; i < 1'000'000; ++i) rows += "1\n";
  EXPECT_EQ(parseError(rows), "line 100002: expected at most 100000 rows, got more");
  EXPECT_EQ(parseError("\"" + std::string(1'000'000, 'x')),
            "line 1, column 1: expected a cell of at most 1000 bytes, got a longer one");
  EXPECT_EQ(parseError("a\n\"" + std::string(1'000'000, '\n')),
            "line 2, column 1: expected a cell of at most 1000 bytes, got a longer one");
}

TEST(CsvCorpus, RandomMutationsOfARealTable) {
  const std::string original =
      readFile(std::filesystem::path(SCROLLWORK_TESTS_DIR) / "data/penguins.csv").substr(0, 1500);
  const std::string spice = "\",;\t\r\n|.eE+-0 \xEF\xBB\xBF\xC3\xA9";
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Rng rng(seed);
    std::string text = original.substr(0, static_cast<std::size_t>(rng.integer(0, 1500)));
    for (int i = rng.integer(1, 20); i > 0 && !text.empty(); --i) {
      const auto at = static_cast<std::size_t>(rng.below(text.size()));
      const char c = rng.uniform() < 0.8 ? spice[static_cast<std::size_t>(rng.below(spice.size()))]
                                         : static_cast<char>(rng.integer(-128, 127));
      if (rng.uniform() < 0.5) {
        text[at] = c;
      } else {
        text.insert(at, 1, c);
      }
    }
    readHostile(text, {});
  }
}

TEST(LabelledColumns, MakesXAndYOfPenguins) {
  const Table table = readCsv(readFile(std::filesystem::path(SCROLLWORK_TESTS_DIR) / "data/penguins.csv"));
  const LabelledColumns p = labelledColumns(table, {.x = "bill_length_mm", .y = "bill_depth_mm", .label = "species"});
  EXPECT_EQ(p.X.rows(), 342);
  EXPECT_EQ(p.nDropped, 2);
  EXPECT_THAT(p.classNames, ElementsAre("Adelie", "Chinstrap", "Gentoo"));
  EXPECT_EQ((p.y.array() == 0).count(), 151);
  EXPECT_EQ((p.y.array() == 1).count(), 68);
  EXPECT_EQ((p.y.array() == 2).count(), 123);
  EXPECT_EQ(p.rows[3], 4);  // the fourth penguin was never measured
  EXPECT_EQ(p.X(3, 0), 36.7);
  EXPECT_LT(p.bounds.xMin, p.X.col(0).minCoeff());
  const LabelledColumns sex = labelledColumns(table, {.x = "bill_length_mm", .y = "bill_depth_mm", .label = "sex"});
  EXPECT_EQ(sex.X.rows(), 333);
  EXPECT_EQ(sex.nDropped, 11);
}

std::string selectionError(std::string_view text, const LabelledColumnsOptions& options) {
  const Table table = readCsv(text);
  try {
    (void)labelledColumns(table, options);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(LabelledColumns, SaysWhatDoesNotFit) {
  const std::string text = "id,len,mass,kind,empty\n1,2,3,a,\n2,3,heavy,b,\n3,4,5,a,\n";
  EXPECT_EQ(selectionError(text, {.x = "id", .y = "len", .label = "kind"}), "no error");
  EXPECT_EQ(selectionError(text, {.x = "id", .y = "mass", .label = "kind"}),
            "line 3, column 3 (\"mass\"): expected a number, got \"heavy\"");
  EXPECT_EQ(selectionError(text, {.x = "id", .y = "size", .label = "kind"}),
            "column: expected one of \"id\", \"len\", \"mass\", \"kind\", \"empty\", got \"size\"");
  EXPECT_EQ(selectionError(text, {.x = "id", .y = "id", .label = "kind"}),
            "x, y, label: expected three different columns, got \"id\", \"id\", \"kind\"");
  EXPECT_EQ(selectionError(text, {.x = "id", .y = "empty", .label = "kind"}),
            "column \"empty\": expected numbers, got missing values only");
  EXPECT_EQ(selectionError(text, {.x = "id", .y = "len", .label = "empty"}),
            "table: expected rows with all three values, got none among 3");
  EXPECT_EQ(selectionError(text, {.x = "id", .y = "len", .label = "mass", .maxClasses = 2}),
            "label \"mass\": expected 2..2 classes, got 3");
  EXPECT_EQ(selectionError("x,y,z\n1,2,a\n3,4,a\n", {.x = "x", .y = "y", .label = "z"}),
            "label \"z\": expected 2..10 classes, got 1");
}

TEST(LabelledColumns, NumbersMayBeClassesAndLevelsOfDroppedRowsDoNotCount) {
  const LabelledColumns p =
      labelledColumns(readCsv("x,y,z\n,1,9\n1,2,5\n2,3,7\n3,3,5\n"), {.x = "x", .y = "y", .label = "z"});
  EXPECT_THAT(p.classNames, ElementsAre("5", "7"));
  EXPECT_EQ(p.nDropped, 1);
  EXPECT_EQ(p.y[0], 0);
  EXPECT_EQ(p.y[1], 1);
}

std::string columnsError(const Column& x, const Column& y, const Column& label, int maxClasses = 10) {
  try {
    (void)labelledColumns(x, y, label, maxClasses);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

Column numbersOf(const char* name, std::vector<double> numbers) {
  Column column;
  column.name = name;
  column.numbers = std::move(numbers);
  return column;
}

Column labelsOf(const char* name, std::vector<int> codes, std::vector<std::string> levels) {
  Column column;
  column.name = name;
  column.codes = std::move(codes);
  column.levels = std::move(levels);
  return column;
}

TEST(LabelledColumns, OfThreeColumnsReadsOnlyWhatItNeeds) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const Column x = numbersOf("x", {1, nan, 3, 4});
  const Column y = numbersOf("y", {5, 6, 7, 8});
  const Column label = labelsOf("kind", {2, 1, -1, 0}, {"a", "b", "c"});
  const LabelledColumns chosen = labelledColumns(x, y, label);
  EXPECT_THAT(chosen.classNames, ElementsAre("c", "a"));
  EXPECT_THAT(std::vector<int>(chosen.rows.begin(), chosen.rows.end()), ElementsAre(0, 3));
  EXPECT_EQ(chosen.nDropped, 2);
  EXPECT_EQ(chosen.X(1, 1), 8);
  EXPECT_EQ(chosen.y[1], 1);
}

TEST(LabelledColumns, OfThreeColumnsThatAreNotOfOneTable) {
  const Column x = numbersOf("x", {1, 2});
  const Column text = labelsOf("text", {0, 0}, {"a"});
  const Column label = labelsOf("kind", {0, 1}, {"a", "b"});
  EXPECT_EQ(columnsError(x, x, label), "no error");
  EXPECT_EQ(columnsError(text, x, label), "x \"text\": expected 2 numbers, one for each label, got 0");
  EXPECT_EQ(columnsError(x, numbersOf("y", {1, 2, 3}), label),
            "y \"y\": expected 2 numbers, one for each label, got 3");
  EXPECT_EQ(columnsError(x, x, labelsOf("kind", {0, 2}, {"a", "b"})), "label \"kind\": expected codes -1..1, got 2");
  EXPECT_EQ(columnsError(x, x, labelsOf("kind", {0, -2}, {"a", "b"})), "label \"kind\": expected codes -1..1, got -2");
  EXPECT_EQ(columnsError(x, x, label, 101), "maxClasses: expected 2..100, got 101");
}

}  // namespace
}  // namespace scrollwork

// What the fuzzers start from and what once failed, under every sanitiser and in WebAssembly: a crash here is a
// finding.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "fuzz/targets.h"

namespace scrollwork {
namespace {

int replay(const std::string& corpus, void (*target)(std::string_view)) {
  int files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(SCROLLWORK_TESTS_DIR) / "fuzz/corpus" / corpus)) {
    SCOPED_TRACE(entry.path().filename().string());
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    EXPECT_NO_THROW(target(bytes));
    ++files;
  }
  return files;
}

TEST(FuzzCorpus, Csv) { EXPECT_GE(replay("csv", fuzz::csv), 20); }
TEST(FuzzCorpus, ModelJson) { EXPECT_GE(replay("model_json", fuzz::modelJson), 10); }
TEST(FuzzCorpus, Calls) { EXPECT_GE(replay("calls", fuzz::calls), 10); }

}  // namespace
}  // namespace scrollwork

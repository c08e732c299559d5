#include "scrollwork/error.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <limits>
#include <string>

#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

TEST(Error, PartsAreJoinedAndCarryTheCode) {
  try {
    fail(ErrorCode::kBadValue, {"maxDepth", ": expected ", 0, "..", 32L, ", got ", 40.5, std::string("!")});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kBadValue);
    EXPECT_STREQ(error.what(), "maxDepth: expected 0..32, got 40.5!");
  }
  EXPECT_EQ(joinMessage({}), "");
  EXPECT_STREQ(errorCodeName(ErrorCode::kNotFitted), "NotFitted");
}

std::string byPrintf(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.6g", value);
  return text.data();
}

TEST(FormatNumber, WritesWhatPrintfWrites) {
  for (const double value :
       {0.0,   -0.0,         1.0,      -1.0,       10.0,     0.1,      0.5,     100000.0,    999999.0,
        1e6,   1234567.0,    9.999995, 9.9999951,  99999.95, 0.0001,   0.00001, 0.000123456, 1e-10,
        1e100, 2147483647.0, 1.5e-7,   3.14159265, 1e22,     123456.7, 0.3}) {
    EXPECT_EQ(formatNumber(value), byPrintf(value));
    EXPECT_EQ(formatNumber(-value), byPrintf(-value));
  }
  EXPECT_EQ(formatNumber(std::numeric_limits<double>::quiet_NaN()), "nan");
  EXPECT_EQ(formatNumber(-std::numeric_limits<double>::infinity()), "-inf");
  Rng rng(3);
  for (int i = 0; i < 5000; ++i) {
    const double value = rng.normal() * (i % 2 ? 1000 : 1e-3);
    EXPECT_EQ(formatNumber(value), byPrintf(value));
  }
}

}  // namespace
}  // namespace scrollwork

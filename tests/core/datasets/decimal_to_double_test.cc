#include "datasets/decimal_to_double.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

double byStrtod(const std::string& digits, int exponent) {
  return std::strtod((digits + "e" + std::to_string(exponent)).c_str(), nullptr);
}

std::string randomDigits(Rng& rng, int length) {
  std::string digits(1, static_cast<char>('0' + rng.integer(1, 9)));
  while (static_cast<int>(digits.size()) < length) digits += static_cast<char>('0' + rng.integer(0, 9));
  return digits;
}

// The C library of every platform that we test on rounds correctly.
TEST(DecimalToDouble, AgreesWithStrtodOnRandomNumbers) {
  Rng rng(1);
  for (int i = 0; i < 20000; ++i) {
    const std::string digits = randomDigits(rng, rng.integer(1, 40));
    const int exponent = rng.integer(-370, 310);
    ASSERT_EQ(decimalToDouble(digits, exponent), byStrtod(digits, exponent)) << digits << 'e' << exponent;
  }
}

TEST(DecimalToDouble, AgreesWithStrtodOnLongNumbers) {
  Rng rng(2);
  for (const int length : {767, 768, 799, 800, 801, 1000}) {
    for (int i = 0; i < 20; ++i) {
      const std::string digits = randomDigits(rng, length);
      const int exponent = rng.integer(-1400, 310) - length / 2;
      ASSERT_EQ(decimalToDouble(digits, exponent), byStrtod(digits, exponent)) << digits << 'e' << exponent;
    }
  }
}

// 2^53 + 1 and its like lie exactly between two doubles: the even one wins, and a digit far behind decides otherwise.
TEST(DecimalToDouble, TiesGoToEvenAndOneDigitBreaksThem) {
  EXPECT_EQ(decimalToDouble("9007199254740993", 0), 9007199254740992.0);
  EXPECT_EQ(decimalToDouble("9007199254740995", 0), 9007199254740996.0);
  const std::string tie = "9007199254740993" + std::string(2000, '0');
  EXPECT_EQ(decimalToDouble(tie, -2000), 9007199254740992.0);
  EXPECT_EQ(decimalToDouble(tie + '1', -2001), 9007199254740994.0);
}

TEST(DecimalToDouble, EdgesOfTheRange) {
  using Limits = std::numeric_limits<double>;
  EXPECT_EQ(decimalToDouble("", 5), 0);
  EXPECT_EQ(decimalToDouble("17976931348623157", 292), Limits::max());
  EXPECT_EQ(decimalToDouble("17976931348623159", 292), Limits::infinity());
  EXPECT_EQ(decimalToDouble("1", 400), Limits::infinity());
  EXPECT_EQ(decimalToDouble("22250738585072014", -324), Limits::min());
  EXPECT_EQ(decimalToDouble("22250738585072011", -324), byStrtod("22250738585072011", -324));
  EXPECT_EQ(decimalToDouble("5", -324), Limits::denorm_min());
  EXPECT_EQ(decimalToDouble("24703282292062328", -340), Limits::denorm_min());  // just above half of it
  EXPECT_EQ(decimalToDouble("24703282292062327", -340), 0);                     // just below
  EXPECT_EQ(decimalToDouble("1", -400), 0);
}

}  // namespace
}  // namespace scrollwork

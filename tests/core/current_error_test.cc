#include "scrollwork/current_error.h"

#include <gtest/gtest.h>

#include <new>

namespace scrollwork {
namespace {

TEST(CurrentError, IsTheOneBeingHandled) {
  try {
    fail(ErrorCode::kBadShape, {"X: expected 2 rows"});
  } catch (...) {
    const Error* error = currentError();
    ASSERT_NE(error, nullptr);
    EXPECT_EQ(error->code(), ErrorCode::kBadShape);
    EXPECT_STREQ(error->what(), "X: expected 2 rows");
  }
}

TEST(CurrentError, IsNullForAnyOtherException) {
  try {
    throw std::bad_alloc();
  } catch (...) {
    EXPECT_EQ(currentError(), nullptr);
  }
}

TEST(CurrentError, RethrownSaysWhere) {
  try {
    try {
      fail(ErrorCode::kNotFitted, {"too early"});
    } catch (...) {
      rethrowWithin({"split ", 3, ": "});
    }
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kNotFitted);
    EXPECT_STREQ(error.what(), "split 3: too early");
  }
}

TEST(CurrentError, AnyOtherExceptionIsRethrownAsItIs) {
  const auto rethrow = [] {
    try {
      throw std::bad_alloc();
    } catch (...) {
      rethrowWithin({"split ", 3, ": "});
    }
  };
  EXPECT_THROW(rethrow(), std::bad_alloc);
}

}  // namespace
}  // namespace scrollwork

#include "scrollwork/persistence/state_checks.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>

#include "scrollwork/error.h"

namespace scrollwork {
namespace SCROLLWORK_TEST_FILE {

std::string refusal(const std::function<void()>& check) {
  try {
    check();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kBadValue);
    return error.what();
  }
  return "";
}

Labels labels(std::initializer_list<int> values) {
  return Eigen::Map<const Labels>(values.begin(), static_cast<Eigen::Index>(values.size()));
}

TEST(StateChecks, NameTheFieldTheLimitAndTheValue) {
  EXPECT_EQ(refusal([] { requireState(true, "scale", "numbers > 0"); }), "");
  EXPECT_EQ(refusal([] { requireState(false, "scale", "numbers > 0"); }), "scale: expected numbers > 0");
  EXPECT_EQ(refusal([] { requireStateSize("var", 2, 2); }), "");
  EXPECT_EQ(refusal([] { requireStateSize("var", 2, 3); }), "var: expected 3 numbers, got 2");
  Vector numbers = Vector::Zero(4);
  EXPECT_EQ(refusal([&] { requireStateFinite("mean", numbers); }), "");
  numbers[3] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(refusal([&] { requireStateFinite("mean", numbers); }), "mean: expected finite numbers, got nan at 3");
  const Labels y = labels({0, 2});
  EXPECT_EQ(refusal([&] { requireStateRange("labels", y.data(), 2, 0, 2); }), "");
  EXPECT_EQ(refusal([&] { requireStateRange("labels", y.data(), 2, 0, 1); }), "labels: expected 0..1, got 2 at 1");
}

TEST(StateChecks, ClassesAreAscendingLabels) {
  EXPECT_EQ(refusal([] { requireStateClasses(labels({}), 0); }), "");
  EXPECT_EQ(refusal([] { requireStateClasses(labels({0, 2}), 3); }), "");
  EXPECT_NE(refusal([] { requireStateClasses(labels({}), 2); }), "");
  EXPECT_NE(refusal([] { requireStateClasses(labels({1}), 2); }), "");
  EXPECT_NE(refusal([] { requireStateClasses(labels({0, 1}), 3); }), "");
  EXPECT_NE(refusal([] { requireStateClasses(labels({1, 1}), 2); }), "");
  EXPECT_NE(refusal([] { requireStateClasses(labels({-1, 1}), 2); }), "");
  EXPECT_NE(refusal([] { requireStateClasses(labels({0, 1024}), 1025); }), "");
}

TEST(StateChecks, LinearStateFitsItsClasses) {
  const Labels two = labels({0, 1}), three = labels({0, 1, 2});
  EXPECT_EQ(refusal([&] { requireLinearState(Matrix(0, 0), Vector(0), labels({}), 0); }), "");
  EXPECT_EQ(refusal([&] { requireLinearState(Matrix::Zero(1, 2), Vector::Zero(1), two, 2); }), "");
  EXPECT_EQ(refusal([&] { requireLinearState(Matrix::Zero(3, 2), Vector::Zero(3), three, 3); }), "");
  EXPECT_NE(refusal([&] { requireLinearState(Matrix::Zero(2, 2), Vector::Zero(2), two, 2); }), "");
  EXPECT_NE(refusal([&] { requireLinearState(Matrix::Zero(3, 2), Vector::Zero(2), three, 3); }), "");
  EXPECT_NE(refusal([&] { requireLinearState(Matrix(1, 0), Vector::Zero(1), two, 2); }), "");
  EXPECT_NE(refusal([&] {
              requireLinearState(Matrix::Constant(1, 2, std::numeric_limits<double>::infinity()), Vector::Zero(1), two,
                                 2);
            }),
            "");
}

}  // namespace SCROLLWORK_TEST_FILE
}  // namespace scrollwork

#pragma once

#include <string>
#include <utility>

namespace scrollwork {

/// How many of d features a node looks at before it chooses its split, drawn anew for each node: a rule or a number.
/// Rules: "all" (scikit-learn's None), "sqrt", "log2" (both rounded down, at least 1). A number >= 1 is a count (whole,
/// at most d); one in (0, 1) is a share of d, rounded down, at least 1. scikit-learn tells 1 from 1.0; here 1 is one
/// feature. In JavaScript: the word or the number itself.
struct MaxFeatures {
  std::string rule;  ///< "" where the number counts.
  double number = 0;

  MaxFeatures() : MaxFeatures("all") {}
  MaxFeatures(const char* word) : rule(word) {}  // NOLINT(google-explicit-constructor): reads as the option does
  MaxFeatures(std::string word) : rule(std::move(word)) {}  // NOLINT(google-explicit-constructor)
  MaxFeatures(double value) : number(value) {}              // NOLINT(google-explicit-constructor)

  /// The count for d features, in 1 .. d. Throws Error kBadValue, naming maxFeatures.
  [[nodiscard]] int of(int d) const;

  friend bool operator==(const MaxFeatures&, const MaxFeatures&) = default;
  static void fields(auto& field, auto& m) {
    field("rule", m.rule);
    field("number", m.number);
  }
};

}  // namespace scrollwork

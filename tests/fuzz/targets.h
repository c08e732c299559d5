#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What the fuzzers feed, and the test suite with their corpus (tests/core/fuzz/corpus_test.cc). Each takes any bytes
/// and returns: refusals are scrollwork::Error and expected; a finding is a sanitiser's report, another exception, or
/// abort().
namespace scrollwork::fuzz {

/// CSV text: every table that is accepted keeps its promises.
void csv(std::string_view text);

/// The text of a model. One that is accepted predicts, is written again as the same text, and can be fitted anew under
/// the options that it came with: so this covers the option checks of every registered estimator as well.
void modelJson(std::string_view text);

/// Bytes that are read as a choice of a function and its arguments: sizes that do not fit, NaN, labels and options from
/// anywhere. What JavaScript can hand to the functions that are no estimators.
void calls(std::string_view bytes);

/// A change to a model's text that keeps it JSON, for libFuzzer's mutator: it would rarely get past the parser
/// otherwise. Returns the new length; 0 when the text is no JSON or what came of it is longer than `maxSize`.
std::size_t mutateModelJson(char* data, std::size_t size, std::size_t maxSize, std::uint64_t seed);

}  // namespace scrollwork::fuzz

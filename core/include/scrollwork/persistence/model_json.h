#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scrollwork/classifier.h"
#include "scrollwork/clusterer.h"
#include "scrollwork/regressor.h"

/// Models as text: what one program has learned, another one uses. Library scrollwork::persistence; core itself does
/// without, and knows nothing of JSON.
///
///     {"format": "scrollwork-model", "version": 1,
///      "type": "tree.DecisionTreeClassifier",
///      "options": {"criterion": "gini", …},
///      "state": {"nFeatures": 2, "nClasses": 2, "nodes": {"feature": [0, -1, -1], …}}}
///
/// - `type` is the name in JavaScript. `options` and `state` are what the class lists in `fields` (state_access.h). An
///   estimator inside another one (a step of a Pipeline) is an object of the same shape without format and version.
/// - Finite doubles are written with the digits that bring back the same bits (17 at most; -0 as -0.0), the others as
///   "NaN", "Infinity" and "-Infinity". Vectors are arrays; a matrix is {"rows": n, "cols": d, "data": [row by row]}.
/// - What is read back predicts bit for bit what the original predicts, in every build. A steppable learner comes back
///   with what it has learned so far but without the samples, so it is done.
/// - Text from elsewhere is not trusted. Refused, with the place in the text, the limit and the value: what is no JSON
///   (Error kParse, "line 3, column 7: …"); limits passed, before anything of that size is allocated; another format,
///   version or type; a key too many, twice or missing; a value of the wrong type; and a state that no fit leaves
///   (Error kBadValue, "state.nodes.left: expected children after their parent"). What is accepted can be used.
namespace scrollwork {

/// What text may be at most. The defaults hold a forest of a few hundred trees.
struct ModelJsonLimits {
  std::size_t maxBytes = 64U << 20;  ///< Of text.
  std::size_t maxValues = 8U << 20;  ///< Numbers, strings, arrays and objects together; each takes 16 bytes while read.
  std::size_t maxDepth = 64;         ///< Arrays and objects inside each other.
};

/// O(size of the state). Throws Error kBadValue for a class that model files do not know (one of the caller's own).
[[nodiscard]] std::string toJson(const Classifier& model);
[[nodiscard]] std::string toJson(const Regressor& model);
[[nodiscard]] std::string toJson(const Transformer& model);
[[nodiscard]] std::string toJson(const Clusterer& model);

using AnyModel = std::variant<std::unique_ptr<Classifier>, std::unique_ptr<Regressor>, std::unique_ptr<Transformer>,
                              std::unique_ptr<Clusterer>>;

/// O(length of the text). Throws Error as above; never returns null.
[[nodiscard]] AnyModel modelFromJson(std::string_view text, const ModelJsonLimits& limits = {});
/// The same where the kind is known; another kind is an Error kBadValue.
[[nodiscard]] std::unique_ptr<Classifier> classifierFromJson(std::string_view text, const ModelJsonLimits& limits = {});
[[nodiscard]] std::unique_ptr<Regressor> regressorFromJson(std::string_view text, const ModelJsonLimits& limits = {});
[[nodiscard]] std::unique_ptr<Transformer> transformerFromJson(std::string_view text,
                                                               const ModelJsonLimits& limits = {});
[[nodiscard]] std::unique_ptr<Clusterer> clustererFromJson(std::string_view text, const ModelJsonLimits& limits = {});

/// Every type that toJson writes and modelFromJson reads.
[[nodiscard]] std::vector<std::string> modelTypes();

}  // namespace scrollwork

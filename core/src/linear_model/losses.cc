#include "linear_model/losses.h"

#include "scrollwork/error.h"

namespace scrollwork {

Loss lossNamed(const std::string& name, bool forClasses) {
  if (name == "squared_error") return Loss::kSquaredError;
  if (name == "huber") return Loss::kHuber;
  if (name == "epsilon_insensitive") return Loss::kEpsilonInsensitive;
  if (name == "squared_epsilon_insensitive") return Loss::kSquaredEpsilonInsensitive;
  if (forClasses) {
    if (name == "hinge") return Loss::kHinge;
    if (name == "squared_hinge") return Loss::kSquaredHinge;
    if (name == "perceptron") return Loss::kPerceptron;
    if (name == "log_loss") return Loss::kLogLoss;
    if (name == "modified_huber") return Loss::kModifiedHuber;
  }
  fail(
      ErrorCode::kBadValue,
      {"loss: expected ", forClasses ? R"("hinge", "log_loss", "modified_huber", "squared_hinge", "perceptron", )" : "",
       R"("squared_error", "huber", "epsilon_insensitive" or "squared_epsilon_insensitive", got ")", name, "\""});
}

}  // namespace scrollwork

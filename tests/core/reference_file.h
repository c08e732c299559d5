#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "scrollwork/matrix.h"

namespace scrollwork {

/// tests/reference/<name>.json, made by the recipe <name>.py beside it. Give it a name before looping over a part of
/// it: in `for (… : readReference(…)[…])` the whole is gone when the loop begins.
inline nlohmann::json readReference(const std::string& name) {
  const std::string path = std::string(SCROLLWORK_TESTS_DIR) + "/reference/" + name + ".json";
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot open " + path);
  return nlohmann::json::parse(file);
}

/// A list of rows, all of one length.
inline Matrix matrixFrom(const nlohmann::json& rows) {
  Matrix m(static_cast<Eigen::Index>(rows.size()), rows.empty() ? 0 : static_cast<Eigen::Index>(rows[0].size()));
  for (Eigen::Index i = 0; i < m.rows(); ++i) {
    for (Eigen::Index j = 0; j < m.cols(); ++j) {
      m(i, j) = rows[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)].get<double>();
    }
  }
  return m;
}

inline Vector vectorFrom(const nlohmann::json& numbers) {
  Vector v(static_cast<Eigen::Index>(numbers.size()));
  for (Eigen::Index i = 0; i < v.size(); ++i) v[i] = numbers[static_cast<std::size_t>(i)].get<double>();
  return v;
}

inline Labels labelsFrom(const nlohmann::json& numbers) {
  Labels v(static_cast<Eigen::Index>(numbers.size()));
  for (Eigen::Index i = 0; i < v.size(); ++i) v[i] = numbers[static_cast<std::size_t>(i)].get<int>();
  return v;
}

}  // namespace scrollwork

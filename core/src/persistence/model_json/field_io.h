#pragma once

#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "persistence/model_json/json_text.h"
#include "scrollwork/error.h"
#include "scrollwork/matrix.h"
#include "scrollwork/persistence/state_access.h"

/// Between the members that `fields` lists and JSON: one `write` and one `read` for each kind of member.
namespace scrollwork {

/// Where a value stands in the text, for messages only: a chain of the callers' own variables.
struct Place {
  const Place* parent = nullptr;
  const char* key = nullptr;  ///< Null for an element of an array.
  std::size_t index = 0;

  [[nodiscard]] std::string text() const;  ///< "state.nodes.left[3]"; "text" for the whole.
};

/// "state.nodes: expected an array, got 3".
[[noreturn]] void refuse(const Place& place, std::string_view expected, const Json& got);
/// The whole number `value`, in low .. high.
[[nodiscard]] std::int64_t readInteger(const Json& value, const Place& place, std::int64_t low, std::int64_t high);
[[nodiscard]] std::uint64_t readUnsigned(const Json& value, const Place& place);
/// Any number, or "NaN", "Infinity", "-Infinity".
[[nodiscard]] double readNumber(const Json& value, const Place& place);
[[nodiscard]] Json writeNumber(double value);
void requireArray(const Json& value, const Place& place);

/// The keys of one object, each to be taken once.
class ObjectReader {
 public:
  ObjectReader(const Json& object, const Place& place);

  [[nodiscard]] const Json& take(const char* name);  ///< Throws Error when it is missing.
  void finish() const;                               ///< Throws Error for a key that was not taken.
  [[nodiscard]] const Place& place() const { return place_; }
  /// The message of a checkState, "nodes.left: expected …", with the whole path: "state.classifier.state.nodes.left:
  /// …".
  [[nodiscard]] std::string pathOf(std::string_view message) const;

  template <typename T>
  void operator()(const char* name, T& out);

 private:
  const Json& object_;
  const Place& place_;
  std::vector<const char*> taken_;
};

class ObjectWriter {
 public:
  explicit ObjectWriter(Json& object) : object_(object) { object_ = Json::object(); }

  template <typename T>
  void operator()(const char* name, const T& value);

 private:
  Json& object_;
};

/// An estimator behind its base, by its registered type (registry.cc).
template <typename Base>
[[nodiscard]] Json writeModel(const Base& model);
template <typename Base>
[[nodiscard]] std::unique_ptr<Base> readModel(const Json& value, const Place& place);

// ---- By kind of member
// ------------------------------------------------------------------------------------------------

template <typename T>
inline constexpr bool isVector = false;
template <typename T>
inline constexpr bool isVector<std::vector<T>> = true;
template <typename T>
inline constexpr bool isPointer = false;
template <typename T>
inline constexpr bool isPointer<std::unique_ptr<T>> = true;
template <typename T>
concept Dense = std::derived_from<T, Eigen::PlainObjectBase<T>>;

/// Passes on the options, or all the rest: they stand apart in the text.
template <bool kOptions, typename Field>
struct Part {
  Field& field;
  template <typename T>
  void operator()(const char* name, T& value) const {
    if ((std::string_view(name) == "options") == kOptions) field(name, value);
  }
};

template <typename T>
void writeEstimator(ObjectWriter& model, Json& state, const T& estimator) {
  const Part<true, ObjectWriter> options{model};
  StateAccess::fields(options, estimator);
  ObjectWriter writer(state);
  const Part<false, ObjectWriter> rest{writer};
  StateAccess::fields(rest, estimator);
}

template <typename T>
void readEstimator(ObjectReader& model, T& estimator) {
  const Part<true, ObjectReader> options{model};
  StateAccess::fields(options, estimator);
  const Place place{&model.place(), "state"};
  ObjectReader state(model.take("state"), place);
  const Part<false, ObjectReader> rest{state};
  StateAccess::fields(rest, estimator);
  state.finish();
  model.finish();
  try {
    StateAccess::check(estimator);
  } catch (const Error& error) {
    fail(error.code(), {model.pathOf(error.what())});
  }
}

template <typename T>
[[nodiscard]] Json write(const T& value) {
  if constexpr (std::same_as<T, bool> || std::integral<T> || std::same_as<T, std::string>) {
    return value;
  } else if constexpr (std::floating_point<T>) {
    return writeNumber(value);
  } else if constexpr (isVector<T>) {
    Json array = Json::array();
    for (const auto& item : value) array.push_back(write(item));
    return array;
  } else if constexpr (Dense<T>) {
    Json data = Json::array();
    for (Eigen::Index i = 0; i < value.rows(); ++i) {
      for (Eigen::Index j = 0; j < value.cols(); ++j) data.push_back(write(value(i, j)));
    }
    if constexpr (T::IsVectorAtCompileTime) {
      return data;
    } else {
      return {{"rows", value.rows()}, {"cols", value.cols()}, {"data", std::move(data)}};
    }
  } else if constexpr (isPointer<T>) {
    return value ? writeModel(*value) : Json();
  } else {
    Json object;
    ObjectWriter writer(object);
    if constexpr (StateAccess::hasCheck<T>) {
      Json state;
      writeEstimator(writer, state, value);
      object["state"] = std::move(state);
    } else {
      StateAccess::fields(writer, value);
    }
    return object;
  }
}

template <typename T>
void read(const Json& value, const Place& place, T& out) {
  if constexpr (std::same_as<T, bool>) {
    if (!value.is_boolean()) refuse(place, "true or false", value);
    out = value.get<bool>();
  } else if constexpr (std::same_as<T, std::string>) {
    if (!value.is_string()) refuse(place, "text", value);
    out = value.get<std::string>();
  } else if constexpr (std::unsigned_integral<T> && sizeof(T) == 8) {
    out = readUnsigned(value, place);
  } else if constexpr (std::integral<T>) {
    out = static_cast<T>(readInteger(value, place, std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
  } else if constexpr (std::floating_point<T>) {
    const double number = readNumber(value, place);
    if (std::isfinite(number) && std::abs(number) > std::numeric_limits<T>::max())
      refuse(place, "a smaller number", value);
    out = static_cast<T>(number);
  } else if constexpr (isVector<T>) {
    requireArray(value, place);
    out.clear();
    if constexpr (std::is_arithmetic_v<typename T::value_type>) out.reserve(value.size());
    for (std::size_t i = 0; i < value.size(); ++i) read(value[i], Place{&place, nullptr, i}, out.emplace_back());
  } else if constexpr (Dense<T>) {
    const Json* data = &value;
    if constexpr (T::IsVectorAtCompileTime) {
      requireArray(value, place);
      if constexpr (T::SizeAtCompileTime != Eigen::Dynamic) {
        if (value.size() != static_cast<std::size_t>(T::SizeAtCompileTime))
          refuse(place, "another number of entries", value);
      } else {
        out.resize(static_cast<Eigen::Index>(value.size()));
      }
    } else {
      ObjectReader shape(value, place);
      const Place at{&place, "data"};
      constexpr std::int64_t kMax = std::numeric_limits<int>::max();
      const std::int64_t rows = readInteger(shape.take("rows"), Place{&place, "rows"}, 0, kMax);
      const std::int64_t cols = readInteger(shape.take("cols"), Place{&place, "cols"}, 0, kMax);
      data = &shape.take("data");
      shape.finish();
      requireArray(*data, at);
      if (rows * cols != static_cast<std::int64_t>(data->size())) {
        fail(ErrorCode::kBadValue, {at.text(), ": expected ", rows, " x ", cols, " numbers, got ", data->size()});
      }
      out.resize(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(cols));
    }
    const Place at{&place, "data"};
    const Place& list = T::IsVectorAtCompileTime ? place : at;
    for (Eigen::Index i = 0; i < out.size(); ++i) {
      const Eigen::Index row = T::IsVectorAtCompileTime ? 0 : i / out.cols();
      typename T::Scalar& target = T::IsVectorAtCompileTime ? out.data()[i] : out(row, i - row * out.cols());
      read((*data)[static_cast<std::size_t>(i)], Place{&list, nullptr, static_cast<std::size_t>(i)}, target);
    }
  } else if constexpr (isPointer<T>) {
    out = value.is_null() ? nullptr : readModel<typename T::element_type>(value, place);
  } else {
    ObjectReader object(value, place);
    if constexpr (StateAccess::hasCheck<T>) {
      readEstimator(object, out);
    } else {
      StateAccess::fields(object, out);
      object.finish();
    }
  }
}

template <typename T>
void ObjectReader::operator()(const char* name, T& out) {
  read(take(name), Place{&place_, name}, out);
}

template <typename T>
void ObjectWriter::operator()(const char* name, const T& value) {
  object_[name] = write(value);
}

}  // namespace scrollwork

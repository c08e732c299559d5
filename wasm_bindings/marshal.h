#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <typeinfo>
#include <vector>

#include "scrollwork/bounds.h"
#include "scrollwork/classifier.h"
#include "scrollwork/clusterer.h"
#include "scrollwork/error.h"
#include "scrollwork/inspection/decision_surface.h"
#include "scrollwork/matrix.h"
#include "scrollwork/regressor.h"
#include "scrollwork/tree/max_features.h"
#include "value.h"

/// What every binding shares: how values cross between JavaScript and the kernels, and how errors leave.
///
/// Everything crosses by copy, in both directions. A view of the heap would end with the next allocation, which may
/// move the heap; so a view lives here for one call at most, and no binding makes one of its own.
///
/// Types are checked here, with the argument's name in the message; ranges are checked by the kernels, whose messages
/// pass through. Nothing is converted silently: "3" is not a number, 1.5 is not a label.
namespace scrollwork::bindings {

// ---- From JavaScript

/// Throws Error: "name: expected …, got …", with `got` as a message shows it: 3, "three" (shortened), undefined, an
/// array.
[[noreturn]] void refuse(const std::string& name, const char* expected, Value got);
// --------------------------------------------------------------------------------------------------

/// { data, rows, cols } with a typed array of rows * cols numbers, or an array of equally long arrays of numbers.
[[nodiscard]] Matrix toMatrix(Value value, const char* name);
/// A typed array or an array of whole numbers.
[[nodiscard]] Labels toLabels(Value value, const char* name);
/// A typed array or an array of numbers. NaN and infinity pass: what they mean is the kernel's to say.
[[nodiscard]] std::vector<double> toNumbers(Value value, const char* name);
[[nodiscard]] Vector toVector(Value value, const char* name);
[[nodiscard]] std::vector<float> toFloats(Value value, const char* name);

/// Any number, NaN and infinity included.
[[nodiscard]] double toNumber(Value value, const std::string& name);
/// The scalars of options and arguments: the value must have the very type, numbers must be finite.
void read(Value value, const char* name, bool& out);
void read(Value value, const char* name, std::optional<bool>& out);  ///< A boolean.
void read(Value value, const char* name, int& out);
void read(Value value, const char* name, double& out);
void read(Value value, const char* name, std::uint64_t& out);  ///< 0 .. 2^53 - 1: what a JavaScript number holds.
void read(Value value, const char* name, std::size_t& out);
void read(Value value, const char* name, char& out);         ///< A string of one ASCII character; "" is '\0'.
void read(Value value, const char* name, std::string& out);  ///< A string, or a Uint8Array of bytes.
void read(Value value, const char* name, MaxFeatures& out);  ///< A string or a number.
void read(Value value, const char* name, std::vector<int>& out);
void read(Value value, const char* name, std::vector<double>& out);  ///< Finite numbers.
void read(Value value, const char* name, std::vector<std::string>& out);
void read(Value value, const char* name, Matrix& out);
void read(Value value, const char* name, Bounds& out);            ///< [xMin, xMax, yMin, yMax]
void read(Value value, const char* name, std::vector<Rgb>& out);  ///< [[r, g, b], …], whole numbers 0 .. 255.

template <typename T>
[[nodiscard]] T to(Value value, const char* name) {
  T out{};
  read(value, name, out);
  return out;
}

/// A kernel object that is a Classifier, a Regressor or a Transformer; owned by JavaScript, so good for the present
/// call only.
[[nodiscard]] const Classifier& toClassifier(Value value, const std::string& name);
[[nodiscard]] const Regressor& toRegressor(Value value, const std::string& name);
[[nodiscard]] const Transformer& toTransformer(Value value, const std::string& name);
[[nodiscard]] const Clusterer& toClusterer(Value value, const std::string& name);
/// Whether it is an object of the class at all, for functions that take several kinds. The address of a live one; 0 for
/// one that was deleted; -1 for anything else, also when the set does not have the class.
[[nodiscard]] double addressOf(Value value, const std::type_info& type);
template <typename T>
[[nodiscard]] bool isA(Value value) {
  return addressOf(value, typeid(T)) >= 0;
}
[[nodiscard]] std::vector<const Classifier*> toClassifiers(Value value, const char* name);

// ---- To JavaScript
// ----------------------------------------------------------------------------------------------------

[[nodiscard]] Value from(bool value);
[[nodiscard]] Value from(int value);
[[nodiscard]] Value from(double value);
[[nodiscard]] Value from(std::uint64_t value);
[[nodiscard]] Value from(std::size_t value);
[[nodiscard]] Value from(char value);
[[nodiscard]] Value from(const std::string& value);
[[nodiscard]] Value from(const MaxFeatures& value);
[[nodiscard]] Value from(const std::vector<double>& value);  ///< Float64Array
[[nodiscard]] Value from(const std::vector<int>& value);     ///< Int32Array
[[nodiscard]] Value from(const std::vector<std::string>& value);
[[nodiscard]] Value from(const Matrix& value);
[[nodiscard]] Value from(const Eigen::MatrixXi& value);
[[nodiscard]] Value from(const Vector& value);  ///< Float64Array
[[nodiscard]] Value from(const Labels& value);  ///< Int32Array
[[nodiscard]] Value from(const Bounds& value);
[[nodiscard]] Value from(const std::vector<Rgb>& value);

/// object[name] = value
inline void put(Value object, const char* name, Value value) { object.put(name, value); }
template <typename T>
void put(Value object, const char* name, const T& value) {
  object.put(name, from(value));
}

/// A new typed array with a copy of n numbers: Float64Array, Float32Array, Int32Array or Uint8Array, after T.
template <typename T>
[[nodiscard]] Value fromArray(const T* data, std::size_t n) {
  return Value::typedArray(data, n);
}
template <typename T>
[[nodiscard]] Value fromArray(const std::vector<T>& items) {
  return fromArray(items.data(), items.size());
}

/// { data, rows, cols } with a copy of a matrix, row by row, whatever its own order in memory.
template <typename Derived>
[[nodiscard]] Value fromMatrix(const Eigen::MatrixBase<Derived>& m) {
  using Scalar = typename Derived::Scalar;
  const Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows = m;
  Value out = Value::object();
  put(out, "data", fromArray(rows.data(), static_cast<std::size_t>(rows.size())));
  put(out, "rows", static_cast<double>(rows.rows()));
  put(out, "cols", static_cast<double>(rows.cols()));
  return out;
}

// ---- Options
// ----------------------------------------------------------------------------------------------------------

/// The fields of an options struct, once for reading, writing and listing: as the struct itself lists them,
///   struct FooOptions {
///     double alpha = 1.0;
///     static constexpr const char* kOwner = "Foo";  // who takes these options, for messages
///     static void fields(auto& field, auto& o) { field("alpha", o.alpha); }
///   };
/// Structs of arguments that only the bindings know specialise this instead.
template <typename Options>
struct Fields {
  static constexpr const char* kOwner = Options::kOwner;
  static void each(auto& field, auto& o) { Options::fields(field, o); }
};

/// Reads the fields of one JavaScript object.
class OptionReader {
 public:
  /// undefined is an object without keys. Throws Error for anything else that is not a plain object.
  OptionReader(Value object, const char* owner);

  template <typename T>
  void operator()(const char* name, T& out) {
    readField(name, &out,
              [](Value value, const char* field, void* place) { read(value, field, *static_cast<T*>(place)); });
  }
  /// Throws Error for a key that was not read: `LogisticRegression: unknown option "c"; there are penalty, C, …`.
  void finish() const;

 private:
  /// Not a template, so that a field costs a call and not a copy of this. `place` stays as it is when there is no key.
  void readField(const char* name, void* place, void (*readAs)(Value value, const char* name, void* place));

  Value object_;
  const char* owner_;
  std::vector<const char*> names_;
};

/// The defaults, overwritten by the keys of a JavaScript object.
template <typename Options>
[[nodiscard]] Options toOptions(Value object) {
  Options options;
  OptionReader reader(object, Fields<Options>::kOwner);
  Fields<Options>::each(reader, options);
  reader.finish();
  return options;
}

/// Every field of a struct that lists them (options in force, learned columns, results), as one JavaScript object.
template <typename Struct>
[[nodiscard]] Value fromFields(const Struct& fields) {
  Value out = Value::object();
  const auto writer = [&out](const char* name, const auto& value) { put(out, name, value); };
  Fields<Struct>::each(writer, fields);
  return out;
}

}  // namespace scrollwork::bindings

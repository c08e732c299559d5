#pragma once

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "scrollwork/bounds.h"
#include "scrollwork/classifier.h"
#include "scrollwork/clusterer.h"
#include "scrollwork/error.h"
#include "scrollwork/inspection/decision_surface.h"
#include "scrollwork/matrix.h"
#include "scrollwork/regressor.h"
#include "scrollwork/tree/max_features.h"

/// What every binding shares: how values cross between JavaScript and the kernels, and how errors leave.
///
/// Everything crosses by copy, in both directions. A view of the heap would end with the next allocation, which may
/// move the heap; so a view lives here for one call at most, and no binding makes one of its own.
///
/// Types are checked here, with the argument's name in the message; ranges are checked by the kernels, whose messages
/// pass through. Nothing is converted silently: "3" is not a number, 1.5 is not a label.
namespace scrollwork::bindings {

using emscripten::val;

// ---- From JavaScript
// --------------------------------------------------------------------------------------------------

/// { data, rows, cols } with a typed array of rows * cols numbers, or an array of equally long arrays of numbers.
[[nodiscard]] Matrix toMatrix(const val& value, const char* name);
/// A typed array or an array of whole numbers.
[[nodiscard]] Labels toLabels(const val& value, const char* name);
/// A typed array or an array of numbers. NaN and infinity pass: what they mean is the kernel's to say.
[[nodiscard]] std::vector<double> toNumbers(const val& value, const char* name);
[[nodiscard]] Vector toVector(const val& value, const char* name);
[[nodiscard]] std::vector<float> toFloats(const val& value, const char* name);

/// Any number, NaN and infinity included.
[[nodiscard]] double toNumber(const val& value, const std::string& name);
/// The scalars of options and arguments: the value must have the very type, numbers must be finite.
void read(const val& value, const char* name, bool& out);
void read(const val& value, const char* name, int& out);
void read(const val& value, const char* name, double& out);
void read(const val& value, const char* name, std::uint64_t& out);  ///< 0 .. 2^53 - 1: what a JavaScript number holds.
void read(const val& value, const char* name, std::size_t& out);
void read(const val& value, const char* name, char& out);         ///< A string of one ASCII character; "" is '\0'.
void read(const val& value, const char* name, std::string& out);  ///< A string, or a Uint8Array of bytes.
void read(const val& value, const char* name, MaxFeatures& out);  ///< A string or a number.
void read(const val& value, const char* name, std::vector<int>& out);
void read(const val& value, const char* name, std::vector<double>& out);  ///< Finite numbers.
void read(const val& value, const char* name, std::vector<std::string>& out);
void read(const val& value, const char* name, Matrix& out);
void read(const val& value, const char* name, Bounds& out);            ///< [xMin, xMax, yMin, yMax]
void read(const val& value, const char* name, std::vector<Rgb>& out);  ///< [[r, g, b], …], whole numbers 0 .. 255.

template <typename T>
[[nodiscard]] T to(const val& value, const char* name) {
  T out{};
  read(value, name, out);
  return out;
}

/// A kernel object that is a Classifier, a Regressor or a Transformer; owned by JavaScript, so good for the present
/// call only.
[[nodiscard]] const Classifier& toClassifier(const val& value, const std::string& name);
[[nodiscard]] const Regressor& toRegressor(const val& value, const std::string& name);
[[nodiscard]] const Transformer& toTransformer(const val& value, const std::string& name);
[[nodiscard]] const Clusterer& toClusterer(const val& value, const std::string& name);
/// Whether it is a Regressor at all, for functions that take any estimator. The set must have the part base_regressor.
[[nodiscard]] bool isRegressor(const val& value);
[[nodiscard]] std::vector<const Classifier*> toClassifiers(const val& value, const char* name);

// ---- To JavaScript
// ----------------------------------------------------------------------------------------------------

/// A new typed array with a copy of n numbers: Float64Array, Float32Array, Int32Array or Uint8Array, after T.
template <typename T>
[[nodiscard]] val fromArray(const T* data, std::size_t n) {
  return val(emscripten::typed_memory_view(n, data)).call<val>("slice");
}
template <typename T>
[[nodiscard]] val fromArray(const std::vector<T>& items) {
  return fromArray(items.data(), items.size());
}

/// { data, rows, cols } with a copy of a matrix, row by row, whatever its own order in memory.
template <typename Derived>
[[nodiscard]] val fromMatrix(const Eigen::MatrixBase<Derived>& m) {
  using Scalar = typename Derived::Scalar;
  const Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows = m;
  val out = val::object();
  out.set("data", fromArray(rows.data(), static_cast<std::size_t>(rows.size())));
  out.set("rows", static_cast<double>(rows.rows()));
  out.set("cols", static_cast<double>(rows.cols()));
  return out;
}

[[nodiscard]] val from(bool value);
[[nodiscard]] val from(int value);
[[nodiscard]] val from(double value);
[[nodiscard]] val from(std::uint64_t value);
[[nodiscard]] val from(std::size_t value);
[[nodiscard]] val from(char value);
[[nodiscard]] val from(const std::string& value);
[[nodiscard]] val from(const MaxFeatures& value);
[[nodiscard]] val from(const std::vector<double>& value);  ///< Float64Array
[[nodiscard]] val from(const std::vector<int>& value);     ///< Int32Array
[[nodiscard]] val from(const std::vector<std::string>& value);
[[nodiscard]] val from(const Matrix& value);
[[nodiscard]] val from(const Eigen::MatrixXi& value);
[[nodiscard]] val from(const Vector& value);  ///< Float64Array
[[nodiscard]] val from(const Labels& value);  ///< Int32Array
[[nodiscard]] val from(const Bounds& value);
[[nodiscard]] val from(const std::vector<Rgb>& value);

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
  OptionReader(const val& object, const char* owner);

  template <typename T>
  void operator()(const char* name, T& out) {
    names_.push_back(name);
    const val value = field(name);
    if (!value.isUndefined()) read(value, name, out);
  }
  /// Throws Error for a key that was not read: `LogisticRegression: unknown option "c"; there are penalty, C, …`.
  void finish() const;

 private:
  [[nodiscard]] val field(const char* name) const;

  val object_;
  const char* owner_;
  std::vector<const char*> names_;
};

/// The defaults, overwritten by the keys of a JavaScript object.
template <typename Options>
[[nodiscard]] Options toOptions(const val& object) {
  Options options;
  OptionReader reader(object, Fields<Options>::kOwner);
  Fields<Options>::each(reader, options);
  reader.finish();
  return options;
}

/// Every field of a struct that lists them (options in force, learned columns, results), as one JavaScript object.
template <typename Struct>
[[nodiscard]] val fromFields(const Struct& fields) {
  val out = val::object();
  const auto writer = [&out](const char* name, const auto& value) { out.set(name, from(value)); };
  Fields<Struct>::each(writer, fields);
  return out;
}

// ---- Calls
// ------------------------------------------------------------------------------------------------------------

/// Turns the exception that is being handled into a JavaScript Error with `code` and `message`, and throws that.
[[noreturn]] void rethrowToJavaScript();

template <auto F>
struct Guard;
template <typename R, typename... Args, R (*F)(Args...)>
struct Guard<F> {
  static R call(Args... args) {
    try {
      return F(static_cast<Args>(args)...);
    } catch (...) {
      rethrowToJavaScript();
    }
  }
};
/// A function as it may be handed to embind: no C++ exception leaves it. Every bound function is wrapped in this.
template <auto F>
inline constexpr auto guarded = &Guard<F>::call;

// Building blocks of a class's registration; each is still to be wrapped in `guarded`.

/// `new T(options)` for a class whose constructor takes its options struct. JavaScript owns what it returns.
template <typename T>
T* construct(const val& options) {
  return new T(toOptions<std::remove_cvref_t<decltype(std::declval<const T&>().options())>>(options));
}
/// The options in force.
template <typename T>
val options(const T& object) {
  return fromFields(object.options());
}
/// What the member function Accessor returns, as a JavaScript value.
template <typename T, auto Accessor>
val get(const T& object) {
  return from((object.*Accessor)());
}

}  // namespace scrollwork::bindings

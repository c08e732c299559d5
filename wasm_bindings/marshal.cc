#include "marshal.h"

#include <cmath>
#include <limits>
#include <new>
#include <stdexcept>

#include "scrollwork/validation.h"

namespace scrollwork::bindings {
namespace {

constexpr double kMaxInt = std::numeric_limits<int>::max();
constexpr double kMaxSafeInteger = 9007199254740991.0;  // Number.MAX_SAFE_INTEGER: 2^53 - 1

bool hasType(const val& value, const char* type) { return value.typeOf().as<std::string>() == type; }
bool isNumber(const val& value) { return hasType(value, "number"); }
bool isObject(const val& value) { return hasType(value, "object") && !value.isNull(); }

/// Typed arrays are the views of an ArrayBuffer that have a length; a DataView has none.
bool isTypedArray(const val& value) {
  return isObject(value) && val::global("ArrayBuffer").call<bool>("isView", value) && isNumber(value["length"]);
}

/// The value as a message shows it: 3, "three" (shortened), undefined, an array, an object.
std::string describe(const val& value) {
  const std::string type = value.typeOf().as<std::string>();
  if (type == "number") return formatNumber(value.as<double>());
  if (type == "string") {
    constexpr int kShown = 40;
    const bool whole = value["length"].as<double>() <= kShown;
    return joinMessage({"\"", value.call<std::string>("slice", 0, kShown), whole ? "\"" : "…\""});
  }
  if (type == "boolean") return value.as<bool>() ? "true" : "false";
  if (type == "object") {
    if (value.isNull()) return "null";
    if (value.isArray()) return "an array";
    if (isTypedArray(value)) return "a typed array";
    return "an object";
  }
  return type == "undefined" ? type : "a " + type;
}

[[noreturn]] void refuse(const std::string& name, const char* expected, const val& got) {
  fail(ErrorCode::kBadValue, {name, ": expected ", expected, ", got ", describe(got)});
}

std::string at(const std::string& name, std::size_t index) { return joinMessage({name, "[", index, "]"}); }

double toFinite(const val& value, const char* name, const char* expected) {
  if (!isNumber(value)) refuse(name, expected, value);
  const double number = value.as<double>();
  if (!std::isfinite(number)) refuse(name, expected, value);
  return number;
}

double toWhole(const val& value, const char* name, const char* expected, double low, double high) {
  const double number = toFinite(value, name, expected);
  if (number != std::floor(number) || number < low || number > high) refuse(name, expected, value);
  return number;
}

/// The length of an array or typed array.
std::size_t lengthOf(const val& array) { return array["length"].as<std::size_t>(); }

void requireArray(const val& value, const char* name, const char* expected) {
  if (!value.isArray()) refuse(name, expected, value);
}

/// Fills `out`, which has as many places as the typed array has numbers. Float64Array.set converts from the other
/// kinds.
template <typename T>
void copyTyped(const val& typed, T* out, std::size_t n) {
  val(emscripten::typed_memory_view(n, out)).template call<void>("set", typed);
}

/// Fills `out` from an array, element by element, so that nothing but numbers is taken for one.
void copyPlain(const val& array, const std::string& name, double* out, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    out[i] = toNumber(array[i], at(name, i));
  }
}

constexpr const char* kNumbers = "a typed array or an array of numbers";
constexpr const char* kMatrix = "{ data, rows, cols } or an array of rows";

Matrix fromRows(const val& value, const char* name) {
  const std::size_t rows = lengthOf(value);
  std::size_t cols = 0;
  Matrix out;
  for (std::size_t i = 0; i < rows; ++i) {
    const val row = value[i];
    const std::string rowName = at(name, i);
    if (!row.isArray() && !isTypedArray(row)) refuse(rowName, kNumbers, row);
    const std::size_t length = lengthOf(row);
    if (i == 0) {
      cols = length;
      out.resize(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(cols));
    } else if (length != cols) {
      fail(ErrorCode::kBadShape, {rowName, ": expected ", cols, " numbers as in the first row, got ", length});
    }
    double* target = out.data() + i * cols;
    row.isArray() ? copyPlain(row, rowName, target, cols) : copyTyped(row, target, cols);
  }
  return out;
}

}  // namespace

double toNumber(const val& value, const std::string& name) {
  if (!isNumber(value)) refuse(name, "a number", value);
  return value.as<double>();
}

Matrix toMatrix(const val& value, const char* name) {
  if (value.isArray()) return fromRows(value, name);
  if (!isObject(value) || isTypedArray(value)) refuse(name, kMatrix, value);
  const val data = value["data"];
  if (!isTypedArray(data)) refuse(std::string(name) + ".data", "a typed array", data);
  constexpr const char* kCount = "a whole number 0..2147483647";
  const double rows = toWhole(value["rows"], (std::string(name) + ".rows").c_str(), kCount, 0, kMaxInt);
  const double cols = toWhole(value["cols"], (std::string(name) + ".cols").c_str(), kCount, 0, kMaxInt);
  const std::size_t n = lengthOf(data);
  if (rows * cols != static_cast<double>(n)) {
    fail(ErrorCode::kBadShape, {name, ": expected ", rows, " x ", cols, " numbers, got ", n});
  }
  Matrix out(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(cols));
  copyTyped(data, out.data(), n);
  return out;
}

std::vector<double> toNumbers(const val& value, const char* name) {
  const bool typed = isTypedArray(value);
  if (!typed && !value.isArray()) refuse(name, kNumbers, value);
  std::vector<double> out(lengthOf(value));
  typed ? copyTyped(value, out.data(), out.size()) : copyPlain(value, name, out.data(), out.size());
  return out;
}

Vector toVector(const val& value, const char* name) {
  const std::vector<double> numbers = toNumbers(value, name);
  return Eigen::Map<const Vector>(numbers.data(), static_cast<Eigen::Index>(numbers.size()));
}

std::vector<float> toFloats(const val& value, const char* name) {
  if (isTypedArray(value)) {
    std::vector<float> out(lengthOf(value));
    copyTyped(value, out.data(), out.size());
    return out;
  }
  const std::vector<double> numbers = toNumbers(value, name);
  std::vector<float> out(numbers.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<float>(numbers[i]);
  return out;
}

Labels toLabels(const val& value, const char* name) {
  if (isTypedArray(value) && value.instanceof (val::global("Int32Array"))) {
    Labels out(static_cast<Eigen::Index>(lengthOf(value)));
    copyTyped(value, out.data(), static_cast<std::size_t>(out.size()));
    return out;
  }
  const std::vector<double> numbers = toNumbers(value, name);
  Labels out(static_cast<Eigen::Index>(numbers.size()));
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (!(std::floor(numbers[i]) == numbers[i] && std::abs(numbers[i]) <= kMaxInt)) {
      fail(ErrorCode::kBadValue, {at(name, i), ": expected a whole number, got ", numbers[i]});
    }
    out[static_cast<Eigen::Index>(i)] = static_cast<int>(numbers[i]);
  }
  return out;
}

void read(const val& value, const char* name, bool& out) {
  if (!value.isTrue() && !value.isFalse()) refuse(name, "true or false", value);
  out = value.isTrue();
}

void read(const val& value, const char* name, int& out) {
  out = static_cast<int>(toWhole(value, name, "a whole number", -kMaxInt, kMaxInt));
}

void read(const val& value, const char* name, double& out) { out = toFinite(value, name, "a finite number"); }

void read(const val& value, const char* name, std::uint64_t& out) {
  out = static_cast<std::uint64_t>(toWhole(value, name, "a whole number 0..2^53 - 1", 0, kMaxSafeInteger));
}

void read(const val& value, const char* name, std::size_t& out) {
  out = static_cast<std::size_t>(toWhole(value, name, "a whole number >= 0", 0, kMaxInt));
}

void read(const val& value, const char* name, char& out) {
  const char* const expected = "one ASCII character, or \"\"";
  if (!hasType(value, "string")) refuse(name, expected, value);
  const auto text = to<std::string>(value, name);
  if (text.size() > 1) refuse(name, expected, value);
  out = text.empty() ? '\0' : text[0];
}

void read(const val& value, const char* name, std::string& out) {
  const bool bytes = isTypedArray(value) && value.instanceof (val::global("Uint8Array"));
  if (!bytes && !hasType(value, "string")) refuse(name, "a string", value);
  constexpr std::size_t kMaxLength = 100'000'000;  // no kernel takes more; refused before it is copied
  if (lengthOf(value) > kMaxLength) {
    fail(ErrorCode::kBadValue, {name, ": expected at most 100000000 characters, got ", lengthOf(value)});
  }
  out = value.as<std::string>();
}

void read(const val& value, const char* name, MaxFeatures& out) {
  if (hasType(value, "string")) {
    out = to<std::string>(value, name);
  } else {
    out = toFinite(value, name, "a word or a finite number");
  }
}

void read(const val& value, const char* name, std::vector<int>& out) {
  const Labels numbers = toLabels(value, name);
  out.assign(numbers.begin(), numbers.end());
}

void read(const val& value, const char* name, std::vector<double>& out) {
  out = toNumbers(value, name);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (!std::isfinite(out[i])) fail(ErrorCode::kBadValue, {at(name, i), ": expected a finite number, got ", out[i]});
  }
}

void read(const val& value, const char* name, std::vector<std::string>& out) {
  requireArray(value, name, "an array of strings");
  out.resize(lengthOf(value));
  for (std::size_t i = 0; i < out.size(); ++i) read(value[i], at(name, i).c_str(), out[i]);
}

void read(const val& value, const char* name, Matrix& out) { out = toMatrix(value, name); }

void read(const val& value, const char* name, Bounds& out) {
  const std::vector<double> numbers = toNumbers(value, name);
  if (numbers.size() != 4) {
    fail(ErrorCode::kBadShape, {name, ": expected [xMin, xMax, yMin, yMax], got ", numbers.size(), " numbers"});
  }
  out = {numbers[0], numbers[1], numbers[2], numbers[3]};
}

void read(const val& value, const char* name, std::vector<Rgb>& out) {
  requireArray(value, name, "an array of colours [r, g, b]");
  out.resize(lengthOf(value));
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::string colour = at(name, i);
    const Labels channels = toLabels(value[i], colour.c_str());
    if (channels.size() != 3 || channels.minCoeff() < 0 || channels.maxCoeff() > 255) {
      fail(ErrorCode::kBadValue, {colour, ": expected three whole numbers 0..255"});
    }
    for (std::size_t c = 0; c < 3; ++c) out[i][c] = static_cast<std::uint8_t>(channels[static_cast<Eigen::Index>(c)]);
  }
}

namespace {

/// The object behind a handle of the class that is registered as `base`.
template <typename T>
const T& toKernelObject(const val& value, const std::string& name, const char* base, const char* expected) {
  if (!isObject(value) || !value.instanceof (val::module_property(base))) refuse(name, expected, value);
  if (value.call<bool>("isDeleted")) fail(ErrorCode::kBadValue, {name, ": the object was deleted"});
  return *value.as<const T*>(emscripten::allow_raw_pointers());
}

}  // namespace

const Classifier& toClassifier(const val& value, const std::string& name) {
  return toKernelObject<Classifier>(value, name, "base$Classifier", "a classifier");
}

const Regressor& toRegressor(const val& value, const std::string& name) {
  return toKernelObject<Regressor>(value, name, "base$Regressor", "a regressor");
}

bool isRegressor(const val& value) {
  return isObject(value) && value.instanceof (val::module_property("base$Regressor"));
}

const Transformer& toTransformer(const val& value, const std::string& name) {
  return toKernelObject<Transformer>(value, name, "base$Transformer", "a transformer");
}

const Clusterer& toClusterer(const val& value, const std::string& name) {
  return toKernelObject<Clusterer>(value, name, "base$Clusterer", "a clusterer");
}

std::vector<const Classifier*> toClassifiers(const val& value, const char* name) {
  requireArray(value, name, "an array of classifiers");
  std::vector<const Classifier*> out(lengthOf(value));
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = &toClassifier(value[i], at(name, i));
  return out;
}

val from(bool value) { return val(value); }
val from(int value) { return val(value); }
val from(double value) { return val(value); }
val from(std::uint64_t value) { return val(static_cast<double>(value)); }
val from(std::size_t value) { return val(static_cast<double>(value)); }
val from(char value) { return val(std::string(value == '\0' ? 0 : 1, value)); }
val from(const std::string& value) { return val(value); }
val from(const MaxFeatures& value) { return value.rule.empty() ? val(value.number) : val(value.rule); }
val from(const std::vector<double>& value) { return fromArray(value); }
val from(const std::vector<int>& value) { return fromArray(value); }
val from(const Vector& value) { return fromArray(value.data(), static_cast<std::size_t>(value.size())); }
val from(const Labels& value) { return fromArray(value.data(), static_cast<std::size_t>(value.size())); }
val from(const Matrix& value) { return fromMatrix(value); }
val from(const Eigen::MatrixXi& value) { return fromMatrix(value); }

val from(const std::vector<std::string>& value) {
  val out = val::array();
  for (const std::string& item : value) out.call<void>("push", item);
  return out;
}

val from(const Bounds& value) {
  val out = val::array();
  for (const double side : {value.xMin, value.xMax, value.yMin, value.yMax}) out.call<void>("push", side);
  return out;
}

val from(const std::vector<Rgb>& value) {
  val out = val::array();
  for (const Rgb& colour : value) {
    val channels = val::array();
    for (const std::uint8_t channel : colour) channels.call<void>("push", static_cast<int>(channel));
    out.call<void>("push", channels);
  }
  return out;
}

OptionReader::OptionReader(const val& object, const char* owner) : object_(object), owner_(owner) {
  const bool plain = isObject(object) && !object.isArray() && !isTypedArray(object);
  if (!plain && !object.isUndefined()) refuse(std::string(owner) + " options", "an object", object);
}

val OptionReader::field(const char* name) const { return object_.isUndefined() ? object_ : object_[name]; }

void OptionReader::finish() const {
  if (object_.isUndefined()) return;
  const val keys = val::global("Object").call<val>("keys", object_);
  for (std::size_t i = 0, n = lengthOf(keys); i < n; ++i) {
    const auto key = keys[i].as<std::string>();
    bool known = false;
    for (const char* name : names_) known = known || key == name;
    if (known) continue;
    std::string message = std::string(owner_) + ": unknown option \"" + key.substr(0, 40) + "\"; there ";
    message += names_.empty() ? "are none" : names_.size() == 1 ? "is " : "are ";
    for (std::size_t j = 0; j < names_.size(); ++j) message += (j ? ", " : "") + std::string(names_[j]);
    fail(ErrorCode::kBadValue, {message});
  }
}

void rethrowToJavaScript() {
  const char* code = "Internal";
  std::string message;
  try {
    throw;
  } catch (const Error& error) {
    code = errorCodeName(error.code());
    message = error.what();
  } catch (const std::bad_alloc&) {
    code = "OutOfMemory";
    message = "not enough memory for this call";
  } catch (const std::exception& error) {
    message = error.what();
  }
  val error = val::global("Error").new_(message);
  error.set("code", val(code));
  error.throw_();
}

}  // namespace scrollwork::bindings

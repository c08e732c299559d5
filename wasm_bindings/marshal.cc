#include "marshal.h"

#include <cmath>
#include <limits>

#include "scrollwork/validation.h"

namespace scrollwork::bindings {
namespace {

constexpr double kMaxInt = std::numeric_limits<int>::max();
constexpr double kMaxSafeInteger = 9007199254740991.0;  // Number.MAX_SAFE_INTEGER: 2^53 - 1

/// The value as a message shows it: 3, "three" (shortened), undefined, an array, an object.
std::string describe(Value value) {
  switch (value.kind()) {
    case Kind::kUndefined:
      return "undefined";
    case Kind::kNull:
      return "null";
    case Kind::kBoolean:
      return value.number() != 0 ? "true" : "false";
    case Kind::kNumber:
      return formatNumber(value.number());
    case Kind::kString: {
      constexpr int kShown = 40;
      const bool whole = value.length() <= kShown;
      return joinMessage({"\"", value.firstOf(kShown).text(), whole ? "\"" : "…\""});
    }
    case Kind::kFunction:
      return "a function";
    case Kind::kOther:
      return "a symbol or a bigint";
    case Kind::kObject:
      return "an object";
    case Kind::kArray:
      return value.length() == 0 ? "an empty array" : "an array";
    default:
      return "a typed array";
  }
}

std::string at(const std::string& name, std::size_t index) { return joinMessage({name, "[", index, "]"}); }

double toFinite(Value value, const char* name, const char* expected) {
  if (!value.isNumber()) refuse(name, expected, value);
  const double number = value.number();
  if (!std::isfinite(number)) refuse(name, expected, value);
  return number;
}

double toWhole(Value value, const char* name, const char* expected, double low, double high) {
  const double number = toFinite(value, name, expected);
  if (number != std::floor(number) || number < low || number > high) refuse(name, expected, value);
  return number;
}

void requireArray(Value value, const char* name, const char* expected) {
  if (!value.isArray()) refuse(name, expected, value);
}

/// Fills `out` with the numbers of an array or typed array.
template <typename T>
void copyNumbers(Value array, const std::string& name, T* out, std::size_t n) {
  const std::size_t done = array.copyTo(out, n);
  if (done < n) refuse(at(name, done), "a number", array[done]);
}

constexpr const char* kNumbers = "a typed array or an array of numbers";
constexpr const char* kMatrix = "{ data, rows, cols } or an array of rows";

Matrix fromRows(Value value, const char* name) {
  const std::size_t rows = value.length();
  std::size_t cols = 0;
  Matrix out;
  for (std::size_t i = 0; i < rows; ++i) {
    const Value row = value[i];
    const std::string rowName = at(name, i);
    if (row.kind() < Kind::kArray) refuse(rowName, kNumbers, row);
    const std::size_t length = row.length();
    if (i == 0) {
      cols = length;
      out.resize(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(cols));
    } else if (length != cols) {
      fail(ErrorCode::kBadShape, {rowName, ": expected ", cols, " numbers as in the first row, got ", length});
    }
    copyNumbers(row, rowName, out.data() + i * cols, cols);
  }
  return out;
}

}  // namespace

void refuse(const std::string& name, const char* expected, Value got) {
  fail(ErrorCode::kBadValue, {name, ": expected ", expected, ", got ", describe(got)});
}

double toNumber(Value value, const std::string& name) {
  if (!value.isNumber()) refuse(name, "a number", value);
  return value.number();
}

Matrix toMatrix(Value value, const char* name) {
  if (value.isArray()) return fromRows(value, name);
  if (value.kind() != Kind::kObject) refuse(name, kMatrix, value);
  const Value data = value["data"];
  if (!data.isTypedArray()) refuse(std::string(name) + ".data", "a typed array", data);
  constexpr const char* kCount = "a whole number 0..2147483647";
  const double rows = toWhole(value["rows"], (std::string(name) + ".rows").c_str(), kCount, 0, kMaxInt);
  const double cols = toWhole(value["cols"], (std::string(name) + ".cols").c_str(), kCount, 0, kMaxInt);
  const std::size_t n = data.length();
  if (rows * cols != static_cast<double>(n)) {
    fail(ErrorCode::kBadShape, {name, ": expected ", rows, " x ", cols, " numbers, got ", n});
  }
  Matrix out(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(cols));
  copyNumbers(data, name, out.data(), n);
  return out;
}

namespace {

template <typename T>
std::vector<T> toItems(Value value, const char* name) {
  if (value.kind() < Kind::kArray) refuse(name, kNumbers, value);
  std::vector<T> out(value.length());
  copyNumbers(value, name, out.data(), out.size());
  return out;
}

}  // namespace

std::vector<double> toNumbers(Value value, const char* name) { return toItems<double>(value, name); }

std::vector<float> toFloats(Value value, const char* name) { return toItems<float>(value, name); }

Vector toVector(Value value, const char* name) {
  const std::vector<double> numbers = toNumbers(value, name);
  return Eigen::Map<const Vector>(numbers.data(), static_cast<Eigen::Index>(numbers.size()));
}

Labels toLabels(Value value, const char* name) {
  if (value.kind() == Kind::kInt32Array) {
    Labels out(static_cast<Eigen::Index>(value.length()));
    copyNumbers(value, name, out.data(), value.length());
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

void read(Value value, const char* name, bool& out) {
  if (value.kind() != Kind::kBoolean) refuse(name, "true or false", value);
  out = value.number() != 0;
}

void read(Value value, const char* name, std::optional<bool>& out) { read(value, name, out.emplace()); }

void read(Value value, const char* name, int& out) {
  out = static_cast<int>(toWhole(value, name, "a whole number", -kMaxInt, kMaxInt));
}

void read(Value value, const char* name, double& out) { out = toFinite(value, name, "a finite number"); }

void read(Value value, const char* name, std::uint64_t& out) {
  out = static_cast<std::uint64_t>(toWhole(value, name, "a whole number 0..2^53 - 1", 0, kMaxSafeInteger));
}

void read(Value value, const char* name, std::size_t& out) {
  out = static_cast<std::size_t>(toWhole(value, name, "a whole number >= 0", 0, kMaxInt));
}

void read(Value value, const char* name, char& out) {
  const char* const expected = "one ASCII character, or \"\"";
  if (!value.isString()) refuse(name, expected, value);
  const auto text = to<std::string>(value, name);
  if (text.size() > 1) refuse(name, expected, value);
  out = text.empty() ? '\0' : text[0];
}

void read(Value value, const char* name, std::string& out) {
  if (value.kind() != Kind::kUint8Array && !value.isString()) refuse(name, "a string", value);
  constexpr std::size_t kMaxLength = 100'000'000;  // no kernel takes more; refused before it is copied
  if (value.length() > kMaxLength) {
    fail(ErrorCode::kBadValue, {name, ": expected at most 100000000 characters, got ", value.length()});
  }
  out = value.text();
}

void read(Value value, const char* name, MaxFeatures& out) {
  if (value.isString()) {
    out = to<std::string>(value, name);
  } else {
    out = toFinite(value, name, "a word or a finite number");
  }
}

void read(Value value, const char* name, std::vector<int>& out) {
  const Labels numbers = toLabels(value, name);
  out.assign(numbers.begin(), numbers.end());
}

void read(Value value, const char* name, std::vector<double>& out) {
  out = toNumbers(value, name);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (!std::isfinite(out[i])) fail(ErrorCode::kBadValue, {at(name, i), ": expected a finite number, got ", out[i]});
  }
}

void read(Value value, const char* name, std::vector<std::string>& out) {
  requireArray(value, name, "an array of strings");
  out.resize(value.length());
  for (std::size_t i = 0; i < out.size(); ++i) read(value[i], at(name, i).c_str(), out[i]);
}

void read(Value value, const char* name, Matrix& out) { out = toMatrix(value, name); }

void read(Value value, const char* name, Bounds& out) {
  const std::vector<double> numbers = toNumbers(value, name);
  if (numbers.size() != 4) {
    fail(ErrorCode::kBadShape, {name, ": expected [xMin, xMax, yMin, yMax], got ", numbers.size(), " numbers"});
  }
  out = {numbers[0], numbers[1], numbers[2], numbers[3]};
}

void read(Value value, const char* name, std::vector<Rgb>& out) {
  requireArray(value, name, "an array of colours [r, g, b]");
  out.resize(value.length());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::string colour = at(name, i);
    const Labels channels = toLabels(value[i], colour.c_str());
    if (channels.size() != 3) {
      fail(ErrorCode::kBadValue, {colour, ": expected three whole numbers 0..255, got ", channels.size(), " numbers"});
    }
    for (std::size_t c = 0; c < 3; ++c) {
      const int channel = channels[static_cast<Eigen::Index>(c)];
      requireRange(colour.c_str(), channel, 0, 255);
      out[i][c] = static_cast<std::uint8_t>(channel);
    }
  }
}

double addressOf(Value value, const std::type_info& type) {
  return ask("address", value.get(), emscripten::val(reinterpret_cast<std::uintptr_t>(&type))).as<double>();
}

namespace {

template <typename T>
const T& toKernelObject(Value value, const std::string& name, const char* expected) {
  const double address = addressOf(value, typeid(T));
  if (address < 0) refuse(name, expected, value);
  if (address == 0) fail(ErrorCode::kBadValue, {name, ": the object was deleted"});
  return *reinterpret_cast<const T*>(static_cast<std::uintptr_t>(address));
}

}  // namespace

const Classifier& toClassifier(Value value, const std::string& name) {
  return toKernelObject<Classifier>(value, name, "a classifier");
}

const Regressor& toRegressor(Value value, const std::string& name) {
  return toKernelObject<Regressor>(value, name, "a regressor");
}

const Transformer& toTransformer(Value value, const std::string& name) {
  return toKernelObject<Transformer>(value, name, "a transformer");
}

const Clusterer& toClusterer(Value value, const std::string& name) {
  return toKernelObject<Clusterer>(value, name, "a clusterer");
}

std::vector<const Classifier*> toClassifiers(Value value, const char* name) {
  requireArray(value, name, "an array of classifiers");
  std::vector<const Classifier*> out(value.length());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = &toClassifier(value[i], at(name, i));
  return out;
}

Value from(bool value) { return Value::boolean(value); }
Value from(int value) { return Value(static_cast<double>(value)); }
Value from(double value) { return Value(value); }
Value from(std::uint64_t value) { return Value(static_cast<double>(value)); }
Value from(std::size_t value) { return Value(static_cast<double>(value)); }
Value from(char value) { return Value(std::string_view(&value, value == '\0' ? 0 : 1)); }
Value from(const std::string& value) { return Value(std::string_view(value)); }
Value from(const MaxFeatures& value) { return value.rule.empty() ? from(value.number) : from(value.rule); }
Value from(const std::vector<double>& value) { return fromArray(value); }
Value from(const std::vector<int>& value) { return fromArray(value); }
Value from(const Vector& value) { return fromArray(value.data(), static_cast<std::size_t>(value.size())); }
Value from(const Labels& value) { return fromArray(value.data(), static_cast<std::size_t>(value.size())); }
Value from(const Matrix& value) { return fromMatrix(value); }
Value from(const Eigen::MatrixXi& value) { return fromMatrix(value); }

Value from(const std::vector<std::string>& value) {
  Value out = Value::array();
  for (const std::string& item : value) out.push(from(item));
  return out;
}

Value from(const Bounds& value) {
  Value out = Value::array();
  for (const double side : {value.xMin, value.xMax, value.yMin, value.yMax}) out.push(from(side));
  return out;
}

Value from(const std::vector<Rgb>& value) {
  Value out = Value::array();
  for (const Rgb& colour : value) {
    Value channels = Value::array();
    for (const std::uint8_t channel : colour) channels.push(from(int{channel}));
    out.push(channels);
  }
  return out;
}

OptionReader::OptionReader(Value object, const char* owner) : object_(object), owner_(owner) {
  const bool plain = object.kind() == Kind::kObject;
  if (!plain && !object.isUndefined()) refuse(std::string(owner) + " options", "an object", object);
}

void OptionReader::readField(const char* name, void* place,
                             void (*readAs)(Value value, const char* name, void* place)) {
  names_.push_back(name);
  if (object_.isUndefined()) return;
  const Value value = object_[name];
  if (!value.isUndefined()) readAs(value, name, place);
}

void OptionReader::finish() const {
  if (object_.isUndefined()) return;
  const Value keys = object_.keys();
  for (std::size_t i = 0, n = keys.length(); i < n; ++i) {
    const std::string key = keys[i].text();
    bool known = false;
    for (const char* name : names_) known = known || key == name;
    if (known) continue;
    std::string message = std::string(owner_) + ": unknown option \"" + key.substr(0, 40) + "\"; there ";
    message += names_.empty() ? "are none" : names_.size() == 1 ? "is " : "are ";
    for (std::size_t j = 0; j < names_.size(); ++j) message += (j ? ", " : "") + std::string(names_[j]);
    fail(ErrorCode::kBadValue, {message});
  }
}

}  // namespace scrollwork::bindings

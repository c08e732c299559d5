#include "fuzz/targets.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "core/json_mutation.h"
#include "scrollwork/datasets/csv.h"
#include "scrollwork/datasets/generators.h"
#include "scrollwork/datasets/shelter.h"
#include "scrollwork/error.h"
#include "scrollwork/inspection/contour.h"
#include "scrollwork/inspection/decision_boundary.h"
#include "scrollwork/inspection/decision_surface.h"
#include "scrollwork/math/normal.h"
#include "scrollwork/metrics/classification.h"
#include "scrollwork/model_selection/holdout_reuse.h"
#include "scrollwork/model_selection/monte_carlo_cross_validation.h"
#include "scrollwork/model_selection/split.h"
#include "scrollwork/neighbors/k_neighbors_classifier.h"
#include "scrollwork/persistence/model_json.h"
#include "scrollwork/tree/decision_tree_classifier.h"

namespace scrollwork::fuzz {
namespace {

void require(bool holds, const char* what) {
  if (holds) return;
  std::cerr << "broken promise: " << what << '\n';
  std::abort();
}

/// Runs `call`; true unless it refused with an Error, which must say something.
template <typename Call>
bool attempt(const Call& call) {
  try {
    call();
    return true;
  } catch (const Error& error) {
    require(error.what()[0] != '\0' && std::strlen(error.what()) < 1000, "a message is a sentence");
    return false;
  }
}

void checkTable(const Table& table, const CsvOptions& options) {
  require(table.nRows() <= options.maxRows && table.nColumns() <= options.maxColumns, "a table within its limits");
  for (const Column& column : table.columns) {
    require(column.codes.size() == table.lines.size(), "a code for each row");
    require(column.numbers.size() == (column.isNumber ? table.lines.size() : 0), "a number for each row");
    for (std::size_t i = 0; i < column.codes.size(); ++i) {
      require(column.codes[i] >= -1 && column.codes[i] < static_cast<int>(column.levels.size()), "codes name levels");
      if (!column.isNumber) continue;
      require(std::isnan(column.numbers[i]) == (column.codes[i] == -1), "missing numbers are NaN");
      require(!std::isinf(column.numbers[i]), "numbers are finite");
    }
  }
}

Matrix smallMatrix(int rows, int cols) {
  Rng rng(5);
  Matrix X(rows, cols);
  for (Eigen::Index i = 0; i < X.size(); ++i) X.data()[i] = rng.normal();
  return X;
}

/// Options that are legal but slow (a million iterations, a hidden layer of a thousand) are no findings: made small.
void tameOptions(nlohmann::ordered_json& value, bool inOptions) {
  constexpr int kSlow = 64;
  constexpr std::int64_t kRefusedAnyway = 100'000'000;
  if (value.is_object()) {
    for (auto& [key, item] : value.items()) tameOptions(item, inOptions || key == "options");
  } else if (value.is_array()) {
    for (auto& item : value) tameOptions(item, inOptions);
  } else if (inOptions && value.is_number_integer() && value.get<std::int64_t>() > kSlow &&
             value.get<std::int64_t>() < kRefusedAnyway) {
    value = kSlow;
  }
}

template <typename Model>
void predictLike(const Model& model, const Matrix& X) {
  if constexpr (std::is_same_v<Model, Classifier>) {
    const Matrix proba = model.predictProba(X);
    require(proba.rows() == X.rows() && proba.cols() == model.nClasses(), "a probability for each row and class");
    require(model.predict(X).size() == X.rows(), "a label for each row");
  } else if constexpr (std::is_same_v<Model, Transformer>) {
    require(model.transform(X).rows() == X.rows(), "a row for each row");
  } else {
    require(model.predict(X).size() == X.rows(), "an answer for each row");
  }
}

template <typename Model>
void fitLike(Model& model, const Matrix& X) {
  if constexpr (std::is_same_v<Model, Classifier>) {
    Labels y(X.rows());
    for (Eigen::Index i = 0; i < y.size(); ++i) y[i] = static_cast<int>(i % 2);
    model.fit(X, y);
  } else if constexpr (std::is_same_v<Model, Regressor>) {
    model.fit(X, X.col(0));
  } else {
    model.fit(X);
  }
}

template <typename Model>
void useModel(Model& model) {
  for (const int width : {1, 2, 3}) {
    const Matrix X = smallMatrix(4, width);
    attempt([&] { predictLike(model, X); });
  }
  const auto clone = model.clone();
  require(!clone->fitted(), "a clone has learned nothing");
  const std::string text = toJson(model);
  std::visit([&](const auto& copy) { require(toJson(*copy) == text, "the same text again"); }, modelFromJson(text));
  const Matrix X = smallMatrix(12, 2);
  if (attempt([&] { fitLike(model, X); })) {
    require(model.fitted(), "fit without an Error fits");
    attempt([&] { predictLike(model, X); });
  } else {
    require(!model.fitted(), "an Error in fit leaves the model unfitted");
  }
}

/// Takes arguments from the bytes; zeros when they are used up.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  int byte() {
    if (bytes_.empty()) return 0;
    const int value = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return value;
  }
  int integer() {
    static constexpr int kOdd[] = {-1, -2147483647 - 1, 2147483647, 1024, 1025, 65536, 1000001, 33, 1000000001};
    const int choice = byte();
    if (choice >= 247) return kOdd[choice - 247];
    return choice % 16 - 1;
  }
  double real() {
    static constexpr double kInfinity = std::numeric_limits<double>::infinity();
    static constexpr double kOdd[] = {std::numeric_limits<double>::quiet_NaN(),
                                      kInfinity,
                                      -kInfinity,
                                      -0.0,
                                      1e308,
                                      -1e308,
                                      1e-320,
                                      0.0,
                                      1.0,
                                      0.5,
                                      -1.0,
                                      1e9,
                                      1e-9,
                                      2.0};
    const int choice = byte();
    if (choice >= 242) return kOdd[choice - 242];
    return (choice - 60) / 40.0;
  }
  Labels labels() {
    Labels y(byte() % 14);
    for (int& label : y) {
      const int choice = byte();
      label = choice >= 250 ? integer() : choice % 3;
    }
    return y;
  }
  Vector reals() {
    Vector v(byte() % 14);
    for (double& x : v) x = real();
    return v;
  }
  Matrix matrix(bool planar = false) {
    const int rows = byte() % 12;
    Matrix X(rows, planar && byte() < 240 ? 2 : byte() % 4);
    for (Eigen::Index i = 0; i < X.size(); ++i) X.data()[i] = real();
    return X;
  }
  Bounds bounds() {
    if (byte() < 200) return {0, 4, -1, 3};
    return {real(), real(), real(), real()};
  }

  // Fields of an options struct, one in three of them changed.
  template <typename T>
  void operator()(const char* name, T& out) {
    if (byte() % 3 != 0) return;
    if constexpr (std::is_same_v<T, bool>) {
      out = byte() % 2 != 0;
    } else if constexpr (std::is_integral_v<T>) {
      out = static_cast<T>(integer());
    } else if constexpr (std::is_floating_point_v<T>) {
      out = static_cast<T>(real());
    } else if constexpr (std::is_same_v<T, std::string>) {
      static constexpr const char* kTexts[] = {"", "none", "bootstrap", "x", "a", "b", "label", "auto"};
      out = kTexts[byte() % 8];
    } else if constexpr (std::is_same_v<T, Bounds>) {
      out = bounds();
    } else if constexpr (std::is_same_v<T, Matrix>) {
      out = matrix();
    } else if constexpr (requires { out.resize(1); }) {
      out.resize(static_cast<std::size_t>(byte() % 4));
    }
    (void)name;
  }
  template <typename Options>
  Options options() {
    Options o;
    Options::fields(*this, o);
    return o;
  }

 private:
  std::string_view bytes_;
};

/// Sizes that are legal but slow.
void tame(int& size, int largest) {
  if (size > largest && size <= 1'000'000) size = largest;
}

template <typename Options, typename Make>
void generate(Bytes& in, const Make& make) {
  auto o = in.options<Options>();
  tame(o.nSamples, 50);
  const Sample sample = make(o);
  require(sample.X.rows() == sample.y.size() && sample.X.allFinite(), "a label for each finite row");
}

void surfaceOf(Bytes& in) {
  const Matrix X = in.matrix(true);
  Labels y = in.labels();
  y.conservativeResizeLike(Labels::Zero(X.rows()));
  KNeighborsClassifier nearest({.nNeighbors = 1});
  DecisionTreeClassifier tree;
  Classifier& model = in.byte() % 2 == 0 ? static_cast<Classifier&>(nearest) : tree;
  model.fit(X, y);
  auto o = in.options<DecisionSurfaceOptions>();
  tame(o.width, 12);
  tame(o.height, 12);
  const DecisionSurface surface = decisionSurface(model, o);
  require(surface.label.size() == static_cast<std::size_t>(surface.width) * static_cast<std::size_t>(surface.height),
          "a label for each pixel");
  (void)decisionBoundary(model, surface);
}

void contoursOf(Bytes& in) {
  const int width = in.byte() % 6, height = in.byte() % 6;
  const int classes = in.byte() % 4;
  std::vector<float> values(static_cast<std::size_t>(width * height * (in.byte() % 2 == 0 ? 1 : classes)));
  for (float& value : values) value = static_cast<float>(in.real());
  if (in.byte() > 240) values.push_back(0);
  const Bounds bounds = in.bounds();
  attempt([&] { (void)contour(values, width, height, bounds, in.real()); });
  (void)regionBoundaries(values, classes, width, height, bounds);
}

void splitsOf(Bytes& in) {
  const Labels y = in.labels();
  const TrainValTestSplit pens = trainValTestSplit(y, in.options<TrainValTestSplitOptions>());
  require(pens.train.size() + pens.val.size() + pens.test.size() == y.size(), "every row in one pen");
}

void resplitsOf(Bytes& in) {
  auto o = in.options<MonteCarloCrossValidationOptions>();
  tame(o.nSplits, 8);
  const Matrix X = in.matrix();
  Labels y = in.labels();
  if (in.byte() < 200) y.conservativeResizeLike(Labels::Zero(X.rows()));
  const DecisionTreeClassifier tree({.maxDepth = 2});
  const KNeighborsClassifier nearest({.nNeighbors = 2});
  MonteCarloCrossValidation run(o);
  run.begin(X, y, {&tree, &nearest});
  run.step(in.integer());
  run.step(4);
  if (in.byte() % 2 == 0) (void)run.split(in.integer());
}

void reuseOf(Bytes& in) {
  auto o = in.options<HoldoutReuseOptions>();
  tame(o.nTries, 8);
  const Matrix X = in.matrix();
  Labels y = in.labels();
  if (in.byte() < 200) y.conservativeResizeLike(Labels::Zero(X.rows()));
  const DecisionTreeClassifier tree({.maxDepth = 2});
  HoldoutReuse run(o);
  run.begin(X, y, X, y, X, y, {&tree});
  run.step(in.integer());
}

void columnsOf(Bytes& in) {
  const Table table = readCsv("a,b,label\n1,2,u\n3,4,v\n,5,u\n6,7,\n", in.options<CsvOptions>());
  auto o = in.options<LabelledColumnsOptions>();
  (void)labelledColumns(table, o);
}

/// Columns as JavaScript may hand them over: of any length, with codes that name no level.
void looseColumnsOf(Bytes& in) {
  const auto numbers = [&in] {
    Column column;
    for (int n = in.byte() % 8; n > 0; --n) column.numbers.push_back(in.real());
    return column;
  };
  const Column x = numbers();
  const Column y = numbers();
  Column label;
  for (int n = in.byte() % 8; n > 0; --n) label.codes.push_back(in.byte() % 8 == 0 ? in.integer() : in.byte() % 3);
  label.levels.resize(in.byte() % 4, "level");
  (void)labelledColumns(x, y, label, in.integer());
}

using Call = void (*)(Bytes&);
constexpr Call kCalls[] = {
    [](Bytes& in) { generate<MoonsOptions>(in, makeMoons); },
    [](Bytes& in) { generate<BlobsOptions>(in, makeBlobs); },
    [](Bytes& in) { generate<ShelterOptions>(in, makeShelter); },
    [](Bytes& in) { (void)shelterPosterior(in.matrix(true), in.options<ShelterOptions>()); },
    [](Bytes& in) { (void)accuracyScore(in.labels(), in.labels()); },
    [](Bytes& in) { (void)balancedAccuracyScore(in.labels(), in.labels()); },
    [](Bytes& in) { (void)confusionMatrix(in.labels(), in.labels(), in.integer()); },
    [](Bytes& in) { (void)logLoss(in.labels(), in.matrix()); },
    [](Bytes& in) { (void)wilsonInterval(in.integer(), in.integer(), in.real()); },
    [](Bytes& in) { (void)math::normalQuantile(in.real()); },
    [](Bytes& in) { (void)takeRows(in.matrix(), in.labels()); },
    [](Bytes& in) { (void)takeLabels(in.labels(), in.labels()); },
    [](Bytes& in) { (void)boundsOf(in.matrix(), in.real()); },
    splitsOf,
    resplitsOf,
    reuseOf,
    surfaceOf,
    contoursOf,
    columnsOf,
    looseColumnsOf,
};

}  // namespace

void csv(std::string_view text) {
  const CsvOptions small{.header = false, .delimiter = ',', .maxRows = 3, .maxColumns = 4, .maxCellLength = 8};
  const CsvOptions commas{.header = true, .decimal = ','};
  for (const CsvOptions& options : {CsvOptions{}, small, commas}) {
    Table table;
    if (attempt([&] { table = readCsv(text, options); })) checkTable(table, options);
    if (table.nColumns() >= 3) {
      attempt([&] {
        (void)labelledColumns(table,
                              {.x = table.columns[0].name, .y = table.columns[1].name, .label = table.columns[2].name});
      });
    }
  }
}

void modelJson(std::string_view text) {
  const ModelJsonLimits limits{.maxBytes = 1U << 16, .maxValues = 1U << 14};
  AnyModel model;
  if (!attempt([&] { model = modelFromJson(text, limits); })) return;
  auto json = nlohmann::ordered_json::parse(text);
  tameOptions(json, false);
  if (!attempt([&] { model = modelFromJson(json.dump(), limits); })) return;
  std::visit([](auto& pointer) { useModel(*pointer); }, model);
}

void calls(std::string_view bytes) {
  Bytes in(bytes);
  for (int i = 0; i < 4 && !in.empty(); ++i) {
    const Call call = kCalls[static_cast<std::size_t>(in.byte()) % std::size(kCalls)];
    attempt([&] { call(in); });
  }
}

std::size_t mutateModelJson(char* data, std::size_t size, std::size_t maxSize, std::uint64_t seed) {
  auto json = nlohmann::ordered_json::parse(data, data + size, nullptr, false);
  if (json.is_discarded()) return 0;
  Rng rng(seed);
  const int changes = rng.integer(1, 3);
  for (int i = 0; i < changes; ++i) {
    auto& value = drawValue(json, rng);
    value = mutated(value, rng);
  }
  const std::string text = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  if (text.size() > maxSize) return 0;
  std::copy(text.begin(), text.end(), data);
  return text.size();
}

}  // namespace scrollwork::fuzz

// Glorot & Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010, and He et al.,
// "Delving deep into rectifiers", 2015: initial weights. Srivastava et al., "Dropout", 2014, in the form that scales in
// training, not in prediction. Epochs, schedules and stopping rules are scikit-learn's, so that with the same weights
// and order of rows the same losses come out.

#include "scrollwork/neural_network/multilayer_perceptron.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "neural_network/network.h"
#include "optimization/optimizer.h"
#include "scrollwork/error.h"
#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/rng.h"
#include "scrollwork/validation.h"

namespace scrollwork {
namespace {

using Index = Eigen::Index;

constexpr int kMaxHiddenLayers = 8;
constexpr int kMaxUnits = 4096;
constexpr double kMaxWeights = 2e7;
/// Room for products of two within a float is not needed; room for sums is.
constexpr double kMaxMagnitude = 1e30;
constexpr int kMaxEpochs = 1000000;
constexpr double kSmallestAdaptiveRate = 1e-6;

/// Streams of the seed's generator.
enum Stream : std::uint64_t { kInit, kOrder, kDropout, kValidation };

[[noreturn]] void failName(const char* option, const char* expected, const std::string& got) {
  fail(ErrorCode::kBadValue, {option, ": expected ", expected, ", got \"", got, "\""});
}

Activation activationNamed(const std::string& name) {
  if (name == "relu") return Activation::kRelu;
  if (name == "tanh") return Activation::kTanh;
  if (name == "logistic") return Activation::kLogistic;
  if (name == "identity") return Activation::kIdentity;
  failName("activation", R"("relu", "tanh", "logistic" or "identity")", name);
}

OptimizerSettings optimizerSettings(const MLPOptions& o) {
  OptimizerSettings settings;
  settings.momentum = o.momentum;
  settings.rho = o.rho;
  settings.beta1 = o.beta1;
  settings.beta2 = o.beta2;
  settings.epsilon = o.epsilon;
  if (o.solver == "sgd") {
    settings.rule = o.momentum == 0.0     ? UpdateRule::kSgd
                    : o.nesterovsMomentum ? UpdateRule::kNesterov
                                          : UpdateRule::kMomentum;
  } else if (o.solver == "adam") {
    settings.rule = UpdateRule::kAdam;
  } else if (o.solver == "rmsprop") {
    settings.rule = UpdateRule::kRmsprop;
  } else {
    failName("solver", R"("sgd", "adam" or "rmsprop")", o.solver);
  }
  requireOptimizerSettings(settings);
  return settings;
}

/// d, the hidden layers, the outputs.
std::vector<int> layerSizes(int nInputs, const std::vector<int>& hidden, int nOutputs) {
  std::vector<int> sizes = {nInputs};
  sizes.insert(sizes.end(), hidden.begin(), hidden.end());
  sizes.push_back(nOutputs);
  return sizes;
}

double nWeights(const std::vector<int>& sizes) {
  double count = 0.0;
  for (std::size_t l = 0; l + 1 < sizes.size(); ++l) count += static_cast<double>(sizes[l]) * sizes[l + 1];
  return count;
}

void requireOptions(const MLPOptions& o) {
  requireRange("hiddenLayerSizes: length", static_cast<int>(o.hiddenLayerSizes.size()), 0, kMaxHiddenLayers);
  for (const int units : o.hiddenLayerSizes) requireRange("hiddenLayerSizes", units, 1, kMaxUnits);
  requireNotNegative("alpha", o.alpha);
  requireNotNegative("alphaL1", o.alphaL1);
  requireRange("dropout", o.dropout, 0.0, 0.95);
  requireRange("batchSize", o.batchSize, 0, 1000000);
  requirePositive("learningRateInit", o.learningRateInit);
  if (o.learningRate != "constant" && o.learningRate != "invscaling" && o.learningRate != "adaptive") {
    failName("learningRate", R"("constant", "invscaling" or "adaptive")", o.learningRate);
  }
  requireRange("powerT", o.powerT, 0.0, 10.0);
  requireRange("maxIter", o.maxIter, 1, kMaxEpochs);
  requireNotNegative("tol", o.tol);
  requireRange("nIterNoChange", o.nIterNoChange, 0, kMaxEpochs);
  if (!(o.validationFraction > 0.0 && o.validationFraction < 1.0)) {
    fail(ErrorCode::kBadValue, {"validationFraction: expected a number > 0 and < 1, got ", o.validationFraction});
  }
  if (o.init != "glorot" && o.init != "he") failName("init", R"("glorot" or "he")", o.init);
}

NetworkLoss lossOf(bool classifies, int nOutputs) {
  if (!classifies) return NetworkLoss::kSquared;
  return nOutputs == 1 ? NetworkLoss::kLogistic : NetworkLoss::kSoftmax;
}

void pack(const MLPLayer& from, int l, Network<float>& to) {
  const auto& layer = to.layer(l);
  float* parameters = to.parameters().data();
  for (int i = 0; i < layer.in; ++i) {
    for (int j = 0; j < layer.out; ++j) parameters[layer.weightIndex(i, j)] = from.coef(i, j);
  }
  for (int j = 0; j < layer.out; ++j) parameters[layer.bias + static_cast<std::size_t>(j)] = from.intercept[j];
}

/// Numbers in the layout of the network's parameters (the parameters, or a gradient) as matrices.
void unpack(const Network<float>& from, const std::vector<float>& numbers, int l, MLPLayer& to) {
  const auto& layer = from.layer(l);
  to.coef.resize(layer.in, layer.out);
  to.intercept.resize(layer.out);
  for (int i = 0; i < layer.in; ++i) {
    for (int j = 0; j < layer.out; ++j) to.coef(i, j) = numbers[layer.weightIndex(i, j)];
  }
  for (int j = 0; j < layer.out; ++j) to.intercept[j] = numbers[layer.bias + static_cast<std::size_t>(j)];
}

/// Rows of X as floats, padded with zeros to `stride`.
void toFloats(const MatrixView& X, Index first, Index count, int stride, float* out) {
  const auto d = static_cast<int>(X.cols());
  for (Index i = first; i < first + count; ++i, out += stride) {
    for (int j = 0; j < d; ++j) {
      const double x = X(i, j);
      if (!(std::fabs(x) <= kMaxMagnitude)) {
        fail(ErrorCode::kBadValue, {"X: expected magnitudes up to ", kMaxMagnitude, ", got ", x, " in row ", i});
      }
      out[j] = static_cast<float>(x);
    }
    for (int j = d; j < stride; ++j) out[j] = 0.0F;
  }
}

/// Rows that pass through a network together: their numbers should stay in the first-level cache.
int blockRows(const Network<float>& network) {
  int widest = network.layer(0).inStride;
  for (int l = 0; l < network.nLayers(); ++l) widest = std::max(widest, network.layer(l).stride);
  return std::clamp(1024 / widest, 1, 16) * 4;
}

/// What layer `layer` answers to each row of X.
FloatMatrix evaluate(const Network<float>& network, const MatrixView& X, int layer) {
  const int block = blockRows(network);
  Network<float>::Pass pass(network, block, false, false);
  const auto& top = network.layer(layer);
  FloatMatrix out(X.rows(), top.out);
  for (Index first = 0; first < X.rows(); first += block) {
    const auto rows = static_cast<int>(std::min<Index>(block, X.rows() - first));
    toFloats(X, first, rows, network.layer(0).inStride, pass.input());
    network.forward(pass, rows, layer + 1);
    const float* a = pass.a(layer);
    for (int r = 0; r < rows; ++r, a += top.stride) {
      for (int j = 0; j < top.out; ++j) {
        if (!std::isfinite(a[j])) {
          fail(ErrorCode::kBadValue,
               {"X: expected numbers that give finite activations, got an overflow in row ", first + r});
        }
        out(first + r, j) = a[j];
      }
    }
  }
  return out;
}

}  // namespace

struct MultilayerPerceptron::Run {
  Run(Network<float> net, int batchRows, const MLPOptions& options)
      : network(std::move(net)),
        pass(network, batchRows, true, options.dropout > 0.0),
        optimizer(optimizerSettings(options), network.parameters().size()),
        gradient(network.parameters().size()),
        l1(options.alphaL1 > 0.0 ? network.parameters().size() : 0),
        batchSize(batchRows),
        batchTargets(static_cast<std::size_t>(batchRows)),
        learningRate(options.learningRateInit) {}

  /// Accuracy or R^2 on the held-out rows.
  [[nodiscard]] double validationScore() {
    const NetworkLoss loss = network.loss();
    const int last = network.nLayers() - 1;
    const auto& top = network.layer(last);
    double good = 0.0, mean = 0.0, variance = 0.0;
    for (const int row : validationRows) mean += static_cast<double>(targets[static_cast<std::size_t>(row)]);
    const auto n = static_cast<double>(validationRows.size());
    mean /= n;
    Network<float>::Pass alone(network, batchSize, false, false);
    for (std::size_t first = 0; first < validationRows.size(); first += static_cast<std::size_t>(batchSize)) {
      const auto left = static_cast<int>(validationRows.size() - first);
      const int rows = std::min(batchSize, left);
      alone.take(X.data(), validationRows.data() + first, rows, network.layer(0).inStride);
      network.forward(alone, rows);
      const float* a = alone.a(last);
      for (int r = 0; r < rows; ++r, a += top.stride) {
        const float target = targets[static_cast<std::size_t>(validationRows[first + static_cast<std::size_t>(r)])];
        if (loss == NetworkLoss::kSquared) {
          const double residual = static_cast<double>(a[0]) - static_cast<double>(target);
          const double deviation = static_cast<double>(target) - mean;
          good -= residual * residual;
          variance += deviation * deviation;
        } else {
          const float label = loss == NetworkLoss::kLogistic ? (a[0] > 0.5F ? 1.0F : 0.0F)
                                                             : static_cast<float>(std::max_element(a, a + top.out) - a);
          good += label == target ? 1.0 : 0.0;
        }
      }
    }
    if (loss != NetworkLoss::kSquared) return good / n;
    if (variance == 0.0) return good == 0.0 ? 1.0 : 0.0;  // as scikit-learn's r2_score
    return 1.0 + good / variance;
  }

  Network<float> network;
  Network<float>::Pass pass;
  Optimizer<float> optimizer;
  std::vector<float> X;        ///< n rows of layer(0).inStride numbers.
  std::vector<float> targets;  ///< n numbers: y, or places in classes.
  std::vector<int> trainingRows, validationRows;
  std::vector<int> order;  ///< Of the training rows in this epoch.
  std::vector<float> gradient, l1, best;
  int batchSize;
  std::vector<float> batchTargets;
  double learningRate;
  int position = 0;  ///< Rows of the epoch that were trained on.
  int lastRows = 0;  ///< Rows of the last batch, which ends at lastEnd in `order`.
  int lastEnd = 0;
  std::uint64_t nBatches = 0;
  double batchLoss = 0.0;
  double epochLoss = 0.0;
  double rowsSeen = 0.0;
  double bestLoss = std::numeric_limits<double>::infinity();
  double bestScore = -std::numeric_limits<double>::infinity();
  int noImprovement = 0;
};

MultilayerPerceptron::MultilayerPerceptron(Task task, MLPOptions options) : options_(std::move(options)), task_(task) {}
MultilayerPerceptron::MultilayerPerceptron(MultilayerPerceptron&& other) noexcept = default;
MultilayerPerceptron& MultilayerPerceptron::operator=(MultilayerPerceptron&& other) noexcept = default;
MultilayerPerceptron::~MultilayerPerceptron() = default;

MultilayerPerceptron::MultilayerPerceptron(const MultilayerPerceptron& other)
    : options_(other.options_),
      layers_(other.layers_),
      nIter_(other.nIter_),
      lossCurve_(other.lossCurve_),
      validationScores_(other.validationScores_),
      converged_(other.converged_),
      diverged_(other.diverged_),
      task_(other.task_),
      run_(other.run_ ? std::make_unique<Run>(*other.run_) : nullptr) {}

MultilayerPerceptron& MultilayerPerceptron::operator=(const MultilayerPerceptron& other) {
  if (this != &other) *this = MultilayerPerceptron(other);
  return *this;
}

const char* MultilayerPerceptron::typeName() const {
  return task_ == Task::kClassification ? "MLPClassifier" : "MLPRegressor";
}

void MultilayerPerceptron::requireLayer(int layer) const {
  requireFitted(hasLayers(), typeName());
  requireRange("layer", layer, 0, nLayers() - 1);
}

void MultilayerPerceptron::forget() {
  run_.reset();
  layers_.clear();
  nIter_ = 0;
  lossCurve_.clear();
  validationScores_.clear();
  converged_ = diverged_ = false;
}

void MultilayerPerceptron::beginTraining(const MatrixView& X, const std::vector<float>& targets, int nOutputs) {
  requireOptions(options_);
  const Activation activation = activationNamed(options_.activation);
  const auto n = static_cast<int>(X.rows());
  const std::vector<int> sizes = layerSizes(static_cast<int>(X.cols()), options_.hiddenLayerSizes, nOutputs);
  if (!(nWeights(sizes) <= kMaxWeights)) {
    fail(ErrorCode::kBadValue,
         {"hiddenLayerSizes: expected at most ", kMaxWeights, " weights in all, got ", nWeights(sizes)});
  }
  int nValidation = 0;
  if (options_.earlyStopping) {
    nValidation = static_cast<int>(std::ceil(options_.validationFraction * n));
    if (nValidation >= n) {
      fail(ErrorCode::kBadValue,
           {"validationFraction: expected to leave rows for training, got ", nValidation, " held out of ", n});
    }
  }
  const int nTraining = n - nValidation;
  const int batchSize = std::min(options_.batchSize == 0 ? 200 : options_.batchSize, nTraining);
  auto run = std::make_unique<Run>(Network<float>(sizes, activation, lossOf(task_ == Task::kClassification, nOutputs)),
                                   batchSize, options_);
  const int stride = run->network.layer(0).inStride;
  run->X.resize(static_cast<std::size_t>(n) * static_cast<std::size_t>(stride));
  toFloats(X, 0, n, stride, run->X.data());
  run->targets = targets;
  run->trainingRows.resize(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) run->trainingRows[static_cast<std::size_t>(i)] = i;
  const Rng seed(options_.seed);
  if (nValidation > 0) {
    Rng rng = seed.stream(kValidation);
    shuffleRows(rng, run->trainingRows);
    run->validationRows.assign(run->trainingRows.begin() + nTraining, run->trainingRows.end());
    run->trainingRows.resize(static_cast<std::size_t>(nTraining));
    std::sort(run->trainingRows.begin(), run->trainingRows.end());
  }
  run->order = run->trainingRows;

  Rng rng = seed.stream(kInit);
  for (std::size_t l = 0; l + 1 < sizes.size(); ++l) {
    const double in = sizes[l], out = sizes[l + 1];
    const double numerator = activation == Activation::kLogistic ? 2.0 : 6.0;
    const double bound = std::sqrt(options_.init == "he" ? 6.0 / in : numerator / (in + out));
    MLPLayer layer{FloatMatrix(sizes[l], sizes[l + 1]), FloatVector(sizes[l + 1])};
    for (Index i = 0; i < layer.coef.size(); ++i) layer.coef.data()[i] = static_cast<float>(rng.uniform(-bound, bound));
    for (float& b : layer.intercept) b = static_cast<float>(rng.uniform(-bound, bound));
    pack(layer, static_cast<int>(l), run->network);
    layers_.push_back(std::move(layer));
  }
  run_ = std::move(run);
}

bool MultilayerPerceptron::done() const { return hasLayers() && (!run_ || diverged_ || nIter_ >= options_.maxIter); }

void MultilayerPerceptron::step(int n) {
  requireFitted(hasLayers(), typeName());
  if (n < 0) fail(ErrorCode::kBadValue, {"n: expected a number of epochs >= 0, got ", n});
  if (done() || n == 0) return;
  for (int i = 0; i < n && !done(); ++i) {
    while (!trainBatch()) {
    }
  }
  takeWeights();
}

void MultilayerPerceptron::stepBatch(int n) {
  requireFitted(hasLayers(), typeName());
  if (n < 0) fail(ErrorCode::kBadValue, {"n: expected a number of batches >= 0, got ", n});
  if (done() || n == 0) return;
  for (int i = 0; i < n && !done(); ++i) trainBatch();
  takeWeights();
}

void MultilayerPerceptron::trainToEnd() {
  while (!done() && !converged_) {
    while (!trainBatch()) {
    }
  }
  if (!run_->best.empty() && !diverged_) run_->network.parameters() = run_->best;
  takeWeights();
  run_.reset();
}

bool MultilayerPerceptron::trainBatch() {
  Run& run = *run_;
  Network<float>& network = run.network;
  const auto nRows = static_cast<int>(run.order.size());
  if (run.position == 0 && options_.shuffle) {
    Rng rng = Rng(options_.seed).stream(kOrder).stream(static_cast<std::uint64_t>(nIter_));
    run.order = run.trainingRows;
    shuffleRows(rng, run.order);
  }
  const int rows = std::min(run.batchSize, nRows - run.position);
  const int* chosen = run.order.data() + run.position;
  run.pass.take(run.X.data(), chosen, rows, network.layer(0).inStride);
  for (int r = 0; r < rows; ++r) {
    run.batchTargets[static_cast<std::size_t>(r)] = run.targets[static_cast<std::size_t>(chosen[r])];
  }
  if (options_.dropout > 0.0) {
    Rng rng = Rng(options_.seed).stream(kDropout).stream(run.nBatches);
    for (int l = 0; l + 1 < network.nLayers(); ++l) {
      const auto size = static_cast<std::size_t>(rows) * static_cast<std::size_t>(network.layer(l).stride);
      fillDropoutMask(rng, options_.dropout, {run.pass.mask(l), size});
    }
  }
  network.forward(run.pass, rows);
  double loss = network.lossAndDelta(run.pass, rows, run.batchTargets.data()) / rows;
  network.backward(run.pass, rows, run.gradient.data());
  if (options_.alpha > 0.0) {
    const double weight = options_.alpha / rows;
    loss += 0.5 * weight * network.addL2(static_cast<float>(weight), run.gradient.data());
  }
  if (options_.alphaL1 > 0.0) {
    const double weight = options_.alphaL1 / rows;
    for (int l = 0; l < network.nLayers(); ++l) {
      const auto& layer = network.layer(l);
      for (std::size_t i = layer.weights; i < layer.bias; ++i) {
        run.l1[i] = static_cast<float>(weight);
        loss += weight * std::fabs(static_cast<double>(network.parameters()[i]));
      }
    }
  }
  run.optimizer.update(network.parameters(), run.gradient, run.learningRate, run.l1);
  run.lastRows = rows;
  run.position += rows;
  run.lastEnd = run.position;
  run.batchLoss = loss;
  ++run.nBatches;
  if (!std::isfinite(loss) || !network.finite()) {
    // The last weights that were finite may still overflow on other rows: back to those that the caller has seen.
    for (int l = 0; l < nLayers(); ++l) pack(layers_[static_cast<std::size_t>(l)], l, network);
    diverged_ = true;
    return true;
  }
  run.epochLoss += loss * rows;
  if (run.position < nRows) return false;
  endEpoch();
  return true;
}

void MultilayerPerceptron::endEpoch() {
  Run& run = *run_;
  const auto n = static_cast<double>(run.order.size());
  const double loss = std::exchange(run.epochLoss, 0.0) / n;
  lossCurve_.push_back(loss);
  ++nIter_;
  run.position = 0;
  run.rowsSeen += n;
  bool improved = false;
  if (options_.earlyStopping) {
    const double score = run.validationScore();
    validationScores_.push_back(score);
    improved = score >= run.bestScore + options_.tol;
    if (score > run.bestScore) {
      run.bestScore = score;
      run.best = run.network.parameters();
    }
  } else {
    improved = loss <= run.bestLoss - options_.tol;
    run.bestLoss = std::min(run.bestLoss, loss);
  }
  run.noImprovement = improved ? 0 : run.noImprovement + 1;
  if (options_.learningRate == "invscaling") {
    run.learningRate = options_.learningRateInit / math::pow(run.rowsSeen + 1.0, options_.powerT);
  }
  if (options_.nIterNoChange == 0 || run.noImprovement <= options_.nIterNoChange) return;
  if (options_.learningRate == "adaptive" && run.learningRate > kSmallestAdaptiveRate) {
    run.learningRate /= 5.0;
    run.noImprovement = 0;
  } else {
    converged_ = true;
  }
}

void MultilayerPerceptron::takeWeights() {
  for (int l = 0; l < nLayers(); ++l) {
    unpack(run_->network, run_->network.parameters(), l, layers_[static_cast<std::size_t>(l)]);
  }
}

const FloatMatrix& MultilayerPerceptron::coefs(int layer) const {
  requireLayer(layer);
  return layers_[static_cast<std::size_t>(layer)].coef;
}

const FloatVector& MultilayerPerceptron::intercepts(int layer) const {
  requireLayer(layer);
  return layers_[static_cast<std::size_t>(layer)].intercept;
}

void MultilayerPerceptron::setLayer(int layer, const MatrixView& coef, const VectorView& intercept) {
  requireLayer(layer);
  MLPLayer& own = layers_[static_cast<std::size_t>(layer)];
  if (coef.rows() != own.coef.rows() || coef.cols() != own.coef.cols()) {
    fail(ErrorCode::kBadShape, {"coef: expected ", own.coef.rows(), " x ", own.coef.cols(), " numbers, got ",
                                coef.rows(), " x ", coef.cols()});
  }
  if (intercept.size() != own.intercept.size()) {
    fail(ErrorCode::kBadShape, {"intercept: expected ", own.intercept.size(), " numbers, got ", intercept.size()});
  }
  const auto require = [](const char* name, double value) {
    if (std::fabs(value) <= kMaxMagnitude) return;
    fail(ErrorCode::kBadValue, {name, ": expected magnitudes up to ", kMaxMagnitude, ", got ", value});
  };
  for (Index i = 0; i < coef.rows(); ++i) {
    for (Index j = 0; j < coef.cols(); ++j) require("coef", coef(i, j));
  }
  for (Index j = 0; j < intercept.size(); ++j) require("intercept", intercept[j]);
  own.coef = coef.cast<float>();
  own.intercept = intercept.cast<float>();
  if (run_) pack(own, layer, run_->network);
}

Labels MultilayerPerceptron::batchRows() const {
  if (!run_) return Labels();
  return Eigen::Map<const Labels>(run_->order.data() + (run_->lastEnd - run_->lastRows), run_->lastRows);
}

double MultilayerPerceptron::batchLoss() const { return run_ ? run_->batchLoss : 0.0; }

namespace {

/// A block of a pass without its padding.
FloatMatrix block(const float* numbers, int rows, int columns, int stride) {
  return Eigen::Map<const FloatMatrix, 0, Eigen::OuterStride<>>(numbers, rows, columns, Eigen::OuterStride<>(stride));
}

}  // namespace

FloatMatrix MultilayerPerceptron::batchPreActivations(int layer) const {
  requireLayer(layer);
  if (!run_) return FloatMatrix(0, coefs(layer).cols());
  const auto& place = run_->network.layer(layer);
  return block(run_->pass.z(layer), run_->lastRows, place.out, place.stride);
}

FloatMatrix MultilayerPerceptron::batchActivations(int layer) const {
  requireLayer(layer);
  if (!run_) return FloatMatrix(0, coefs(layer).cols());
  const auto& place = run_->network.layer(layer);
  return block(run_->pass.a(layer), run_->lastRows, place.out, place.stride);
}

FloatMatrix MultilayerPerceptron::batchDeltas(int layer) const {
  requireLayer(layer);
  if (!run_) return FloatMatrix(0, coefs(layer).cols());
  const auto& place = run_->network.layer(layer);
  return block(run_->pass.delta(layer), run_->lastRows, place.out, place.stride);
}

FloatMatrix MultilayerPerceptron::coefGradients(int layer) const {
  requireLayer(layer);
  if (!run_ || run_->lastRows == 0) return FloatMatrix(0, coefs(layer).cols());
  MLPLayer gradient;
  unpack(run_->network, run_->gradient, layer, gradient);
  return std::move(gradient.coef);
}

FloatVector MultilayerPerceptron::interceptGradients(int layer) const {
  requireLayer(layer);
  if (!run_ || run_->lastRows == 0) return FloatVector();
  MLPLayer gradient;
  unpack(run_->network, run_->gradient, layer, gradient);
  return std::move(gradient.intercept);
}

FloatMatrix MultilayerPerceptron::activations(const MatrixView& X, int layer) const {
  requireLayer(layer);
  requireColumns(X, nInputs());
  Network<float> network(layerSizes(nInputs(), options_.hiddenLayerSizes, nOutputs()),
                         activationNamed(options_.activation), lossOf(task_ == Task::kClassification, nOutputs()));
  for (int l = 0; l <= layer; ++l) pack(layers_[static_cast<std::size_t>(l)], l, network);
  return evaluate(network, X, layer);
}

NeuronSurface MultilayerPerceptron::neuronSurface(const NeuronSurfaceOptions& options) const {
  requireLayer(options.layer);
  if (nInputs() != 2) fail(ErrorCode::kBadShape, {typeName(), ": expected one of 2 features, got ", nInputs()});
  const auto nUnits = static_cast<int>(coefs(options.layer).cols());
  requireRange("unit", options.unit, -1, nUnits - 1);
  checkBounds(options.bounds);
  requireRange("width", options.width, 1, 4096);
  requireRange("height", options.height, 1, 4096);
  const int first = std::max(options.unit, 0);
  NeuronSurface surface{options.width, options.height, options.unit < 0 ? nUnits : 1, options.bounds, {}};
  const std::size_t nPixels = static_cast<std::size_t>(options.width) * static_cast<std::size_t>(options.height);
  surface.activation.resize(nPixels * static_cast<std::size_t>(surface.nUnits));
  const Bounds& bounds = options.bounds;
  const double stepX = (bounds.xMax - bounds.xMin) / options.width;
  const double stepY = (bounds.yMax - bounds.yMin) / options.height;
  Matrix row(options.width, 2);
  for (int i = 0; i < options.width; ++i) row(i, 0) = bounds.xMin + (i + 0.5) * stepX;
  for (int j = 0; j < options.height; ++j) {
    row.col(1).setConstant(bounds.yMax - (j + 0.5) * stepY);
    const FloatMatrix a = activations(row, options.layer);
    float* out = surface.activation.data() + static_cast<std::size_t>(j) * static_cast<std::size_t>(options.width);
    for (int u = 0; u < surface.nUnits; ++u, out += nPixels) {
      for (int i = 0; i < options.width; ++i) out[i] = a(i, first + u);
    }
  }
  return surface;
}

void MultilayerPerceptron::checkNetworkState() const {
  requireState(nIter_ >= 0, "nIter", "a number >= 0", nIter_);
  requireStateSize("lossCurve", static_cast<Index>(lossCurve_.size()), nIter_);
  if (!validationScores_.empty()) {
    requireStateSize("validationScores", static_cast<Index>(validationScores_.size()), nIter_);
  }
  if (layers_.empty()) {
    requireState(nIter_ == 0 && !converged_ && !diverged_, "layers", "at least one of a trained network");
    return;
  }
  requireOptions(options_);
  (void)activationNamed(options_.activation);
  requireStateSize("layers", nLayers(), static_cast<Index>(options_.hiddenLayerSizes.size()) + 1);
  requireState(nInputs() > 0 && nOutputs() > 0, "layers", "at least one input and one output");
  const std::vector<int> sizes = layerSizes(nInputs(), options_.hiddenLayerSizes, nOutputs());
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const MLPLayer& layer = layers_[l];
    requireState(layer.coef.rows() == sizes[l] && layer.coef.cols() == sizes[l + 1], "layers.coef",
                 "as many rows and columns as the layer has inputs and units");
    requireStateSize("layers.intercept", layer.intercept.size(), sizes[l + 1]);
    requireState(layer.coef.allFinite() && layer.intercept.allFinite(), "layers", "finite numbers");
  }
}

}  // namespace scrollwork

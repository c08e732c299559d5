#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scrollwork/bounds.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

/// Networks compute in single precision: twice as many numbers fit a register, and their noise is far below that of
/// mini-batches.
using FloatMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using FloatVector = Eigen::VectorXf;

/// Options of MLPClassifier and MLPRegressor alike; names and defaults as in scikit-learn where it has them.
struct MLPOptions {
  /// Units of each hidden layer, 0 .. 8 layers of [1, 4096] units; none: a linear or logistic regression by descent.
  /// At most 20,000,000 weights in all.
  std::vector<int> hiddenLayerSizes = {100};
  /// Of the hidden units: "relu" max(0, z), "tanh", "logistic" (the sigmoid 1 / (1 + e^-z)), "identity" (linear).
  std::string activation = "relu";
  /// "sgd", "adam" or, which scikit-learn does not have, "rmsprop".
  std::string solver = "adam";
  double alpha = 1e-4;  ///< >= 0: weight of the L2 penalty, alpha / 2 |W|^2 / (rows of the batch); not on intercepts.
  /// >= 0: weight of the L1 penalty, alphaL1 |W|_1 / (rows of the batch), by a proximal step after each update, so that
  /// weights become exactly 0. Not in scikit-learn.
  double alphaL1 = 0.0;
  double dropout = 0.0;  ///< [0, 0.95]: share of hidden units switched off at random for each row of each batch; the
                         ///< others are multiplied by 1 / (1 - dropout). Not when predicting. Not in scikit-learn.
  int batchSize = 0;     ///< [0, 1e6] rows of a mini-batch, at most n; 0 is scikit-learn's "auto": min(200, n).
  double learningRateInit = 0.001;  ///< > 0.
  /// "constant"; "invscaling": learningRateInit / (rows seen + 1)^powerT after each epoch; "adaptive": divided by 5,
  /// down to 1e-6, whenever there were more than nIterNoChange epochs without improvement. For every solver; in
  /// scikit-learn for sgd alone.
  std::string learningRate = "constant";
  double powerT = 0.5;     ///< [0, 10]: see "invscaling".
  int maxIter = 200;       ///< [1, 1e6] epochs.
  bool shuffle = true;     ///< Rows in a new random order in each epoch.
  std::uint64_t seed = 0;  ///< Of initial weights, order, dropout and validation rows (scikit-learn's random_state).
  double tol = 1e-4;       ///< >= 0: an epoch that lowers the best loss by less does not count as improvement.
  int nIterNoChange = 10;  ///< [0, 1e6]: after more epochs without improvement than this, fit stops; 0: never.
  double momentum = 0.9;   ///< [0, 1): sgd; 0 is plain gradient descent.
  bool nesterovsMomentum = true;    ///< sgd: Nesterov's form of momentum.
  bool earlyStopping = false;       ///< Improvement is judged by the score on held-out rows; fit keeps the best epoch.
  double validationFraction = 0.1;  ///< (0, 1): share of rows held out by earlyStopping, rounded up; unstratified.
  double beta1 = 0.9;               ///< [0, 1): adam, memory of the gradient.
  double beta2 = 0.999;             ///< [0, 1): adam, memory of its square.
  double rho = 0.9;                 ///< [0, 1): rmsprop, memory of the squared gradient.
  double epsilon = 1e-8;            ///< > 0: adam and rmsprop.
  /// "glorot", as scikit-learn: weights and intercepts uniform in +-sqrt(6 / (in + out)), for "logistic" hidden units
  /// +-sqrt(2 / (in + out)) (Glorot & Bengio 2010). "he": +-sqrt(6 / in) (He et al. 2015), for deep relu networks.
  std::string init = "glorot";

  static constexpr const char* kOwner = "MLP";
  static void fields(auto& field, auto& o) {
    field("hiddenLayerSizes", o.hiddenLayerSizes);
    field("activation", o.activation);
    field("solver", o.solver);
    field("alpha", o.alpha);
    field("alphaL1", o.alphaL1);
    field("dropout", o.dropout);
    field("batchSize", o.batchSize);
    field("learningRateInit", o.learningRateInit);
    field("learningRate", o.learningRate);
    field("powerT", o.powerT);
    field("maxIter", o.maxIter);
    field("shuffle", o.shuffle);
    field("seed", o.seed);
    field("tol", o.tol);
    field("nIterNoChange", o.nIterNoChange);
    field("momentum", o.momentum);
    field("nesterovsMomentum", o.nesterovsMomentum);
    field("earlyStopping", o.earlyStopping);
    field("validationFraction", o.validationFraction);
    field("beta1", o.beta1);
    field("beta2", o.beta2);
    field("rho", o.rho);
    field("epsilon", o.epsilon);
    field("init", o.init);
  }
};

/// What a layer has learned: z = a coef + intercept.
struct MLPLayer {
  FloatMatrix coef;       ///< in x out, as scikit-learn's coefs_.
  FloatVector intercept;  ///< out numbers.

  static void fields(auto& field, auto& layer) {
    field("coef", layer.coef);
    field("intercept", layer.intercept);
  }
};

struct NeuronSurfaceOptions {
  int layer = 0;       ///< 0 is the first hidden layer, nLayers() - 1 the output.
  int unit = -1;       ///< One unit of the layer, or -1: all of them.
  Bounds bounds = {};  ///< The rectangle of the plane to look at.
  int width = 100;     ///< [1, 4096] columns of pixels.
  int height = 100;    ///< [1, 4096] rows of pixels.

  static constexpr const char* kOwner = "neuronSurface";
  static void fields(auto& field, auto& o) {
    field("layer", o.layer);
    field("unit", o.unit);
    field("bounds", o.bounds);
    field("width", o.width);
    field("height", o.height);
  }
};

/// What units answer to each pixel of a rectangle: the pictures inside a network of two features. Pixels as in
/// DecisionSurface: row 0 is the top.
struct NeuronSurface {
  int width = 0;
  int height = 0;
  int nUnits = 0;
  Bounds bounds;
  std::vector<float> activation;  ///< nUnits pictures one after the other, width * height numbers each.
};

/// What MLPClassifier and MLPRegressor share: a fully connected network trained by back-propagation (Rumelhart, Hinton
/// & Williams, "Learning representations by back-propagating errors", 1986) on mini-batches, steppable by batch and by
/// epoch, and open: weights, activations, derivatives and gradients can be read after every step.
///
///     model.begin(X, y);
///     while (!model.done()) model.step();        // an epoch; or model.stepBatch()
///
/// Layers are counted from 0, the first hidden one; the last is the output. X should be scaled (StandardScaler).
///
/// The loss of a batch is its mean loss plus the penalties. The loss of an epoch is the mean over its rows of the loss
/// of their batch, taken before that batch's update, as in scikit-learn.
///
/// fit is begin, then step until done() or converged(). The rule of converged() (tol, nIterNoChange) does not stop
/// step: whoever steps may watch what further epochs do.
///
/// Cost: O(rows x weights) an epoch; no allocation in a step but for the copy of the weights that can be read. Single
/// precision; everything is computed in a fixed order from this library's own functions, so native and WebAssembly
/// builds give the same bits.
class MultilayerPerceptron {
 public:
  /// Trains to the end of the present epoch and n - 1 more (n >= 0); none when done(). Throws kNotFitted before begin,
  /// kBadValue for n < 0.
  void step(int n = 1);
  /// Trains on up to n more batches (n >= 0); none when done(). Throws like step.
  void stepBatch(int n = 1);
  /// maxIter epochs were trained, or training diverged; or the samples are gone: after fit, and in a model that was
  /// read from a file.
  [[nodiscard]] bool done() const;
  /// There were more than nIterNoChange epochs in a row without improvement (with "adaptive": at the smallest rate).
  [[nodiscard]] bool converged() const { return converged_; }
  /// An update left the finite numbers; the weights are those before the call in which it did (for fit the initial
  /// ones).
  [[nodiscard]] bool diverged() const { return diverged_; }

  [[nodiscard]] const MLPOptions& options() const { return options_; }
  [[nodiscard]] int nLayers() const { return static_cast<int>(layers_.size()); }  ///< Hidden layers + 1; 0 unfitted.
  /// As of now. From begin on these are the initial weights.
  [[nodiscard]] const std::vector<MLPLayer>& layers() const { return layers_; }
  /// These throw kNotFitted before begin, kBadValue for a layer out of range.
  [[nodiscard]] const FloatMatrix& coefs(int layer) const;
  [[nodiscard]] const FloatVector& intercepts(int layer) const;
  /// Puts other weights in place, before or between steps or after training: coef in x out, intercept out numbers, all
  /// of magnitude <= 1e30. Throws kNotFitted, kBadValue, kBadShape; nothing is changed then.
  void setLayer(int layer, const MatrixView& coef, const VectorView& intercept);

  [[nodiscard]] int nIter() const { return nIter_; }  ///< Epochs trained.
  /// nIter() numbers: the loss of each epoch.
  [[nodiscard]] const std::vector<double>& lossCurve() const { return lossCurve_; }
  /// With earlyStopping nIter() numbers: accuracy (regressor: R^2) on the held-out rows after each epoch; else none.
  [[nodiscard]] const std::vector<double>& validationScores() const { return validationScores_; }

  /// What the last step of training saw; all of no rows before the first step and when the samples are gone. Values are
  /// those of the weights before the update.
  [[nodiscard]] Labels batchRows() const;                          ///< Rows of X in the batch, m of them.
  [[nodiscard]] double batchLoss() const;                          ///< With penalties; 0 before the first step.
  [[nodiscard]] FloatMatrix batchPreActivations(int layer) const;  ///< m x out: z.
  [[nodiscard]] FloatMatrix batchActivations(int layer) const;     ///< m x out: f(z), before dropout.
  /// m x out: the derivative of the batch's mean loss by z.
  [[nodiscard]] FloatMatrix batchDeltas(int layer) const;
  [[nodiscard]] FloatMatrix coefGradients(int layer) const;       ///< in x out, with the L2 penalty's part; or 0 x out.
  [[nodiscard]] FloatVector interceptGradients(int layer) const;  ///< out numbers, or none.

  /// n x out: what the units of a layer answer to X (n x d). Throws kNotFitted, kBadShape, kBadValue.
  [[nodiscard]] FloatMatrix activations(const MatrixView& X, int layer) const;
  /// Of a network of two features. Throws kNotFitted, kBadShape (not two features), kBadValue (option out of range).
  [[nodiscard]] NeuronSurface neuronSurface(const NeuronSurfaceOptions& options = {}) const;

 protected:
  enum class Task { kClassification, kRegression };
  MultilayerPerceptron(Task task, MLPOptions options);
  MultilayerPerceptron(const MultilayerPerceptron& other);
  MultilayerPerceptron(MultilayerPerceptron&& other) noexcept;
  MultilayerPerceptron& operator=(const MultilayerPerceptron& other);
  MultilayerPerceptron& operator=(MultilayerPerceptron&& other) noexcept;
  ~MultilayerPerceptron();

  void forget();
  /// Checks the options and starts. X and y were checked but for magnitudes; targets has one number a row.
  void beginTraining(const MatrixView& X, const std::vector<float>& targets, int nOutputs);
  void trainToEnd();
  [[nodiscard]] bool hasLayers() const { return !layers_.empty(); }
  [[nodiscard]] int nInputs() const { return hasLayers() ? static_cast<int>(layers_[0].coef.rows()) : 0; }
  [[nodiscard]] int nOutputs() const { return hasLayers() ? static_cast<int>(layers_.back().coef.cols()) : 0; }
  /// Layers that fit each other and the options, finite numbers, one loss an epoch.
  void checkNetworkState() const;

  MLPOptions options_;
  std::vector<MLPLayer> layers_;
  int nIter_ = 0;
  std::vector<double> lossCurve_;
  std::vector<double> validationScores_;
  bool converged_ = false;
  bool diverged_ = false;

 private:
  struct Run;  ///< The samples and what training needs beside the weights, alive between begin and the end of fit.

  [[nodiscard]] const char* typeName() const;
  void requireLayer(int layer) const;
  /// One batch; true at the end of an epoch.
  bool trainBatch();
  void endEpoch();
  /// The weights of the run into layers_.
  void takeWeights();

  Task task_;
  std::unique_ptr<Run> run_;
};

}  // namespace scrollwork

#pragma once

#include <string>
#include <vector>

#include "scrollwork/matrix.h"

namespace scrollwork {

/// The labels that occur in y, ascending, and the position of each sample's label among them.
struct ClassIndex {
  Labels classes;
  Labels position;
};
/// Throws Error (kBadValue) when fewer than two labels occur.
[[nodiscard]] ClassIndex indexClasses(const LabelView& y);

/// Checks the options that every logistic model shares. Throws Error (kBadValue).
void requireLogisticPenalty(const std::string& penalty, double C);

/// Weight of |w|^2 / 2 in the mean loss: 1 / (C n), or 0 without penalty.
[[nodiscard]] double penaltyWeight(const std::string& penalty, double C, Eigen::Index n);

/// P(class | scores) for each row: expit for one score (two classes), softmax for more. Columns are labels up to the
/// highest of `classes`; those that do not occur stay 0.
[[nodiscard]] Matrix probabilitiesFromScores(const Matrix& scores, const Labels& classes);
/// The label of the most probable class: the sign of one score, the largest of several, the lowest label on ties.
[[nodiscard]] Labels labelsFromProbabilities(const Matrix& probabilities);
/// X coef^T + intercept, n x coef.rows(). Throws Error (kBadValue) when a score overflows.
[[nodiscard]] Matrix linearScores(const MatrixView& X, const Matrix& coef, const Vector& intercept);

/// Mean logistic loss plus penalty of a data set, with its derivatives: what the solvers minimise and the descent
/// descends.
///
/// Samples are kept in blocks of kLanes, feature by feature, so that one block stays in the first-level cache while it
/// is used twice (scores, then derivatives) and the arithmetic runs over lanes of samples. Every sum has one fixed
/// order.
///
/// Parameters, for each score the weights of the columns, then the intercept if there is one. One score for two classes
/// (the log-odds of the second), k scores for k > 2.
class LogisticObjective {
 public:
  static constexpr int kLanes = 16;
  /// Each sum over samples is kept as four partial sums: two pairs, so that an addition need not wait for the one
  /// before.
  static constexpr int kPartialSums = 4;

  struct Settings {
    bool fitIntercept = true;
    double penalty = 0;        ///< penaltyWeight().
    bool standardise = false;  ///< Centre (with an intercept) and scale the columns inside; see toCoefficients.
  };

  LogisticObjective(const MatrixView& X, const ClassIndex& y, const Settings& settings);

  [[nodiscard]] int nScores() const { return nScores_; }
  [[nodiscard]] int parametersPerScore() const { return nFeatures_ + (fitIntercept_ ? 1 : 0); }
  [[nodiscard]] int size() const { return nScores_ * parametersPerScore(); }

  /// The objective at theta (size() numbers) and its gradient (size() numbers).
  double evaluate(const double* theta, double* gradient) { return evaluate(theta, gradient, nullptr); }
  /// Also the Hessian: size() x size(), row-major, of which the lower triangle is written. For k > 2 scores it is made
  /// regular along the directions that shift all scores alike, in which a gradient has no component.
  double evaluate(const double* theta, double* gradient, double* hessian);

  /// From the parameters of the columns as they are kept inside to those of X's own columns, and back.
  void toCoefficients(const double* theta, Matrix& coef, Vector& intercept) const;
  void fromCoefficients(const Matrix& coef, const Vector& intercept, double* theta) const;

 private:
  /// One pass over the samples: sums of the gradient (and of the Hessian) into their buffers; returns the summed loss.
  double binaryPass(const double* theta, bool withGram);
  double multinomialPass(const double* theta, bool withGram);
  // Called once a block of samples by two passes each: as calls they cost nothing, inlined twice they cost the page 0.4
  // KB.
  [[gnu::noinline]] void scoreBlock(int block, const double* theta, double* scores) const;
  [[gnu::noinline]] void addGradient(int block, const double* residual, double* sums) const;
  [[gnu::noinline]] void addGram(int block, const double* weight, double* sums) const;
  void writeHessian(double* hessian) const;
  [[nodiscard]] const double* blockData(int block) const {
    return data_.data() + static_cast<std::size_t>(block) * static_cast<std::size_t>(nFeatures_) * kLanes;
  }

  int nSamples_, nFeatures_, nScores_, nBlocks_;
  bool fitIntercept_;
  std::vector<double> penalty_;       ///< For each column, in the units inside.
  std::vector<double> data_;          ///< nBlocks_ x nFeatures_ x kLanes.
  std::vector<int> target_;           ///< nBlocks_ x kLanes positions of classes; 0 in the padding.
  std::vector<double> binaryTarget_;  ///< target_ as numbers, for two classes.
  std::vector<double> centre_;        ///< For each column, in units of 2^exponent; 0 unless centred.
  std::vector<int> exponent_;         ///< For each column: inside = X 2^-exponent - centre.
  std::vector<double> gradientSums_, gramSums_, scores_;
};

}  // namespace scrollwork

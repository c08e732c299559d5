#pragma once

#include <vector>

#include "linear_model/centred_columns.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

/// Minimises  1/2 |y - X w|^2 + l1 |w|_1 + l2/2 |w|^2  for one pair (l1, l2) after the other, each time from the w
/// before: the lasso and the elastic net, alone or along a path. How is told in the source file.
class CoordinateDescent {
 public:
  struct Settings {
    bool positive = false;  ///< Only w >= 0.
    double tol = 1e-4;      ///< Of y'y: the duality gap at which sweeps may stop.
    int maxIter = 1000;     ///< Rounds (sweeps, or solutions on a support) for each pair.
  };
  struct Result {
    int nIter = 0;
    double dualGap = 0;  ///< An upper bound of what the objective above is off.
    bool converged = false;
  };

  /// The problem must outlive this.
  CoordinateDescent(const CentredColumns& problem, const Settings& settings);

  /// An l1 at which w = 0: the largest |x_j'y|. The smallest such one, unless w must be positive.
  [[nodiscard]] double largestL1() const;
  /// Goes on from this w.
  void start(const Vector& w);
  Result solve(double l1, double l2);
  [[nodiscard]] const Vector& coef() const { return w_; }

 private:
  void requireGram(const std::vector<int>& features);
  [[nodiscard]] const double* gram(int j) const {
    return gram_.data() + static_cast<std::ptrdiff_t>(gramColumn_[static_cast<std::size_t>(j)]) * problem_.d;
  }
  void factorise(double l2);
  void leaveDependence(std::size_t i);
  void backSubstitute(double* z, std::size_t size) const;
  void moveTowards(int j, double to);
  void dropZeros();
  void dropFromSupport(std::size_t position);
  void solveOnSupport(double l1, double l2);
  void refreshCorrelation();
  void refreshSupport();
  [[nodiscard]] double dualGap(double l1, double l2) const;
  [[nodiscard]] std::vector<int> violators(double l1) const;
  double sweep(const std::vector<int>& features, double l1, double l2);

  const CentredColumns& problem_;
  Settings settings_;
  double yy_ = 0;                    ///< y'y
  Vector xy_;                        ///< X'y
  Vector w_, correlation_;           ///< correlation = X'(y - X w)
  std::vector<double> columnNorms_;  ///< |x_j|
  std::vector<double> gram_;         ///< The columns of X'X that were needed so far, d numbers each.
  std::vector<int> gramColumn_;      ///< Where the column of feature j stands; -1 when it is not there yet.
  std::vector<int> support_;         ///< Features with w != 0, in the order in which they joined.
  std::vector<double> factor_;       ///< Rows of the Cholesky factor of X_S'X_S + l2 I, of factorStride_ numbers each.
  std::size_t factorStride_ = 0;
  std::size_t factored_ = 0;  ///< That many rows are right for the first features of the support and factorL2_.
  double factorL2_ = 0;
  std::vector<double> solution_;
};

}  // namespace scrollwork

// Notation: z = scores of a sample, p = probabilities, r = p - target (the derivative of the loss by the scores).
// For two classes, with e = exp(-|z|): loss = max(z, 0) - y z + log(1 + e), p = 1 / (1 + e) or e / (1 + e).
// The logarithms are not taken sample by sample: log(1 + a) + log(1 + b) = log((1 + a)(1 + b)), and the product of many
// factors between 1 and k neither overflows nor loses more than the sum would.

#include "linear_model/logistic_objective.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "scrollwork/math/elementary.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

namespace {

constexpr int kLanes = LogisticObjective::kLanes;
/// Two doubles that are added and multiplied together: one register of SSE2 and of WebAssembly SIMD. A vector extension
/// of GCC and Clang, because loops over short arrays are not kept in registers reliably. Memory need not be aligned to
/// it.
using Pair = double __attribute__((vector_size(16)));
using PairInMemory = double __attribute__((vector_size(16), aligned(8), may_alias));
constexpr int kPairs = kLanes / 2;
/// Products of that many blocks' factors stay below 1024^64 = 2^640.
constexpr int kBlocksPerLogarithm = 64;
/// A score that gives probability 0 and no loss: for the lanes of the last block that hold no sample.
constexpr double kNever = -1e4;

const std::array<double, kLanes>& ones() {
  static constexpr std::array<double, kLanes> kOnes = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  return kOnes;
}

/// sums[0..3] += sum over the lanes of a b, in four parts.
inline void addDot(const Pair* a, const double* b, double* sums) {
  const auto* row = reinterpret_cast<const PairInMemory*>(b);
  auto* out = reinterpret_cast<PairInMemory*>(sums);
  Pair even = a[0] * row[0];
  Pair odd = a[1] * row[1];
  for (int q = 2; q < kPairs; q += 2) {
    even += a[q] * row[q];
    odd += a[q + 1] * row[q + 1];
  }
  out[0] += even;
  out[1] += odd;
}

inline double total(const double* sums) { return (sums[0] + sums[1]) + (sums[2] + sums[3]); }

/// Not inlined: one copy for both passes, which call it once for 16 samples.
[[gnu::noinline]] void takeExponentials(double* lanes) {
  for (int l = 0; l < kLanes; ++l) lanes[l] = math::exp(lanes[l]);
}

/// Sum of the logarithms of the lanes; the lanes become 1.
double takeLogarithms(double* products) {
  double sum = 0.0;
  for (int l = 0; l < kLanes; ++l) {
    sum += math::log(products[l]);
    products[l] = 1.0;
  }
  return sum;
}

}  // namespace

Matrix linearScores(const MatrixView& X, const Matrix& coef, const Vector& intercept) {
  Matrix scores(X.rows(), coef.rows());
  for (Index i = 0; i < X.rows(); ++i) {
    for (Index k = 0; k < coef.rows(); ++k) {
      double score = intercept[k];
      for (Index j = 0; j < X.cols(); ++j) score += coef(k, j) * X(i, j);
      if (!std::isfinite(score)) {
        fail(ErrorCode::kBadValue, {"X: expected numbers that give finite scores, got an overflow in row ", i});
      }
      scores(i, k) = score;
    }
  }
  return scores;
}

Matrix probabilitiesFromScores(const Matrix& scores, const Labels& classes) {
  Matrix proba = Matrix::Zero(scores.rows(), classes[classes.size() - 1] + 1);
  if (scores.cols() == 1) {
    for (Index i = 0; i < scores.rows(); ++i) {
      const double p = math::expit(scores(i, 0));
      proba(i, classes[0]) = 1.0 - p;
      proba(i, classes[1]) = p;
    }
    return proba;
  }
  for (Index i = 0; i < scores.rows(); ++i) {
    double highest = scores(i, 0);
    for (Index k = 1; k < scores.cols(); ++k) highest = std::max(highest, scores(i, k));
    double sum = 0.0;
    for (Index k = 0; k < scores.cols(); ++k) {
      const double e = math::exp(scores(i, k) - highest);
      proba(i, classes[k]) = e;
      sum += e;
    }
    for (Index k = 0; k < scores.cols(); ++k) proba(i, classes[k]) /= sum;
  }
  return proba;
}

Labels labelsFromProbabilities(const Matrix& probabilities) {
  Labels labels(probabilities.rows());
  for (Index i = 0; i < probabilities.rows(); ++i) {
    int best = 0;
    for (int c = 1; c < static_cast<int>(probabilities.cols()); ++c) {
      if (probabilities(i, c) > probabilities(i, best)) best = c;
    }
    labels[i] = best;
  }
  return labels;
}

double LogisticObjective::evaluate(const double* theta, double* gradient, double* hessian) {
  const int p = parametersPerScore();
  std::fill(gradientSums_.begin(), gradientSums_.end(), 0.0);
  const bool withHessian = hessian != nullptr;
  if (withHessian) {
    const auto pairs = static_cast<std::size_t>(nScores_ * (nScores_ + 1) / 2);
    gramSums_.assign(pairs * static_cast<std::size_t>(p * (p + 1) / 2) * kPartialSums, 0.0);
  }
  const double dataLoss = nScores_ == 1 ? binaryPass(theta, withHessian) : multinomialPass(theta, withHessian);
  double loss = dataLoss / nSamples_;
  for (int k = 0; k < nScores_; ++k) {
    for (int j = 0; j < p; ++j) {
      const int index = k * p + j;
      const double alpha = j < nFeatures_ ? penalty_[static_cast<std::size_t>(j)] : 0.0;
      gradient[index] =
          total(gradientSums_.data() + std::ptrdiff_t{index} * kPartialSums) / nSamples_ + alpha * theta[index];
      loss += 0.5 * alpha * theta[index] * theta[index];
    }
  }
  if (withHessian) writeHessian(hessian);
  return loss;
}

void LogisticObjective::scoreBlock(int block, const double* theta, double* scores) const {
  const double* data = blockData(block);
  for (int k = 0; k < nScores_; ++k) {
    const double* weights = theta + std::ptrdiff_t{k} * parametersPerScore();
    const double intercept = fitIntercept_ ? weights[nFeatures_] : 0.0;
    Pair z[kPairs];
    for (Pair& pair : z) pair = Pair{intercept, intercept};
    const auto* row = reinterpret_cast<const PairInMemory*>(data);
    for (int j = 0; j < nFeatures_; ++j, row += kPairs) {
      const Pair weight = {weights[j], weights[j]};
      for (int q = 0; q < kPairs; ++q) z[q] += weight * row[q];
    }
    auto* out = reinterpret_cast<PairInMemory*>(scores + std::ptrdiff_t{k} * kLanes);
    for (int q = 0; q < kPairs; ++q) out[q] = z[q];
  }
}

void LogisticObjective::addGradient(int block, const double* residual, double* sums) const {
  Pair r[kPairs];
  for (int q = 0; q < kPairs; ++q) r[q] = reinterpret_cast<const PairInMemory*>(residual)[q];
  const double* row = blockData(block);
  for (int j = 0; j < nFeatures_; ++j, row += kLanes, sums += kPartialSums) addDot(r, row, sums);
  if (fitIntercept_) addDot(r, ones().data(), sums);
}

void LogisticObjective::addGram(int block, const double* weight, double* sums) const {
  const double* data = blockData(block);
  const auto* w = reinterpret_cast<const PairInMemory*>(weight);
  for (int j = 0; j < parametersPerScore(); ++j) {
    const double* column = j < nFeatures_ ? data + std::ptrdiff_t{j} * kLanes : ones().data();
    Pair weighted[kPairs];
    for (int q = 0; q < kPairs; ++q) weighted[q] = w[q] * reinterpret_cast<const PairInMemory*>(column)[q];
    const double* row = data;
    for (int i = 0; i < std::min(j + 1, nFeatures_); ++i, row += kLanes, sums += kPartialSums)
      addDot(weighted, row, sums);
    if (j == nFeatures_) {
      addDot(weighted, ones().data(), sums);
      sums += kPartialSums;
    }
  }
}

double LogisticObjective::binaryPass(const double* theta, bool withGram) {
  alignas(16) double z[kLanes], exponentials[kLanes], residual[kLanes], weight[kLanes], products[kLanes],
      linear[kLanes];
  std::fill_n(products, kLanes, 1.0);
  std::fill_n(linear, kLanes, 0.0);
  double logarithms = 0.0;
  for (int block = 0; block < nBlocks_; ++block) {
    scoreBlock(block, theta, z);
    for (int l = nSamples_ - block * kLanes; l < kLanes; ++l) z[l] = kNever;
    const double* y = binaryTarget_.data() + std::ptrdiff_t{block} * kLanes;
    for (int l = 0; l < kLanes; ++l) exponentials[l] = -std::fabs(z[l]);
    takeExponentials(exponentials);
    for (int l = 0; l < kLanes; ++l) {
      const double e = exponentials[l];
      const double inverse = 1.0 / (1.0 + e);
      residual[l] = (z[l] < 0.0 ? e : 1.0) * inverse - y[l];
      weight[l] = e * inverse * inverse;
      products[l] *= 1.0 + e;
      linear[l] += (z[l] < 0.0 ? 0.0 : z[l]) - y[l] * z[l];
    }
    addGradient(block, residual, gradientSums_.data());
    if (withGram) addGram(block, weight, gramSums_.data());
    if (block % kBlocksPerLogarithm == kBlocksPerLogarithm - 1) logarithms += takeLogarithms(products);
  }
  logarithms += takeLogarithms(products);
  double sum = 0.0;
  for (const double part : linear) sum += part;
  return sum + logarithms;
}

double LogisticObjective::multinomialPass(const double* theta, bool withGram) {
  alignas(16) double weight[kLanes], products[kLanes], linear[kLanes], highest[kLanes], sum[kLanes];
  std::fill_n(products, kLanes, 1.0);
  std::fill_n(linear, kLanes, 0.0);
  double* scores = scores_.data();
  const std::ptrdiff_t p = parametersPerScore();
  double logarithms = 0.0;
  for (int block = 0; block < nBlocks_; ++block) {
    scoreBlock(block, theta, scores);
    for (int l = nSamples_ - block * kLanes; l < kLanes; ++l) {
      for (int k = 0; k < nScores_; ++k) scores[k * kLanes + l] = k == 0 ? 0.0 : kNever;
    }
    const int* target = target_.data() + std::ptrdiff_t{block} * kLanes;
    std::copy_n(scores, kLanes, highest);
    for (int k = 1; k < nScores_; ++k) {
      for (int l = 0; l < kLanes; ++l) highest[l] = std::max(highest[l], scores[k * kLanes + l]);
    }
    for (int l = 0; l < kLanes; ++l) linear[l] += highest[l] - scores[target[l] * kLanes + l];
    std::fill_n(sum, kLanes, 0.0);
    for (int k = 0; k < nScores_; ++k) {
      double* z = scores + std::ptrdiff_t{k} * kLanes;
      for (int l = 0; l < kLanes; ++l) z[l] -= highest[l];
      takeExponentials(z);
      for (int l = 0; l < kLanes; ++l) sum[l] += z[l];
    }
    for (int l = 0; l < kLanes; ++l) {
      products[l] *= sum[l];
      sum[l] = 1.0 / sum[l];
    }
    for (int k = 0; k < nScores_; ++k) {
      for (int l = 0; l < kLanes; ++l) scores[k * kLanes + l] *= sum[l];
    }
    // From here on scores holds probabilities.
    if (withGram) {
      double* gram = gramSums_.data();
      for (int k = 0; k < nScores_; ++k) {
        for (int other = 0; other <= k; ++other, gram += p * (p + 1) / 2 * kPartialSums) {
          const double* a = scores + std::ptrdiff_t{k} * kLanes;
          const double* b = scores + std::ptrdiff_t{other} * kLanes;
          for (int l = 0; l < kLanes; ++l) weight[l] = a[l] * ((k == other ? 1.0 : 0.0) - b[l]);
          addGram(block, weight, gram);
        }
      }
    }
    for (int l = 0; l < kLanes; ++l) scores[target[l] * kLanes + l] -= 1.0;
    for (int k = 0; k < nScores_; ++k) {
      addGradient(block, scores + std::ptrdiff_t{k} * kLanes, gradientSums_.data() + k * p * kPartialSums);
    }
    if (block % kBlocksPerLogarithm == kBlocksPerLogarithm - 1) logarithms += takeLogarithms(products);
  }
  logarithms += takeLogarithms(products);
  double result = 0.0;
  for (const double part : linear) result += part;
  return result + logarithms;
}

void LogisticObjective::writeHessian(double* hessian) const {
  const std::ptrdiff_t p = parametersPerScore(), size = this->size();
  const double* sums = gramSums_.data();
  for (std::ptrdiff_t k = 0; k < nScores_; ++k) {
    for (std::ptrdiff_t other = 0; other <= k; ++other) {
      for (std::ptrdiff_t j = 0; j < p; ++j) {
        for (std::ptrdiff_t i = 0; i <= j; ++i, sums += kPartialSums) {
          // The block of two scores is symmetric in the columns.
          const double value = total(sums) / nSamples_;
          hessian[(k * p + j) * size + other * p + i] = value;
          if (k != other) hessian[(k * p + i) * size + other * p + j] = value;
        }
      }
    }
  }
  for (std::ptrdiff_t j = 0; j < p; ++j) {
    const double alpha = j < nFeatures_ ? penalty_[static_cast<std::size_t>(j)] : 0.0;
    double diagonal = 0.0;
    for (std::ptrdiff_t k = 0; k < nScores_; ++k) {
      double& entry = hessian[(k * p + j) * (size + 1)];
      entry += alpha;
      diagonal += entry;
    }
    if (nScores_ == 1) continue;
    // A shift of all scores alike changes no probability. Some curvature there makes the matrix regular, and neither
    // moves the optimum nor the step, because gradients and steps sum to 0 over the scores.
    const double curvature = diagonal / (nScores_ * nScores_);
    for (std::ptrdiff_t k = 0; k < nScores_; ++k) {
      for (std::ptrdiff_t other = 0; other <= k; ++other) hessian[(k * p + j) * size + other * p + j] += curvature;
    }
  }
}

}  // namespace scrollwork

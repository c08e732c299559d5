#include "scrollwork/preprocessing/polynomial_features.h"

#include <cmath>

#include "scrollwork/persistence/state_checks.h"
#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

void PolynomialFeatures::fit(const MatrixView& X) {
  *this = PolynomialFeatures(options_);
  requireRange("degree", options_.degree, 0, 32);
  requireSamples(X);
  findProducts(static_cast<int>(X.cols()));
}

void PolynomialFeatures::findProducts(int nFeatures) {
  std::vector<Product> products;
  const auto add = [&products](Product product) {
    products.push_back(product);
    if (products.size() > kMaxOutputFeatures) {
      fail(ErrorCode::kBadValue, {"degree: expected at most ", kMaxOutputFeatures, " output columns, got more"});
    }
  };
  if (options_.includeBias) add({kOne, kOne});
  // In lexicographic order, the monomials of one degree that begin with x_j are x_j times those of the degree below
  // that begin with x_j or later (with x_{j+1} or later when every column may come once): a tail of the degree below.
  // Of the degree below: the first output column that begins with x_j.
  std::vector<int> begins(static_cast<std::size_t>(nFeatures) + 1);
  for (int degree = 1; degree <= options_.degree; ++degree) {
    std::vector<int> nextBegins;
    const int end = static_cast<int>(products.size());
    for (int j = 0; j < nFeatures; ++j) {
      nextBegins.push_back(static_cast<int>(products.size()));
      if (degree == 1) {
        add({kOne, j});
        continue;
      }
      const int first = begins[static_cast<std::size_t>(options_.interactionOnly ? j + 1 : j)];
      for (int factor = first; factor < end; ++factor) add({factor, j});
    }
    nextBegins.push_back(static_cast<int>(products.size()));
    begins = std::move(nextBegins);
  }
  if (products.empty()) {
    fail(ErrorCode::kBadValue, {"degree: expected at least 1 without includeBias, got 0"});
  }
  products_ = std::move(products);
  nFeaturesIn_ = nFeatures;
}

Matrix PolynomialFeatures::transform(const MatrixView& X) const {
  requireFitted(fitted(), "PolynomialFeatures");
  requireColumns(X, nFeaturesIn_);
  const Index m = nOutputFeatures();
  Matrix out(X.rows(), m);
  double notFinite = 0.0;
  for (Index i = 0; i < X.rows(); ++i) {
    const double* row = X.row(i).data();
    double* to = out.row(i).data();
    for (Index k = 0; k < m; ++k) {
      const Product product = products_[static_cast<std::size_t>(k)];
      if (product.column == kOne) {
        to[k] = 1.0;
      } else {
        to[k] = product.factor == kOne ? row[product.column] : to[product.factor] * row[product.column];
      }
      notFinite += to[k] - to[k];
    }
  }
  if (notFinite != 0.0) {
    fail(ErrorCode::kBadValue, {"X: expected columns whose powers up to degree ", options_.degree,
                                " are finite, got an overflow: scale them first"});
  }
  return out;
}

std::unique_ptr<Transformer> PolynomialFeatures::clone() const {
  return std::make_unique<PolynomialFeatures>(options_);
}

Eigen::MatrixXi PolynomialFeatures::powers() const {
  Eigen::MatrixXi powers = Eigen::MatrixXi::Zero(nOutputFeatures(), nFeaturesIn_);
  for (Index k = 0; k < powers.rows(); ++k) {
    const Product product = products_[static_cast<std::size_t>(k)];
    if (product.factor != kOne) powers.row(k) = powers.row(product.factor);
    if (product.column != kOne) ++powers(k, product.column);
  }
  return powers;
}

void PolynomialFeatures::checkState() {
  // As wide as the smallest matrix that anybody would fit: powers() has a column for each feature.
  constexpr int kMaxFeatures = 1 << 20;
  requireRange("nFeaturesIn", nFeaturesIn_, 0, kMaxFeatures);
  if (nFeaturesIn_ == 0) return;
  requireRange("options.degree", options_.degree, 0, 32);
  findProducts(nFeaturesIn_);
}

}  // namespace scrollwork

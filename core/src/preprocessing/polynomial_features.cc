#include "scrollwork/preprocessing/polynomial_features.h"

#include <cmath>

#include "scrollwork/validation.h"

namespace scrollwork {

using Index = Eigen::Index;

void PolynomialFeatures::fit(const MatrixView& X) {
  *this = PolynomialFeatures(options_);
  requireRange("degree", options_.degree, 0, 32);
  requireSamples(X);
  const int d = static_cast<int>(X.cols());

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
  std::vector<int> begins(static_cast<std::size_t>(d) +
                          1);  // of the degree below: first output column that begins with j
  for (int degree = 1; degree <= options_.degree; ++degree) {
    std::vector<int> nextBegins;
    const int end = static_cast<int>(products.size());
    for (int j = 0; j < d; ++j) {
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
  nFeaturesIn_ = d;
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

}  // namespace scrollwork

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/reference_file.h"
#include "scrollwork/error.h"
#include "scrollwork/inspection/partial_dependence.h"
#include "scrollwork/inspection/permutation_importance.h"
#include "scrollwork/math/elementary.h"
#include "scrollwork/rng.h"

namespace scrollwork {
namespace {

using nlohmann::json;

/// w.x + v x_a x_b
class Product final : public Regressor {
 public:
  Product(Vector w, double v, Eigen::Index a, Eigen::Index b) : w_(std::move(w)), v_(v), a_(a), b_(b) {}
  explicit Product(const json& m)
      : Product(vectorFrom(m["w"]), m["v"], m["a"].get<Eigen::Index>(), m["b"].get<Eigen::Index>()) {}
  void fit(const MatrixView&, const VectorView&) override {}
  [[nodiscard]] Vector predict(const MatrixView& X) const override {
    Vector out(X.rows());
    for (Eigen::Index i = 0; i < X.rows(); ++i) {
      out[i] = v_ * X(i, a_) * X(i, b_);
      for (Eigen::Index j = 0; j < X.cols(); ++j) out[i] += w_[j] * X(i, j);
    }
    return out;
  }
  [[nodiscard]] bool fitted() const override { return w_.size() > 0; }
  [[nodiscard]] int nFeaturesIn() const override { return static_cast<int>(w_.size()); }
  [[nodiscard]] std::unique_ptr<Regressor> clone() const override { return std::make_unique<Product>(*this); }

 private:
  Vector w_;
  double v_;
  Eigen::Index a_, b_;
};

/// Probabilities in proportion to exp(W x + b).
class Softmax final : public Classifier {
 public:
  explicit Softmax(const json& m) : W_(matrixFrom(m["W"])), b_(vectorFrom(m["b"])) {}
  void fit(const MatrixView&, const LabelView&) override {}
  [[nodiscard]] Matrix predictProba(const MatrixView& X) const override {
    Matrix p(X.rows(), W_.rows());
    for (Eigen::Index i = 0; i < X.rows(); ++i) {
      double highest = -1e300;
      for (Eigen::Index c = 0; c < W_.rows(); ++c) {
        p(i, c) = b_[c];
        for (Eigen::Index j = 0; j < X.cols(); ++j) p(i, c) += W_(c, j) * X(i, j);
        highest = std::max(highest, p(i, c));
      }
      double sum = 0;
      for (Eigen::Index c = 0; c < W_.rows(); ++c) sum += p(i, c) = math::exp(p(i, c) - highest);
      for (Eigen::Index c = 0; c < W_.rows(); ++c) p(i, c) /= sum;
    }
    return p;
  }
  [[nodiscard]] Labels predict(const MatrixView& X) const override {
    const Matrix p = predictProba(X);
    Labels labels(X.rows());
    for (Eigen::Index i = 0; i < X.rows(); ++i) p.row(i).maxCoeff(&labels[i]);
    return labels;
  }
  [[nodiscard]] bool fitted() const override { return true; }
  [[nodiscard]] int nFeaturesIn() const override { return static_cast<int>(W_.cols()); }
  [[nodiscard]] int nClasses() const override { return static_cast<int>(W_.rows()); }
  [[nodiscard]] std::unique_ptr<Classifier> clone() const override { return std::make_unique<Softmax>(*this); }

 private:
  Matrix W_;
  Vector b_;
};

struct Problem {
  Matrix X;
  Vector y;
};
Problem linearProblem(std::uint64_t seed, int n, int d, const Vector& w) {
  Rng rng(seed);
  Problem p{Matrix(n, d), Vector(n)};
  for (int i = 0; i < n; ++i) {
    p.y[i] = rng.normal();
    for (int j = 0; j < d; ++j) {
      p.X(i, j) = rng.normal();
      p.y[i] += w[j] * p.X(i, j);
    }
  }
  return p;
}

ErrorCode codeOf(const std::function<void()>& call, const std::string& part) {
  try {
    call();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << error.what();
    return error.code();
  }
  ADD_FAILURE() << "expected an Error about " << part;
  return ErrorCode::kParse;
}

// Grids: a quantile is one weighted mean of two numbers, an equally spaced value one product and one sum: 4 eps
// relative to the largest number of the column. Answers: sums of six products (regressor), or a softmax whose exponents
// of size 100 carry 100 eps into the probabilities; the slopes turn the grid's eps into as much. 1e-12 relative is ten
// times both.
TEST(PartialDependence, EqualsScikitLearn) {
  const json reference = readReference("inspection");
  for (const json& c : reference["dependence"]) {
    const std::string set = c["set"];
    SCOPED_TRACE(set + " " + c["features"].dump());
    const Matrix X = matrixFrom(reference["sets"][set]["X"]);
    PartialDependenceOptions options{.features = c["features"].get<std::vector<int>>(),
                                     .gridResolution = c["gridResolution"],
                                     .percentiles = c["percentiles"].get<std::vector<double>>(),
                                     .kind = "both"};
    PartialDependence got;
    if (c.contains("target")) {
      options.target = c["target"];
      got = partialDependence(Softmax(reference["models"][set]), X, options);
    } else {
      got = partialDependence(Product(reference["models"][set]), X, options);
    }
    const auto expectNear = [](const Vector& a, const Vector& b) {
      ASSERT_EQ(a.size(), b.size());
      EXPECT_LE((a - b).cwiseAbs().maxCoeff(), 1e-12 * std::max(1.0, b.cwiseAbs().maxCoeff()));
    };
    expectNear(got.values0, vectorFrom(c["values"][0]));
    if (options.features.size() == 2) {
      expectNear(got.values1, vectorFrom(c["values"][1]));
    } else {
      EXPECT_EQ(got.values1.size(), 0);
    }
    EXPECT_EQ(got.features, options.features);
    expectNear(got.average, vectorFrom(c["average"]));
    const Matrix curves = matrixFrom(c["individual"]);
    ASSERT_EQ(got.individual.rows(), X.rows());
    for (Eigen::Index i = 0; i < curves.rows(); ++i) {
      expectNear(got.individual.row(i).transpose(), curves.row(i).transpose());
    }
  }
}

TEST(PartialDependence, TheAverageIsTheMeanOfTheCurvesAndKindKeepsWhatItSays) {
  const Vector w = Vector::LinSpaced(3, -1, 2);
  const Problem p = linearProblem(4, 30, 3, w);
  const Product model(w, 0.5, 0, 2);
  for (const std::vector<int>& features : {std::vector<int>{2}, {0, 2}, {1, 0}}) {
    const auto ask = [&](const char* kind) {
      return partialDependence(model, p.X, {.features = features, .gridResolution = 6, .kind = kind});
    };
    const PartialDependence both = ask("both");
    EXPECT_LE((both.individual.colwise().mean().transpose() - both.average).cwiseAbs().maxCoeff(), 1e-13);
    EXPECT_EQ(ask("average").average, both.average);
    EXPECT_EQ(ask("average").individual.size(), 0);
    EXPECT_EQ(ask("individual").individual, both.individual);
    EXPECT_EQ(ask("individual").average.size(), 0);
  }
}

// Of an additive model the curve of one feature is a line with its weight as slope, wherever the rows lie.
TEST(PartialDependence, OfAnAdditiveModelIsTheTermOfTheFeature) {
  const Vector w = Vector::LinSpaced(4, -2, 3);
  const Problem p = linearProblem(5, 50, 4, w);
  for (int j = 0; j < 4; ++j) {
    const PartialDependence found =
        partialDependence(Product(w, 0, 0, 0), p.X, {.features = {j}, .gridResolution = 9, .kind = "both"});
    for (Eigen::Index g = 1; g < found.values0.size(); ++g) {
      const double rise = w[j] * (found.values0[g] - found.values0[0]);
      EXPECT_NEAR(found.average[g] - found.average[0], rise, 1e-13);
      for (Eigen::Index i = 0; i < 50; ++i) {
        EXPECT_NEAR(found.individual(i, g) - found.individual(i, 0), rise, 1e-13);
      }
    }
  }
}

TEST(PartialDependence, FewDifferentValuesAreTheGrid) {
  Matrix X(5, 1);
  X << 3, 1, 3, 2, 1;
  const Product identity(Vector::Ones(1), 0, 0, 0);
  EXPECT_EQ(partialDependence(identity, X).average, (Vector(3) << 1, 2, 3).finished());
  EXPECT_EQ(partialDependence(identity, X, {.gridResolution = 4}).values0.size(), 3);
  EXPECT_EQ(partialDependence(identity, X, {.gridResolution = 3, .percentiles = {0, 1}}).values0,
            (Vector(3) << 1, 2, 3).finished());
  EXPECT_EQ(partialDependence(identity, X.topRows(1)).values0, X.row(0).transpose());
}

TEST(PartialDependence, RefusesWhatCannotBeAnswered) {
  const Vector w = Vector::Ones(2);
  const Problem p = linearProblem(6, 20, 2, w);
  const Product model(w, 0, 0, 0);
  const auto code = [&](const PartialDependenceOptions& options, const std::string& part) {
    return codeOf([&] { (void)partialDependence(model, p.X, options); }, part);
  };
  EXPECT_EQ(code({.features = {}}, "features: expected one or two columns, got 0"), ErrorCode::kBadValue);
  EXPECT_EQ(code({.features = {0, 1, 0}}, "got 3"), ErrorCode::kBadValue);
  EXPECT_EQ(code({.features = {2}}, "features: expected 0..1, got 2"), ErrorCode::kBadValue);
  EXPECT_EQ(code({.features = {1, 1}}, "got 1 twice"), ErrorCode::kBadValue);
  EXPECT_EQ(code({.gridResolution = 1}, "gridResolution: expected 2..10000, got 1"), ErrorCode::kBadValue);
  EXPECT_EQ(code({.percentiles = {0.5}}, "percentiles: expected two numbers"), ErrorCode::kBadValue);
  EXPECT_EQ(code({.percentiles = {0.9, 0.1}}, "percentiles: expected the lower one first"), ErrorCode::kBadValue);
  EXPECT_EQ(code({.percentiles = {0, NAN}}, "percentiles"), ErrorCode::kBadValue);
  EXPECT_EQ(code({.kind = "all"}, "kind"), ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { (void)partialDependence(model, p.X.leftCols(1)); }, "columns"), ErrorCode::kBadShape);
  EXPECT_EQ(codeOf([&] { (void)partialDependence(model, Matrix(0, 2)); }, "X"), ErrorCode::kBadShape);
  EXPECT_EQ(codeOf([&] { (void)partialDependence(Product({}, 0, 0, 0), p.X); }, "fit"), ErrorCode::kNotFitted);
  Matrix mostlyOne = Matrix::Ones(200, 2);
  mostlyOne(0, 0) = 0;
  mostlyOne(1, 0) = 2;
  EXPECT_EQ(codeOf([&] { (void)partialDependence(model, mostlyOne, {.gridResolution = 2}); }, "1 at both"),
            ErrorCode::kBadValue);
  const Softmax softmax(json{{"W", {{0.0, 0.0}, {1.0, 1.0}}}, {"b", {0.0, 0.0}}});
  EXPECT_EQ(codeOf([&] { (void)partialDependence(softmax, p.X, {.target = 2}); }, "target: expected 0..1, got 2"),
            ErrorCode::kBadValue);
}

// Both sides are means of independent shuffles: 100 of scikit-learn's, 400 of ours. Their difference has a standard
// error of sqrt(s² / 100 + s² / 400); with 39 numbers compared, 5 of them are passed by chance once in 40,000 seeds.
TEST(PermutationImportance, AgreesWithScikitLearnInDistribution) {
  const json reference = readReference("inspection");
  for (const json& c : reference["importance"]) {
    const std::string set = c["set"];
    const std::string scoring = c["scoring"];
    SCOPED_TRACE(set + " " + scoring);
    const Matrix X = matrixFrom(reference["sets"][set]["X"]);
    const json& target = reference["sets"][set]["y"];
    const PermutationImportanceOptions options{.nRepeats = 400, .scoring = scoring, .seed = 3};
    const PermutationImportance got =
        set == "diabetes" ? permutationImportance(Product(reference["models"][set]), X, vectorFrom(target), options)
                          : permutationImportance(Softmax(reference["models"][set]), X, labelsFrom(target), options);
    if (!c["baselineScore"].is_null()) {
      EXPECT_NEAR(got.baselineScore, c["baselineScore"], 1e-12);
    }
    const Vector mean = vectorFrom(c["mean"]);
    const Vector std = vectorFrom(c["std"]);
    ASSERT_EQ(got.importances.rows(), X.cols());
    for (Eigen::Index j = 0; j < mean.size(); ++j) {
      EXPECT_NEAR(got.importancesMean[j], mean[j], 5 * std[j] * std::sqrt(1 / 100.0 + 1 / 400.0)) << "column " << j;
      EXPECT_NEAR(got.importancesStd[j], std[j], 0.5 * std[j] + 1e-15) << "column " << j;
    }
  }
}

// Over all shuffles p, with residual e and x centred, the mean of (e_i + w (x_i - x_p(i)))² - e_i² is
// 2 w² var(x) + 2 w mean(e x): the expected importance of a column of a linear model in squared error.
TEST(PermutationImportance, OfALinearModelHasAClosedForm) {
  Vector w(3);
  w << 0, 1, -3;
  const Problem p = linearProblem(8, 400, 3, w);
  Vector used = w;
  used[1] = 1.5;  // a model that is not quite right, so that residuals and features hang together
  const PermutationImportance found =
      permutationImportance(Product(used, 0, 0, 0), p.X, p.y, {.nRepeats = 200, .scoring = "neg_mean_squared_error"});
  const Vector e = p.y - p.X * used;
  for (Eigen::Index j = 0; j < 3; ++j) {
    const Vector x = p.X.col(j).array() - p.X.col(j).mean();
    const double expected = 2 * used[j] * used[j] * x.squaredNorm() / 400 + 2 * used[j] * e.dot(x) / 400;
    EXPECT_NEAR(found.importancesMean[j], expected, 5 * found.importancesStd[j] / std::sqrt(200.0) + 1e-15) << j;
  }
  EXPECT_EQ(found.importancesMean[0], 0.0);  // a column that the model does not read
}

TEST(PermutationImportance, SeedsRepeatsAndSummaries) {
  const Vector w = Vector::LinSpaced(3, 1, 3);
  const Problem p = linearProblem(9, 40, 3, w);
  const Product model(w, 0, 0, 0);
  const auto ask = [&](int nRepeats, std::uint64_t seed) {
    return permutationImportance(model, p.X, p.y, {.nRepeats = nRepeats, .seed = seed});
  };
  const PermutationImportance five = ask(5, 1);
  EXPECT_EQ(five.importances, ask(5, 1).importances);
  EXPECT_NE(five.importances, ask(5, 2).importances);
  EXPECT_EQ(five.importances, ask(9, 1).importances.leftCols(5));
  for (Eigen::Index j = 0; j < 3; ++j) {
    const Vector row = five.importances.row(j);
    EXPECT_NEAR(five.importancesMean[j], row.mean(), 1e-15);
    EXPECT_NEAR(five.importancesStd[j], std::sqrt((row.array() - row.mean()).square().mean()), 1e-15);
  }
  // Exact predictions of a constant score 1, others 0: nothing is divided by the spread 0.
  const Vector constant = Vector::Zero(40);
  EXPECT_EQ(permutationImportance(model, p.X, constant).baselineScore, 0.0);
  EXPECT_EQ(permutationImportance(Product(Vector::Zero(3), 0, 0, 0), p.X, constant).baselineScore, 1.0);
}

TEST(PermutationImportance, RefusesWhatCannotBeAnswered) {
  const Vector w = Vector::Ones(2);
  const Problem p = linearProblem(6, 20, 2, w);
  const Product model(w, 0, 0, 0);
  const Softmax softmax(json{{"W", {{0.0, 0.0}, {1.0, 1.0}}}, {"b", {0.0, 0.0}}});
  const Labels y = Labels::Zero(20);
  EXPECT_EQ(codeOf([&] { (void)permutationImportance(model, p.X, p.y, {.nRepeats = 0}); }, "nRepeats: expected"),
            ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { (void)permutationImportance(model, p.X, p.y, {.scoring = "accuracy"}); }, "regressor"),
            ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { (void)permutationImportance(softmax, p.X, y, {.scoring = "r2"}); }, "classifier"),
            ErrorCode::kBadValue);
  EXPECT_EQ(codeOf([&] { (void)permutationImportance(model, p.X, p.y.head(3)); }, "y"), ErrorCode::kBadShape);
  EXPECT_EQ(codeOf([&] { (void)permutationImportance(softmax, p.X.leftCols(1), y); }, "X"), ErrorCode::kBadShape);
  EXPECT_EQ(codeOf([&] { (void)permutationImportance(Product({}, 0, 0, 0), p.X, p.y); }, "fit"), ErrorCode::kNotFitted);
}

}  // namespace
}  // namespace scrollwork

// The library as its user sees it: only what is installed, every public header.
#include <cstdio>

#include "all_headers.h"  // written by install_test.cmake: one #include for each installed header

int main() {
  using namespace scrollwork;
  const Sample shelter = makeShelter({.nSamples = 60, .seed = 7});
  const StandardScaler scaler;
  const PolynomialFeatures powers({.degree = 2, .includeBias = false});
  const LogisticRegression logistic;
  Pipeline pipeline({scaler, powers}, logistic);
  pipeline.fit(shelter.X, shelter.y);
  const double accuracy = accuracyScore(shelter.y, pipeline.predict(shelter.X));
  std::printf("accuracy %.3f\n", accuracy);
  return accuracy > 0.7 ? 0 : 1;
}

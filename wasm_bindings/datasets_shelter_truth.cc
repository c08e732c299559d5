// datasets: what is true of the shelter, which no sample shows.
#include "registry.h"
#include "scrollwork/datasets/shelter.h"

namespace scrollwork::bindings {
namespace {

Value posterior(Value X, Value options) {
  return from(shelterPosterior(toMatrix(X, "X"), toOptions<ShelterOptions>(options)));
}
double bayesAccuracy(Value options) { return shelterBayesAccuracy(toOptions<ShelterOptions>(options)); }

}  // namespace

const Registration registration([] {
  function("datasets.shelterPosterior", bound<&posterior>);
  function("datasets.shelterBayesAccuracy", bound<&bayesAccuracy>);
});

}  // namespace scrollwork::bindings

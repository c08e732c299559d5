// datasets: what is true of the shelter, which no sample shows.
#include "marshal.h"
#include "scrollwork/datasets/shelter.h"

namespace scrollwork::bindings {
namespace {

val posterior(const val& X, const val& options) {
  return from(shelterPosterior(toMatrix(X, "X"), toOptions<ShelterOptions>(options)));
}
double bayesAccuracy(const val& options) { return shelterBayesAccuracy(toOptions<ShelterOptions>(options)); }

}  // namespace

EMSCRIPTEN_BINDINGS(datasets_shelter_truth) {
  emscripten::function("datasets.shelterPosterior", guarded<&posterior>);
  emscripten::function("datasets.shelterBayesAccuracy", guarded<&bayesAccuracy>);
}

}  // namespace scrollwork::bindings

#include "marshal.h"
#include "sample.h"
#include "scrollwork/datasets/generators.h"

namespace scrollwork::bindings {
namespace {

val blobs(const val& options) { return fromSample(makeBlobs(toOptions<BlobsOptions>(options))); }

}  // namespace

EMSCRIPTEN_BINDINGS(datasets_blobs) { emscripten::function("datasets.makeBlobs", guarded<&blobs>); }

}  // namespace scrollwork::bindings

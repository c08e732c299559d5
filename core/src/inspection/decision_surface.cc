#include "scrollwork/inspection/decision_surface.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "scrollwork/error.h"
#include "scrollwork/validation.h"

namespace scrollwork {

namespace {

constexpr int kMaxSide = 4096;
constexpr int kMaxSurfaceClasses = 256;  // labels are bytes
constexpr Eigen::Index kBlockRows = 1024;
constexpr int kBandRows = 8;

void checkRequest(const Classifier& classifier, const DecisionSurfaceOptions& options) {
  requireFitted(classifier.fitted(), "classifier");
  if (classifier.nFeaturesIn() != 2) {
    fail(ErrorCode::kBadShape, {"classifier: expected one of 2 features, got ", classifier.nFeaturesIn()});
  }
  requireRange("classifier: nClasses", classifier.nClasses(), 1, kMaxSurfaceClasses);
  checkBounds(options.bounds);
  requireRange("width", options.width, 1, kMaxSide);
  requireRange("height", options.height, 1, kMaxSide);
  requireRange("alphaMax", options.alphaMax, 0, 255);
  requireRange("alphaMin", options.alphaMin, 0, options.alphaMax);
  if (options.palette.empty()) fail(ErrorCode::kBadValue, {"palette: expected at least one colour, got none"});
}

/// Turns the probabilities of pixels into the columns of a surface.
class PixelWriter {
 public:
  PixelWriter(const DecisionSurfaceOptions& options, DecisionSurface& surface) : options_(options), surface_(surface) {
    const auto nPixels = static_cast<std::size_t>(surface.width) * static_cast<std::size_t>(surface.height);
    surface.probability.resize(nPixels);
    surface.label.resize(nPixels);
    surface.rgba.resize(4 * nPixels);
    surface.classProbability.resize(surface.nClasses > 2 ? nPixels * static_cast<std::size_t>(surface.nClasses) : 0);
  }

  /// Row i of the probabilities belongs to pixel pixels[i].
  void write(const MatrixView& probabilities, const std::vector<std::size_t>& pixels) {
    const int k = surface_.nClasses;
    for (Eigen::Index i = 0; i < probabilities.rows(); ++i) {
      pixel_ = pixels[static_cast<std::size_t>(i)];
      const double* const p = probabilities.row(i).data();
      const auto winner = static_cast<std::size_t>(std::max_element(p, p + k) - p);
      if (k > 2) {
        float* const all = surface_.classProbability.data() + pixel_ * static_cast<std::size_t>(k);
        std::transform(p, p + k, all, [](double value) { return static_cast<float>(value); });
        surface_.probability[pixel_] = static_cast<float>(p[winner]);
      } else {
        surface_.probability[pixel_] = k == 2 ? static_cast<float>(p[1]) : 0.0F;
      }
      surface_.label[pixel_] = static_cast<std::uint8_t>(winner);
      paint(winner, p[winner]);
    }
  }

 private:
  void paint(std::size_t winner, double probability) {
    const double chance = 1.0 / surface_.nClasses;
    const double confidence = surface_.nClasses > 1 ? std::clamp((probability - chance) / (1 - chance), 0.0, 1.0) : 1.0;
    const double alpha = options_.alphaMin + (options_.alphaMax - options_.alphaMin) * confidence;
    const Rgb& colour = options_.palette[winner % options_.palette.size()];
    std::uint8_t* const rgba = surface_.rgba.data() + 4 * pixel_;
    std::copy(colour.begin(), colour.end(), rgba);
    // alpha >= 0, and lround would be a call for each pixel.
    rgba[3] = static_cast<std::uint8_t>(alpha + 0.5);  // NOLINT(bugprone-incorrect-roundings)
  }

  const DecisionSurfaceOptions& options_;
  DecisionSurface& surface_;
  std::size_t pixel_ = 0;
};

}  // namespace

DecisionSurface decisionSurface(const Classifier& classifier, const DecisionSurfaceOptions& options) {
  DecisionSurface surface;
  decisionSurface(classifier, options, surface);
  return surface;
}

void decisionSurface(const Classifier& classifier, const DecisionSurfaceOptions& options, DecisionSurface& surface) {
  checkRequest(classifier, options);
  const Bounds& bounds = options.bounds;
  surface.width = options.width;
  surface.height = options.height;
  surface.nClasses = classifier.nClasses();
  surface.bounds = bounds;
  PixelWriter writer(options, surface);

  const double stepX = (bounds.xMax - bounds.xMin) / options.width;
  const double stepY = (bounds.yMax - bounds.yMin) / options.height;
  std::vector<double> xs(static_cast<std::size_t>(options.width));
  std::vector<double> ys(static_cast<std::size_t>(options.height));
  for (int i = 0; i < options.width; ++i) xs[static_cast<std::size_t>(i)] = bounds.xMin + (i + 0.5) * stepX;
  for (int j = 0; j < options.height; ++j) ys[static_cast<std::size_t>(j)] = bounds.yMax - (j + 0.5) * stepY;
  Matrix grid;
  if (classifier.predictProbaGrid(xs, ys, grid)) {
    std::vector<std::size_t> row(xs.size());
    for (std::size_t pixel = 0; pixel < row.size(); ++pixel) row[pixel] = pixel;
    for (int j = 0; j < options.height; ++j) {
      writer.write(grid.middleRows(static_cast<Eigen::Index>(j) * options.width, options.width), row);
      for (std::size_t& pixel : row) pixel += row.size();
    }
    return;
  }
  // Band by band, each walked through down one column of pixels and up the next: every pixel is beside the one before,
  // and those of some hundred in a row lie close together. Some classifiers profit from that.
  Matrix block(kBlockRows, 2);
  std::vector<std::size_t> pixels(static_cast<std::size_t>(kBlockRows));
  Eigen::Index filled = 0;
  for (int top = 0; top < options.height; top += kBandRows) {
    const int rows = std::min(kBandRows, options.height - top);
    for (int i = 0; i < options.width; ++i) {
      for (int step = 0; step < rows; ++step) {
        const int j = top + (i % 2 == 0 ? step : rows - 1 - step);
        block(filled, 0) = xs[static_cast<std::size_t>(i)];
        block(filled, 1) = ys[static_cast<std::size_t>(j)];
        pixels[static_cast<std::size_t>(filled)] =
            static_cast<std::size_t>(j) * static_cast<std::size_t>(options.width) + static_cast<std::size_t>(i);
        if (++filled == kBlockRows) {
          writer.write(classifier.predictProba(block), pixels);
          filled = 0;
        }
      }
    }
  }
  if (filled > 0) writer.write(classifier.predictProba(block.topRows(filled)), pixels);
}

}  // namespace scrollwork

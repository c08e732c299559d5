#include "scrollwork/inspection/decision_surface.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
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
  PixelWriter(const DecisionSurfaceOptions& options, DecisionSurface& surface)
      : surface_(surface), alphaMin_(options.alphaMin), alphaRange_(options.alphaMax - options.alphaMin) {
    const auto nPixels = static_cast<std::size_t>(surface.width) * static_cast<std::size_t>(surface.height);
    surface.probability.resize(nPixels);
    surface.label.resize(nPixels);
    surface.rgba.resize(4 * nPixels);
    surface.classProbability.resize(surface.nClasses > 2 ? nPixels * static_cast<std::size_t>(surface.nClasses) : 0);
    for (std::size_t c = 0; c < colours_.size(); ++c) {
      const Rgb& colour = options.palette[c % options.palette.size()];
      colours_[c] = {colour[0], colour[1], colour[2]};
    }
  }

  /// Row i of the probabilities belongs to pixel pixels[i].
  void write(const MatrixView& probabilities, const std::vector<std::size_t>& pixels) const {
    // What the loop reads is copied first: a byte that it writes might be a part of anything else.
    const int k = surface_.nClasses;
    const double chance = k > 1 ? 1.0 / k : 0.0, alphaMin = alphaMin_, alphaRange = alphaRange_;
    float* const probability = surface_.probability.data();
    float* const classProbability = surface_.classProbability.data();
    std::uint8_t* const label = surface_.label.data();
    std::uint8_t* const rgba = surface_.rgba.data();
    const std::size_t* pixel = pixels.data();
    const double* p = probabilities.data();
    const Eigen::Index stride = probabilities.outerStride();
    for (Eigen::Index left = probabilities.rows(); left > 0; --left, ++pixel, p += stride) {
      const auto winner = static_cast<std::size_t>(std::max_element(p, p + k) - p);
      if (k > 2) {
        float* const all = classProbability + *pixel * static_cast<std::size_t>(k);
        std::transform(p, p + k, all, [](double value) { return static_cast<float>(value); });
        probability[*pixel] = static_cast<float>(p[winner]);
      } else {
        probability[*pixel] = k == 2 ? static_cast<float>(p[1]) : 0.0F;
      }
      label[*pixel] = static_cast<std::uint8_t>(winner);
      const double confidence = std::clamp((p[winner] - chance) / (1 - chance), 0.0, 1.0);
      std::array<std::uint8_t, 4> colour = colours_[winner];
      // The opacity is >= 0, and lround would be a call for each pixel.
      colour[3] =
          static_cast<std::uint8_t>(alphaMin + alphaRange * confidence + 0.5);  // NOLINT(bugprone-incorrect-roundings)
      std::memcpy(rgba + 4 * *pixel, colour.data(), 4);
    }
  }

 private:
  DecisionSurface& surface_;
  double alphaMin_, alphaRange_;
  std::array<std::array<std::uint8_t, 4>, kMaxSurfaceClasses> colours_ = {};  ///< Of each class; without opacity.
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

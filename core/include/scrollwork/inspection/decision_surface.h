#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "scrollwork/bounds.h"
#include "scrollwork/classifier.h"

namespace scrollwork {

/// Red, green, blue, 0..255.
using Rgb = std::array<std::uint8_t, 3>;

struct DecisionSurfaceOptions {
  Bounds bounds = {};  ///< The rectangle of the plane to look at.
  int width = 100;     ///< [1, 4096] columns of pixels.
  int height = 100;    ///< [1, 4096] rows of pixels.
  /// One colour per class; a class beyond the end takes them in turn again. At least one.
  std::vector<Rgb> palette = {{230, 126, 34}, {41, 121, 191}, {88, 160, 86}, {150, 96, 180}, {120, 120, 120}};
  int alphaMin = 20;   ///< [0, 255] opacity where the classes are level; at most alphaMax.
  int alphaMax = 140;  ///< [0, 255] opacity where the model is certain.

  static constexpr const char* kOwner = "decisionSurface";
  static void fields(auto& field, auto& o) {
    field("bounds", o.bounds);
    field("width", o.width);
    field("height", o.height);
    field("palette", o.palette);
    field("alphaMin", o.alphaMin);
    field("alphaMax", o.alphaMax);
  }
};

/// What a classifier says about each pixel of a rectangle. Row 0 is the *top* (largest y), as pictures have it; pixel
/// (column i, row j) at index j * width + i stands for its centre,
/// x = xMin + (i + 1/2) (xMax - xMin) / width, y = yMax - (j + 1/2) (yMax - yMin) / height.
struct DecisionSurface {
  int width = 0;
  int height = 0;
  int nClasses = 0;  ///< k of the classifier.
  Bounds bounds;
  std::vector<float> probability;   ///< k <= 2: of class 1 (0 when k = 1); k > 2: of the winning class.
  std::vector<std::uint8_t> label;  ///< Winning class, the lowest on ties.
  /// k > 2: all probabilities, k per pixel, for regionBoundaries; empty for k <= 2.
  std::vector<float> classProbability;
  /// 4 bytes per pixel, not premultiplied: the winning class's colour; the opacity grows linearly with confidence
  /// (p - 1/k) / (1 - 1/k) from alphaMin to alphaMax, so it shows on light and dark pages alike.
  std::vector<std::uint8_t> rgba;
};

/// Evaluates a fitted classifier of two features (k <= 256) on a grid. Works through blocks of about 1,000 pixels, so
/// the intermediate values stay in cache. Cost: width * height predictions. Throws Error: kNotFitted, kBadShape (not
/// two features), kBadValue (option out of range).
[[nodiscard]] DecisionSurface decisionSurface(const Classifier& classifier, const DecisionSurfaceOptions& options = {});

/// The same into an existing surface, whose buffers are used again: they are allocated anew only when they must grow.
/// On error `surface` is unchanged or holds unspecified values, but may be used again.
void decisionSurface(const Classifier& classifier, const DecisionSurfaceOptions& options, DecisionSurface& surface);

}  // namespace scrollwork

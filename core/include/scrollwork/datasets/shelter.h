#pragma once

#include <cstdint>

#include "scrollwork/bounds.h"
#include "scrollwork/datasets/sample.h"
#include "scrollwork/matrix.h"

namespace scrollwork {

struct ShelterOptions {
  int nSamples = 60;         ///< [1, 1000000] animals.
  double catFraction = 0.5;  ///< [0, 1]; exactly round(nSamples * catFraction) animals are cats (halves round up).
  double classSep = 1.0;  ///< [0, 2]; 0 = all kinds on one centre (only their spreads differ), 2 = twice as far apart.
  double labelNoise = 0.0;  ///< [0, 0.5]; the probability that an animal's card names the other species.
  std::uint64_t seed = 0;   ///< Any; the same seed gives the same animals in every build.

  static constexpr const char* kOwner = "makeShelter";
  static void fields(auto& field, auto& o) {
    field("nSamples", o.nSamples);
    field("catFraction", o.catFraction);
    field("classSep", o.classSep);
    field("labelNoise", o.labelNoise);
    field("seed", o.seed);
  }
};

/// Cats (class 0) and small dogs (class 1) of a shelter: column 0 is the weight in kg, 1.5 to 12, column 1 a fluffiness
/// score, 0 (sleek) to 10 (a cloud). Bounds are always {0, 12, 0, 10}. Rows are in random order.
///
/// The model, exactly. There are three kinds of animal, each a normal distribution with independent coordinates,
/// cut off at the rectangle weight 1.5..12, fluffiness 0..10 (draws outside are drawn again):
///
///   kind                       class  share of class   weight: mean, sd   fluffiness: mean, sd
///   cat                        cat    1                4.2, 1.05          6.3, 1.6
///   sleek dog (pinscher, ...)  dog    0.45             4.1, 1.15          2.4, 1.4
///   shaggy dog (spitz, ...)    dog    0.55             7.7, 1.5           5.9, 1.85
///
/// A mean m becomes c + classSep * (m - c) about the centre c = (5.2, 5.1). Cats are thus light *and* fluffy, and the
/// best boundary is a bent curve around them that no straight line follows. At the defaults the Bayes rule is right for
/// 88.5 % of animals, the best straight line for about 84 %.
///
/// Values are then rounded to thousandths of the axes: the weight to 0.012 kg, the fluffiness to 0.01. A dog is sleek
/// or shaggy at random. Label noise has draws of its own: it changes the cards of the same animals. Throws Error
/// kBadValue for an option out of range. Cost O(nSamples).
[[nodiscard]] Sample makeShelter(const ShelterOptions& options = {});

/// The truth behind makeShelter: the probability, for each row of X (n x 2: weight, fluffiness, finite), that the card
/// says dog, under the model above with the options' catFraction, classSep and labelNoise (rounding left out; nSamples
/// and seed play no part). Outside the rectangle the untruncated formula goes on, so the answer is always in [0, 1].
/// Throws Error: kBadShape (not two columns), kBadValue (NaN or infinity, option out of range).
[[nodiscard]] Vector shelterPosterior(const MatrixView& X, const ShelterOptions& options = {});

/// The accuracy of the best possible rule (answer dog where shelterPosterior > 1/2), over all animals that the model
/// can draw, in [0.5, 1]. Midpoint rule on a fine grid, absolute error below 1e-5; about 10 ms. Throws as
/// shelterPosterior.
[[nodiscard]] double shelterBayesAccuracy(const ShelterOptions& options = {});

}  // namespace scrollwork

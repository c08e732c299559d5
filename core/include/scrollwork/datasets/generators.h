#pragma once

#include <cstdint>

#include "scrollwork/datasets/sample.h"

namespace scrollwork {

struct MoonsOptions {
  int nSamples = 100;   ///< [2, 1000000] points in both moons together; the outer one gets floor(nSamples / 2).
  double noise = 0.0;   ///< [0, 10] standard deviation of the normal noise added to each coordinate.
  bool shuffle = true;  ///< Rows in random order; else the outer moon first.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "makeMoons";
  static void fields(auto& field, auto& o) {
    field("nSamples", o.nSamples);
    field("noise", o.noise);
    field("shuffle", o.shuffle);
    field("seed", o.seed);
  }
};

/// Two interleaving half circles (scikit-learn's `make_moons`): class 0 is (cos t, sin t), class 1 is
/// (1 - cos t, 1/2 - sin t), t in equal steps over [0, pi], both ends included. n x 2; bounds with a margin of 5 %.
/// Without noise and shuffling the rows equal scikit-learn's to rounding; random draws differ (another generator).
/// Cost: O(n). Throws Error kBadValue for an option out of range.
[[nodiscard]] Sample makeMoons(const MoonsOptions& options = {});

struct BlobsOptions {
  int nSamples = 100;   ///< [1, 1000000] points, dealt to the centres evenly (the first ones get one more).
  int nFeatures = 2;    ///< [1, 100] columns; ignored when `centers` is given.
  int nCenters = 3;     ///< [1, 100] classes; ignored when `centers` is given (scikit-learn's `centers` as an integer).
  Matrix centers = {};  ///< Given centres, k x d (each 1..100, finite), or empty: drawn evenly from the centre box.
  double clusterStd = 1.0;    ///< [0, 1000] standard deviation of every blob in every direction.
  double centerBoxMin = -10;  ///< The box in which unnamed centres are drawn, finite, centerBoxMin <= centerBoxMax.
  double centerBoxMax = 10;
  bool shuffle = true;  ///< Rows in random order; else blob by blob.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "makeBlobs";
  static void fields(auto& field, auto& o) {
    field("nSamples", o.nSamples);
    field("nFeatures", o.nFeatures);
    field("nCenters", o.nCenters);
    field("centers", o.centers);
    field("clusterStd", o.clusterStd);
    field("centerBoxMin", o.centerBoxMin);
    field("centerBoxMax", o.centerBoxMax);
    field("shuffle", o.shuffle);
    field("seed", o.seed);
  }
};

/// Round normal clusters, one class each (scikit-learn's `make_blobs`). Bounds with a margin of 5 %.
/// Cost: O(n d). Throws Error kBadValue for an option out of range.
[[nodiscard]] Sample makeBlobs(const BlobsOptions& options = {});

}  // namespace scrollwork

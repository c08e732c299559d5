#pragma once

namespace scrollwork {

/// What a generator makes at most: as many rows of two columns are 16 MB.
inline constexpr int kMaxSamples = 1'000'000;

}  // namespace scrollwork

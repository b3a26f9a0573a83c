// How likely a pair of records is found, before anything was read: the chance that the sketches of
// two records let their exact similarity decide.
#pragma once

#include "leitong/error.h"
#include "leitong/leaders.h"

namespace leitong {

struct DetectionOdds {
  double candidate = 0;  // the chance to share a bucket
  double verified = 0;   // … and not to be rejected by the sketch: exact similarity decides
};

// Of a pair of records with different shingles and this similarity, from 0 to 1, one of which is
// kept and not crowded out of its buckets (NearOptions::bucket_limit). Records with equal shingles
// are always found. MinHash: exact for sketches whose values are independent, as those of records
// of some dozens of shingles nearly are. SimHash: for records of many shingles, and equally many.
// Fails as NearLeaders::create() does.
[[nodiscard]] Result<DetectionOdds> detection_odds(const NearOptions& options, double similarity);

}  // namespace leitong

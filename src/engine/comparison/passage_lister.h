// The passages that two texts share, as they are shown: cut at word boundaries of both.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/comparison/compared_side.h"
#include "leitong/segment.h"
#include "leitong/text_comparison.h"
#include "passage/shared_stretches.h"

namespace leitong {

class PassageLister {
 public:
  // All outlive it.
  PassageLister(ComparedSide& a, ComparedSide& b, Segmenter& segmenter, std::uint64_t min_weight)
      : a_(a), b_(b), segmenter_(segmenter), min_weight_(min_weight) {}

  // From stretches of `a` (shared_stretches.h): in order, none overlapping the one before.
  [[nodiscard]] std::vector<SharedPassage> list(const std::vector<SharedStretch>& stretches);

 private:
  // To places where both may be cut, and no space; perhaps nothing is left.
  [[nodiscard]] SharedStretch move_inward(SharedStretch stretch);

  ComparedSide& a_;
  ComparedSide& b_;
  Segmenter& segmenter_;
  std::uint64_t min_weight_;
};

}  // namespace leitong

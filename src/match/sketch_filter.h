// What a sketch may do on its own: reject a candidate that is far below the threshold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "leitong/leaders.h"

namespace leitong {

// Sketches of kept records by number, from 0, and one newcomer that is held against them.
class SketchFilter {
 public:
  explicit SketchFilter(const NearOptions& options);

  void set_newcomer(std::span<const std::uint32_t> sketch);
  // The newcomer becomes the next record.
  void keep_newcomer();

  [[nodiscard]] bool passes(std::uint32_t record) const;

  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  NearMethod method_;
  int distance_;              // simhash: the most bits that may differ
  unsigned least_equal_ = 0;  // minhash: the fewest values that must agree
  std::vector<std::uint64_t> newcomer_;
  std::vector<std::uint64_t> kept_;  // newcomer_.size() numbers a record
};

}  // namespace leitong

// What a sketch may do on its own: reject a candidate that is far below the threshold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "leitong/leaders.h"
#include "match/growing_array.h"

namespace leitong {

// Sketches of kept records by number, from 0, packed into words.
class SketchFilter {
 public:
  // MinHash: how many bits are kept of each value, and how many values must agree in them.
  static constexpr unsigned kBits = 4;
  [[nodiscard]] static unsigned least_equal_values(std::size_t k, double threshold);

  explicit SketchFilter(const NearOptions& options);

  // Of one packed sketch.
  [[nodiscard]] static std::size_t words(const NearOptions& options);
  static void pack(NearMethod method, std::span<const std::uint32_t> sketch,
                   std::span<std::uint64_t> out);

  // The next record.
  void push(std::span<const std::uint64_t> packed);

  void prefetch(std::uint32_t record) const { __builtin_prefetch(&kept_[record * words_]); }
  [[nodiscard]] bool passes(std::span<const std::uint64_t> packed, std::uint32_t record) const {
    return passes(packed, std::span(&kept_[record * words_], words_));
  }
  // Two packed sketches.
  [[nodiscard]] bool passes(std::span<const std::uint64_t> packed,
                            std::span<const std::uint64_t> other) const;

  [[nodiscard]] std::size_t memory_bytes() const { return kept_.memory_bytes(); }

 private:
  NearMethod method_;
  int distance_;              // simhash: the most bits that may differ
  unsigned least_equal_ = 0;  // minhash: the fewest values that must agree
  std::size_t words_;
  GrowingArray<std::uint64_t> kept_;  // words_ a record; a record's stand together
};

}  // namespace leitong

// Fourth pass: the dictionary's edges that are longer than two characters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "text/segmenter/classes.h"
#include "text/segmenter/pairs.h"
#include "text/segmenter/tables.h"

namespace leitong {

class LongEdges {
 public:
  // Katakana runs of this length and more are no edge.
  static constexpr std::size_t kLongRun = 20;

  explicit LongEdges(const SegmenterTables& tables) : tables_(tables) {}

  // Overwrites everything below. As Pieces::find_starts.
  void find(const ClassBits* blocks, const PairBits* pairs, std::size_t block_count,
            const Code* codes);

  // A bit for each unit, and one word more than there are blocks.
  [[nodiscard]] const std::vector<std::uint64_t>& starts() const { return starts_; }
  // … some long edge spans the gap between this unit and the next.
  [[nodiscard]] const std::vector<std::uint64_t>& covered() const { return covered_; }

  [[nodiscard]] bool starts_at(std::size_t unit) const {
    return (starts_[unit / 64] >> (unit % 64) & 1) != 0;
  }
  // Where one starts: units of the longest word of three and more, 0 if there is none.
  [[nodiscard]] std::size_t longest(std::size_t unit) const { return longest_[unit]; }
  // … units of the katakana run, 0 if there is none that is an edge.
  [[nodiscard]] std::size_t run_length(std::size_t unit) const { return run_length_[unit]; }

 private:
  void find_words(const PairBits* pairs, std::size_t block_count, const Code* codes);
  void find_katakana_runs(const ClassBits* blocks, std::size_t block_count);

  SegmenterTables tables_;
  std::vector<std::uint64_t> starts_;
  std::vector<std::uint64_t> covered_;
  std::vector<std::uint8_t> longest_;
  std::vector<std::uint8_t> run_length_;

  // A look for longer words under way: the cell of its next character.
  struct Walk {
    std::uint32_t unit;
    std::uint32_t cell;
  };
  std::vector<std::uint32_t> candidates_;
  std::vector<Walk> walks_;
};

}  // namespace leitong

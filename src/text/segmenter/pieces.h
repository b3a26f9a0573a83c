// Fifth pass: where the dictionary divides Han and kana.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "text/segmenter/classes.h"
#include "text/segmenter/long_edges.h"
#include "text/segmenter/pairs.h"
#include "text/segmenter/tables.h"

namespace leitong {

class Pieces {
 public:
  explicit Pieces(const SegmenterTables& tables) : tables_(tables), edges_(tables) {}

  // Overwrites `starts`, a word for each block: a dictionary word starts at this unit. Blocks,
  // pairs and codes are those of the passes before, with an empty block behind the last.
  void find_starts(const ClassBits* blocks, const PairBits* pairs, std::size_t block_count,
                   const Code* codes, const Cell* cells, std::uint64_t* starts);

 private:
  void solve_long_pieces(std::size_t block_count, std::uint64_t* starts);
  [[nodiscard]] bool is_whole_word(std::size_t begin, std::size_t end) const;
  void solve_chains(std::size_t block_count, std::uint64_t* starts);
  void solve(std::size_t begin, std::size_t end, std::uint64_t* starts);
  void relax(std::size_t from, std::size_t length, std::uint32_t edge);

  SegmenterTables tables_;
  const Code* codes_ = nullptr;
  const Cell* cells_ = nullptr;

  LongEdges edges_;
  // A bit for each unit, and one word more than there are blocks.
  std::vector<std::uint64_t> covered_;  // some edge spans the gap between this unit and the next
  std::vector<std::uint64_t>
      chained_;  // this unit and the next are a word, in a piece of no longer

  struct Best {
    std::uint32_t cost;
    std::uint32_t from;
  };
  std::vector<Best> best_;
};

}  // namespace leitong

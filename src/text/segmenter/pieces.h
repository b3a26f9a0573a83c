// Fourth pass: where the dictionary divides Han and kana.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "text/segmenter/classes.h"
#include "text/segmenter/pairs.h"
#include "text/segmenter/tables.h"

namespace leitong {

class Pieces {
 public:
  explicit Pieces(const SegmenterTables& tables) : tables_(tables) {}

  // Overwrites `starts`, a word for each block: a dictionary word starts at this unit. Blocks,
  // pairs and codes are those of the passes before, with an empty block behind the last.
  void find_starts(const ClassBits* blocks, const PairBits* pairs, std::size_t block_count,
                   const Code* codes, const Cell* cells, std::uint64_t* starts);

 private:
  void mark_longer_words(const PairBits* pairs, std::size_t block_count);
  void mark_katakana_runs(const ClassBits* blocks, std::size_t block_count);
  void solve_marked_pieces(std::size_t block_count, std::uint64_t* starts);
  void solve_chains(std::size_t block_count, std::uint64_t* starts);
  void solve(std::size_t begin, std::size_t end, std::uint64_t* starts);
  void relax(std::size_t from, std::size_t length, std::uint32_t cost);

  SegmenterTables tables_;
  const Code* codes_ = nullptr;
  const Cell* cells_ = nullptr;

  // A bit for each unit, and one word more than there are blocks.
  std::vector<std::uint64_t> covered_;    // some edge spans the gap between this unit and the next
  std::vector<std::uint64_t> marked_;     // a longer word or a katakana run starts here
  std::vector<std::uint64_t> chained_;    // this unit and the next are a word, in an unmarked piece
  std::vector<std::uint8_t> longest_;     // by unit, where marked: length of its longest word
  std::vector<std::uint8_t> run_length_;  // by unit, where marked: length of its katakana run, or 0

  // A look for longer words under way: the cell of its next character.
  struct Walk {
    std::uint32_t unit;
    std::uint32_t cell;
  };
  std::vector<std::uint32_t> starts_;
  std::vector<Walk> walks_;

  struct Best {
    std::uint32_t cost;
    std::uint32_t from;
  };
  std::vector<Best> best_;
};

}  // namespace leitong

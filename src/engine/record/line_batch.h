// The lines of one block, with the keys that say which are the same.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/exact_keys.h"
#include "io/block_reader.h"
#include "leitong/deduplicator.h"
#include "leitong/hash.h"

namespace leitong {

// A line that is not compared.
struct OddLine {
  enum class Kind : std::uint8_t { kBlank, kTooLong };  // the first is no record

  std::size_t number = 0;  // in its block, from 0
  Kind kind = Kind::kBlank;
};

// Travels through the pipeline; reused.
struct LineBatch {
  Block block;
  std::uint64_t raw_bytes_read = 0;

  std::vector<std::size_t> line_feeds;  // that of each line; where the last has none, the end
  std::vector<OddLine> odd_lines;       // in order
  std::vector<Hash128> keys;            // of the other lines, in order
  std::uint64_t ill_formed = 0;         // parts of all the lines that are not UTF-8

  void split();
  [[nodiscard]] std::size_t first_begin() const {
    return block.byte_order_mark ? kByteOrderMark.size() : 0;
  }
  // Where the next line begins.
  [[nodiscard]] std::size_t next(std::size_t line_feed) const {
    return std::min(line_feed + 1, block.bytes.size());
  }
  // Of a line, without its line end.
  [[nodiscard]] std::string_view text(std::size_t begin, std::size_t line_feed) const;
  // Empty if there is none.
  [[nodiscard]] std::string_view first_line_end() const;
};

// Not for use by two threads at once: one a batch.
class LineParser {
 public:
  // For Method::kExact or kBytes.
  explicit LineParser(const Comparison& comparison)
      : method_(comparison.method), exact_keys_(comparison.fold) {}

  // Fills everything in `batch` from its block.
  void parse(LineBatch& batch);

 private:
  void add_bytes(std::string_view line, std::size_t number, LineBatch& batch);
  void add_exact(std::string_view line, std::size_t number, LineBatch& batch);

  Method method_;
  ExactKeys exact_keys_;
};

}  // namespace leitong

// What the later passes over the inputs know of the first: where each block stands, and which
// positions its units have.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/output/open_files.h"
#include "engine/passage/passage_batch.h"
#include "io/block_reader.h"
#include "io/spool.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

// A stretch of an input, of a KB and a line, from the begin of one line to that of another.
struct Stretch {
  std::uint32_t input = 0;
  std::uint64_t begin = 0;  // bytes of the decompressed input
  std::uint64_t end = 0;
  std::uint64_t line = 0;           // number of its first line, from 1
  std::uint64_t position = 0;       // of its first unit
  std::uint64_t next_position = 0;  // behind its last one
  bool begins_input = false;        // no line with units stands before it
  bool ends_input = false;          // … or behind it
};

// Filled in the first pass; then constant, for any thread. 32 bytes for a KB of input, and 8 for
// 512 units.
class PassageStore {
 public:
  // `options` outlives it.
  explicit PassageStore(const FilterOptions& options) : options_(options) {}

  // The next batch of the first pass. Its units get the next positions. What can't be read again
  // goes to a spool.
  [[nodiscard]] Result<void> add(const PassageBatch& batch);

  // Behind the last unit.
  [[nodiscard]] std::uint64_t next_position() const { return next_position_; }

  struct BlockPlace {
    std::uint32_t input = 0;
    bool last = false;
    bool byte_order_mark = false;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint64_t first_line = 0;
    std::uint64_t position = 0;     // of its first unit
    std::size_t first_stretch = 0;  // that begins in it
  };
  [[nodiscard]] const std::vector<BlockPlace>& blocks() const { return blocks_; }

  [[nodiscard]] std::size_t stretches() const { return marks_.size(); }
  [[nodiscard]] Stretch stretch(std::size_t number) const;
  // The one that holds the unit at `position`.
  [[nodiscard]] std::size_t stretch_of(std::uint64_t position) const;

  // The first that begins in a block or behind it.
  [[nodiscard]] std::size_t first_stretch(std::size_t block) const {
    return block == blocks_.size() ? stretches() : blocks_[block].first_stretch;
  }

  // Where an input's units begin, and end.
  [[nodiscard]] std::uint64_t first_position(std::uint32_t input) const {
    return inputs_[input].first_position;
  }
  [[nodiscard]] std::uint64_t end_position(std::uint32_t input) const {
    return input + 1 < inputs_.size() ? inputs_[input + 1].first_position : next_position_;
  }

  // Fills `bytes` from the decompressed input. `files` belongs to the calling thread.
  [[nodiscard]] Result<void> read(OpenFiles& files, std::uint32_t input, std::uint64_t offset,
                                  std::span<char> bytes) const;

  [[nodiscard]] std::size_t memory_bytes() const {
    return marks_.capacity() * sizeof(Mark) + bucket_begins_.capacity() * sizeof(std::size_t) +
           blocks_.capacity() * sizeof(BlockPlace);
  }

 private:
  // The begin of a stretch.
  struct Mark {
    std::uint64_t position;
    std::uint64_t begin;
    std::uint64_t line;
    std::uint32_t input;
  };
  struct Input {
    std::uint64_t end = 0;
    std::uint64_t first_position = 0;
    // Where its first byte stands in the file, or in the spool.
    std::uint64_t start = 0;
    bool is_spooled = false;
  };

  [[nodiscard]] Result<void> add_bytes(const Block& block, bool is_new);

  const FilterOptions& options_;
  std::vector<BlockPlace> blocks_;
  std::vector<Mark> marks_;
  std::vector<std::size_t> bucket_begins_;  // of positions: the first mark that is not before it
  std::vector<Input> inputs_;
  std::optional<Spool> spool_;
  std::uint64_t next_position_ = 0;
};

// Goes through the lines of a block and says in which stretch each of them stands.
class StretchCursor {
 public:
  // `store` outlives it.
  StretchCursor(const PassageStore& store, std::size_t block);

  // The next line, which begins at this byte of the input. True if a stretch begins with it.
  bool next_line(std::uint64_t begin);

  // Before the first stretch of a block there are lines without units alone.
  [[nodiscard]] bool in_stretch() const { return in_stretch_; }
  [[nodiscard]] std::size_t number() const { return next_number_ - 1; }
  [[nodiscard]] const Stretch& stretch() const { return stretch_; }

 private:
  const PassageStore& store_;
  std::uint32_t input_;
  std::size_t next_number_;
  Stretch stretch_ = {};
  bool in_stretch_ = false;
};

}  // namespace leitong

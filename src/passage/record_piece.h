// What passages are looked for in: records, in one piece or several.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "passage/anchors.h"

namespace leitong {

// A piece of a record, with the anchors of all windows that lie in it as a whole.
struct RecordPiece {
  std::u16string_view units;  // [begin, end) of them are the piece
  std::size_t begin = 0;
  std::size_t end = 0;
  std::span<const std::uint32_t> weights;  // those in the piece, as positions in `units`
  std::span<const Anchor> anchors;
  std::uint64_t position = 0;  // of units[0] among all
  std::uint64_t seed = 0;      // what the anchors were selected with
};

// Joins pieces of one record: finds the windows that lie in two of them or more. Not for use by two
// threads at once.
class RecordSeam {
 public:
  explicit RecordSeam(std::uint32_t window_weight) : selector_(window_weight) {}

  // The piece to be looked at before `next`, which goes on where the one before ended; nothing
  // where no window begins before `next` and ends in it. Valid until the next call.
  [[nodiscard]] std::optional<RecordPiece> join(const RecordPiece& next);

  // What comes next is another record.
  void end_record();

 private:
  void keep_tail(const RecordPiece& piece);

  AnchorSelector selector_;
  // As many units with weight as windows that begin with them may lack, and what stands between.
  std::u16string tail_;
  std::vector<std::uint32_t> tail_weights_;
  std::uint64_t tail_position_ = 0;

  std::u16string joined_;
  std::vector<std::uint32_t> joined_weights_;
  std::vector<Anchor> anchors_;
};

}  // namespace leitong

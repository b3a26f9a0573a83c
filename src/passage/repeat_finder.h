// Repeated passages, substring tier: which stretches of a text stand at an earlier place too.
//
// A window is repeated if its units stand earlier, beginning with a unit that carries weight there
// too; the two may overlap, so a text with a period is reduced to one period. Its source is the
// next unit behind the source of the window before, as long as that goes on; else the earliest
// place of all. Windows with one displacement make one repeat, which reaches to the right as far as
// the units are the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "passage/anchor_index.h"
#include "passage/anchors.h"
#include "passage/record_piece.h"
#include "passage/unit_source.h"
#include "passage/window_table.h"

namespace leitong {

struct Repeat {
  std::uint64_t begin = 0;  // positions
  std::uint64_t end = 0;
  std::uint64_t source = 0;  // where its first unit stands earlier
  // So many units before it are the same there too; none of them carries weight.
  std::uint32_t before = 0;
  // The windows in it begin before `end - tail`: there stands the unit with weight behind the first
  // one of the last window (if windows weigh 1, the end of that).
  std::uint32_t tail = 0;
};

// Not for use by two threads at once.
class RepeatFinder {
 public:
  // Anchors with more places than this are looked up window by window. No result depends on it.
  static constexpr std::size_t kManyPlaces = AnchorIndex::kManyPlaces;

  // `index` and `source` outlive the finder.
  RepeatFinder(std::uint32_t window_weight, AnchorIndex& index, UnitSource& source,
               std::size_t many_places = kManyPlaces)
      : window_weight_(window_weight), many_places_(many_places), index_(index), source_(source) {}

  // Pieces come in order, in the second pass over what was indexed. Appends the repeats that are
  // known to be over; a repeat may begin in an earlier piece of the record. Each begins and ends
  // behind the one before; they may overlap.
  void find(const RecordPiece& piece, std::vector<Repeat>& out);
  // The record is over, and so is every repeat in it.
  void end_record(std::vector<Repeat>& out);

  // Nothing that comes later repeats what stands before this position. Without such a call all
  // does.
  void set_first_position(std::uint64_t position) { first_position_ = position; }

  // Nothing that comes later repeats what stands here or behind it: only what is before counts, the
  // beginning of a record. Without such a call all does.
  void set_sources_end(std::uint64_t position) { sources_end_ = position; }

  [[nodiscard]] std::size_t memory_bytes() const { return windows_.memory_bytes(); }

 private:
  // A repeat that may go on: its units are those `displacement` before.
  struct Match {
    Repeat repeat;
    std::uint64_t displacement = 0;
    std::uint64_t windows_end = 0;  // where its tail begins
    bool over = false;              // the units behind it differ, or the source's record ends
  };
  // What an earlier place of an anchor has in common with the one at hand.
  struct Candidate {
    std::uint64_t displacement;
    std::uint32_t first_window;  // the units are the same from its begin on
    std::size_t end;             // … to here
  };

  void find_at(const RecordPiece& piece, const Anchor& anchor, std::vector<Repeat>& out);
  // The source of `window`, or else that of the next window of this anchor that has one.
  void match_by_places(const RecordPiece& piece, const Anchor& anchor,
                       std::span<AnchorPlace> places, std::uint32_t& window);
  // The source of `window`.
  void match_by_table(const RecordPiece& piece, std::uint32_t& window);

  [[nodiscard]] const Candidate* candidate(const RecordPiece& piece, const Anchor& anchor,
                                           std::span<const AnchorPlace> places, std::size_t i,
                                           std::uint32_t window);
  [[nodiscard]] Match begin_match(const RecordPiece& piece, std::uint32_t window,
                                  std::uint64_t displacement);
  // How many units from units[from] on, up to units[end], are those of the source.
  [[nodiscard]] std::size_t same_behind(const RecordPiece& piece, std::size_t from, std::size_t end,
                                        std::uint64_t displacement, bool& over);
  // The same before units[from], down to units[begin].
  [[nodiscard]] std::size_t same_before(const RecordPiece& piece, std::size_t begin,
                                        std::size_t from, std::uint64_t displacement);

  // The repeat at hand is over.
  void close(std::vector<Repeat>& out);

  // The unit with weight behind the window's first one; with windows of 1 its end.
  [[nodiscard]] static std::uint64_t next_begin(const RecordPiece& piece, std::uint32_t window) {
    const bool last = window + 1 == piece.weights.size();
    return piece.position + piece.weights[last ? window : window + 1] + (last ? 1 : 0);
  }

  [[nodiscard]] std::size_t window_end(const RecordPiece& piece, std::uint32_t window) const {
    return std::size_t{piece.weights[window + window_weight_ - 1]} + 1;
  }

  std::uint32_t window_weight_;
  std::size_t many_places_;
  AnchorIndex& index_;
  UnitSource& source_;
  WindowTable windows_;
  std::uint64_t first_position_ = 0;
  std::uint64_t sources_end_ = std::numeric_limits<std::uint64_t>::max();
  std::optional<Match> match_;
  // Of the anchor at hand.
  std::span<AnchorPlace>::iterator own_place_;
  std::vector<Candidate> candidates_;
  std::size_t next_place_ = 0;  // the first place that is no candidate yet
};

}  // namespace leitong

// The units of what was read in the first pass, and their places, from the inputs again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/output/open_files.h"
#include "engine/passage/passage_batch.h"
#include "engine/passage/passage_store.h"
#include "engine/report/audit.h"
#include "leitong/error.h"
#include "leitong/filter.h"
#include "leitong/fold.h"
#include "leitong/segment.h"
#include "passage/unit_source.h"
#include "text/exact_form_map.h"
#include "text/weight_units.h"

namespace leitong {

// Holds what it read last, and takes what is at hand from there. Not for use by two threads at
// once.
class PassageSource final : public UnitSource {
 public:
  // `options`, `store` and `segmenter` outlive it.
  PassageSource(const FilterOptions& options, const RecordLayout& layout, const FoldOptions& fold,
                const PassageStore& store, Segmenter& segmenter);

  // What was parsed again, with its pieces, of which nothing changes until the next call. Null:
  // nothing is at hand.
  void set_current(const PassageBatch* batch) {
    current_ = batch;
    current_piece_ = nullptr;
  }

  SourceText at(std::uint64_t position) override;
  bool carries_weight(std::uint64_t position) override;

  // The weight of [begin, end), units of one record; no more than `most` is counted.
  [[nodiscard]] std::uint64_t weigh(std::uint64_t begin, std::uint64_t end, std::uint64_t most);

  // The first place at or behind `position`, and the last at or before it, where a text may be cut
  // (ExactFormMap). No space stands behind the first position; spaces before the second don't
  // count.
  [[nodiscard]] std::uint64_t cut_at_or_behind(std::uint64_t position);
  [[nodiscard]] std::uint64_t cut_at_or_before(std::uint64_t position);

  // Where the units [begin, end) stand, without the spaces at their ends; not all are spaces.
  [[nodiscard]] Place place(std::uint64_t begin, std::uint64_t end);
  // The line in which a unit stands, with its line end; of text the input's one record has none.
  struct Line {
    Place place;
    std::uint64_t position = 0;  // of its units
    std::uint64_t end_position = 0;
    // Valid until the next call of anything: the line without its line end, and how many units each
    // line of its text has.
    std::string_view bytes = {};
    std::span<const std::size_t> part_units = {};
  };
  [[nodiscard]] Line line(std::uint64_t position);

  // What names the record in which a unit stands; empty if nothing does.
  [[nodiscard]] std::string id(std::uint64_t position) { return fields_.id(line(position).bytes); }

  // Why something could not be had again.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

 private:
  struct Slot {
    std::size_t number = static_cast<std::size_t>(-1);
    Stretch stretch;
    std::vector<char> bytes;
    PassageBatch batch;
  };
  static constexpr std::size_t kSlots = 1024;

  [[nodiscard]] std::string_view without_line_end(std::string_view bytes) const;
  // The piece at hand that holds the unit; none if it is not at hand.
  [[nodiscard]] const RecordPiece* current_piece(std::uint64_t position);
  // The stretch that holds it. None where it can't be had.
  [[nodiscard]] const Slot* slot(std::uint64_t position);
  [[nodiscard]] Result<void> fill(Slot& slot);
  [[nodiscard]] bool is_space(std::uint64_t position);
  [[nodiscard]] static const PassageLine* find_line(const PassageBatch& batch, std::size_t unit);
  // A part of a record: a line of its text.
  struct Part {
    std::size_t index;  // among those of the record
    std::uint64_t begin;
    std::uint64_t end;
  };
  // That in which the unit stands, or before which.
  [[nodiscard]] std::optional<Part> part_of(std::uint64_t position);
  // Reads the line in which the unit stands, and maps its part. False where it can't be had.
  [[nodiscard]] bool map_part(std::uint64_t position);
  [[nodiscard]] bool map_part(const Part& part);
  [[nodiscard]] bool read_line(std::uint64_t position);
  [[nodiscard]] std::uint64_t byte_of(std::size_t place_in_part) const {
    return line_.place.start + fields_.in_record(part_begin_ + place_in_part);
  }

  const FilterOptions& options_;
  Format format_;
  Folder folder_;
  const PassageStore& store_;
  Segmenter& segmenter_;
  OpenFiles files_;
  PassageParser parser_;
  std::vector<Slot> slots_;
  const Slot* last_slot_ = nullptr;  // that was asked for
  const PassageBatch* current_ = nullptr;
  const RecordPiece* current_piece_ = nullptr;  // that was asked for last
  WeightLister weight_lister_;
  std::vector<std::uint32_t> weights_;

  // The line that was read last, with a copy of what it points to.
  Line line_ = {};
  std::vector<char> line_bytes_;
  RecordFields fields_;
  // The part of it that was mapped last.
  ExactFormMap part_;
  std::uint64_t part_position_ = 0;
  std::uint64_t part_end_position_ = 0;
  std::size_t part_begin_ = 0;  // in the text

  std::optional<Error> failure_;
};

}  // namespace leitong

// What of one block is compared where passages are looked for anywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/record/record_batch.h"
#include "engine/record/record_fields.h"
#include "io/block_reader.h"
#include "io/line_records.h"
#include "leitong/error.h"
#include "leitong/filter.h"
#include "leitong/fold.h"
#include "passage/anchors.h"
#include "passage/record_piece.h"
#include "text/exact_forms.h"
#include "text/weight_units.h"

namespace leitong {

// A line that goes whatever it says: `--on-error drop`.
struct DroppedLine {
  std::size_t block = 0;  // its number
  std::size_t begin = 0;  // in the block's bytes
  std::size_t end = 0;    // with its line end
};

class PassageStore;

// A line of the block, as it stands there. Of JSONL and `lines` it is a record, of text a part of
// the one record that the input is.
struct PassageLine {
  std::size_t begin = 0;  // in the block's bytes
  std::size_t end = 0;    // with its line end
  std::size_t index = 0;  // line ends before it in the block
  RecordKind kind = RecordKind::kCompared;
  std::size_t problem = 0;  // of an unreadable line
  // Its exact form in the batch's units. The unit before it is a space that joins it to the line
  // before, or one that belongs to no record.
  std::size_t first_unit = 0;
  std::size_t last_unit = 0;  // behind the last
  // The lines of its text, among the batch's parts.
  std::size_t first_part = 0;
  std::size_t last_part = 0;
};

// Travels through the pipeline; reused.
struct PassageBatch {
  Block block;
  std::uint64_t raw_bytes_read = 0;
  std::string_view line_end;  // the block's first; empty: it has none

  std::vector<PassageLine> lines;
  std::vector<Error> problems;  // without path and line
  std::u16string units;
  std::vector<std::size_t> part_units;  // by part: how many units its exact form has
  std::uint64_t ill_formed = 0;

  std::vector<std::uint32_t> weights;
  std::vector<Anchor> anchors;
  // A record each; of text one that holds all, and goes on in other blocks. Positions are those of
  // the store, or where parse() does not know it yet, the first unit's is 0.
  std::vector<RecordPiece> pieces;
  bool changed = false;  // parse_again(): these are not the units that the store knows
};

// Not for use by two threads at once: one a batch.
class PassageParser {
 public:
  PassageParser(const FilterOptions& options, const RecordLayout& layout, const FoldOptions& fold);

  // Fills everything in `batch` from its block.
  void parse(PassageBatch& batch);
  // The same without weights, anchors and pieces.
  void parse_units(PassageBatch& batch);
  // As parse(), for a block of the store, by its number; lines only of those stretches that are
  // wanted. Of text all must be.
  void parse_again(PassageBatch& batch, const PassageStore& store, std::size_t number,
                   const std::vector<bool>& wanted);

 private:
  void find_spans(PassageBatch& batch);
  void clear(PassageBatch& batch);
  void make_units(PassageBatch& batch);
  void make_pieces(PassageBatch& batch);
  void place_pieces(PassageBatch& batch, const PassageStore& store);
  void add_line(PassageBatch& batch, const LineSpan& span, std::size_t index);
  void append_units(PassageBatch& batch, PassageLine& line) const;
  void add_piece(PassageBatch& batch, std::size_t begin, std::size_t end, std::uint64_t seed);

  Format format_;
  Within within_;
  RecordFields fields_;
  ExactForms forms_;
  WeightLister weight_lister_;
  AnchorSelector selector_;
  std::vector<LineSpan> spans_;
  // In parse_again(), those of one stretch, and which one it is, by line.
  std::vector<LineSpan> stretch_spans_;
  std::vector<std::size_t> stretches_;
  // Of each piece, where its anchors and weights end: lists move while they grow.
  struct PieceEnd {
    std::size_t anchors;
    std::size_t weights;
  };
  std::vector<PieceEnd> piece_ends_;
};

}  // namespace leitong

// What becomes of each line of a block when passages are cut out of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/line_cut.h"
#include "engine/passage/passage_decider.h"
#include "engine/passage/passage_store.h"
#include "engine/record/record_fields.h"
#include "io/block_reader.h"
#include "io/line_records.h"
#include "leitong/filter.h"
#include "leitong/fold.h"
#include "passage/line_fates.h"
#include "text/exact_form_map.h"
#include "text/exact_forms.h"

namespace leitong {

// A line; or of records, some that stay, one after another.
struct LineEdit {
  enum class Kind : std::uint8_t {
    kBlank,
    kHeader,   // of a table
    kStays,    // as it is
    kCut,      // without its holes
    kRemoved,  // a paragraph of which everything goes; a record that is dropped
  };
  std::size_t begin = 0;  // in the block's bytes
  std::size_t end = 0;    // with its line end
  Kind kind = Kind::kStays;
  std::size_t first_hole = 0;
  std::size_t last_hole = 0;  // behind the last
};

// Travels through the pipeline; reused.
struct PassageEdit {
  Block block;
  std::size_t number = 0;  // of the block
  std::string_view line_end;

  std::vector<LineEdit> lines;
  std::vector<Span> holes;  // in the block's bytes
};

// Not for use by two threads at once: one an edit.
class PassageEditor {
 public:
  // `store` and `cuts`, which are complete, outlive it.
  PassageEditor(const FilterOptions& options, const RecordLayout& layout, const FoldOptions& fold,
                const PassageStore& store, const std::vector<PassageCut>& cuts);

  // Fills everything in `edit` from its block.
  void edit(PassageEdit& edit);

 private:
  // The cuts that share units with [begin, end).
  [[nodiscard]] std::span<const PassageCut> cuts_in(std::uint64_t begin, std::uint64_t end) const;
  void edit_records(PassageEdit& edit);
  void edit_text(PassageEdit& edit);
  void edit_line(PassageEdit& edit, const LineSpan& span, bool looked_at);
  void cut_text(PassageEdit& edit, LineEdit& line, std::span<const PassageCut> cuts);

  Format format_;
  const PassageStore& store_;
  const std::vector<PassageCut>& cuts_;
  Folder folder_;
  RecordFields fields_;
  ExactForms forms_;
  ExactFormMap map_;
  LineFates fates_;

  std::vector<LineSpan> spans_;
  // Of the line that comes next, if its stretch is looked at: the unit before its own.
  std::uint64_t position_ = 0;
  std::vector<std::size_t> part_units_;  // by part of the text: how many units
  std::vector<std::vector<Span>> part_holes_;
  std::vector<bool> part_stays_;
  std::vector<Span> passages_;
};

}  // namespace leitong

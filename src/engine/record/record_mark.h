// Records that are marked instead of dropped or cut (`--mark`): in JSONL one more member,
// "leitong", at the end of the object; in a table more columns behind the others, which are empty
// in rows that stay. Every other byte is as it was.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/line_cut.h"
#include "engine/record/record_fields.h"
#include "engine/record/record_layout.h"
#include "engine/report/audit.h"
#include "leitong/filter.h"

namespace leitong {

// A line is a record with its line end or without one, of which the compared field can be read, and
// kJsonPadding bytes behind it can be. All return what is to be written in its place. Not for use
// by two threads at once.
class RecordMarker {
 public:
  // `place_names`, of FilterRun, outlives it.
  RecordMarker(const FilterOptions& options, const RecordLayout& layout,
               const std::vector<std::string>& place_names)
      : place_names_(place_names), layout_(layout), fields_(layout, options) {}

  // For a record that repeats another.
  [[nodiscard]] std::string repeat(std::string_view line, std::string_view rule, double similarity,
                                   const Place& leader, std::string_view leader_id) const;
  // For one with passages that stand elsewhere. `spans`, in the line's bytes and inside its field,
  // become code points of the text.
  [[nodiscard]] std::string passages(std::string_view line, std::string_view rule,
                                     std::span<const Span> spans);
  // The same if that is all of its text.
  [[nodiscard]] std::string passage(std::string_view line, std::string_view rule);

  // Whether what stays is not written as it was either, but by one of these.
  [[nodiscard]] bool adds_columns() const {
    return layout_.table != nullptr && !layout_.table->marks.empty();
  }
  [[nodiscard]] std::string header(std::string_view line) const;
  [[nodiscard]] std::string row(std::string_view line) const;
  // Any rows that stand one after another; those that can't be read stay as they are.
  [[nodiscard]] std::string rows(std::string_view lines);

 private:
  [[nodiscard]] std::string with_cells(std::string_view line,
                                       std::span<const std::string> cells) const;
  [[nodiscard]] std::string with_spans(std::string_view line, std::string_view rule,
                                       std::span<const Span> code_points) const;

  const std::vector<std::string>& place_names_;
  RecordLayout layout_;
  RecordFields fields_;
  std::vector<LineSpan> lines_;
  std::string unescaped_;
};

}  // namespace leitong

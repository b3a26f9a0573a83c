// Records that are marked instead of dropped or cut (`--mark`): one more member, "leitong", at the
// end of the JSON object, and every other byte as it was.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/audit.h"
#include "engine/line_cut.h"
#include "io/jsonl.h"
#include "leitong/filter.h"

namespace leitong {

// Lines are JSON objects with the field that is compared, with their line end or without one, and
// kJsonPadding bytes behind them can be read. Not for use by two threads at once.
class RecordMarker {
 public:
  // `options` outlives it.
  explicit RecordMarker(const FilterOptions& options) : options_(options), field_(options.field) {}

  // For a record that repeats another. These return the line as it is to be written.
  [[nodiscard]] std::string repeat(std::string_view line, std::string_view rule, double similarity,
                                   const Place& leader, std::string_view leader_id) const;
  // For one with passages that stand elsewhere. `spans`, in the line's bytes and inside its field,
  // become code points of the text.
  [[nodiscard]] std::string passages(std::string_view line, std::string_view rule,
                                     std::span<const Span> spans);
  // The same if that is all of its text.
  [[nodiscard]] std::string passage(std::string_view line, std::string_view rule);

 private:
  const FilterOptions& options_;
  FieldPath field_;
  JsonlParser json_;
  std::string unescaped_;
};

}  // namespace leitong

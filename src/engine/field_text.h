// The text of one line of input that is compared: the line itself, or a field of JSONL.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/jsonl.h"
#include "io/line_records.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

// Keeps its memory from line to line. Not for use by two threads at once.
class FieldText {
 public:
  FieldText(Format format, std::string_view field) : format_(format), field_(field) {}

  // `line` is without its line end; of JSONL, kJsonPadding bytes behind it can be read. What the
  // others return points into it or is valid until the next call.
  [[nodiscard]] Result<void> read(std::string_view line) { return read(line, false); }
  // The same, and in_line() can be asked.
  [[nodiscard]] Result<void> read_with_places(std::string_view line) { return read(line, true); }

  [[nodiscard]] std::string_view text() const { return text_; }
  // The lines of the text: of a line one, of a field perhaps several.
  [[nodiscard]] const std::vector<LineSpan>& lines() const { return lines_; }
  // Where a place in the text, between characters, stands in the line. Needs read_with_places().
  [[nodiscard]] std::size_t in_line(std::size_t place) const {
    return begin_ + (escaped_ ? raw_offset_[place] : place);
  }

 private:
  [[nodiscard]] Result<void> read(std::string_view line, bool with_places);

  Format format_;
  FieldPath field_;
  JsonlParser json_;
  std::string_view text_;
  std::vector<LineSpan> lines_;
  std::size_t begin_ = 0;  // of the text in the line
  bool escaped_ = false;
  std::string unescaped_;
  std::vector<std::uint32_t> raw_offset_;
};

}  // namespace leitong

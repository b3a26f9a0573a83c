#include "engine/field_text.h"

#include <utility>

#include "engine/features.h"
#include "io/unescape.h"

namespace leitong {

Result<void> FieldText::read(std::string_view line, bool with_places) {
  text_ = line;
  begin_ = 0;
  escaped_ = false;
  if (format_ == Format::kJsonl) {
    Result<JsonField> field = json_.find(line, field_);
    if (!field) return std::unexpected(std::move(field.error()));
    text_ = field->raw;
    begin_ = static_cast<std::size_t>(field->raw.data() - line.data());
    escaped_ = field->escaped;
    if (escaped_) {
      if (with_places) {
        unescape_json_with_offsets(field->raw, unescaped_, raw_offset_);
      } else {
        unescape_json(field->raw, unescaped_);
      }
      text_ = unescaped_;
    }
  }
  if (text_.size() > Analyzer::kMaxBytes) {
    return std::unexpected(Error{.kind = Error::Kind::kInput,
                                 .what = "the record is longer than 2 GiB and can't be compared"});
  }
  if (format_ == Format::kJsonl) {
    find_lines(text_, LineEnds::kUniversal, lines_);
  } else {
    lines_.assign(1, {.begin = 0, .end = text_.size(), .next = text_.size()});
  }
  return {};
}

}  // namespace leitong

// The records of a block, and of each the text that is compared: a line itself, a field of it, or
// what stands behind a WARC header. The one place that knows how formats differ.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/record/record_layout.h"
#include "io/block_reader.h"
#include "io/csv.h"
#include "io/jsonl.h"
#include "io/line_records.h"
#include "io/warc.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

enum class RecordKind : std::uint8_t {
  kCompared,
  kBlank,       // a blank line, which is no record
  kHeader,      // names the columns of a table, and is no record
  kOther,       // of WARC, and no text of a page
  kResponse,    // … but what a server answered
  kUnreadable,  // its text can't be found
  kCutShort,    // a file that can't be read to its end, which Inputs says
};

// Keeps its memory from record to record. Not for use by two threads at once.
class RecordFields {
 public:
  RecordFields(RecordLayout layout, const FilterOptions& options)
      : layout_(std::move(layout)),
        field_(options.field),
        id_field_(options.id_field),
        keep_field_(options.keep.field),
        id_name_(options.id_field),
        keep_name_(options.keep.field) {}

  // The records of a block (of text: its lines), without the input's byte order mark.
  void split(const Block& block, std::vector<LineSpan>& records);
  // Of bytes that begin with one.
  void split(std::string_view bytes, std::vector<LineSpan>& records);
  // Of the record in what was split last: line ends before it.
  [[nodiscard]] std::uint32_t line(std::size_t record) const {
    return lines_.empty() ? static_cast<std::uint32_t>(record) : lines_[record];
  }
  // Whether that record names the columns, and is none itself.
  [[nodiscard]] bool is_header(const Block& block, std::size_t record) const {
    return record == 0 && has_header(block);
  }
  [[nodiscard]] bool has_header(const Block& block) const {
    return block.begins_input && layout_.table != nullptr && layout_.table->header;
  }

  // Whether a record is a blank line (not a row of empty columns); of WARC: line ends between
  // records.
  [[nodiscard]] bool is_blank_record(std::string_view record) const;

  // `record` is without its line end, and kJsonPadding bytes behind it can be read. What the others
  // return points into it or is valid until the next call.
  [[nodiscard]] Result<void> read(std::string_view record) { return read(record, false); }
  // The same, and in_record() can be asked.
  [[nodiscard]] Result<void> read_with_places(std::string_view record) {
    return read(record, true);
  }

  // Whether the record is compared, or one that holds no text (kOther, kResponse).
  [[nodiscard]] RecordKind kind() const { return kind_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  // The lines of the text: of a line one, of a field perhaps several.
  [[nodiscard]] const std::vector<LineSpan>& lines_of_text();
  // Where a place in the text, between characters, stands in the record. Needs read_with_places().
  [[nodiscard]] std::size_t in_record(std::size_t place) const {
    return begin_ + (escaped_ ? raw_offset_[place] : place);
  }

  // Where the text stands in the record, and whether it is escaped there.
  struct RawText {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool escaped = false;
  };
  [[nodiscard]] RawText raw_text() const { return {begin_, begin_ + raw_size_, escaped_}; }

  // What names a record; empty if nothing does.
  [[nodiscard]] std::string id(std::string_view record);
  // By which it is kept: a number or a string.
  [[nodiscard]] std::optional<FieldValue> keep_value(std::string_view record);

  // The text of a piece of the compared field of the record read last, which begins and ends
  // between characters.
  void text_of_piece(std::string_view raw, std::string& text) const;
  // The same where that record is not at hand: a field of CSV is taken to stand in quotes.
  void unescape(std::string_view raw, std::string& text) const;

 private:
  [[nodiscard]] Result<void> read(std::string_view record, bool with_places);
  void count_lines(std::string_view bytes, const std::vector<LineSpan>& records);
  [[nodiscard]] Result<void> read_content(std::string_view record);
  [[nodiscard]] Result<CsvField> column(std::string_view record, std::size_t number);

  RecordLayout layout_;
  FieldPath field_;
  FieldPath id_field_;
  FieldPath keep_field_;
  std::string id_name_;  // the same, in a WARC header
  std::string keep_name_;
  JsonlParser json_;
  std::vector<CsvField> columns_;
  std::vector<std::uint32_t> lines_;  // by record; empty: each is one line

  RecordKind kind_ = RecordKind::kCompared;
  std::string_view text_;
  std::vector<LineSpan> lines_of_text_;
  std::size_t begin_ = 0;  // of the text in the record
  std::size_t raw_size_ = 0;
  bool escaped_ = false;
  std::string unescaped_;
  std::vector<std::uint32_t> raw_offset_;
};

}  // namespace leitong

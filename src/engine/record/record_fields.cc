#include "engine/record/record_fields.h"

#include <charconv>
#include <cmath>
#include <system_error>
#include <utility>

#include "engine/features.h"
#include "io/unescape.h"
#include "text/blank.h"

namespace leitong {
namespace {

void set_text(const CsvField& field, std::string& text) {
  if (field.doubled) {
    unescape_csv(field.raw, text);
  } else {
    text = field.raw;
  }
}

// A number if all of it is one.
FieldValue value_of(std::string text) {
  FieldValue value{.text = std::move(text)};
  const char* const end = value.text.data() + value.text.size();
  const auto [rest, error] = std::from_chars(value.text.data(), end, value.number);
  value.is_number = error == std::errc() && rest == end && !std::isnan(value.number);
  return value;
}

}  // namespace

void RecordFields::split(const Block& block, std::vector<LineSpan>& records) {
  split(block.bytes, records);
  if (block.byte_order_mark && !records.empty()) records.front().begin += kByteOrderMark.size();
}

void RecordFields::split(std::string_view bytes, std::vector<LineSpan>& records) {
  if (layout_.format == Format::kCsv) {
    return find_csv_records(bytes, layout_.dialect.delimiter, records, lines_);
  }
  if (layout_.format == Format::kWarc) {
    find_warc_records(bytes, records);
    return count_lines(bytes, records);
  }
  const bool is_text = layout_.format == Format::kText;
  find_lines(bytes, is_text ? LineEnds::kUniversal : LineEnds::kLf, records);
}

bool RecordFields::is_blank_record(std::string_view record) const {
  if (layout_.format == Format::kWarc) return record.starts_with('\r') || record.starts_with('\n');
  if (!is_blank(record)) return false;
  return !is_table(layout_.format) ||
         record.find(layout_.dialect.delimiter) == std::string_view::npos;
}

void RecordFields::count_lines(std::string_view bytes, const std::vector<LineSpan>& records) {
  lines_.clear();
  std::size_t line = 0;
  for (const LineSpan& record : records) {
    lines_.push_back(static_cast<std::uint32_t>(line));
    line += count_line_ends(bytes.substr(record.begin, record.next - record.begin), LineEnds::kLf);
  }
}

Result<void> RecordFields::read_content(std::string_view record) {
  const Result<WarcRecord> read = read_warc_record(record);
  if (!read) return std::unexpected(read.error());
  switch (read->kind) {
    case WarcRecord::Kind::kText:
      text_ = read->content;
      break;
    case WarcRecord::Kind::kResponse:
      kind_ = RecordKind::kResponse;
      break;
    case WarcRecord::Kind::kOther:
      kind_ = RecordKind::kOther;
      break;
  }
  return {};
}

Result<void> RecordFields::read(std::string_view record, bool with_places) {
  kind_ = RecordKind::kCompared;
  text_ = record;
  begin_ = 0;
  escaped_ = false;
  if (layout_.format == Format::kJsonl) {
    Result<JsonField> field = json_.find(record, field_);
    if (!field) return std::unexpected(std::move(field.error()));
    text_ = field->raw;
    escaped_ = field->escaped;
  } else if (layout_.table != nullptr) {
    Result<CsvField> field = column(record, layout_.table->field);
    if (!field) return std::unexpected(std::move(field.error()));
    text_ = field->raw;
    escaped_ = field->doubled;
  } else if (layout_.format == Format::kWarc) {
    text_ = record.substr(0, 0);
    if (Result<void> content = read_content(record); !content) return content;
  }
  begin_ = static_cast<std::size_t>(text_.data() - record.data());
  raw_size_ = text_.size();
  if (escaped_) {
    if (!with_places) {
      unescape(text_, unescaped_);
    } else if (layout_.format == Format::kJsonl) {
      unescape_json_with_offsets(text_, unescaped_, raw_offset_);
    } else {
      unescape_csv_with_offsets(text_, unescaped_, raw_offset_);
    }
    text_ = unescaped_;
  }
  if (text_.size() > Analyzer::kMaxBytes) return std::unexpected(record_too_long());
  return {};
}

const std::vector<LineSpan>& RecordFields::lines_of_text() {
  if (has_fields(layout_.format)) {
    find_lines(text_, LineEnds::kUniversal, lines_of_text_);
  } else {
    lines_of_text_.assign(1, {.begin = 0, .end = text_.size(), .next = text_.size()});
  }
  return lines_of_text_;
}

Result<CsvField> RecordFields::column(std::string_view record, std::size_t number) {
  const TableLayout& table = *layout_.table;
  if (Result<void> split = split_csv_record(record, layout_.dialect, columns_); !split) {
    return std::unexpected(std::move(split.error()));
  }
  if (columns_.size() != table.names.size()) {
    return std::unexpected(Error{.kind = Error::Kind::kInput,
                                 .what = "a row of " + std::to_string(columns_.size()) +
                                         " where the first has " +
                                         std::to_string(table.names.size()) + " columns"});
  }
  return columns_[number];
}

std::string RecordFields::id(std::string_view record) {
  if (layout_.format == Format::kWarc) return std::string(warc_field(record, id_name_));
  if (layout_.table == nullptr) {
    const Result<std::optional<FieldValue>> id = json_.value(record, id_field_);
    return id && *id ? (*id)->text : std::string();
  }
  std::string text;
  if (!layout_.table->id_field) return text;
  const Result<CsvField> field = column(record, *layout_.table->id_field);
  if (field) set_text(*field, text);
  return text;
}

std::optional<FieldValue> RecordFields::keep_value(std::string_view record) {
  if (layout_.format == Format::kWarc) {
    const std::string_view value = warc_field(record, keep_name_);
    return value.empty() ? std::nullopt : std::optional(value_of(std::string(value)));
  }
  if (layout_.table == nullptr) {
    const Result<std::optional<FieldValue>> value = json_.value(record, keep_field_);
    return value ? *value : std::nullopt;
  }
  const Result<CsvField> field = column(record, *layout_.table->keep_field);
  if (!field || field->raw.empty()) return std::nullopt;
  std::string text;
  set_text(*field, text);
  return value_of(std::move(text));
}

void RecordFields::text_of_piece(std::string_view raw, std::string& text) const {
  if (escaped_) {
    unescape(raw, text);
  } else {
    text = raw;
  }
}

void RecordFields::unescape(std::string_view raw, std::string& text) const {
  if (layout_.format == Format::kJsonl) {
    unescape_json(raw, text);
  } else if (layout_.format == Format::kCsv) {
    unescape_csv(raw, text);
  } else {
    text = raw;
  }
}

}  // namespace leitong

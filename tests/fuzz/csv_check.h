// What must hold of any bytes that are read as CSV.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv.h"

namespace leitong {

// What is wrong; empty if nothing.
inline std::string check_csv(std::string_view bytes, char delimiter = ',') {
  std::vector<LineSpan> records;
  std::vector<std::uint32_t> lines;
  find_csv_records(bytes, delimiter, records, lines);
  std::size_t at = 0;
  std::size_t last_line_end = 0;
  std::uint32_t line = 0;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const LineSpan& record = records[i];
    if (record.begin != at || record.end < at || record.next <= at) return "records have gaps";
    for (std::size_t j = i == 0 ? 0 : records[i - 1].begin; j < at; ++j) line += bytes[j] == '\n';
    if (lines[i] != line) return "a line number is wrong";
    at = record.next;
    if (record.end < record.next) last_line_end = record.next;

    const std::string_view content = bytes.substr(record.begin, record.end - record.begin);
    for (const CsvDialect dialect : {CsvDialect{.delimiter = delimiter}, kTsvDialect}) {
      std::vector<CsvField> fields;
      if (!split_csv_record(content, dialect, fields)) continue;
      std::size_t size = fields.size() - 1;
      for (const CsvField& field : fields) {
        size += field.raw.size();
        const auto begin = static_cast<std::size_t>(field.raw.data() - content.data());
        if (dialect.quotes && begin > 0 && content[begin - 1] == '"') size += 2;
        std::string text;
        std::string same;
        std::vector<std::uint32_t> offsets;
        unescape_csv(field.raw, text);
        unescape_csv_with_offsets(field.raw, same, offsets);
        if (text != same || offsets.size() != text.size() + 1) return "texts differ";
        for (std::size_t j = 0; j < text.size(); ++j) {
          if (field.raw[offsets[j]] != text[j]) return "an offset is wrong";
        }
        if (offsets.back() != field.raw.size()) return "the last offset is wrong";
      }
      if (size != content.size()) return "fields don't make up the record";
    }
  }
  if (at != bytes.size()) return "records end too early";
  CsvBorders at_once(delimiter);
  if (at_once.cut(bytes) != last_line_end) return "the last border is wrong";
  CsvBorders growing(delimiter);
  std::size_t border = 0;
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    const std::size_t next = growing.cut(bytes.substr(0, size));
    if (next < border || next > size) return "borders go back";
    border = next;
  }
  if (border != last_line_end) return "the last border is wrong, byte by byte";
  return {};
}

}  // namespace leitong

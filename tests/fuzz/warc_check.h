// What must hold of any bytes that are read as WARC.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "io/warc.h"
#include "reference/warc_records.h"

namespace leitong {

inline std::string check_warc_record(std::string_view bytes, const reference::WarcRecord& wanted) {
  if (wanted.kind == "blank") return {};
  const Result<WarcRecord> record = read_warc_record(bytes);
  if (!record) return wanted.kind == "broken" ? "" : "a record can't be read";
  constexpr std::string_view kKinds[] = {"text", "response", "other"};
  if (kKinds[static_cast<std::size_t>(record->kind)] != wanted.kind) return "of another kind";
  return record->content == wanted.content ? "" : "another content";
}

// Blocks as a reader of `step` bytes at a time would cut them hold the same records.
inline std::string check_warc_borders(std::string_view bytes, const std::vector<LineSpan>& records,
                                      std::size_t step) {
  WarcBorders borders;
  std::vector<LineSpan> of_block;
  std::size_t done = 0;
  std::size_t number = 0;
  for (std::size_t size = 0;; size = std::min(size + step, bytes.size())) {
    const bool last = size == bytes.size();
    const std::size_t end =
        last ? bytes.size() - done : borders.cut(bytes.substr(done, size - done));
    if (end > size - done) return "a border behind the end";
    if (end > 0) {
      find_warc_records(bytes.substr(done, end), of_block);
      for (const LineSpan& span : of_block) {
        const LineSpan in_all{done + span.begin, done + span.end, done + span.next};
        if (number == records.size() || in_all != records[number++]) return "other records";
      }
      done += end;
      borders.restart();
    }
    if (last) return number == records.size() ? "" : "too few records";
  }
}

// What is wrong; empty if nothing.
inline std::string check_warc(std::string_view bytes) {
  std::vector<LineSpan> records;
  find_warc_records(bytes, records);
  const std::vector<reference::WarcRecord> wanted = reference::warc_records(std::string(bytes));
  if (records.size() != wanted.size()) return "another number of records";
  for (std::size_t i = 0; i < records.size(); ++i) {
    const LineSpan& span = records[i];
    if (span != LineSpan{wanted[i].begin, wanted[i].end, wanted[i].next}) {
      return "a record stands elsewhere";
    }
    std::string wrong =
        check_warc_record(bytes.substr(span.begin, span.end - span.begin), wanted[i]);
    if (!wrong.empty()) return wrong;
  }
  for (const std::size_t step : {1, 7, 64}) {
    std::string wrong = check_warc_borders(bytes, records, step);
    if (!wrong.empty()) return wrong;
  }
  return {};
}

}  // namespace leitong

// CSV (RFC 4180) and TSV, read where they stand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/line_records.h"
#include "leitong/error.h"

namespace leitong {

struct CsvDialect {
  char delimiter = ',';  // one that can_delimit()
  // Fields may stand in quotes, where a delimiter, a line end, and a quote written twice are text.
  bool quotes = true;
};
inline constexpr CsvDialect kCsvDialect = {};
// As IANA registered it: no field holds a tab or a line end, and quotes are characters like others.
inline constexpr CsvDialect kTsvDialect = {.delimiter = '\t', .quotes = false};

// Whether it can stand between fields: ASCII, and nothing that means something else.
[[nodiscard]] bool can_delimit(char character);

// Where the last record in growing bytes of CSV ends. Each byte is looked at once.
class CsvBorders {
 public:
  explicit CsvBorders(char delimiter) : delimiter_(delimiter) {}
  // The length of the longest prefix that ends with a line end outside quotes; 0 if there is none.
  // `bytes` begin with a record, and with all that was given since restart().
  [[nodiscard]] std::size_t cut(std::string_view bytes);
  // Other bytes come.
  void restart() { *this = CsvBorders(delimiter_); }

 private:
  char delimiter_;
  std::size_t searched_ = 0;
  std::size_t end_ = 0;
  bool quoted_ = false;
};

// The records of `bytes`, in order, as find_lines() gives lines; of each the number of line ends
// before it. A quote that is never closed makes the rest one record. Overwrites both. Pure.
void find_csv_records(std::string_view bytes, char delimiter, std::vector<LineSpan>& records,
                      std::vector<std::uint32_t>& lines);

struct CsvField {
  std::string_view raw;  // the bytes between the quotes, or between delimiters
  bool doubled = false;  // has quotes that are written twice; if not, `raw` is the text itself
};

// The fields of a record without its line end; at least one. They point into it. Overwrites `out`.
// Fails (kInput, without path and line) where a quote is not closed, or text follows one that is.
[[nodiscard]] Result<void> split_csv_record(std::string_view record, CsvDialect dialect,
                                            std::vector<CsvField>& out);

// The text of a field from its raw bytes: each pair of quotes is one. Overwrites `text`. Pure.
void unescape_csv(std::string_view raw, std::string& text);
// The same, with the way back as in unescape_json_with_offsets().
void unescape_csv_with_offsets(std::string_view raw, std::string& text,
                               std::vector<std::uint32_t>& raw_offset);

// Appends a field that reads as `text`, in quotes if it must be. Where there are none, spaces stand
// for what a field can't hold.
void append_csv_field(std::string& record, CsvDialect dialect, std::string_view text);

}  // namespace leitong

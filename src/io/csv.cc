// A quote opens a field only where a field begins; anywhere else outside quotes it is a character
// like any other, as Python's csv module has it, so 5" does not swallow the rest of a table. So the
// parity of quotes says nothing, and bytes must be read from the begin of a record on. That is done
// by two searches of the C library, for quotes and for line ends, which skip what lies between: a
// few nanoseconds a quote. Blocks are cut by one thread that way (CsvBorders), and each is then
// parsed by itself.
//
// A carriage return ends a record only before a line feed. What follows a closing quote other than
// a delimiter has no one meaning (Python's strict mode refuses it too), so such a record is
// refused, not guessed at: cutting text out of it could not be undone.
#include "io/csv.h"

#include <algorithm>
#include <iterator>

namespace leitong {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::size_t find_or_end(std::string_view bytes, char wanted, std::size_t from) {
  return std::min(bytes.find(wanted, from), bytes.size());
}

// Whether the quote at `at`, outside quotes, stands where a field begins.
bool opens_field(std::string_view bytes, std::size_t at, char delimiter) {
  if (at == 0 || bytes[at - 1] == delimiter || bytes[at - 1] == '\n') return true;
  return at == kByteOrderMark.size() && bytes.starts_with(kByteOrderMark);
}

// Behind the quote that closes what is open at `from`; the end if there is none.
std::size_t behind_closing_quote(std::string_view bytes, std::size_t from) {
  for (;;) {
    const std::size_t quote = find_or_end(bytes, '"', from);
    if (quote + 1 >= bytes.size()) return bytes.size();
    if (bytes[quote + 1] != '"') return quote + 1;
    from = quote + 2;
  }
}

Error problem(std::string what) { return {.kind = Error::Kind::kInput, .what = std::move(what)}; }

}  // namespace

bool can_delimit(char character) {
  constexpr std::string_view kTaken("\"\r\n\0", 4);
  return (character & 0x80) == 0 && kTaken.find(character) == std::string_view::npos;
}

std::size_t CsvBorders::cut(std::string_view bytes) {
  while (searched_ < bytes.size()) {
    const std::size_t quote = find_or_end(bytes, '"', searched_);
    if (quoted_) {
      if (quote + 1 >= bytes.size()) {
        searched_ = quote;  // perhaps the first of two
        return end_;
      }
      quoted_ = bytes[quote + 1] == '"';
      searched_ = quote + (quoted_ ? 2 : 1);
      continue;
    }
    const std::size_t line_end = bytes.substr(searched_, quote - searched_).rfind('\n');
    if (line_end != std::string_view::npos) end_ = searched_ + line_end + 1;
    quoted_ = quote < bytes.size() && opens_field(bytes, quote, delimiter_);
    searched_ = std::min(quote + 1, bytes.size());
  }
  return end_;
}

void find_csv_records(std::string_view bytes, char delimiter, std::vector<LineSpan>& records,
                      std::vector<std::uint32_t>& lines) {
  records.clear();
  lines.clear();
  std::size_t begin = 0;
  std::uint32_t line = 0;
  std::size_t quote = find_or_end(bytes, '"', 0);
  while (begin < bytes.size()) {
    lines.push_back(line);
    std::size_t end = find_or_end(bytes, '\n', begin);
    while (quote < end) {
      if (!opens_field(bytes, quote, delimiter)) {
        quote = find_or_end(bytes, '"', quote + 1);
        continue;
      }
      const std::size_t closed = behind_closing_quote(bytes, quote + 1);
      if (closed > end) {
        line += static_cast<std::uint32_t>(
            std::ranges::count(bytes.substr(quote, closed - quote), '\n'));
        end = find_or_end(bytes, '\n', closed);
      }
      quote = find_or_end(bytes, '"', closed);
    }
    const std::size_t next = std::min(end + 1, bytes.size());
    if (end < bytes.size()) ++line;
    if (end < bytes.size() && end > begin && bytes[end - 1] == '\r') --end;
    records.push_back({.begin = begin, .end = end, .next = next});
    begin = next;
  }
}

Result<void> split_csv_record(std::string_view record, CsvDialect dialect,
                              std::vector<CsvField>& out) {
  out.clear();
  std::size_t begin = 0;
  for (;;) {
    std::size_t end = 0;
    if (dialect.quotes && begin < record.size() && record[begin] == '"') {
      const std::size_t first = begin + 1;
      end = behind_closing_quote(record, first);
      // The end may be behind the closing quote, or there is none.
      std::string_view raw = record.substr(first, end - first);
      const auto quotes_at_end = raw.size() - (raw.find_last_not_of('"') + 1);
      if (quotes_at_end % 2 == 0) return std::unexpected(problem("a quote is never closed"));
      raw.remove_suffix(1);
      if (end < record.size() && record[end] != dialect.delimiter) {
        return std::unexpected(problem("text follows a closing quote"));
      }
      out.push_back({.raw = raw, .doubled = raw.find('"') != std::string_view::npos});
    } else {
      end = find_or_end(record, dialect.delimiter, begin);
      out.push_back({.raw = record.substr(begin, end - begin)});
    }
    if (end == record.size()) return {};
    begin = end + 1;
  }
}

void unescape_csv(std::string_view raw, std::string& text) {
  text.clear();
  while (!raw.empty()) {
    const std::size_t end = std::min(find_or_end(raw, '"', 0) + 1, raw.size());
    text += raw.substr(0, end);
    raw.remove_prefix(end);
    if (text.back() == '"' && raw.starts_with('"')) raw.remove_prefix(1);
  }
}

void unescape_csv_with_offsets(std::string_view raw, std::string& text,
                               std::vector<std::uint32_t>& raw_offset) {
  text.clear();
  raw_offset.clear();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    text += raw[i];
    raw_offset.push_back(static_cast<std::uint32_t>(i));
    if (raw[i] == '"' && i + 1 < raw.size() && raw[i + 1] == '"') ++i;
  }
  raw_offset.push_back(static_cast<std::uint32_t>(raw.size()));
}

void append_csv_field(std::string& record, CsvDialect dialect, std::string_view text) {
  const auto means_something = [&](char character) {
    return character == dialect.delimiter || character == '\n' || character == '\r';
  };
  if (!dialect.quotes) {
    std::ranges::replace_copy_if(text, std::back_inserter(record), means_something, ' ');
    return;
  }
  if (!text.starts_with('"') && std::ranges::none_of(text, means_something)) {
    record += text;
    return;
  }
  record += '"';
  for (const char character : text) record.append(character == '"' ? 2 : 1, character);
  record += '"';
}

}  // namespace leitong

// Records of WARC, read as one would by hand: line by line, byte by byte, with regular expressions.
#pragma once

#include <cctype>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace leitong::reference {

struct WarcRecord {
  std::size_t begin = 0;
  std::size_t end = 0;   // of the content
  std::size_t next = 0;  // where the next record begins
  // What it is: "text", "response", "other"; "broken"; "blank", line ends between records.
  std::string kind = {};
  std::string content = {};  // but of the last two
};

struct WarcHeader {
  std::size_t size = 0;
  std::map<std::string, std::vector<std::string>> fields = {};  // names in small letters
};

inline std::string in_small_letters(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

inline bool warc_begins(const std::string& bytes, std::size_t at) {
  static const std::regex version("WARC/1\\.[0-9][\r\n]");
  return std::regex_match(bytes.substr(at, 9), version);
}

// None where no header stands, or a broken one.
inline std::optional<WarcHeader> warc_header(const std::string& bytes) {
  static const std::regex version("WARC/1\\.[0-9]\r?");
  static const std::regex continued("[ \t][^]*");
  static const std::regex field("([^:]*):[ \t\r]*([^]*?)[ \t\r]*");
  WarcHeader header;
  std::string line;
  for (std::size_t i = 0, number = 0; i < bytes.size(); ++i) {
    if (bytes[i] != '\n') {
      line += bytes[i];
      continue;
    }
    std::smatch parts;
    if (number++ == 0) {
      if (!std::regex_match(line, version)) return std::nullopt;
    } else if (line.empty() || line == "\r") {
      header.size = i + 1;
      return header;
    } else if (std::regex_match(line, continued)) {
      // More of the line before it.
    } else if (std::regex_match(line, parts, field)) {
      header.fields[in_small_letters(parts[1])].push_back(parts[2]);
    } else {
      return std::nullopt;
    }
    line.clear();
  }
  return std::nullopt;
}

// What Content-Length says; none if it says nothing that can be believed.
inline std::optional<std::size_t> warc_length(WarcHeader header) {
  const std::vector<std::string>& all = header.fields["content-length"];
  const std::set<std::string> lengths(all.begin(), all.end());
  if (lengths.size() != 1) return std::nullopt;
  const std::string& digits = *lengths.begin();
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) {
    return std::nullopt;
  }
  const double length = std::stod(digits);
  if (length > std::numeric_limits<int>::max()) return std::nullopt;
  return static_cast<std::size_t>(length);
}

inline std::string warc_kind(WarcHeader header) {
  const auto first = [&](const char* name) {
    return header.fields[name].empty() ? std::string()
                                       : in_small_letters(header.fields[name].front());
  };
  const std::string type = first("warc-type");
  const std::string media = first("content-type");
  if (type == "response") return "response";
  if (!header.fields["warc-segment-number"].empty()) return "other";
  const bool is_text = std::regex_match(media, std::regex("text/[^]*")) &&
                       !std::regex_match(media, std::regex("text/dns[ \t\r]*(;[^]*)?"));
  if (type == "conversion" && (media.empty() || is_text)) return "text";
  return type == "resource" && is_text ? "text" : "other";
}

inline bool is_line_ends(const std::string& bytes) {
  return bytes.find_first_not_of("\r\n") == std::string::npos;
}

inline WarcRecord warc_record(const std::string& bytes, std::size_t begin) {
  WarcRecord record{.begin = begin, .end = begin};
  while (record.end < bytes.size() && is_line_ends(bytes.substr(record.end, 1))) ++record.end;
  record.next = record.end;
  record.kind = "blank";
  if (record.end > begin) return record;

  const std::string rest = bytes.substr(begin);
  const std::optional<WarcHeader> header = warc_header(rest);
  const std::optional<std::size_t> length = header ? warc_length(*header) : std::nullopt;
  if (length && header->size + *length <= rest.size()) {
    record.kind = warc_kind(*header);
    record.content = rest.substr(header->size, *length);
    record.end = begin + header->size + *length;
    for (const std::string close : {"\r\n\r\n", "\n\n"}) {
      if (bytes.compare(record.end, close.size(), close) == 0) {
        record.next = record.end + close.size();
        return record;
      }
    }
  }
  record.next = begin + 1;
  while (record.next < bytes.size() &&
         !(bytes[record.next - 1] == '\n' && warc_begins(bytes, record.next))) {
    ++record.next;
  }
  const bool closed = length && begin + header->size + *length <= record.next &&
                      is_line_ends(bytes.substr(record.end, record.next - record.end));
  if (!closed) record.kind = "broken";
  record.end = record.next;
  return record;
}

inline std::vector<WarcRecord> warc_records(const std::string& bytes) {
  std::vector<WarcRecord> records;
  for (std::size_t at = 0; at < bytes.size(); at = records.back().next) {
    records.push_back(warc_record(bytes, at));
  }
  return records;
}

}  // namespace leitong::reference

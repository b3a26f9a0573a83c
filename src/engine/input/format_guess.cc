#include "engine/input/format_guess.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "io/warc.h"

namespace leitong {
namespace {

constexpr std::array<std::string_view, 5> kCompressions = {".gz", ".bz2", ".xz", ".zst", ".lz4"};

struct Foreign {
  std::size_t offset;
  std::string_view magic;
  const char* what;
  const char* advice;
};
constexpr std::array kForeign = {
    Foreign{0, "PK\x03\x04", "a zip archive", "unzip -p FILE.zip | leitong"},
    Foreign{0, "7z\xBC\xAF\x27\x1C", "a 7z archive", "7z e -so FILE.7z | leitong"},
    Foreign{257, "ustar", "a tar archive", "tar -xOf FILE.tar | leitong"},
    Foreign{0, "PAR1", "a Parquet file", "write its rows as JSONL first"},
};

Error not_read(const char* what, const char* advice) {
  return {.kind = Error::Kind::kUsage,
          .what = std::string("looks like ") + what + ", which is not read",
          .advice = std::string(advice) + "; or --format text"};
}

void skip(std::string_view& bytes, std::string_view what) {
  bytes.remove_prefix(std::min(bytes.find_first_not_of(what), bytes.size()));
}

}  // namespace

Format format_by_name(std::string_view name) {
  for (const std::string_view ending : kCompressions) {
    if (name.ends_with(ending)) name.remove_suffix(ending.size());
  }
  if (name.ends_with(".jsonl") || name.ends_with(".ndjson")) return Format::kJsonl;
  if (name.ends_with(".csv")) return Format::kCsv;
  if (name.ends_with(".tsv")) return Format::kTsv;
  if (name.ends_with(".warc") || name.ends_with(".wet")) return Format::kWarc;
  if (name.ends_with(".txt") || name.ends_with(".md")) return Format::kText;
  return Format::kAuto;
}

// WARC; JSON objects, one a line; or else text.
Result<Format> format_by_first_bytes(std::string_view bytes) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  constexpr std::string_view kBlank = " \t\r\n";
  if (begins_warc_record(bytes)) return Format::kWarc;
  for (const Foreign& foreign : kForeign) {
    if (bytes.size() < foreign.offset) continue;
    if (!bytes.substr(foreign.offset).starts_with(foreign.magic)) continue;
    return std::unexpected(not_read(foreign.what, foreign.advice));
  }
  if (bytes.starts_with(kMark)) bytes.remove_prefix(kMark.size());
  skip(bytes, kBlank);
  if (bytes.empty()) return Format::kAuto;
  if (bytes.starts_with('[')) {
    bytes.remove_prefix(1);
    skip(bytes, kBlank);
    if (!bytes.starts_with("{\"")) return Format::kText;
    return std::unexpected(not_read("one JSON array", "jq -c '.[]' FILE.json | leitong"));
  }
  if (!bytes.starts_with('{')) return Format::kText;
  bytes.remove_prefix(1);
  skip(bytes, " \t");
  return bytes.starts_with('"') || bytes.starts_with('}') ? Format::kJsonl : Format::kText;
}

}  // namespace leitong

#include "summary.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "progress_line.h"

namespace leitong::tool {
namespace {

std::string counted(std::uint64_t count, const std::string& one, const std::string& many) {
  return readable_count(count) + " " + (count == 1 ? one : many);
}

std::string how(const FilterReport& report, const Comparison& comparison) {
  if (report.method == Method::kBytes) return "equal bytes";
  if (report.method == Method::kExact) return "equal exact form";
  const char* const tokens = comparison.tokens == TokenKind::kWord ? "words" : "characters";
  std::array<char, 64> text{};
  if (report.method == Method::kContained) {
    std::snprintf(text.data(), text.size(), "contained, %s, a share of at least %g", tokens,
                  comparison.containment);
    return text.data();
  }
  std::snprintf(text.data(), text.size(), "%s, %s, similarity at least %g",
                report.method == Method::kMinhash ? "minhash" : "simhash", tokens,
                comparison.threshold);
  return text.data();
}

}  // namespace

std::string summary(const FilterReport& report, const Comparison& comparison) {
  const bool text = report.format == Format::kText && report.unit != Unit::kFile;
  const bool files = report.unit == Unit::kFile;
  std::string line = counted(report.read, "record", "records");
  if (text) line = counted(report.read, "paragraph", "paragraphs");
  if (files) line = counted(report.read, "file", "files");
  line += ", " + readable_count(report.removed) + " removed";
  const auto is_passages = [](const FilterReport& step) { return step.unit == Unit::kPassage; };
  const bool passages = is_passages(report) || std::ranges::any_of(report.steps, is_passages);
  if (text && !passages && report.passages > 0) {
    line += " in " + counted(report.passages, "passage", "passages");
  }
  if (passages) line += ", " + counted(report.passages, "passage", "passages") + " cut out";
  if (report.cut > 0) line += ", " + readable_count(report.cut) + " cut";
  if (report.failed > 0) line += ", " + readable_count(report.failed) + " unreadable";
  line += " (" + how(report, comparison);
  for (std::size_t i = 1; i < report.steps.size(); ++i) {
    line += "; then " + how(report.steps[i], comparison);
  }
  line += "); " + readable_bytes(report.bytes_read) + " in, " +
          readable_bytes(report.bytes_written) + " out";
  if (report.shards > 0) {
    line += " in " + counted(report.shards, "file", "files");
    if (report.empty_shards > 0) line += ", " + readable_count(report.empty_shards) + " empty";
  }
  std::array<char, 32> seconds{};
  std::snprintf(seconds.data(), seconds.size(), ", %.2f s", report.seconds_wall);
  line += seconds.data();
  if (text && !passages && report.removed == 0) {
    line +=
        "; no run of paragraphs repeats that is long enough (--min-passage; --format lines "
        "takes each line)";
  }
  return line;
}

}  // namespace leitong::tool

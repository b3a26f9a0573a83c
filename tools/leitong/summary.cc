#include "summary.h"

#include <algorithm>

#include "readable.h"

namespace leitong::tool {
namespace {

std::string how(const FilterReport& report, const Comparison& comparison) {
  if (report.method == Method::kBytes) return "equal bytes";
  if (report.method == Method::kExact) return "equal exact form";
  const std::string tokens = comparison.tokens == TokenKind::kWord ? "words" : "characters";
  if (report.method == Method::kContained) {
    return "contained, " + tokens + ", a share of at least " + number("%g", comparison.containment);
  }
  return std::string(name_of(report.method)) + ", " + tokens + ", similarity at least " +
         number("%g", comparison.threshold);
}

}  // namespace

std::string summary(const FilterReport& report, const Comparison& comparison) {
  const bool text = report.format == Format::kText && report.unit != Unit::kFile;
  const bool files = report.unit == Unit::kFile;
  std::string line = counted(report.read, "record");
  if (text) line = counted(report.read, "paragraph");
  if (files) line = counted(report.read, "file");
  line += ", " + readable_count(report.removed) + " removed";
  const auto is_passages = [](const FilterReport& step) { return step.unit == Unit::kPassage; };
  const bool passages = is_passages(report) || std::ranges::any_of(report.steps, is_passages);
  if (text && !passages && report.passages > 0) {
    line += " in " + counted(report.passages, "passage");
  }
  if (passages) line += ", " + counted(report.passages, "passage") + " cut out";
  if (report.cut > 0) line += ", " + readable_count(report.cut) + " cut";
  if (report.failed > 0) line += ", " + readable_count(report.failed) + " unreadable";
  if (report.others > 0) line += ", " + readable_count(report.others) + " others passed through";
  line += " (" + how(report, comparison);
  for (std::size_t i = 1; i < report.steps.size(); ++i) {
    line += "; then " + how(report.steps[i], comparison);
  }
  line += "); " + readable_bytes(report.bytes_read) + " in, " +
          readable_bytes(report.bytes_written) + " out";
  if (report.shards > 0) {
    line += " in " + counted(report.shards, "file");
    if (report.empty_shards > 0) line += ", " + readable_count(report.empty_shards) + " empty";
  }
  line += number(", %.2f s", report.seconds_wall);
  if (text && !passages && report.removed == 0) {
    line +=
        "; no run of paragraphs repeats that is long enough (--min-passage; --format lines "
        "takes each line)";
  }
  return line;
}

}  // namespace leitong::tool

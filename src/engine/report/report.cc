#include <algorithm>
#include <string>
#include <string_view>

#include "engine/json/object_writer.h"
#include "engine/report/audit.h"
#include "leitong/filter.h"
#include "leitong/version.h"

namespace leitong {
namespace {

void add_steps(ObjectWriter& report, std::string& json, const std::vector<FilterReport>& steps) {
  report.add_name("steps");
  json += '[';
  for (const FilterReport& step : steps) {
    if (&step != &steps.front()) json += ',';
    ObjectWriter object(json);
    object.add("unit", name_of(step.unit));
    object.add("method", name_of(step.method));
    object.add("read", step.read);
    object.add("kept", step.kept);
    object.add("removed", step.removed);
    object.add("cut", step.cut);
    object.add("passages", step.passages);
    object.add("bytes_read", step.bytes_read);
    object.add("bytes_written", step.bytes_written);
  }
  json += ']';
}

}  // namespace

std::string FilterReport::json() const {
  std::string json;
  {
    ObjectWriter report(json);
    report.add("unit", name_of(unit));
    report.add("method", name_of(method));
    if (!steps.empty()) add_steps(report, json, steps);
    {
      report.add_name("records");
      ObjectWriter records(json);
      records.add("read", read);
      records.add("kept", kept);
      records.add("removed", removed);
      records.add("failed", failed);
      records.add("cut", cut);
      records.add("blank_lines", blank);
      if (format == Format::kWarc) records.add("others", others);
    }
    if (unit == Unit::kPassage) {
      report.add_name("passages");
      ObjectWriter removed_passages(json);
      removed_passages.add("removed", passages);
    } else {
      report.add_name("paragraphs");
      ObjectWriter paragraphs(json);
      paragraphs.add("read", paragraphs_read);
      paragraphs.add("removed", paragraphs_removed);
      paragraphs.add("runs_removed", passages);
    }
    {
      report.add_name("bytes");
      ObjectWriter bytes(json);
      bytes.add("read", bytes_read);
      bytes.add("written", bytes_written);
      bytes.add("ill_formed_parts", ill_formed);
    }
    if (shards > 0) {
      report.add_name("shards");
      ObjectWriter files(json);
      files.add("written", shards);
      files.add("empty", empty_shards);
    }
    {
      report.add_name("seconds");
      ObjectWriter seconds(json);
      seconds.add_decimal("wall", seconds_wall, 3);
      seconds.add_decimal("cpu", seconds_cpu, 3);
    }
    {
      report.add_name("memory");
      ObjectWriter memory(json);
      memory.add("peak", peak_memory_bytes);
      memory.add("index", index_bytes);
      memory.add("cache", cache_bytes);
    }
    {
      report.add_name("segmenter");
      ObjectWriter segmenter(json);
      segmenter.add("units", units_segmented);
      const auto units = static_cast<double>(std::max<std::uint64_t>(units_segmented, 1));
      segmenter.add_decimal("fallback_share", static_cast<double>(units_given_to_icu) / units, 4);
    }
    {
      report.add_name("bands");
      ObjectWriter plan(json);
      plan.add("bands", bands.bands);
      plan.add("rows", bands.rows);
    }
    report.add("candidates", match.candidates);
    report.add("rejected", match.rejected);
    report.add("verified", match.verified);
    report.add("bucket_overflow", match.bucket_overflow);
    {
      report.add_name("versions");
      const Identity versions = identity();
      ObjectWriter object(json);
      object.add("leitong", version());
      object.add("sketch", versions.sketch_format);
      object.add("fold", versions.fold_table);
      object.add("icu", versions.icu);
      object.add("dictionary", versions.dictionary);
    }
  }
  return json;
}

}  // namespace leitong

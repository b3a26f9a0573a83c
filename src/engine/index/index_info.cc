#include "engine/index/index_info.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "engine/guarded.h"
#include "engine/index/index_properties.h"
#include "engine/json/json_text.h"
#include "engine/judge.h"
#include "match/near_digest.h"

namespace leitong {
namespace {

const char* name_of(IndexText text) { return text == IndexText::kReference ? "reference" : "copy"; }

Result<void> create_checked(const std::string& folder, const Comparison& comparison,
                            IndexText text) {
  if (comparison.method == Method::kContained) {
    return std::unexpected(Error{.kind = Error::Kind::kUsage,
                                 .what = "an index finds what is alike, not what is contained",
                                 .advice = "--method"});
  }
  // Whether the options have a meaning.
  if (Result<Judge> judge = Judge::create(comparison); !judge) {
    return std::unexpected(std::move(judge.error()));
  }
  IndexProperties properties = index_properties(comparison, identity());
  properties[kIndexTextProperty] = name_of(text);
  return IndexStore::create(folder, properties);
}

}  // namespace

Result<IndexInfo> index_info(const IndexStore& store) {
  Result<Comparison> comparison = stored_comparison(store.properties(), store.folder());
  if (!comparison) return std::unexpected(std::move(comparison.error()));
  IndexInfo info{.comparison = *comparison,
                 .versions = stored_versions(store.properties()),
                 .bands = {},
                 .records = store.counts().records,
                 .text_bytes = store.counts().text_bytes,
                 .text = store.refers_to_texts() ? IndexText::kReference : IndexText::kCopy,
                 .sources = store.sources()};
  if (comparison->method == Method::kMinhash) {
    const Result<NearDigester> digester = NearDigester::create(near_options(*comparison));
    if (!digester) return std::unexpected(digester.error());
    info.bands = digester->bands();
  }
  const Result<std::uint64_t> bytes = store.disk_bytes();
  if (!bytes) return std::unexpected(bytes.error());
  info.disk_bytes = *bytes;
  const Result<std::uint32_t> uncommitted = store.uncommitted_records();
  if (!uncommitted) return std::unexpected(uncommitted.error());
  info.uncommitted = *uncommitted;
  return info;
}

Result<std::vector<IndexMatch>> index_matches(IndexJudge& judge, const FeatureList& features,
                                              std::size_t i) {
  const IndexStore& store = judge.store();
  const Result<std::vector<IndexJudge::Match>> matches = judge.matches(features, i);
  if (!matches) return std::unexpected(matches.error());
  std::vector<IndexMatch> all;
  for (const IndexJudge::Match& match : *matches) {
    Result<StoredRecord> record = store.record(match.record);
    if (!record) return std::unexpected(std::move(record.error()));
    all.push_back({.similarity = match.similarity,
                   .record = {.input = store.sources()[record->source],
                              .record = record->line,
                              .id = std::move(record->id),
                              .start = record->start,
                              .end = record->end}});
  }
  std::ranges::stable_sort(all, std::ranges::greater(), &IndexMatch::similarity);
  return all;
}

std::string IndexInfo::options() const {
  const IndexProperties all = index_properties(comparison, {});
  std::string line(name_of(comparison.method));
  for (const auto& [name, value] : all) {
    if (is_option(name) && name != "method")
      line.append(", ").append(name).append(" ").append(value);
  }
  return line;
}

std::string IndexInfo::json() const {
  std::string line = "{\"records\":" + std::to_string(records);
  line += ",\"text_bytes\":" + std::to_string(text_bytes);
  line += ",\"disk_bytes\":" + std::to_string(disk_bytes);
  line.append(",\"index_text\":\"").append(name_of(text)).append("\"");
  line += ",\"uncommitted\":" + std::to_string(uncommitted);
  line += ",\"bands\":" + std::to_string(bands.bands);
  line += ",\"rows\":" + std::to_string(bands.rows);
  line += ",\"made_with\":{";
  std::string_view comma;
  for (const auto& [name, value] : index_properties(comparison, versions)) {
    line.append(comma);
    append_json_string(line, name);
    line += ':';
    append_json_string(line, value);
    comma = ",";
  }
  line += "},\"sources\":[";
  comma = {};
  for (const std::string& source : sources) {
    line.append(comma);
    append_json_string(line, source);
    comma = ",";
  }
  return line + "]}";
}

Result<void> create_index(const std::string& folder, const Comparison& comparison, IndexText text) {
  return guarded([&] { return create_checked(folder, comparison, text); });
}

bool is_index(const std::string& folder) { return IndexStore::is_at(folder); }

Result<IndexInfo> read_index_info(const std::string& folder) {
  return guarded([&]() -> Result<IndexInfo> {
    const Result<IndexStore> store = IndexStore::open(folder, IndexStore::Access::kRead);
    if (!store) return std::unexpected(store.error());
    return index_info(*store);
  });
}

}  // namespace leitong

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

Result<void> create_checked(const std::string& folder, const Comparison& comparison) {
  if (comparison.method == Method::kContained) {
    return std::unexpected(Error{.kind = Error::Kind::kUsage,
                                 .what = "an index finds what is alike, not what is contained",
                                 .advice = "--method"});
  }
  // Whether the options have a meaning.
  if (Result<Judge> judge = Judge::create(comparison); !judge) {
    return std::unexpected(std::move(judge.error()));
  }
  return IndexStore::create(folder, index_properties(comparison, identity()));
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
  std::string text(name_of(comparison.method));
  for (const auto& [name, value] : all) {
    if (is_option(name) && name != "method")
      text.append(", ").append(name).append(" ").append(value);
  }
  return text;
}

std::string IndexInfo::json() const {
  std::string text = "{\"records\":" + std::to_string(records);
  text += ",\"text_bytes\":" + std::to_string(text_bytes);
  text += ",\"disk_bytes\":" + std::to_string(disk_bytes);
  text += ",\"uncommitted\":" + std::to_string(uncommitted);
  text += ",\"bands\":" + std::to_string(bands.bands);
  text += ",\"rows\":" + std::to_string(bands.rows);
  text += ",\"made_with\":{";
  std::string_view comma;
  for (const auto& [name, value] : index_properties(comparison, versions)) {
    text.append(comma);
    append_json_string(text, name);
    text += ':';
    append_json_string(text, value);
    comma = ",";
  }
  text += "},\"sources\":[";
  comma = {};
  for (const std::string& source : sources) {
    text.append(comma);
    append_json_string(text, source);
    comma = ",";
  }
  return text + "]}";
}

Result<void> create_index(const std::string& folder, const Comparison& comparison) {
  return guarded([&] { return create_checked(folder, comparison); });
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

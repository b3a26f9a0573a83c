// The rule is that of near_leaders.cc, settled by the same code (CandidateList); only where things
// stand differs. Of a newcomer one look-up asks for its list of shingles, one for its sketch, and
// one for all its buckets; then sketches of candidates are read, and of those that they do not
// reject the texts, from which shingles are computed anew by the code that made them first.
//
// So equal answers need no proof of their own but this: a bucket holds the first `bucket_limit`
// kept records with its tag, in order, and a key the first with it, as the tables in memory do.
#include "engine/index/index_judge.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/index/index_properties.h"

namespace leitong {
namespace {

bool is_near(const Comparison& comparison) { return compares_shingles(comparison.method); }

Result<void> stored(Result<StoredId> id) {
  if (id) return {};
  return std::unexpected(std::move(id.error()));
}

Result<std::optional<IndexJudge::Match>> as_match(const Result<std::optional<StoredId>>& found) {
  if (!found) return std::unexpected(found.error());
  if (!*found) return std::optional<IndexJudge::Match>();
  return std::optional(IndexJudge::Match{.record = **found, .similarity = 1});
}

}  // namespace

IndexJudge::IndexJudge(IndexStore store, const Comparison& comparison, Analyzer analyzer,
                       NearDigester digester)
    : store_(std::move(store)),
      comparison_(comparison),
      options_(near_options(comparison)),
      analyzer_(std::move(analyzer)),
      digester_(digester),
      filter_(options_),
      other_sketch_(SketchFilter::words(options_)) {}

Result<IndexJudge> IndexJudge::open(const std::string& folder, IndexStore::Access access) {
  Result<IndexStore> store = IndexStore::open(folder, access);
  if (!store) return std::unexpected(std::move(store.error()));
  Result<Comparison> comparison = stored_comparison(store->properties(), folder);
  if (!comparison) return std::unexpected(std::move(comparison.error()));
  if (auto error = find_other_version(store->properties(), folder)) {
    return std::unexpected(std::move(*error));
  }
  Result<Analyzer> analyzer = Analyzer::create(*comparison);
  if (!analyzer) return std::unexpected(std::move(analyzer.error()));
  Result<NearDigester> digester = NearDigester::create(near_options(*comparison));
  if (!digester) return std::unexpected(std::move(digester.error()));
  IndexJudge judge(std::move(*store), *comparison, std::move(*analyzer), *digester);
  if (access == IndexStore::Access::kWrite) {
    if (Result<void> taken = judge.take_back(); !taken) {
      return std::unexpected(std::move(taken.error()));
    }
  }
  return judge;
}

Result<std::optional<IndexJudge::Match>> IndexJudge::judge(const FeatureList& features,
                                                           std::size_t i) {
  if (!is_near(comparison_)) {
    return as_match(store_.find(features.key(i)));
  }
  start(features, i);
  const NearDigest digest = digester_.read(features.digest(i));
  if (const auto known = find(digest.list_key())) {
    ++counts_.candidates;
    ++counts_.verified;
    return std::optional(Match{.record = *known, .similarity = 1});
  }
  find_candidates(digest);
  const CandidateList::Settled settled = candidates_.settle(
      *this, digest.sketch_key(), find(digest.sketch_key()), options_.threshold, counts_);
  other_key_ = settled.other_key;
  if (failure_) return std::unexpected(*failure_);
  if (!settled.leader) return std::optional<Match>();
  return std::optional(Match{.record = *settled.leader, .similarity = settled.similarity});
}

Result<void> IndexJudge::keep(const FeatureList& features, std::size_t i,
                              const StoredRecord& record) {
  if (!is_near(comparison_)) return stored(store_.add(record, {}, {{features.key(i)}}, {}));
  const NearDigest digest = digester_.read(features.digest(i));
  const StoredId id = store_.counts().records;
  for (Bucket& bucket : buckets_) {
    if (bucket.members.size() < options_.bucket_limit) {
      bucket.members.push_back(id);
    } else {
      ++counts_.bucket_overflow;
    }
  }
  return stored(store_.add(record, digest.sketch(), {{digest.list_key(), other_key_}}, buckets_));
}

Result<std::vector<IndexJudge::Match>> IndexJudge::matches(const FeatureList& features,
                                                           std::size_t i) {
  std::vector<Match> all;
  if (!is_near(comparison_)) {
    const Result<std::optional<Match>> match = judge(features, i);
    if (!match) return std::unexpected(match.error());
    if (*match) all.push_back(**match);
    return all;
  }
  start(features, i);
  const NearDigest digest = digester_.read(features.digest(i));
  find_candidates(digest);
  for (const Hash128& key : {digest.list_key(), digest.sketch_key()}) {
    if (const auto known = find(key)) candidates_.add(*known);
  }
  for (const StoredId candidate : candidates_.sorted()) {
    if (!passes(candidate)) continue;
    if (const auto alike = similarity(candidate, options_.threshold)) {
      all.push_back({.record = candidate, .similarity = *alike});
    }
  }
  if (failure_) return std::unexpected(*failure_);
  return all;
}

Result<std::string> IndexJudge::text(StoredRecord record) {
  if (record.reference) return texts_.read(store_, record);
  return std::move(record.text);
}

// Files that are referred to may have changed, and then do not say what finds their records.
Result<void> IndexJudge::take_back() {
  if (store_.refers_to_texts()) return store_.take_all_back();
  const Result<std::uint32_t> count = store_.uncommitted_records();
  if (!count) return std::unexpected(count.error());
  const StoredId first = store_.counts().records;
  for (StoredId id = first + *count; id-- > first;) {
    const Result<StoredRecord> record = store_.record(id);
    if (!record) return std::unexpected(record.error());
    analyze(record->text);
    std::vector<BucketKey> buckets;
    buckets.reserve(buckets_.size());
    for (const Bucket& bucket : buckets_) buckets.push_back(bucket.key);
    if (Result<void> taken = store_.take_back(id, stored_keys(), buckets); !taken) return taken;
  }
  return {};
}

Result<std::optional<std::string>> IndexJudge::problem(StoredId id, std::uint64_t& found_in) {
  const Result<StoredRecord> record = store_.record(id);
  if (!record) return std::unexpected(record.error());
  const auto wrong = [&](const std::string& what) {
    return std::optional("stored record " + std::to_string(id) + ": " + what);
  };
  if (record->source >= store_.counts().sources) return wrong("its source is unknown");
  const Result<std::string> text = this->text(*record);
  if (!text) return wrong(text.error().message());
  analyze(*text);
  std::size_t keys = 0;
  for (const Hash128& key : stored_keys()) keys += find(key) == id ? 1 : 0;
  if (failure_) return std::unexpected(*failure_);
  if (keys < keys_a_record()) return wrong("it is not found by the hash of its text");
  if (!is_near(comparison_)) return std::optional<std::string>();
  const NearDigest digest = digester_.read(analyzed_.digest(0));
  if (Result<void> read = store_.sketch(id, other_sketch_); !read) {
    return std::unexpected(read.error());
  }
  if (!std::ranges::equal(digest.sketch(), other_sketch_)) {
    return wrong("its sketch is not that of its text");
  }
  if (Result<void> read = store_.find(buckets_); !read) return std::unexpected(read.error());
  for (const Bucket& bucket : buckets_) {
    const bool there = std::ranges::binary_search(bucket.members, id);
    const bool was_full =
        bucket.members.size() == options_.bucket_limit && bucket.members.back() < id;
    if (!there && !was_full) return wrong("it is missing among those with one of its band keys");
    found_in += there ? 1 : 0;
  }
  return std::optional<std::string>();
}

bool IndexJudge::passes(StoredId id) {
  return check(store_.sketch(id, other_sketch_)) && filter_.passes(sketch_, other_sketch_);
}

std::optional<double> IndexJudge::similarity(StoredId id, double threshold) {
  Result<StoredRecord> record = store_.record(id);
  const Result<std::string> text =
      record ? this->text(std::move(*record)) : std::unexpected(record.error());
  if (!text) {
    check(std::unexpected(text.error()));
    return std::nullopt;
  }
  analyzed_.clear();
  analyzer_.analyze_shingles(*text, analyzed_);
  make_set();
  const auto both = set_.overlap(analyzed_.shingles(0), threshold);
  if (!both) return std::nullopt;
  return both->jaccard();
}

Hash128 IndexJudge::set_key() {
  make_set();
  sorted_.assign(set_.list().begin(), set_.list().end());
  sorter_.make_set(sorted_);
  return NearDigester::set_key(sorted_);
}

std::optional<StoredId> IndexJudge::find(const Hash128& key) {
  Result<std::optional<StoredId>> found = store_.find(key);
  if (found) return *found;
  check(std::unexpected(std::move(found.error())));
  return std::nullopt;
}

void IndexJudge::start(const FeatureList& features, std::size_t i) {
  failure_.reset();
  shingles_ = features.shingles(i);
  sketch_ = digester_.read(features.digest(i)).sketch();
  set_is_made_ = false;
}

void IndexJudge::make_set() {
  if (!set_is_made_) set_.assign(shingles_);
  set_is_made_ = true;
}

void IndexJudge::name_buckets(const NearDigest& digest) {
  buckets_.resize(digest.tables());
  for (std::uint32_t table = 0; table < buckets_.size(); ++table) {
    buckets_[table].key = {.table = table, .tag = digest.tag(table)};
  }
}

void IndexJudge::find_candidates(const NearDigest& digest) {
  name_buckets(digest);
  check(store_.find(buckets_));
  candidates_.clear();
  met_.clear();
  for (const Bucket& bucket : buckets_) {
    std::ranges::copy(bucket.members, std::back_inserter(candidates_.collected()));
    met_.push_back(static_cast<std::uint32_t>(bucket.members.size()));
  }
  candidates_.sort();
}

void IndexJudge::analyze(const std::string& text) {
  failure_.reset();
  analyzed_.clear();
  analyzer_.analyze(text, analyzed_);
  if (!is_near(comparison_)) return;
  start(analyzed_, 0);
  name_buckets(digester_.read(analyzed_.digest(0)));
}

std::vector<Hash128> IndexJudge::stored_keys() {
  if (!is_near(comparison_)) return {analyzed_.key(0)};
  const NearDigest digest = digester_.read(analyzed_.digest(0));
  return {digest.list_key(), digest.sketch_key(), set_key()};
}

bool IndexJudge::check(const Result<void>& result) {
  if (!result && !failure_) failure_ = result.error();
  return result.has_value();
}

}  // namespace leitong

#include "engine/features.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "leitong/minhash.h"
#include "leitong/shingles.h"
#include "leitong/simhash.h"
#include "leitong/similarity.h"

namespace leitong {
namespace {

std::string_view as_bytes(std::u16string_view units) {
  // Little-endian, as everything that is hashed (docs/design.md section 5).
  return {reinterpret_cast<const char*>(units.data()), units.size() * sizeof(char16_t)};
}

}  // namespace

void FeatureList::clear() {
  keys_.clear();
  shingle_ends_.clear();
  digests_.clear();
  weights_.clear();
  ill_formed_ = 0;
  segmented_ = {};
}

void FeatureList::append_digest(const FeatureList& other, std::size_t i) {
  keys_.push_back(other.keys_[i]);
  weights_.push_back(other.weights_[i]);
  digest_words_ = other.digest_words_;
  const auto digest = other.digest(i);
  digests_.insert(digests_.end(), digest.begin(), digest.end());
}

void FeatureList::append(const FeatureList& other, std::size_t i) {
  append_digest(other, i);
  if (other.shingle_ends_.empty()) return;
  const auto shingles = other.shingles(i);
  std::ranges::copy(shingles, shingle_room(shingles.size()).begin());
  add_shingles(shingles.size());
}

std::span<std::uint64_t> FeatureList::shingle_room(std::size_t count) {
  // Some more room, so that what follows a very long text doesn't make its shingles move.
  constexpr std::size_t kMostSlack = std::size_t{1} << 18;
  const std::size_t begin = shingles_end();
  const std::size_t end = begin + count;
  if (shingles_.size() < end) shingles_.resize(end + std::min(end, kMostSlack));
  return std::span(shingles_).subspan(begin, count);
}

std::span<const std::uint64_t> FeatureList::shingles(std::size_t i) const {
  if (shingle_ends_.empty()) return {};
  const std::size_t begin = i == 0 ? 0 : shingle_ends_[i - 1];
  return std::span(shingles_).subspan(begin, shingle_ends_[i] - begin);
}

std::span<const std::uint64_t> FeatureList::digest(std::size_t i) const {
  return std::span(digests_).subspan(i * digest_words_, digest_words_);
}

Analyzer::Analyzer(const Comparison& comparison, std::optional<Tokenizer> tokenizer,
                   std::optional<NearDigester> digester)
    : comparison_(comparison),
      exact_keys_(comparison.fold),
      folder_(comparison.fold),
      tokenizer_(std::move(tokenizer)),
      digester_(digester) {}

Result<Analyzer> Analyzer::create(const Comparison& comparison) {
  if (!compares_shingles(comparison.method))
    return Analyzer(comparison, std::nullopt, std::nullopt);
  Result<NearDigester> digester = NearDigester::create(near_options(comparison));
  if (!digester) return std::unexpected(std::move(digester.error()));
  Result<Tokenizer> tokenizer = Tokenizer::create(comparison.tokens, comparison.segmenter);
  if (!tokenizer) return std::unexpected(std::move(tokenizer.error()));
  return Analyzer(comparison, std::move(*tokenizer), *digester);
}

void Analyzer::analyze(std::string_view utf8, FeatureList& out) {
  switch (comparison_.method) {
    case Method::kExact:
      out.keys_.push_back(exact_keys_.of(utf8));
      out.ill_formed_ += exact_keys_.ill_formed();
      out.weights_.push_back(0);
      break;
    case Method::kBytes:
      out.keys_.push_back(hash128(utf8));
      bytes_ = utf8.size();
      out.weights_.push_back(0);
      break;
    case Method::kMinhash:
    case Method::kSimhash:
    case Method::kContained:
      analyze_shingles(utf8, out);
      add_digest(out);
      break;
  }
}

void Analyzer::analyze(std::string_view block, std::span<const std::string_view> texts,
                       FeatureList& out) {
  if (comparison_.method != Method::kExact) {
    for (const std::string_view text : texts) analyze(text, out);
    return;
  }
  exact_keys_.append(block, texts, out.keys_);
  out.ill_formed_ += exact_keys_.ill_formed();
  out.weights_.resize(out.keys_.size());
}

std::uint64_t Analyzer::whole_text_shingle(std::string_view utf8) {
  exact_form(folded_.units, exact_form_);
  return hash128(exact_form_.empty() ? utf8 : as_bytes(exact_form_)).low;
}

void Analyzer::analyze_shingles(std::string_view utf8, FeatureList& out) {
  folder_.fold(utf8, folded_);
  out.ill_formed_ += folded_.ill_formed;
  std::size_t shingles = 0;
  if (tokenizer_->tokenize_to_units(folded_.units, characters_)) {
    shingles =
        hash_unit_shingles(characters_, comparison_.shingle, out.shingle_room(characters_.size()));
    out.weights_.push_back(characters_.size());
  } else {
    const SegmenterCounts before = tokenizer_->counts();
    tokenizer_->tokenize(folded_.units, tokens_);
    const SegmenterCounts after = tokenizer_->counts();
    out.segmented_.units += after.units - before.units;
    out.segmented_.walked_units += after.walked_units - before.walked_units;
    out.segmented_.icu_units += after.icu_units - before.icu_units;
    hash_tokens(folded_.units, tokens_.begin, tokens_.end, token_hashes_);
    shingles = hash_shingles(token_hashes_, tokens_.weight, comparison_.shingle,
                             out.shingle_room(token_hashes_.size()));
    out.weights_.push_back(
        std::accumulate(tokens_.weight.begin(), tokens_.weight.end(), std::uint64_t{0}));
  }
  if (shingles == 0) out.shingle_room(++shingles)[0] = whole_text_shingle(utf8);
  out.add_shingles(shingles);

  out.keys_.push_back({});
}

void Analyzer::add_digest(FeatureList& out) {
  const std::size_t begin = out.digests_.size();
  const auto shingles = out.shingles(out.shingle_ends_.size() - 1);
  if (comparison_.method == Method::kContained) {
    const Hash128 key = NearDigester::list_key(shingles);
    out.digest_words_ = 2;
    out.digests_.insert(out.digests_.end(), {key.low, key.high});
    return;
  }
  out.digest_words_ = digester_->words();
  out.digests_.resize(begin + out.digest_words_);
  const auto digest = std::span(out.digests_).subspan(begin);
  if (comparison_.method == Method::kMinhash) {
    sketch_.resize(bins(comparison_.sketch));
    minhash(shingles, comparison_.sketch, sketch_);
  } else {
    shingle_set_.assign(shingles.begin(), shingles.end());
    make_shingle_set(shingle_set_);
    const std::uint64_t fingerprint = simhash(shingle_set_);
    sketch_ = {static_cast<std::uint32_t>(fingerprint),
               static_cast<std::uint32_t>(fingerprint >> 32)};
  }
  digester_->digest(shingles, sketch_, digest);
}

std::uint64_t Analyzer::length() const {
  switch (comparison_.method) {
    case Method::kExact:
      return exact_keys_.length();
    case Method::kBytes:
      return bytes_;
    case Method::kMinhash:
    case Method::kSimhash:
    case Method::kContained:
      break;
  }
  return count_code_points(folded_.units);
}

std::uint64_t Analyzer::weigh(std::string_view utf8) {
  if (!tokenizer_) {
    // Made when first needed: most exact work weighs little or nothing. The segmenter's data was
    // there when the filter started (filter.cc), so this can't fail.
    Result<Tokenizer> tokenizer = Tokenizer::create(comparison_.tokens, comparison_.segmenter);
    if (!tokenizer) return 0;
    tokenizer_.emplace(std::move(*tokenizer));
  }
  folder_.fold(utf8, folded_);
  tokenizer_->tokenize(folded_.units, tokens_);
  return std::accumulate(tokens_.weight.begin(), tokens_.weight.end(), std::uint64_t{0});
}

Error record_too_long() {
  return {.kind = Error::Kind::kInput,
          .what = "the record is longer than 2 GiB and can't be compared"};
}

bool compares_shingles(Method method) {
  return method == Method::kMinhash || method == Method::kSimhash || method == Method::kContained;
}

NearOptions near_options(const Comparison& comparison) {
  return {
      .method = comparison.method == Method::kMinhash ? NearMethod::kMinhash : NearMethod::kSimhash,
      .threshold = comparison.threshold,
      .recall = comparison.recall,
      .sketch = comparison.sketch,
      .distance = comparison.distance,
  };
}

}  // namespace leitong

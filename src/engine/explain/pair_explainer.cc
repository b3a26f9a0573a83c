// The shingle that begins at a token is the one with the token's number (shingles.h), so its tokens
// are found again without a hash: as many as the least weight takes. A text that is too light has
// one, its exact form.
#include "engine/explain/pair_explainer.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/utf8_append.h"
#include "leitong/bands.h"
#include "leitong/minhash.h"
#include "leitong/simhash.h"

namespace leitong {
namespace {

constexpr std::size_t kShown = 5;

std::vector<std::uint64_t> keys_of(std::span<const std::uint64_t> shingles, SketchSize size,
                                   BandPlan plan) {
  std::vector<std::uint32_t> sketch(bins(size));
  minhash(shingles, size, sketch);
  std::vector<std::uint64_t> keys(plan.bands);
  band_keys(sketch, plan, keys);
  return keys;
}

}  // namespace

Comparison shingle_comparison(Comparison comparison) {
  if (!compares_shingles(comparison.method)) comparison.method = Method::kMinhash;
  return comparison;
}

double similarity_by(Method method, const Overlap& overlap) {
  return method == Method::kContained ? overlap.containment() : overlap.jaccard();
}

Result<PairExplainer> PairExplainer::create(const Comparison& comparison) {
  Result<Analyzer> analyzer = Analyzer::create(shingle_comparison(comparison));
  if (!analyzer) return std::unexpected(std::move(analyzer.error()));
  Result<Tokenizer> tokenizer = Tokenizer::create(comparison.tokens, comparison.segmenter);
  if (!tokenizer) return std::unexpected(std::move(tokenizer.error()));
  return PairExplainer(comparison, std::move(*analyzer), std::move(*tokenizer));
}

PairExplainer::PairExplainer(const Comparison& comparison, Analyzer analyzer, Tokenizer tokenizer)
    : comparison_(comparison),
      folder_(comparison.fold),
      analyzer_(std::move(analyzer)),
      tokenizer_(std::move(tokenizer)) {}

void PairExplainer::shingle(std::string_view text, Shingled& out) {
  FeatureList features;
  analyzer_.analyze_shingles(text, features);
  const auto shingles = features.shingles(0);
  out.shingles.assign(shingles.begin(), shingles.end());
  out.set = out.shingles;
  make_shingle_set(out.set);
  folder_.fold(text, out.folded);
  tokenizer_.tokenize(out.folded.units, out.tokens);
}

Result<ExplainedPair> PairExplainer::explain(std::string_view text, std::string_view other) {
  Shingled a;
  Shingled b;
  shingle(text, a);
  shingle(other, b);
  ExplainedPair pair;
  pair.overlap = overlap(a.set, b.set);
  pair.similarity = similarity_by(comparison_.method, pair.overlap);
  if (Result<void> compared = compare_sketches(a, b, pair); !compared) {
    return std::unexpected(std::move(compared.error()));
  }
  pair.shared = some(a, b, true);
  pair.only_record = some(a, b, false);
  pair.only_other = some(b, a, false);
  return pair;
}

Result<void> PairExplainer::compare_sketches(const Shingled& text, const Shingled& other,
                                             ExplainedPair& pair) const {
  if (comparison_.method == Method::kMinhash) {
    const Result<BandPlan> plan =
        plan_bands(bins(comparison_.sketch), comparison_.threshold, comparison_.recall);
    if (!plan) return std::unexpected(plan.error());
    const auto keys = keys_of(text.set, comparison_.sketch, *plan);
    const auto other_keys = keys_of(other.set, comparison_.sketch, *plan);
    for (std::size_t i = 0; i < keys.size(); ++i) pair.equal_bands += keys[i] == other_keys[i];
  } else if (comparison_.method == Method::kSimhash) {
    pair.distance = hamming_distance(simhash(text.set), simhash(other.set));
  } else {
    return {};
  }
  const Result<DetectionOdds> odds = detection_odds(near_options(comparison_), pair.similarity);
  if (!odds) return std::unexpected(odds.error());
  pair.odds = *odds;
  return {};
}

std::vector<std::string> PairExplainer::some(const Shingled& text, const Shingled& other,
                                             bool shared) const {
  std::vector<std::size_t> fitting;
  std::set<std::uint64_t> seen;
  for (std::size_t i = 0; i < text.shingles.size(); ++i) {
    const std::uint64_t shingle = text.shingles[i];
    if (std::ranges::binary_search(other.set, shingle) != shared) continue;
    if (seen.insert(shingle).second) fitting.push_back(i);
  }
  // Neighbours say nearly the same.
  const std::size_t count = std::min(kShown, fitting.size());
  std::vector<std::string> shown;
  shown.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    shown.push_back(readable(text, fitting[i * fitting.size() / count]));
  }
  return shown;
}

std::string PairExplainer::readable(const Shingled& text, std::size_t shingle) const {
  const std::u16string_view units = text.folded.units;
  const Tokens& tokens = text.tokens;
  std::string bytes;
  std::uint64_t weight = 0;
  for (std::size_t i = shingle; i < tokens.size() && weight < comparison_.shingle; ++i) {
    if (!bytes.empty()) bytes += ' ';
    append_utf8(bytes, units.substr(tokens.begin[i], tokens.end[i] - tokens.begin[i]));
    weight += tokens.weight[i];
  }
  if (weight >= comparison_.shingle) return bytes;
  std::u16string whole;
  exact_form(units, whole);
  bytes.clear();
  append_utf8(bytes, whole);
  return bytes;
}

}  // namespace leitong

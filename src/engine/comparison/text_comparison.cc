// The similarity is that of two records (features.h). It is computed first, so that what it takes
// is given back before passages are looked for in the exact forms of the whole texts
// (shared_stretches.h): in this text against the other for the listing and its share, and the other
// way round for the share of the other.
#include "leitong/text_comparison.h"

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/comparison/compared_side.h"
#include "engine/comparison/passage_lister.h"
#include "engine/features.h"
#include "engine/guarded.h"
#include "engine/input/encoding_warning.h"
#include "engine/input/whole_input.h"
#include "leitong/fold.h"
#include "leitong/segment.h"
#include "leitong/similarity.h"
#include "passage/shared_stretches.h"

namespace leitong {
namespace {

// The set of the text's shingles, and how much of it is not UTF-8.
std::vector<std::uint64_t> shingle_set(Analyzer& analyzer, ComparedText& text) {
  FeatureList features;
  analyzer.analyze_shingles(ComparedSide::text_of(text.bytes), features);
  text.ill_formed = features.ill_formed();
  const auto shingles = features.shingles(0);
  std::vector<std::uint64_t> set(shingles.begin(), shingles.end());
  make_shingle_set(set);
  return set;
}

Result<void> compare_shingles(const Comparison& comparison, TextComparison& result) {
  Result<Analyzer> analyzer = Analyzer::create(comparison);
  if (!analyzer) return std::unexpected(std::move(analyzer.error()));
  const std::vector<std::uint64_t> set_a = shingle_set(*analyzer, result.a);
  const std::vector<std::uint64_t> set_b = shingle_set(*analyzer, result.b);
  result.similarity = overlap(set_a, set_b).jaccard();
  result.a_in_b = overlap(set_a, set_b).containment();
  result.b_in_a = overlap(set_b, set_a).containment();
  return {};
}

std::optional<Error> problem_of(const TextComparisonOptions& options) {
  if (options.min_passage == 0 || options.min_passage > std::numeric_limits<std::int32_t>::max()) {
    return Error{.kind = Error::Kind::kUsage,
                 .what = "a passage must weigh from 1 to 2147483647",
                 .advice = "--min-passage"};
  }
  if (options.comparison.shingle == 0) {
    return Error{.kind = Error::Kind::kUsage,
                 .what = "a shingle needs a weight of at least 1",
                 .advice = "--shingle"};
  }
  return std::nullopt;
}

std::optional<Error> problem_of(const std::string& text) {
  if (text.size() <= Analyzer::kMaxBytes) return std::nullopt;
  return Error{.kind = Error::Kind::kInput,
               .what = "the text is longer than 2 GiB and can't be compared"};
}

void warn_of_encoding(const ComparedText& text, const FilterEvents& events) {
  Block block;
  block.bytes = text.bytes;
  std::optional<Error> problem = encoding_warning(block, text.ill_formed, text.input);
  if (problem && events.warning) events.warning({.problem = std::move(*problem)});
}

Result<TextComparison> compare_checked(std::string a, std::string b,
                                       const TextComparisonOptions& options) {
  if (auto problem = problem_of(options)) return std::unexpected(std::move(*problem));
  Comparison comparison = options.comparison;
  comparison.method = Method::kMinhash;
  for (const std::string* text : {&a, &b}) {
    if (auto problem = problem_of(*text)) return std::unexpected(std::move(*problem));
  }
  Result<std::unique_ptr<Segmenter>> segmenter = make_segmenter(comparison.segmenter);
  if (!segmenter) return std::unexpected(std::move(segmenter.error()));

  TextComparison result;
  result.a.bytes = std::move(a);
  result.b.bytes = std::move(b);
  if (Result<void> compared = compare_shingles(comparison, result); !compared) {
    return std::unexpected(std::move(compared.error()));
  }
  const Folder folder(comparison.fold);
  ComparedSide side_a(result.a.bytes, folder);
  ComparedSide side_b(result.b.bytes, folder);
  result.a.weight = side_a.weighed().weights.size();
  result.b.weight = side_b.weighed().weights.size();
  const auto min_weight = static_cast<std::uint32_t>(options.min_passage);
  const std::vector<SharedStretch> stretches =
      find_shared_stretches(side_a.weighed(), side_b.weighed(), min_weight);
  result.a.shared = side_a.share(stretches);
  result.b.shared =
      side_b.share(find_shared_stretches(side_b.weighed(), side_a.weighed(), min_weight));
  result.passages = PassageLister(side_a, side_b, **segmenter, min_weight).list(stretches);
  return result;
}

}  // namespace

Result<TextComparison> compare_texts(std::string a, std::string b,
                                     const TextComparisonOptions& options) {
  return guarded([&] { return compare_checked(std::move(a), std::move(b), options); });
}

Result<TextComparison> compare_inputs(const std::string& a, const std::string& b,
                                      const TextComparisonOptions& options,
                                      const FilterEvents& events) {
  if (a == "-" && b == "-") {
    return std::unexpected(Error{
        .kind = Error::Kind::kUsage, .what = "standard input can be read only once", .path = "-"});
  }
  Result<std::string> bytes_a = guarded([&] { return read_whole_input(a); });
  if (!bytes_a) return std::unexpected(std::move(bytes_a.error()));
  Result<std::string> bytes_b = guarded([&] { return read_whole_input(b); });
  if (!bytes_b) return std::unexpected(std::move(bytes_b.error()));
  Result<TextComparison> result = compare_texts(std::move(*bytes_a), std::move(*bytes_b), options);
  if (!result) return result;
  result->a.input = a;
  result->b.input = b;
  warn_of_encoding(result->a, events);
  warn_of_encoding(result->b, events);
  return result;
}

}  // namespace leitong

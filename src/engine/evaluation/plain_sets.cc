#include "engine/evaluation/plain_sets.h"

#include <algorithm>
#include <utility>

namespace leitong {

PlainSets::PlainSets(const Comparison& comparison, Tokenizer tokenizer)
    : least_weight_(comparison.shingle),
      folder_(comparison.fold),
      tokenizer_(std::move(tokenizer)) {}

Result<PlainSets> PlainSets::create(const Comparison& comparison) {
  Result<Tokenizer> tokenizer = Tokenizer::create(comparison.tokens, SegmenterKind::kIcu);
  if (!tokenizer) return std::unexpected(std::move(tokenizer.error()));
  return PlainSets(comparison, std::move(*tokenizer));
}

PlainSet PlainSets::of(std::string_view utf8) {
  folder_.fold_with_origin(utf8, folded_);
  tokenizer_.tokenize(folded_.units, found_);
  const std::u16string_view units = folded_.units;
  std::u32string row;
  for (std::size_t i = 0; i < found_.size(); ++i) {
    row += static_cast<char32_t>(
        number_of(tokens_, units.substr(found_.begin[i], found_.end[i] - found_.begin[i])));
  }
  PlainSet set;
  for (std::size_t first = 0; first < row.size(); ++first) {
    std::size_t last = first;
    std::uint64_t weight = 0;
    while (last < row.size() && weight < least_weight_) weight += found_.weight[last++];
    if (weight < least_weight_) break;
    set.push_back(number_of(shingles_, std::u32string_view(row).substr(first, last - first)));
  }
  if (set.empty()) {
    exact_form(units, exact_form_);
    set.push_back(exact_form_.empty() ? number_of(bytes_, utf8)
                                      : number_of(exact_forms_, exact_form_));
  }
  std::ranges::sort(set);
  set.erase(std::ranges::unique(set).begin(), set.end());
  return set;
}

std::size_t shared_count(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] < b[j]) {
      ++i;
    } else if (b[j] < a[i]) {
      ++j;
    } else {
      ++shared, ++i, ++j;
    }
  }
  return shared;
}

double jaccard(std::size_t shared, std::size_t a, std::size_t b) {
  return static_cast<double>(shared) / static_cast<double>(a + b - shared);
}

double plain_similarity(const PlainSet& a, const PlainSet& b) {
  return jaccard(shared_count(a, b), a.size(), b.size());
}

bool is_at_least(double similarity, double threshold) { return similarity >= threshold - 1e-12; }

}  // namespace leitong

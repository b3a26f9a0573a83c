// Records as sets of shingles, by the plain way: what the filter is held against.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "leitong/deduplicator.h"
#include "leitong/error.h"
#include "leitong/fold.h"
#include "leitong/tokens.h"

namespace leitong {

// Equal numbers, equal shingles: tokens are told apart as they read, and shingles as rows of
// tokens. Sorted, without repeats.
using PlainSet = std::vector<std::uint32_t>;

// Words are cut by ICU itself, and the fold goes character by character. Slow, and never wrong by a
// hash. Not for use by two threads at once.
class PlainSets {
 public:
  [[nodiscard]] static Result<PlainSets> create(const Comparison& comparison);

  [[nodiscard]] PlainSet of(std::string_view utf8);

 private:
  PlainSets(const Comparison& comparison, Tokenizer tokenizer);

  template <class Key, class Value>
  std::uint32_t number_of(std::unordered_map<Key, std::uint32_t>& numbers, const Value& value) {
    const auto [entry, is_new] = numbers.try_emplace(Key(value), next_);
    if (is_new) ++next_;
    return entry->second;
  }

  unsigned least_weight_;
  Folder folder_;
  Tokenizer tokenizer_;
  std::uint32_t next_ = 0;
  std::unordered_map<std::u16string, std::uint32_t> tokens_;
  std::unordered_map<std::u32string, std::uint32_t> shingles_;  // of numbers of tokens
  // Of records that are too light for a shingle.
  std::unordered_map<std::u16string, std::uint32_t> exact_forms_;
  std::unordered_map<std::string, std::uint32_t> bytes_;
  FoldedText folded_;
  Tokens found_;
  std::u16string exact_form_;
};

// How many numbers both have.
[[nodiscard]] std::size_t shared_count(std::span<const std::uint32_t> a,
                                       std::span<const std::uint32_t> b);
// Of sets of these sizes.
[[nodiscard]] double jaccard(std::size_t shared, std::size_t a, std::size_t b);
[[nodiscard]] double plain_similarity(const PlainSet& a, const PlainSet& b);
// Whether a similarity, a quotient of whole numbers, is at or above a decimal fraction.
[[nodiscard]] bool is_at_least(double similarity, double threshold);

}  // namespace leitong

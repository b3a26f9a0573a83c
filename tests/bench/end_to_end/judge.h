// Judges what any deduplicator kept of a corpus, by the exact similarity of every pair of records.
// Shares no code with the product: shingles and join are those of tests/reference, or its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reference/reference_shingles.h"
#include "reference/reference_similarity.h"

namespace leitong::bench {

// What two records are compared by.
enum class Definition {
  kPlainChars,  // every run of five code points, as they are: no fold, spaces and punctuation too
  kOwnWords,    // leitong's default: folded words, shingles of weight 5
  kOwnChars,    // leitong --tokens char
};

// "chars", "own-word", "own-char"; throws std::runtime_error for anything else.
Definition definition_of(std::string_view name);

// One record's shingles, hashed to 64 bits: with a hundred million of them, one chance in a few
// thousand that any two share a hash, and then one shingle of one pair is counted wrongly.
std::vector<std::uint64_t> hashed_shingles(std::string_view utf8, Definition definition);

struct Truth {
  std::vector<std::vector<std::uint32_t>> sets;  // by record, sorted
  // The records that hold element e: holders[first_holder[e]] up to first_holder[e + 1].
  std::vector<std::uint32_t> holders;
  std::vector<std::size_t> first_holder;
  std::vector<reference::Pair> pairs;  // all that reach the threshold
  // The others that reach 0.5 with a record, once judge() has asked for them: programs are often
  // wrong about the same records.
  std::vector<std::optional<std::vector<std::uint32_t>>> neighbours;
};

Truth make_truth(std::span<const std::string> texts, Definition definition, double threshold);

struct Verdict {
  std::size_t kept = 0;
  std::size_t pairs = 0;  // true pairs in the corpus
  std::size_t found = 0;  // of these, those of which not both records were kept
  std::size_t wrong = 0;  // dropped, though no kept record reaches the threshold
  std::size_t lost = 0;   // of these, dropped though no kept record reaches even 0.5
};

// Adds to `truth.neighbours` what it needs.
Verdict judge(Truth& truth, const std::vector<bool>& kept);

}  // namespace leitong::bench

// What two texts share: how similar they are, how much of each stands in the other, and the
// passages that stand in both. What `leitong compare` does, as one call.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "leitong/deduplicator.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

struct TextComparisonOptions {
  Comparison comparison = {};  // its fold, tokens, segmenter and shingle count
  std::uint64_t min_passage =
      10;  // the least weight of a shared passage (docs/design.md section 2)
};

struct ComparedText {
  std::string input;         // its name, "-" for standard input
  std::string bytes;         // all of it, decompressed
  std::uint64_t weight = 0;  // of its exact form
  double shared = 0;         // the share of that which stands in the other text, in a stretch of
                             // the minimum or more; of a text without weight 0
  std::uint64_t ill_formed = 0;  // parts that are not UTF-8
};

// A stretch of `bytes`, half-open.
struct PassagePlace {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t line = 0;  // where it begins, from 1

  bool operator==(const PassagePlace&) const = default;
};

struct SharedPassage {
  std::uint64_t weight = 0;  // of what is listed
  PassagePlace a;
  PassagePlace b;

  bool operator==(const SharedPassage&) const = default;
};

struct TextComparison {
  ComparedText a;
  ComparedText b;
  double similarity = 0;  // as for records: Jaccard of their shingles
  double a_in_b = 0;      // the share of the shingles of `a` that `b` has too
  double b_in_a = 0;
  // The stretches of `a` that stand in `b` too, as long as they can be, each with its earliest
  // place there, moved inward to word boundaries of both. In the order of `a`, where they don't
  // overlap: of two that do, the second begins where the first ends, and may be lighter than the
  // minimum.
  std::vector<SharedPassage> passages = {};

  // `--json`: one JSON object in one line.
  [[nodiscard]] std::string json() const;
};

// Two texts in memory. Any bytes are legal; a byte order mark is no part of what is compared. Both
// are held in memory with several times their size. Fails (kUsage) on options without meaning,
// (kInput) on texts of 2 GiB or more, (kInternal) where ICU's data is missing.
[[nodiscard]] Result<TextComparison> compare_texts(std::string a, std::string b,
                                                   const TextComparisonOptions& options);

// Two inputs: paths, compressed or not; one of them may be "-". Fails if one can't be read to its
// end. Calls `events.warning`.
[[nodiscard]] Result<TextComparison> compare_inputs(const std::string& a, const std::string& b,
                                                    const TextComparisonOptions& options,
                                                    const FilterEvents& events = {});

}  // namespace leitong

// What two texts have in common, as the filter sees it, and what it looks like to people.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/features.h"
#include "leitong/error.h"
#include "leitong/explanation.h"
#include "leitong/fold.h"
#include "leitong/tokens.h"

namespace leitong {

// By which shingles are made: the same for exact methods, which compare none, as for kMinhash.
[[nodiscard]] Comparison shingle_comparison(Comparison comparison);

// What a method holds against its threshold.
[[nodiscard]] double similarity_by(Method method, const Overlap& overlap);

// Not for use by two threads at once.
class PairExplainer {
 public:
  [[nodiscard]] static Result<PairExplainer> create(const Comparison& comparison);

  // All of the pair but which records they are.
  [[nodiscard]] Result<ExplainedPair> explain(std::string_view text, std::string_view other);

 private:
  struct Shingled {
    std::vector<std::uint64_t> shingles;  // in reading order
    std::vector<std::uint64_t> set;
    FoldedText folded;
    Tokens tokens;
  };

  PairExplainer(const Comparison& comparison, Analyzer analyzer, Tokenizer tokenizer);
  void shingle(std::string_view text, Shingled& out);
  // Of those shingles that the other text has, or of those that it has not.
  [[nodiscard]] std::vector<std::string> some(const Shingled& text, const Shingled& other,
                                              bool shared) const;
  [[nodiscard]] std::string readable(const Shingled& text, std::size_t shingle) const;
  [[nodiscard]] Result<void> compare_sketches(const Shingled& text, const Shingled& other,
                                              ExplainedPair& pair) const;

  Comparison comparison_;
  Folder folder_;
  Analyzer analyzer_;
  Tokenizer tokenizer_;
};

}  // namespace leitong

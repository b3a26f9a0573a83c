// Tokens: the words or characters of a folded text that are compared.
//
// Words (kWord) are the segments of the word segmenter with rule status 100 or more
// (leitong/segment.h). A word weighs the number of its characters of script Han or Hiragana, or 1
// if it has none.
//
// Characters (kChar) are code points of general category L, M or N. Each weighs 1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "leitong/error.h"
#include "leitong/segment.h"

namespace leitong {

enum class TokenKind { kWord, kChar };

// Parallel lists, in reading order; positions are UTF-16 units of the folded text, half-open.
struct Tokens {
  std::vector<std::uint32_t> begin;
  std::vector<std::uint32_t> end;
  std::vector<std::uint32_t> weight;  // at least 1

  [[nodiscard]] std::size_t size() const { return begin.size(); }
  void clear() {
    begin.clear();
    end.clear();
    weight.clear();
  }
};

// Not for use by two threads at once; make one a thread.
class Tokenizer {
 public:
  [[nodiscard]] static Result<Tokenizer> create(TokenKind kind, SegmenterKind segmenter);

  ~Tokenizer();
  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;

  // Overwrites `out`, keeping its memory. Any units are legal; a lone surrogate is in no character
  // token. At most 2^31 - 1 units.
  void tokenize(std::u16string_view folded, Tokens& out);

  // kChar: true, and the tokens side by side in `out`, if each is one unit, which is quicker to
  // make than positions, and to hash (leitong/shingles.h). False, and `out` is not to be used,
  // where one is two units, and for kWord.
  [[nodiscard]] bool tokenize_to_units(std::u16string_view folded, std::u16string& out);

  // Of its segmenter; 0 for kChar.
  [[nodiscard]] SegmenterCounts counts() const;

 private:
  struct Scratch;
  Tokenizer(TokenKind kind, std::unique_ptr<Segmenter> segmenter);

  TokenKind kind_;
  std::unique_ptr<Segmenter> segmenter_;  // none for kChar
  std::unique_ptr<Scratch> scratch_;      // reused from text to text
};

}  // namespace leitong

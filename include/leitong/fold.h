// The fold: the normalised form in which texts are compared. It is never what is written.
//
// In this order: UTF-8 is decoded (each maximal ill-formed part, Unicode 15 section 3.9, becomes
// one U+FFFD); control characters (Cc) become a space if they have White_Space, and vanish if not;
// NFKC_Casefold (UAX #44, as the ICU of the build has it); one representative for each character of
// script Han: Traditional to Simplified (ICU's Hant-Hans a character, to its fixed point; of 苎 and
// 苧, which it sends to each other, the smaller), then, only for a character outside GB 2312, the
// one variant inside GB 2312 that Unihan names (kZVariant, kSemanticVariant); where it names
// several, none. Punctuation of Traditional text stays: 「 does not become “.
//
// The fold is idempotent, with any choice of steps. It is context-free from one normalization
// boundary to the next: folding two halves of a text that is cut before a character with a boundary
// gives the fold of the whole. A control character that vanishes is no boundary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leitong {

// Each step can be left out (`--no-fold=STEP`). Ill-formed UTF-8 always becomes U+FFFD.
struct FoldOptions {
  bool controls = true;       // Cc to space or nothing
  bool compatibility = true;  // NFKC_Casefold: width, case, composition, ignorable characters
  bool simplify = true;       // Traditional Han to Simplified
  bool variants = true;       // Han variants outside GB 2312 to the one inside

  bool operator==(const FoldOptions&) const = default;
};

// A folded text, made to be reused: fold() overwrites it and keeps its memory.
struct FoldedText {
  std::u16string units;        // UTF-16, well-formed: no lone surrogate
  std::size_t ill_formed = 0;  // how many parts of the source became U+FFFD

  // Only from fold_with_origin: for each unit the offset of the source byte where its character
  // starts, and one more entry, the length of the source. Where neighbours composed or changed
  // places, all that came of them has the offset of the first. Never decreasing. Otherwise empty.
  std::vector<std::size_t> origin;
};

// Immutable after construction, so one Folder may serve many threads.
class Folder {
 public:
  explicit Folder(FoldOptions options = {});

  // Overwrites `out`. Any bytes are legal. At most 6 units a source byte come out (U+FDFA), no
  // more than one in nearly all text.
  void fold(std::string_view utf8, FoldedText& out) const;

  // The same units, and `origin` as well. About 5 to 8 times slower: for showing and cutting.
  void fold_with_origin(std::string_view utf8, FoldedText& out) const;

  [[nodiscard]] const FoldOptions& options() const { return options_; }

 private:
  FoldOptions options_;
};

// The exact form: the fold with every run of White_Space made one space, and none at either end.
// Overwrites `out`; `folded` and `out` must not overlap.
void exact_form(std::u16string_view folded, std::u16string& out);

// The name of the fold table that was compiled in: a hash of its content (docs/design.md section
// 5).
[[nodiscard]] std::uint64_t fold_table_hash();

}  // namespace leitong

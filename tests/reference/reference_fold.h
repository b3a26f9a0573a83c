// The fold of docs/design.md section 2, one step after the other over the whole text, by ICU and
// the Unihan files alone. Slow and obvious: the truth that the product's fold is held against.
//
// What is missing on the machine (ICU's data, Debian's unicode-data, bzip2) throws
// std::runtime_error. May be called by several threads.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leitong::reference {

struct Steps {
  bool controls = true;
  bool compatibility = true;
  bool simplify = true;
  bool variants = true;
};

struct Decoded {
  std::u32string text;         // Unicode scalar values
  std::size_t ill_formed = 0;  // how many of them are U+FFFD for an ill-formed part
};

// Each maximal subpart of an ill-formed sequence (Unicode 15, section 3.9, table 3-7) is one
// U+FFFD.
Decoded reference_decode(std::string_view utf8);

std::u16string reference_fold(std::string_view utf8, const Steps& steps = {});

// The fold with every run of White_Space made one space, and none at either end.
std::u16string reference_exact_form(std::u16string_view folded);

// One character's part of the last two steps. Characters that a step leaves alone come back.
char32_t reference_simplified(char32_t character);
char32_t reference_variant(char32_t character);

}  // namespace leitong::reference

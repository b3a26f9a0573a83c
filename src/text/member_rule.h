// Which characters of a text count, in a form that kernels can ask 16 units of at once.
#pragma once

#include <array>
#include <cstdint>

namespace leitong {

// A set of BMP code points. 8 KB, of which a text touches little.
class UnitSet {
 public:
  void insert(char16_t unit) { words_[unit >> 6] |= std::uint64_t{1} << (unit & 63); }
  [[nodiscard]] std::uint64_t contains(char16_t unit) const {
    return words_[unit >> 6] >> (unit & 63) & 1;
  }

 private:
  std::array<std::uint64_t, 1024> words_ = {};
};

struct MemberRule {
  UnitSet units;                // of the BMP
  bool (*is_member)(char32_t);  // of all others
  // What the vectors may take for granted of U+4E00–U+9FFF and of ASCII; where it is not so, each
  // unit is looked up.
  bool han = false;    // all of U+4E00–U+9FFF count
  bool ascii = false;  // of ASCII none counts, or with `alphanumeric` just [0-9A-Za-z]
  bool alphanumeric = false;
};

// The rule for all characters of which `is_member` holds; looks at the whole BMP.
[[nodiscard]] MemberRule make_member_rule(bool (*is_member)(char32_t));

// Of script Han or Hiragana.
[[nodiscard]] bool is_han_or_hiragana(char32_t character);
// Of general category L, M or N.
[[nodiscard]] bool is_letter(char32_t character);

}  // namespace leitong

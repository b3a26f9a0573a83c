#include "text/weight_units.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>

#include "text/member_rule.h"
#include "text/token_lists_kernel.h"

namespace leitong {
namespace {

bool is_of_script_without_spaces(char32_t c) {
  return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
}

bool weighs_alone(char32_t c) {
  if (is_han_or_hiragana(c)) return true;
  return is_of_script_without_spaces(c) &&
         (U_MASK(u_charType(static_cast<UChar32>(c))) & U_GC_L_MASK) != 0;
}

// What weighs alone may be in a run as well, which spares the kernel to tell Han from it.
bool may_be_in_run(char32_t c) { return is_letter(c) && !is_of_script_without_spaces(c); }

const MemberRule& single_rule() {
  static const MemberRule rule = make_member_rule(weighs_alone);
  return rule;
}

const MemberRule& run_rule() {
  static const MemberRule rule = make_member_rule(may_be_in_run);
  return rule;
}

bool is_member(const MemberRule& rule, char32_t c) {
  return c <= 0xFFFF ? rule.units.contains(static_cast<char16_t>(c)) != 0 : rule.is_member(c);
}

bool is_in_run(char32_t c) { return is_member(run_rule(), c) && !is_member(single_rule(), c); }

// The second unit of a character above the BMP is in the run of the first.
void add_trail_units(std::u16string_view text, std::vector<std::uint64_t>& bits) {
  for (std::size_t begin = 0; begin < text.size(); begin += 64) {
    const std::u16string_view block = text.substr(begin, 64);
    unsigned any = 0;
    for (const char16_t unit : block) any |= unsigned{U16_IS_LEAD(unit)};
    if (any == 0) continue;
    for (std::size_t i = begin; i < begin + block.size() && i + 1 < text.size(); ++i) {
      if (!U16_IS_LEAD(text[i]) || (bits[i / 64] >> (i % 64) & 1) == 0) continue;
      bits[(i + 1) / 64] |= std::uint64_t{1} << ((i + 1) % 64);
    }
  }
}

}  // namespace

bool carries_weight(std::u16string_view text, std::size_t i) {
  if (i > 0 && U16_IS_TRAIL(text[i]) && U16_IS_LEAD(text[i - 1])) return false;
  char32_t c = 0;
  U16_GET(text, 0, i, text.size(), c);
  if (is_member(single_rule(), c)) return true;
  if (!is_in_run(c)) return false;
  if (i == 0) return true;
  U16_GET(text, 0, i - 1, text.size(), c);
  return !is_in_run(c);
}

void WeightLister::list(std::u16string_view text, std::vector<std::uint32_t>& positions) {
  const std::size_t words = text.size() / 64 + 1;
  single_.resize(words);
  in_run_.resize(words);
  find_member_bits(text, single_rule(), single_.data());
  find_member_bits(text, run_rule(), in_run_.data());
  for (std::size_t w = 0; w < words; ++w) in_run_[w] &= ~single_[w];
  add_trail_units(text, in_run_);
  std::uint64_t run_before = 0;
  for (std::size_t w = 0; w < words; ++w) {
    const std::uint64_t run = in_run_[w];
    single_[w] |= run & ~(run << 1 | run_before);
    run_before = run >> 63;
  }
  const std::size_t count = count_set_bits(single_);
  positions.resize(count + kListPadding);
  list_set_bits(single_, positions.data());
  positions.resize(count);
}

}  // namespace leitong

#include "text/member_rule.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

namespace leitong {
namespace {

bool is_alphanumeric(unsigned c) {
  return (c >= '0' && c <= '9') || ((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z');
}

// Whether ASCII is just letters and digits, or none at all.
bool ascii_is(const UnitSet& units, bool alphanumeric) {
  for (unsigned c = 0; c < 0x80; ++c) {
    const bool expected = alphanumeric && is_alphanumeric(c);
    if ((units.contains(static_cast<char16_t>(c)) != 0) != expected) return false;
  }
  return true;
}

}  // namespace

MemberRule make_member_rule(bool (*is_member)(char32_t)) {
  MemberRule rule{.units = {}, .is_member = is_member, .han = true};
  for (char32_t c = 0; c < 0x10000; ++c) {
    if (!U_IS_SURROGATE(c) && is_member(c)) rule.units.insert(static_cast<char16_t>(c));
  }
  for (unsigned c = 0x4E00; c <= 0x9FFF; ++c) {
    rule.han = rule.han && rule.units.contains(static_cast<char16_t>(c)) != 0;
  }
  rule.alphanumeric = ascii_is(rule.units, true);
  rule.ascii = rule.alphanumeric || ascii_is(rule.units, false);
  return rule;
}

bool is_han_or_hiragana(char32_t character) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(character), &status);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA;
}

bool is_letter(char32_t character) {
  return (U_MASK(u_charType(static_cast<UChar32>(character))) &
          (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

}  // namespace leitong

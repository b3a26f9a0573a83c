#include "text/blank.h"

#include "text/exact_form.h"
#include "text/fold_chunk.h"
#include "text/utf8.h"

namespace leitong {
namespace {

bool folds_to_nothing_or_space(char32_t character) {
  const std::uint32_t entry =
      character < 0x10000 ? kFoldBmp[character] : fold_astral_entry(character);
  if ((entry & kFoldKindMask) == kFoldVanishes) return true;
  return (entry & kFoldSpecial) == 0 && character < 0x10000 &&
         is_white_space(static_cast<char16_t>(entry));
}

// E4 to ED lead U+4000 to U+DFFF, where nothing is white space or vanishes (ill-formed, they become
// U+FFFD): Han and Hangul, so most lines are settled by their first byte.
bool is_surely_seen(unsigned char byte) {
  return (byte > 0x20 && byte < 0x7F) || (byte >= 0xE4 && byte <= 0xED);
}

}  // namespace

bool is_blank(std::string_view utf8_line) {
  while (!utf8_line.empty()) {
    if (is_surely_seen(static_cast<unsigned char>(utf8_line.front()))) return false;
    const Utf8Character next = decode_character(utf8_line);
    if (!folds_to_nothing_or_space(next.character)) return false;
    utf8_line.remove_prefix(next.bytes);
  }
  return true;
}

}  // namespace leitong

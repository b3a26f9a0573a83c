// Whole windows of what nearly all text is go by vectors (utf8_windows.cc). Where a window holds
// something else, its characters go one at a time by table 3-7 of the Unicode standard: after each
// lead the second byte alone has a narrower range (no overlong forms, no surrogates, nothing above
// U+10FFFF), so an ill-formed part ends before the first byte outside its range, and that byte is
// looked at again.
#include "text/utf8.h"

#include <algorithm>
#include <bit>

#include "text/utf8_windows.h"

namespace leitong {
namespace {

constexpr char16_t kReplacement = 0xFFFD;

struct SecondByte {
  unsigned char from;
  unsigned char to;
};

SecondByte second_byte_after(unsigned char lead) {
  switch (lead) {
    case 0xE0:
      return {0xA0, 0xBF};
    case 0xED:
      return {0x80, 0x9F};
    case 0xF0:
      return {0x90, 0xBF};
    case 0xF4:
      return {0x80, 0x8F};
    default:
      return {0x80, 0xBF};
  }
}

}  // namespace

Utf8Character decode_character(std::string_view utf8) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  if (lead < 0xC2 || lead > 0xF4) return {kReplacement, 1, false};
  const auto length = static_cast<std::size_t>(std::countl_one(lead));
  const SecondByte second = second_byte_after(lead);
  char32_t character = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned char from = i == 1 ? second.from : 0x80;
    const unsigned char to = i == 1 ? second.to : 0xBF;
    if (i >= utf8.size() || byte(i) < from || byte(i) > to) return {kReplacement, i, false};
    character = character << 6 | (byte(i) & 0x3FU);
  }
  return {character, length, true};
}

Utf8Progress decode_utf8(std::string_view utf8, std::span<char16_t> out) {
  std::string_view rest = utf8;
  std::size_t units = 0;
  std::size_t ill_formed = 0;
  while (!rest.empty() && out.size() - units >= 2) {
    const Utf8WindowProgress windows = decode_utf8_windows(rest, out.subspan(units));
    rest.remove_prefix(windows.bytes);
    units += windows.units;
    if (units > 0 && out.size() - units < kUtf8Room) break;
    // Through what stopped it.
    const std::size_t goal = rest.size() - std::min(rest.size(), kUtf8Window);
    while (rest.size() > goal && out.size() - units >= 2) {
      const Utf8Character next = decode_character(rest);
      rest.remove_prefix(next.bytes);
      ill_formed += !next.well_formed;
      if (next.character < 0x10000) {
        out[units++] = static_cast<char16_t>(next.character);
      } else {
        out[units++] = static_cast<char16_t>(0xD7C0 + (next.character >> 10));
        out[units++] = static_cast<char16_t>(0xDC00 + (next.character & 0x3FF));
      }
    }
  }
  return {utf8.size() - rest.size(), units, ill_formed};
}

}  // namespace leitong

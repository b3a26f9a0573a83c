// Two fast paths, for what text is made of: 16 bytes of ASCII at once, and three-byte characters
// one after another. Everything else goes one character at a time by table 3-7 of the Unicode
// standard: after each lead the second byte alone has a narrower range (no overlong forms, no
// surrogates, nothing above U+10FFFF), so an ill-formed part ends before the first byte outside its
// range, and that byte is looked at again.
#include "text/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace leitong {
namespace {

constexpr char16_t kReplacement = 0xFFFD;
constexpr std::size_t kAsciiBlock = 16;

bool is_ascii_block(const unsigned char* bytes) {
  std::uint64_t halves[2];
  std::memcpy(halves, bytes, sizeof halves);
  return ((halves[0] | halves[1]) & 0x8080808080808080ULL) == 0;
}

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
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
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
  const auto* const begin = reinterpret_cast<const unsigned char*>(utf8.data());
  const auto* const end = begin + utf8.size();
  const auto* in = begin;
  char16_t* to = out.data();
  char16_t* const to_end = out.data() + out.size();
  std::size_t ill_formed = 0;
  while (in != end && to_end - to >= 2) {
    if (*in < 0x80) {
      while (static_cast<std::size_t>(std::min(end - in, to_end - to)) >= kAsciiBlock &&
             is_ascii_block(in)) {
        for (std::size_t i = 0; i < kAsciiBlock; ++i) to[i] = in[i];
        in += kAsciiBlock;
        to += kAsciiBlock;
      }
      while (in != end && to != to_end && *in < 0x80) *to++ = *in++;
      continue;
    }
    while (end - in >= 3 && to != to_end) {
      const unsigned unit = (in[0] & 0x0FU) << 12 | (in[1] & 0x3FU) << 6 | (in[2] & 0x3FU);
      const bool marks = (in[0] & 0xF0) == 0xE0 && ((in[1] & 0xC0) << 8 | (in[2] & 0xC0)) == 0x8080;
      if (!marks || unit < 0x800 || (unit & 0xF800) == 0xD800) break;
      *to++ = static_cast<char16_t>(unit);
      in += 3;
    }
    if (in == end || *in < 0x80 || to_end - to < 2) continue;
    const Utf8Character next =
        decode_character({reinterpret_cast<const char*>(in), static_cast<std::size_t>(end - in)});
    in += next.bytes;
    ill_formed += !next.well_formed;
    if (next.character < 0x10000) {
      *to++ = static_cast<char16_t>(next.character);
    } else {
      *to++ = static_cast<char16_t>(0xD7C0 + (next.character >> 10));
      *to++ = static_cast<char16_t>(0xDC00 + (next.character & 0x3FF));
    }
  }
  return {static_cast<std::size_t>(in - begin), static_cast<std::size_t>(to - out.data()),
          ill_formed};
}

}  // namespace leitong

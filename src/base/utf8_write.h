// One code point as UTF-8.
#pragma once

namespace leitong {

inline constexpr int kMaxUtf8Bytes = 4;

// Writes 1 to kMaxUtf8Bytes bytes and returns their end. `c` is at most U+10FFFF; a surrogate comes
// out as three bytes, which is not well-formed.
inline char* write_utf8(char32_t c, char* out) {
  const auto put = [&out](char32_t byte) { *out++ = static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
  return out;
}

}  // namespace leitong

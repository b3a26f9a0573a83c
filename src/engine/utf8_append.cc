#include "engine/utf8_append.h"

#include <array>
#include <cstddef>

#include "base/utf8_write.h"

namespace leitong {

void append_utf8(std::string& bytes, std::u16string_view units) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t c = units[i];
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < units.size()) {
      c = 0x10000 + ((c - 0xD800) << 10) + (units[++i] - 0xDC00);
    }
    std::array<char, kMaxUtf8Bytes> character;
    bytes.append(character.data(), write_utf8(c, character.data()));
  }
}

}  // namespace leitong

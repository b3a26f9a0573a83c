#include "text/blank.h"

#include <gtest/gtest.h>

#include <string>

#include "leitong/fold.h"
#include "reference/reference_fold.h"

namespace leitong {
namespace {

bool has_empty_exact_form(const std::string& line) {
  return reference::reference_exact_form(reference::reference_fold(line)).empty();
}

TEST(Blank, IsALineWithoutExactForm) {
  for (const char* line : {"", " ", "\t \xE3\x80\x80", "\xEF\xBB\xBF", "\xE2\x80\x8B\xC2\xA0"}) {
    EXPECT_TRUE(is_blank(line)) << line;
  }
  for (const char* line : {"-", "  中", "\xFF", "\xE3\x80", "\xCC\x81", "\x7F ."}) {
    EXPECT_FALSE(is_blank(line)) << line;
  }
}

TEST(Blank, EveryCharacterAndEveryPairOfBytes) {
  for (char32_t character = 0x80; character < 0x110000; ++character) {
    if (character >= 0xD800 && character < 0xE000) continue;
    if (character >= 0x20000 && character < 0xE0000 && character % 256 != 0) continue;
    std::string line = " ";
    if (character >= 0x10000) {
      line += static_cast<char>(0xF0 | character >> 18);
      line += static_cast<char>(0x80 | (character >> 12 & 63));
    } else if (character >= 0x800) {
      line += static_cast<char>(0xE0 | character >> 12);
    }
    line += static_cast<char>(character >= 0x800 ? 0x80 | (character >> 6 & 63)
                                                 : 0xC0 | character >> 6);
    line += static_cast<char>(0x80 | (character & 63));
    ASSERT_EQ(is_blank(line), has_empty_exact_form(line)) << std::hex << std::uint32_t(character);
  }
  for (int bytes = 0; bytes < 0x10000; ++bytes) {
    const std::string line = {static_cast<char>(bytes >> 8), static_cast<char>(bytes)};
    ASSERT_EQ(is_blank(line), has_empty_exact_form(line)) << std::hex << bytes;
  }
}

}  // namespace
}  // namespace leitong

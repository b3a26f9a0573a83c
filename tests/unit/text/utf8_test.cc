#include "text/utf8.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "reference/reference_fold.h"

namespace leitong {
namespace {

std::u32string code_points(std::u16string_view units) {
  std::u32string result;
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t character = units[i];
    if (character >= 0xD800 && character < 0xDC00 && i + 1 < units.size()) {
      character = 0x10000 + ((character - 0xD800) << 10) + (units[++i] - 0xDC00U);
    }
    result += character;
  }
  return result;
}

std::string encode(char32_t character) {
  std::string bytes;
  const auto add = [&](std::uint32_t byte) { bytes += static_cast<char>(byte); };
  const auto add_tail = [&](int shift) { add(0x80U | (character >> shift & 63U)); };
  if (character < 0x80) {
    add(character);
  } else if (character < 0x800) {
    add(0xC0U | character >> 6);
  } else if (character < 0x10000) {
    add(0xE0U | character >> 12);
    add_tail(6);
  } else {
    add(0xF0U | character >> 18);
    add_tail(12);
    add_tail(6);
  }
  if (character >= 0x80) add_tail(0);
  return bytes;
}

// Decodes with room for `room` units at a time.
reference::Decoded decode(std::string_view utf8, std::size_t room) {
  std::u16string all;
  std::u16string part(room, u'?');
  std::size_t ill_formed = 0;
  while (!utf8.empty()) {
    const Utf8Progress progress = decode_utf8(utf8, part);
    if (progress.bytes == 0) {
      ADD_FAILURE() << "no progress";
      break;
    }
    EXPECT_LE(progress.units, progress.bytes);
    all.append(part, 0, progress.units);
    ill_formed += progress.ill_formed;
    utf8.remove_prefix(progress.bytes);
  }
  return {code_points(all), ill_formed};
}

void expect_equals_reference(const std::string& bytes) {
  const reference::Decoded expected = reference::reference_decode(bytes);
  for (const std::size_t room : {bytes.size() + 2, std::size_t{2}, std::size_t{7}}) {
    const reference::Decoded found = decode(bytes, room);
    ASSERT_EQ(found.text, expected.text) << testing::PrintToString(bytes);
    ASSERT_EQ(found.ill_formed, expected.ill_formed) << testing::PrintToString(bytes);
  }
}

// The first and last byte of each range of table 3-7 that is treated in its own way.
const std::vector<unsigned char>& critical_bytes() {
  static const std::vector<unsigned char> bytes = {
      0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0,
      0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFE, 0xFF};
  return bytes;
}

TEST(Utf8, EverySequenceOfUpToThreeCriticalBytes) {
  for (const unsigned char a : critical_bytes()) {
    expect_equals_reference({static_cast<char>(a)});
    for (const unsigned char b : critical_bytes()) {
      expect_equals_reference({static_cast<char>(a), static_cast<char>(b)});
      for (const unsigned char c : critical_bytes()) {
        expect_equals_reference({static_cast<char>(a), static_cast<char>(b), static_cast<char>(c)});
      }
    }
  }
}

TEST(Utf8, EveryTwoBytesAtAnyPlaceBesideAsciiBlocks) {
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      std::string bytes(18, 'x');
      bytes[15] = static_cast<char>(a);
      bytes[16] = static_cast<char>(b);
      expect_equals_reference(bytes);
    }
  }
}

TEST(Utf8, SequencesOfFourAndFiveCriticalBytesAtRandom) {
  const std::uint32_t seed = std::random_device{}();
  std::mt19937 random(seed);
  for (int round = 0; round < 200000; ++round) {
    std::string bytes;
    for (std::size_t length = 4 + random() % 20; length > 0; --length) {
      bytes += static_cast<char>(critical_bytes()[random() % critical_bytes().size()]);
    }
    expect_equals_reference(bytes);
    if (HasFatalFailure()) FAIL() << "seed " << seed << " round " << round;
  }
}

TEST(Utf8, EveryScalarValue) {
  for (char32_t character = 0; character < 0x110000; ++character) {
    if (character >= 0xD800 && character < 0xE000) continue;
    const std::string bytes = encode(character);
    const Utf8Character one = decode_character(bytes);
    ASSERT_TRUE(one.well_formed && one.character == character && one.bytes == bytes.size());
    char16_t units[8];
    const Utf8Progress progress = decode_utf8(bytes, units);
    ASSERT_EQ(progress.bytes, bytes.size());
    ASSERT_EQ(progress.ill_formed, 0U);
    ASSERT_EQ(code_points({units, progress.units}), std::u32string(1, character));
  }
}

}  // namespace
}  // namespace leitong

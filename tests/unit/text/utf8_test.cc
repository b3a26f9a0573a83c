#include "text/utf8.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reference/reference_fold.h"
#include "unit/every_target.h"

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
  for (const std::size_t room : {bytes.size() + kUtf8Room, std::size_t{2}, std::size_t{7}}) {
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

std::string random_character(std::mt19937& random) {
  const std::array<std::pair<char32_t, char32_t>, 6> ranges = {{{0x00, 0x7F},
                                                                {0x20, 0x7E},
                                                                {0x80, 0x7FF},
                                                                {0x800, 0xD7FF},
                                                                {0xE000, 0xFFFF},
                                                                {0x4E00, 0x9FFF}}};
  const auto [first, last] = ranges[random() % ranges.size()];
  return encode(first + static_cast<char32_t>(random() % (last - first + 1)));
}

// Long enough for several windows, so that characters of each length stand across their borders;
// then a few bytes are damaged, and now and then a character above the BMP comes in.
TEST(Utf8, LongTextsOfEveryMixtureOnEveryTarget) {
  on_every_target([] {
    const std::uint32_t seed = std::random_device{}();
    std::mt19937 random(seed);
    for (int round = 0; round < 4000; ++round) {
      std::string bytes;
      for (std::size_t length = random() % 300; length > 0; --length) {
        // Runs of one kind, for the windows that are all ASCII.
        const std::string character = random_character(random);
        for (std::size_t run = random() % 16 == 0 ? 80 : 1; run > 0; --run) bytes += character;
        if (random() % 512 == 0)
          bytes += encode(0x10000 + static_cast<char32_t>(random() % 0x100000));
      }
      for (std::size_t damage = random() % 3; damage > 0 && !bytes.empty(); --damage) {
        bytes[random() % bytes.size()] =
            static_cast<char>(critical_bytes()[random() % critical_bytes().size()]);
      }
      if (random() % 2 == 0 && !bytes.empty()) bytes.resize(random() % bytes.size());
      expect_equals_reference(bytes);
      if (testing::Test::HasFatalFailure()) FAIL() << "seed " << seed << " round " << round;
    }
  });
}

// Every two bytes that matter, at every place of a window, among characters of one length.
TEST(Utf8, CriticalBytesAtEveryPlaceOfAWindow) {
  for (const std::string_view filling : {"a", "é", "文"}) {
    for (std::size_t place = 0; place < 70; ++place) {
      for (const unsigned char a : critical_bytes()) {
        for (const unsigned char b : critical_bytes()) {
          std::string bytes;
          while (bytes.size() < 140) bytes += filling;
          bytes[place] = static_cast<char>(a);
          bytes[place + 1] = static_cast<char>(b);
          expect_equals_reference(bytes);
          if (HasFatalFailure()) FAIL() << filling << " at " << place;
        }
      }
    }
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

#include "io/unescape.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace leitong {
namespace {

struct SlowText {
  std::string text;
  std::vector<std::uint32_t> offsets;
};

// One character of `raw` after another, by the rules of RFC 8259 section 7 and of the header.
SlowText slow_unescape(const std::string& raw) {
  SlowText out;
  const auto put = [&out](std::size_t from, const std::string& bytes) {
    out.text += bytes;
    out.offsets.insert(out.offsets.end(), bytes.size(), static_cast<std::uint32_t>(from));
  };
  const auto unit_at = [&raw](std::size_t at) -> long {
    if (at + 6 > raw.size() || raw[at] != '\\' || raw[at + 1] != 'u') return -1;
    const std::string digits = raw.substr(at + 2, 4);
    if (digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) return -1;
    return std::stol(digits, nullptr, 16);
  };
  const auto utf8 = [](long c) {
    std::string bytes;
    const auto tail = [&](int shift) { bytes += static_cast<char>(0x80 + (c >> shift) % 64); };
    if (c < 0x80) {
      bytes += static_cast<char>(c);
    } else if (c < 0x800) {
      bytes += static_cast<char>(0xC0 + c / 64);
      tail(0);
    } else if (c < 0x10000) {
      bytes += static_cast<char>(0xE0 + c / 4096);
      tail(6);
      tail(0);
    } else {
      bytes += static_cast<char>(0xF0 + c / 262144);
      tail(12);
      tail(6);
      tail(0);
    }
    return bytes;
  };
  std::size_t i = 0;
  while (i < raw.size()) {
    const long unit = unit_at(i);
    if (unit >= 0xD800 && unit < 0xDC00 && unit_at(i + 6) >= 0xDC00 && unit_at(i + 6) < 0xE000) {
      put(i, utf8(0x10000 + (unit - 0xD800) * 1024 + unit_at(i + 6) - 0xDC00));
      i += 12;
    } else if (unit >= 0) {
      put(i, unit >= 0xD800 && unit < 0xE000 ? "\xEF\xBF\xBD" : utf8(unit));
      i += 6;
    } else {
      const std::string from = "\"\\/bfnrt";
      const std::string to = "\"\\/\b\f\n\r\t";
      const std::size_t known =
          raw[i] == '\\' && i + 1 < raw.size() ? from.find(raw[i + 1]) : std::string::npos;
      put(i, std::string(1, known == std::string::npos ? raw[i] : to[known]));
      i += known == std::string::npos ? 1 : 2;
    }
  }
  out.offsets.push_back(static_cast<std::uint32_t>(raw.size()));
  return out;
}

void check(const std::string& raw) {
  const SlowText expected = slow_unescape(raw);
  std::string text = "what was there before";
  unescape_json(raw, text);
  ASSERT_EQ(text, expected.text) << raw;
  std::vector<std::uint32_t> offsets(3, 99);
  unescape_json_with_offsets(raw, text, offsets);
  ASSERT_EQ(text, expected.text) << raw;
  ASSERT_EQ(offsets, expected.offsets) << raw;
}

std::string unescaped(std::string_view raw) {
  std::string text;
  unescape_json(raw, text);
  return text;
}

TEST(Unescape, KnowsWhatJsonKnows) {
  EXPECT_EQ(unescaped(""), "");
  EXPECT_EQ(unescaped("plain 中文"), "plain 中文");
  EXPECT_EQ(unescaped(R"(\"\\\/\b\f\n\r\t)"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(unescaped(R"(\u4e2d\u6587 \u00e9\u0041)"), "中文 éA");
  EXPECT_EQ(unescaped(R"(\uD83D\uDE00)"), "😀");
  EXPECT_EQ(unescaped(R"(\u0000)"), std::string(1, '\0'));
}

TEST(Unescape, LoneSurrogatesBecomeReplacementCharacters) {
  EXPECT_EQ(unescaped(R"(\uD83D)"), "\uFFFD");
  EXPECT_EQ(unescaped(R"(\uDE00\uD83D)"), "\uFFFD\uFFFD");
  EXPECT_EQ(unescaped(R"(\uD83D\uD83D\uDE00)"), "\uFFFD😀");
  EXPECT_EQ(unescaped(R"(\uD83Dx\uDE00)"), "\uFFFDx\uFFFD");
  EXPECT_EQ(unescaped(R"(\uD83D\n)"), "\uFFFD\n");
}

TEST(Unescape, LeavesWhatItDoesNotKnow) {
  for (const char* raw : {R"(\q)", R"(\)", R"(\u12)", R"(\u12G4)", R"(\U0041)", "\xFF\xC0"}) {
    EXPECT_EQ(unescaped(raw), raw);
  }
}

TEST(Unescape, AgreesWithTheSlowWayOnAllShortStrings) {
  const std::vector<std::string> pieces = {"\\", "u", "n", "\"", "D83D", "DE00", "004", "é", "1"};
  for (std::size_t length = 0; length <= 5; ++length) {
    std::size_t strings = 1;
    for (std::size_t i = 0; i < length; ++i) strings *= pieces.size();
    for (std::size_t number = 0; number < strings; ++number) {
      std::string raw;
      for (std::size_t i = 0, rest = number; i < length; ++i, rest /= pieces.size()) {
        raw += pieces[rest % pieces.size()];
      }
      check(raw);
      if (testing::Test::HasFatalFailure()) return;
    }
  }
}

TEST(Unescape, AgreesWithTheSlowWayOnRandomStrings) {
  const std::vector<std::string> pieces = {"\\",      "\\u4E2D", "\\uD83D",
                                           "\\uDE00", "\\n",     "中",
                                           "\\\"",    "\\u00",   "plain and longer text, ",
                                           "\xFF",    "\\uFFFF"};
  for (std::uint32_t seed = 0; seed < 20'000; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::string raw;
    for (auto n = random() % 30; n > 0; --n) raw += pieces[random() % pieces.size()];
    check(raw);
    if (testing::Test::HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace leitong

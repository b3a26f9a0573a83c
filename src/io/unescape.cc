// Stretches without a backslash are copied a word at a time, long ones by memchr and memcpy. Text
// that json.dumps wrote in ASCII is one escape after another, so after each escape the next byte is
// looked at first. No escape is shorter than its text: the output is written into memory of the raw
// size. simdjson's own unescaping is not used: it refuses lone surrogates and gives no way back.
#include "io/unescape.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8_write.h"

namespace leitong {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr char32_t kReplacement = 0xFFFD;

constexpr std::array<std::int8_t, 256> kHexValue = [] {
  std::array<std::int8_t, 256> values = {};
  values.fill(-1);
  for (int i = 0; i < 10; ++i) values['0' + i] = static_cast<std::int8_t>(i);
  for (int i = 0; i < 6; ++i) {
    values['a' + i] = static_cast<std::int8_t>(10 + i);
    values['A' + i] = static_cast<std::int8_t>(10 + i);
  }
  return values;
}();

// The text of the two-character escapes; 0 where there is none.
constexpr std::array<char, 256> kShortEscape = [] {
  std::array<char, 256> text = {};
  text['"'] = '"';
  text['\\'] = '\\';
  text['/'] = '/';
  text['b'] = '\b';
  text['f'] = '\f';
  text['n'] = '\n';
  text['r'] = '\r';
  text['t'] = '\t';
  return text;
}();

// The code unit of an escape \uXXXX that starts at `at`; -1 if there is none.
int code_unit(const char* at, const char* end) {
  if (end - at < 6 || at[0] != '\\' || at[1] != 'u') return -1;
  const auto digit = [at](int i) -> int { return kHexValue[static_cast<unsigned char>(at[i])]; };
  const int high = digit(2) | digit(3);
  const int low = digit(4) | digit(5);
  if ((high | low) < 0) return -1;
  return (digit(2) << 12) | (digit(3) << 8) | (digit(4) << 4) | digit(5);
}

// Copies up to the next backslash, and returns how much that was. Lines of text are short, so a
// word at a time saves two calls for each; what is longer is worth them. `out` has the room that
// the rest of the text has, so whole words may be stored.
std::size_t copy_plain(const char* at, const char* end, char* out) {
  constexpr std::size_t kShort = 64;
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  const auto left = static_cast<std::size_t>(end - at);
  std::size_t done = 0;
  for (; left - done >= 8 && done < kShort; done += 8) {
    std::uint64_t word;
    std::memcpy(&word, at + done, sizeof word);
    std::memcpy(out + done, &word, sizeof word);
    const std::uint64_t differences = word ^ kOnes * '\\';
    const std::uint64_t backslashes = (differences - kOnes) & ~differences & kOnes << 7;
    if (backslashes != 0) {
      return done + static_cast<std::size_t>(std::countr_zero(backslashes)) / 8;
    }
  }
  if (done == left) return done;
  const void* found = std::memchr(at + done, '\\', left - done);
  const char* stop = found == nullptr ? end : static_cast<const char*>(found);
  std::memcpy(out + done, at + done, static_cast<std::size_t>(stop - at) - done);
  return static_cast<std::size_t>(stop - at);
}

// Calls plain(from, size, out) for stretches to copy, and escape(from, out, out_end) for what was
// written for an escape. Returns the end of the output.
template <class Plain, class Escape>
char* unescape(std::string_view raw, char* out, Plain plain, Escape escape) {
  const char* at = raw.data();
  const char* const end = at + raw.size();
  while (at < end) {
    if (*at != '\\') {
      const std::size_t size = copy_plain(at, end, out);
      plain(at, size, out);
      out += size;
      at += size;
      continue;
    }
    const char* const from = at;
    char* const out_from = out;
    const int unit = code_unit(at, end);
    if (unit >= 0) {
      at += 6;
      auto c = static_cast<char32_t>(unit);
      if ((c & 0xF800) == 0xD800) {
        const int low = c < 0xDC00 ? code_unit(at, end) : -1;
        if (low >= 0xDC00 && low <= 0xDFFF) {
          at += 6;
          c = 0x10000 + ((c - 0xD800) << 10) + (static_cast<char32_t>(low) - 0xDC00);
        } else {
          c = kReplacement;
        }
      }
      out = write_utf8(c, out);
    } else {
      const char text = at + 1 < end ? kShortEscape[static_cast<unsigned char>(at[1])] : '\0';
      if (text != '\0') {
        *out++ = text;
        at += 2;
      } else {
        // Unknown: the backslash stays, and what follows is text.
        *out++ = *at++;
      }
    }
    escape(from, out_from, out);
  }
  return out;
}

}  // namespace

void unescape_json(std::string_view raw, std::string& text) {
  text.resize_and_overwrite(raw.size(), [raw](char* out, std::size_t) {
    const auto nothing = [](auto...) {};
    return unescape(raw, out, nothing, nothing) - out;
  });
}

void unescape_json_with_offsets(std::string_view raw, std::string& text,
                                std::vector<std::uint32_t>& raw_offset) {
  raw_offset.resize(raw.size() + 1);
  text.resize_and_overwrite(raw.size(), [raw, &raw_offset](char* begin, std::size_t) {
    const auto plain = [raw, begin, &raw_offset](const char* from, std::size_t size, char* out) {
      const auto first = static_cast<std::uint32_t>(from - raw.data());
      std::uint32_t* offsets = raw_offset.data() + (out - begin);
      for (std::size_t i = 0; i < size; ++i) offsets[i] = first + static_cast<std::uint32_t>(i);
    };
    const auto escape = [raw, begin, &raw_offset](const char* from, const char* to,
                                                  const char* to_end) {
      for (; to < to_end; ++to) {
        raw_offset[static_cast<std::size_t>(to - begin)] =
            static_cast<std::uint32_t>(from - raw.data());
      }
    };
    return unescape(raw, begin, plain, escape) - begin;
  });
  raw_offset.resize(text.size() + 1);
  raw_offset.back() = static_cast<std::uint32_t>(raw.size());
}

}  // namespace leitong

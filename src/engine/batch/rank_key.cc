// First the kind. A number is the bits of its double, highest first: those of positive ones are in
// order, and get the sign bit to come behind the negative ones, of which all bits are turned. A
// text is its bytes. Where the greatest comes first, all bits are turned; but then a text must come
// behind all that it begins, so FF, the least byte turned, gets a 00 behind it, and FF FF ends the
// text.
#include "engine/batch/rank_key.h"

#include <bit>
#include <cstdint>

#include "engine/batch/numbers.h"

namespace leitong {
namespace {

constexpr std::uint64_t kSign = std::uint64_t{1} << 63;

std::uint64_t ordered_bits(double number) {
  // Both zeros are one.
  const auto bits = std::bit_cast<std::uint64_t>(number == 0 ? 0.0 : number);
  return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

}  // namespace

void append_rank(std::string& key, const Rank& rank) {
  key += static_cast<char>(rank.kind);
  if (rank.kind == Rank::kNumber) {
    const std::uint64_t bits = ordered_bits(rank.number);
    append_ordered(key, rank.greatest_first ? ~bits : bits);
  } else if (rank.kind == Rank::kString && !rank.greatest_first) {
    key += rank.text;
  } else if (rank.kind == Rank::kString) {
    for (const char c : rank.text) {
      key += static_cast<char>(~c);
      if (c == '\0') key += '\0';
    }
    key += "\xFF\xFF";
  }
}

}  // namespace leitong

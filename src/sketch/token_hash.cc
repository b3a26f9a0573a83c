// Format of a token's hash (part of the sketch format; docs/design.md section 5).
//
//   K(i)    = splitmix64(0x6C6569746F6E6731, i)            ("leitong1")
//   K0, K1  = K(0), K(1), the two upper 16-bit lanes replaced by D8B3 D8E5 and D8A9 D89D
//   M       = K(2) | 1
//   L       = K(3) | 1
//   fold(p) = low 64 bits of p ^ high 64 bits of p
//   s = 0
//   for each block of 8 units (the last one filled up with zeros; an empty token is one block):
//     x, y = its units 0-3 and 4-7 as little-endian 64-bit numbers
//     s = fold((x ^ K0 ^ s) * (y ^ K1 ^ rotl(s, 32)))      (128-bit product)
//   h = finalize(s + L * length), with
//   finalize(v): v ^= v >> 32;  v *= M;  v ^= v >> 29
//
// Why so. Nearly every token fits one block, whose cost is a load, a mask and one multiply, and
// vectors do several at once (token_hash_kernel.cc); a call of XXH3 costs several times as much.
// * A factor 0 would forget the other half of the token. K0 and K1 end in two high surrogates: no
//   well-formed UTF-16 has two in a row, so for one block neither factor can be 0.
// * The length is added, so tokens that differ in trailing U+0000 alone never collide.
// * finalize() is what makes sums of hashes safe. Without it the hash of a single character is
//   nearly linear in its code point, and since shingles add rotated hashes (shingles.cc), pairs of
//   characters whose code points differ in the right proportion would collide far too often.
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "leitong/shingles.h"
#include "sketch/format.h"
#include "sketch/token_hash_kernel.h"

namespace leitong {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::size_t kBlock = 8;  // units

std::uint64_t load(const char16_t* units) {
  std::uint64_t value;
  std::memcpy(&value, units, sizeof value);
  return value;
}

__extension__ using Wide = unsigned __int128;

std::uint64_t absorb(std::uint64_t state, std::uint64_t x, std::uint64_t y) {
  const Wide product = Wide{x ^ kTokenKey0 ^ state} * (y ^ kTokenKey1 ^ std::rotl(state, 32));
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// A mask of the first of four units.
std::uint64_t first_units(std::size_t count) {
  return count >= 4 ? ~0ULL : (1ULL << (16 * count)) - 1;
}

// A token of any length. Reads whole blocks of units, but none that is not there.
std::uint64_t hash_token(std::span<const char16_t> units, std::size_t begin, std::size_t length) {
  std::uint64_t state = 0;
  std::size_t left = length;
  for (; left > kBlock; left -= kBlock, begin += kBlock) {
    state = absorb(state, load(&units[begin]), load(&units[begin + 4]));
  }
  std::array<char16_t, kBlock> last{};
  if (begin + kBlock <= units.size()) {
    std::memcpy(last.data(), &units[begin], sizeof last);
  } else {
    std::memcpy(last.data(), units.data() + begin, left * sizeof(char16_t));
  }
  const std::uint64_t x = load(last.data()) & first_units(left);
  const std::uint64_t y = load(&last[4]) & first_units(left > 4 ? left - 4 : 0);
  return finalize(absorb(state, x, y) + kTokenLength * length);
}

}  // namespace

void hash_tokens(std::span<const char16_t> units, std::span<const std::uint32_t> begin,
                 std::span<const std::uint32_t> end, std::vector<std::uint64_t>& out) {
  const std::size_t count = begin.size();
  const std::u16string_view text(units.data(), units.size());
  out.resize(count + kTokenBlock);
  for (std::size_t first = 0; first < count; first += kTokenBlock) {
    const std::size_t size = std::min(kTokenBlock, count - first);
    std::uint64_t too_long =
        hash_token_block(text, begin.subspan(first, size), end.subspan(first, size), &out[first]);
    for (; too_long != 0; too_long &= too_long - 1) {
      const std::size_t i = first + static_cast<std::size_t>(std::countr_zero(too_long));
      out[i] = hash_token(units, begin[i], end[i] - begin[i]);
    }
  }
  out.resize(count);
}

}  // namespace leitong

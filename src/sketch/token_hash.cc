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
// Why so. Nearly every token fits one block, whose cost is two loads, two masks and one multiply; a
// call of XXH3 costs four times as much.
// * A factor 0 would forget the other half of the token. K0 and K1 end in two high surrogates: no
//   well-formed UTF-16 has two in a row, so for one block neither factor can be 0.
// * The length is added, so tokens that differ in trailing U+0000 alone never collide.
// * finalize() is what makes sums of hashes safe. Without it the hash of a single character is
//   nearly linear in its code point, and since shingles add rotated hashes (shingles.cc), pairs of
//   characters whose code points differ in the right proportion would collide far too often.
#include <array>
#include <bit>
#include <cstring>

#include "leitong/shingles.h"
#include "sketch/format.h"

namespace leitong {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::size_t kBlock = 8;  // units

// keep_x[n], keep_y[n]: masks of the first n of 8 units.
struct Masks {
  std::array<std::uint64_t, kBlock + 1> x, y;
};
constexpr Masks make_masks() {
  Masks masks{};
  for (unsigned n = 0; n <= kBlock; ++n) {
    masks.x[n] = n >= 4 ? ~0ULL : (1ULL << (16 * n)) - 1;
    if (n > 4) masks.y[n] = n == kBlock ? ~0ULL : (1ULL << (16 * (n - 4))) - 1;
  }
  return masks;
}
constexpr Masks kMasks = make_masks();

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

std::uint64_t finish(std::uint64_t state, std::size_t length) {
  return finalize(state + kTokenLength * length);
}

// Any length, and no read behind the token.
std::uint64_t hash_carefully(std::span<const char16_t> token) {
  std::uint64_t state = 0;
  std::size_t done = 0;
  for (; token.size() - done > kBlock; done += kBlock) {
    state = absorb(state, load(&token[done]), load(&token[done + 4]));
  }
  std::array<char16_t, kBlock> last{};
  std::copy(token.begin() + static_cast<std::ptrdiff_t>(done), token.end(), last.begin());
  return finish(absorb(state, load(last.data()), load(last.data() + 4)), token.size());
}

}  // namespace

void hash_tokens(std::span<const char16_t> units, std::span<const std::uint32_t> begin,
                 std::span<const std::uint32_t> end, std::vector<std::uint64_t>& out) {
  out.resize(begin.size());
  for (std::size_t i = 0; i < begin.size(); ++i) {
    const std::size_t length = end[i] - begin[i];
    if (length <= kBlock && begin[i] + kBlock <= units.size()) [[likely]] {
      const char16_t* token = units.data() + begin[i];
      out[i] = finish(absorb(0, load(token) & kMasks.x[length], load(token + 4) & kMasks.y[length]),
                      length);
    } else {
      out[i] = hash_carefully(units.subspan(begin[i], length));
    }
  }
}

}  // namespace leitong

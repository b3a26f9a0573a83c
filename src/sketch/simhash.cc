// 64 counters of one bit's ones each, kept as bit planes: plane p holds bit p of all 64 counters,
// so one 64-bit addition step serves 64 counters. Eight shingles at a time are summed by carry-save
// adders (Harley and Seal), which leaves one carry to push up from the plane of eights: about 5
// logical operations a shingle, on any machine, 0.5 ns. Naive counting takes 26-35 ns, wide vector
// adds with a mask 0.4 on AVX-512 only. The majority is taken on the planes too: comparing all 64
// counters with n / 2 costs two operations a plane.
#include "leitong/simhash.h"

#include <array>
#include <cstddef>

namespace leitong {
namespace {

constexpr std::size_t kPlanes = 64;  // counts fit whatever the number of shingles
constexpr std::size_t kGroup = 8;

// a + b + c of each bit: the sum stays in `a`, the carry is returned.
std::uint64_t carry_save(std::uint64_t& a, std::uint64_t b, std::uint64_t c) {
  const std::uint64_t half = a ^ b;
  const std::uint64_t carry = (a & b) | (half & c);
  a = half ^ c;
  return carry;
}

struct Counters {
  std::array<std::uint64_t, kPlanes> planes{};

  void add(std::uint64_t bits, std::size_t plane) {
    for (; bits != 0; ++plane) {
      const std::uint64_t carry = planes[plane] & bits;
      planes[plane] ^= bits;
      bits = carry;
    }
  }

  void add_group(const std::uint64_t* s) {
    const std::uint64_t twos0 = carry_save(planes[0], s[0], s[1]);
    const std::uint64_t twos1 = carry_save(planes[0], s[2], s[3]);
    const std::uint64_t twos2 = carry_save(planes[0], s[4], s[5]);
    const std::uint64_t twos3 = carry_save(planes[0], s[6], s[7]);
    const std::uint64_t fours0 = carry_save(planes[1], twos0, twos1);
    const std::uint64_t fours1 = carry_save(planes[1], twos2, twos3);
    add(carry_save(planes[2], fours0, fours1), 3);
  }

  // Bit i is 1 where counter i is above `bound`.
  [[nodiscard]] std::uint64_t above(std::uint64_t bound) const {
    std::uint64_t greater = 0, equal = ~0ULL;
    for (std::size_t p = kPlanes; p-- > 0;) {
      if ((bound >> p & 1) == 0) {
        greater |= equal & planes[p];
        equal &= ~planes[p];
      } else {
        equal &= planes[p];
      }
    }
    return greater;
  }
};

}  // namespace

std::uint64_t simhash(std::span<const std::uint64_t> shingles) {
  Counters counters;
  std::size_t i = 0;
  for (; i + kGroup <= shingles.size(); i += kGroup) counters.add_group(&shingles[i]);
  for (; i < shingles.size(); ++i) counters.add(shingles[i], 0);
  return counters.above(shingles.size() / 2);
}

}  // namespace leitong

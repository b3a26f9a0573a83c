// Included by kernels once for each target: units picked out of a block.
//
// Highway's own Compress is right everywhere, but for 16-bit lanes it is fast with VBMI2 alone:
// below AVX-512 GCC copies its table of 2 KB to the stack at each call, and between, 512 bits go
// through memory.
#include <bit>
#include <cstddef>
#include <cstdint>

#include "base/set_bits.h"
#include "hwy/highway.h"
#include "text/lane_bits-inl.h"

#if defined(LEITONG_TEXT_KEEP_UNITS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef LEITONG_TEXT_KEEP_UNITS_INL
#undef LEITONG_TEXT_KEEP_UNITS_INL
#else
#define LEITONG_TEXT_KEEP_UNITS_INL
#endif

HWY_BEFORE_NAMESPACE();
namespace leitong::HWY_NAMESPACE {

// Up to as many units are written behind those that are kept.
inline constexpr std::size_t kKeepSlack = 32;

// Stores those of 64 units whose bit is set, and returns the end of them.
HWY_INLINE std::uint16_t* keep_units(const std::uint16_t* units, std::uint64_t keep,
                                     std::uint16_t* to) {
  namespace hn = hwy::HWY_NAMESPACE;
#if HWY_TARGET <= HWY_AVX3
  const hn::CappedTag<std::uint16_t, HWY_TARGET == HWY_AVX3 ? 16 : kKeepSlack> d;
  for (std::size_t i = 0; i < 64; i += hn::Lanes(d)) {
    const auto mask = mask_of(d, keep >> i);
    // Compressed in a register, then stored: a compressing store takes 100 cycles and more on
    // Zen 4.
    hn::StoreU(hn::Compress(hn::LoadU(d, units + i), mask), d, to);
    to += hn::CountTrue(d, mask);
  }
#elif HWY_TARGET == HWY_SCALAR
  for (; keep != 0; keep &= keep - 1) *to++ = units[std::countr_zero(keep)];
#else
  const hn::CappedTag<std::uint16_t, 8> d;
  const hn::Repartition<std::uint8_t, decltype(d)> bytes;
  for (std::size_t i = 0; i < 64; i += 8) {
    const auto here = static_cast<std::uint8_t>(keep >> i);
    const auto lane =
        hn::PromoteTo(d, hn::LoadU(hn::Rebind<std::uint8_t, decltype(d)>(), kSetBits[here].data()));
    // Two bytes of each lane: 2 * lane, 2 * lane + 1.
    const auto both = hn::Add(hn::Mul(lane, hn::Set(d, std::uint16_t{0x0202})),
                              hn::Set(d, std::uint16_t{0x0100}));
    const auto v = hn::BitCast(bytes, hn::LoadU(d, units + i));
    hn::StoreU(hn::BitCast(d, hn::TableLookupBytes(v, hn::BitCast(bytes, both))), d, to);
    to += std::popcount(here);
  }
#endif
  return to;
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif

// A block that is all ASCII goes by arithmetic, for the table says of ASCII: capitals become small,
// white space a space, and the rest stays, but for the controls, which vanish (fold_test.cc holds
// this against the table, for every unit). Of any other block each entry is loaded and put together
// with its neighbours in a 64-bit word: collecting them in an array instead would have the next
// load wait for several stores.
#include "text/fold_plain.h"

#include <cstdint>
#include <cstring>

#include "text/fold_table.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/fold_plain.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "text/lane_bits-inl.h"

HWY_BEFORE_NAMESPACE();
namespace leitong::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t kBlock = 32;

using D16 = hn::CappedTag<std::uint16_t, kBlock>;
using V16 = hn::Vec<D16>;

// False if the block is not all ASCII that stays; what was written then does not count.
HWY_INLINE bool fold_ascii_block(const char16_t* units, char16_t* out) {
  const D16 d;
  for (std::size_t i = 0; i < kBlock; i += hn::Lanes(d)) {
    const V16 v = hn::LoadU(d, reinterpret_cast<const std::uint16_t*>(units + i));
    const auto printed = in_range(d, v, ' ', '~');
    const auto space = in_range(d, v, '\t', '\r');
    if (!hn::AllTrue(d, hn::Or(printed, space))) return false;
    const V16 small = hn::Or(v, hn::Set(d, std::uint16_t{0x20}));
    const V16 folded = hn::IfThenElse(in_range(d, v, 'A', 'Z'), small, v);
    hn::StoreU(hn::IfThenElse(space, hn::Set(d, std::uint16_t{' '}), folded), d,
               reinterpret_cast<std::uint16_t*>(out + i));
  }
  return true;
}

// False if there is a special entry; what was written then does not count.
HWY_INLINE bool fold_block(const char16_t* units, char16_t* out) {
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < kBlock; i += 4) {
    std::uint64_t four;
    std::memcpy(&four, units + i, sizeof four);
    const std::uint64_t a = kFoldBmp[four & 0xFFFF];
    const std::uint64_t b = kFoldBmp[four >> 16 & 0xFFFF];
    const std::uint64_t c = kFoldBmp[four >> 32 & 0xFFFF];
    const std::uint64_t e = kFoldBmp[four >> 48];
    all |= a | b | c | e;
    const std::uint64_t folded = a | b << 16 | c << 32 | e << 48;
    std::memcpy(out + i, &folded, sizeof folded);
  }
  return (all & kFoldSpecial) == 0;
}

std::size_t fold_blocks(std::u16string_view units, char16_t* out) {
  std::size_t done = 0;
  for (; units.size() - done >= kBlock; done += kBlock) {
    const char16_t* block = units.data() + done;
    const bool plain =
        (block[0] < 0x80 && fold_ascii_block(block, out + done)) || fold_block(block, out + done);
    if (!plain) break;
  }
  return done;
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leitong {

HWY_EXPORT(fold_blocks);

std::size_t fold_plain(std::u16string_view units, char16_t* out) {
  return HWY_DYNAMIC_DISPATCH(fold_blocks)(units, out);
}

}  // namespace leitong
#endif

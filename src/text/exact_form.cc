// White space is squeezed by windows of 64 units, with two bitmaps: which units are white space,
// and from that, which of them stand behind another. Those go, the others are stored as spaces. In
// most text the only white space is single spaces, which a window's units say at once; then they
// are stored as they are. What may be left at either end is one space.
#include "text/exact_form.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "leitong/fold.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/exact_form.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "text/keep_units-inl.h"
#include "text/lane_bits-inl.h"

HWY_BEFORE_NAMESPACE();
namespace leitong::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t kWindow = 64;
static_assert(kWindow + kKeepSlack <= kSqueezeSlack);

using D16 = hn::CappedTag<std::uint16_t, 32>;

// Every White_Space character other than the space is below it or from U+0085 to U+3000.
HWY_INLINE hn::Mask<D16> may_be_white_space(hn::Vec<D16> v) {
  const D16 d;
  return hn::Or(hn::Lt(v, hn::Set(d, std::uint16_t{' '})), in_range(d, v, 0x85, 0x3000));
}

HWY_INLINE hn::Mask<D16> white_space_of(hn::Vec<D16> v) {
  const D16 d;
  auto is = hn::Or(in_range(d, v, 0x09, 0x0D), in_range(d, v, 0x2000, 0x200A));
  is = hn::Or(is, in_range(d, v, 0x2028, 0x2029));
  constexpr std::uint16_t kOthers[] = {0x20, 0x85, 0xA0, 0x1680, 0x202F, 0x205F, 0x3000};
  for (const std::uint16_t other : kOthers) is = hn::Or(is, hn::Eq(v, hn::Set(d, other)));
  return is;
}

// Writes the window to `out`, white space as spaces, and gives the bits of these.
HWY_INLINE std::uint64_t unify_white_space(const std::uint16_t* units, std::uint16_t* out) {
  const D16 d;
  const auto space = hn::Set(d, std::uint16_t{' '});
  std::uint64_t spaces = 0;
  std::uint64_t maybe = 0;
  for (std::size_t i = 0; i < kWindow; i += hn::Lanes(d)) {
    const auto v = hn::LoadU(d, units + i);
    hn::StoreU(v, d, out + i);
    spaces |= bits_of(d, hn::Eq(v, space)) << i;
    maybe |= bits_of(d, may_be_white_space(v)) << i;
  }
  if (maybe == 0) return spaces;
  spaces = 0;
  for (std::size_t i = 0; i < kWindow; i += hn::Lanes(d)) {
    const auto v = hn::LoadU(d, units + i);
    const auto white = white_space_of(v);
    hn::StoreU(hn::IfThenElse(white, space, v), d, out + i);
    spaces |= bits_of(d, white) << i;
  }
  return spaces;
}

std::size_t squeeze(std::u16string_view text, char16_t* out) {
  const auto* units = reinterpret_cast<const std::uint16_t*>(text.data());
  auto* to = reinterpret_cast<std::uint16_t*>(out);
  std::uint64_t carry = 0;  // whether the window before ends with white space
  for (std::size_t left = text.size(); left > 0;) {
    const std::size_t length = std::min(left, kWindow);
    std::uint16_t last[kWindow] = {};
    if (length < kWindow) std::memcpy(last, units, length * sizeof *units);
    const std::uint16_t* const window = length < kWindow ? last : units;
    const std::uint64_t spaces = unify_white_space(window, to);
    const std::uint64_t extra = spaces & (spaces << 1 | carry);
    carry = spaces >> 63;
    if (extra == 0) {
      to += length;
    } else {
      HWY_ALIGN std::uint16_t unified[kWindow];
      std::memcpy(unified, to, sizeof unified);
      keep_units(unified, ~extra, to);
      to += length - static_cast<std::size_t>(std::popcount(extra));
    }
    units += length;
    left -= length;
  }
  return static_cast<std::size_t>(to - reinterpret_cast<std::uint16_t*>(out));
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leitong {

HWY_EXPORT(squeeze);

std::size_t squeeze_white_space(std::u16string_view text, char16_t* out) {
  return HWY_DYNAMIC_DISPATCH(squeeze)(text, out);
}

void exact_form(std::u16string_view folded, std::u16string& out) {
  out.resize_and_overwrite(folded.size() + kSqueezeSlack, [&](char16_t* to, std::size_t) {
    const std::size_t size = squeeze_white_space(folded, to);
    const std::u16string_view trimmed = without_outer_space({to, size});
    std::ranges::copy(trimmed, to);
    return trimmed.size();
  });
}

}  // namespace leitong
#endif

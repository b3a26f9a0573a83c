// A window is 64 bytes, and the next one starts 64 bytes on, whatever characters end where: an
// address that depended on what was decoded would make each window wait for the one before.
//
// Which bytes lead a character and which continue one are bitmaps. The window is well-formed if the
// bytes that continue are just those that the leads ask for (those of the window before included,
// `carry`) and no lead is one of C0, C1, F0 to FF, E0 before a byte below A0 (overlong), ED before
// one from A0 on (a surrogate). A character may stand across the end: what it needs behind it is
// looked at here, so that nothing ever has to be taken back.
//
// The units: at every byte, as if it led a character, from the bytes there, one and two places on;
// those at leads are kept, by compressing. That is three times more arithmetic than needed for
// Chinese, and no byte is shuffled, so it is the same code for every mixture of lengths and for
// every vector.
#include "text/utf8_windows.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/utf8_windows.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "text/keep_units-inl.h"
#include "text/lane_bits-inl.h"

HWY_BEFORE_NAMESPACE();
namespace leitong::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

static_assert(kKeepSlack <= kUtf8WindowSlack);

using D8 = hn::CappedTag<std::uint8_t, 64>;
using D16 = hn::CappedTag<std::uint16_t, 32>;
using V8 = hn::Vec<D8>;
using V16 = hn::Vec<D16>;

template <class D>
HWY_INLINE hn::Mask<D> at_least(hn::Vec<D> v, hn::TFromD<D> least) {
  return hn::Eq(hn::Max(v, hn::Set(D(), least)), v);
}

// Bit i is about byte i.
struct WindowBits {
  std::uint64_t multibyte = 0;  // 80 and above
  std::uint64_t from_c0 = 0;
  std::uint64_t from_e0 = 0;
  std::uint64_t wrong = 0;  // whatever stands around it
};

HWY_INLINE WindowBits look_at(const std::uint8_t* bytes) {
  const D8 d;
  WindowBits bits;
  for (std::size_t i = 0; i < kUtf8Window; i += hn::Lanes(d)) {
    const V8 v = hn::LoadU(d, bytes + i);
    bits.multibyte |= bits_of(d, at_least<D8>(v, 0x80)) << i;
  }
  if (bits.multibyte == 0) return bits;
  for (std::size_t i = 0; i < kUtf8Window; i += hn::Lanes(d)) {
    const V8 v = hn::LoadU(d, bytes + i);
    const auto high_second = at_least<D8>(hn::LoadU(d, bytes + i + 1), 0xA0);
    const auto overlong =
        hn::Or(hn::Eq(hn::And(v, hn::Set(d, std::uint8_t{0xFE})), hn::Set(d, std::uint8_t{0xC0})),
               hn::AndNot(high_second, hn::Eq(v, hn::Set(d, std::uint8_t{0xE0}))));
    const auto surrogate = hn::And(high_second, hn::Eq(v, hn::Set(d, std::uint8_t{0xED})));
    const auto wrong = hn::Or(hn::Or(overlong, surrogate), at_least<D8>(v, 0xF0));
    bits.from_c0 |= bits_of(d, at_least<D8>(v, 0xC0)) << i;
    bits.from_e0 |= bits_of(d, at_least<D8>(v, 0xE0)) << i;
    bits.wrong |= bits_of(d, wrong) << i;
  }
  return bits;
}

HWY_INLINE V16 widen(const std::uint8_t* bytes) {
  const hn::Rebind<std::uint8_t, D16> narrow;
  return hn::PromoteTo(D16(), hn::LoadU(narrow, bytes));
}

HWY_INLINE void store_ascii(const std::uint8_t* bytes, std::uint16_t* to) {
  const D16 d;
  for (std::size_t i = 0; i < kUtf8Window; i += hn::Lanes(d)) {
    hn::StoreU(widen(bytes + i), d, to + i);
  }
}

// What a character would be that is led by each of the bytes.
HWY_INLINE V16 units_at(const std::uint8_t* bytes) {
  const D16 d;
  const auto low_six = hn::Set(d, std::uint16_t{0x3F});
  const V16 first = widen(bytes);
  const V16 second = hn::And(widen(bytes + 1), low_six);
  const V16 third = hn::And(widen(bytes + 2), low_six);
  const V16 of_two =
      hn::Or(hn::ShiftLeft<6>(hn::And(first, hn::Set(d, std::uint16_t{0x1F}))), second);
  const V16 of_three = hn::Or(hn::Or(hn::ShiftLeft<12>(first), hn::ShiftLeft<6>(second)), third);
  const V16 multibyte = hn::IfThenElse(at_least<D16>(first, 0xE0), of_three, of_two);
  return hn::IfThenElse(at_least<D16>(first, 0x80), multibyte, first);
}

HWY_INLINE void store_led(const std::uint8_t* bytes, std::uint64_t leads, std::uint16_t* to) {
  const D16 d;
  HWY_ALIGN std::uint16_t units[kUtf8Window];
  for (std::size_t i = 0; i < kUtf8Window; i += hn::Lanes(d)) {
    hn::Store(units_at(bytes + i), d, units + i);
  }
  keep_units(units, leads, to);
}

Utf8WindowProgress decode(std::string_view utf8, std::span<char16_t> out) {
  const auto* const begin = reinterpret_cast<const std::uint8_t*>(utf8.data());
  auto* const out_begin = reinterpret_cast<std::uint16_t*>(out.data());
  const std::uint8_t* in = begin;
  std::uint16_t* to = out_begin;
  std::size_t left = utf8.size();
  std::size_t room = out.size();
  std::uint64_t carry = 0;  // the bytes that the window before still asks for
  while (left > 0 && room >= kUtf8Window + kUtf8WindowSlack) {
    const std::uint8_t* window = in;
    std::uint8_t last[kUtf8Window + 2];
    if (left < sizeof last) {
      std::memset(last, 0, sizeof last);
      std::memcpy(last, in, left);
      window = last;
    }
    const std::size_t length = std::min(left, kUtf8Window);
    const WindowBits bits = look_at(window);
    std::size_t written = length;
    if ((bits.multibyte | carry) == 0) {
      store_ascii(window, to);
    } else {
      const std::uint64_t continues = bits.multibyte & ~bits.from_c0;
      const std::uint64_t asked = bits.from_c0 << 1 | bits.from_e0 << 2 | carry;
      const std::uint64_t asked_behind = bits.from_c0 >> 63 | bits.from_e0 >> 62;
      const std::uint64_t continues_behind = std::uint64_t{(window[kUtf8Window] & 0xC0) == 0x80} |
                                             std::uint64_t{(window[kUtf8Window + 1] & 0xC0) == 0x80}
                                                 << 1;
      if (asked != continues || (asked_behind & ~continues_behind) != 0 || bits.wrong != 0) break;
      const std::uint64_t padding = length == kUtf8Window ? 0 : ~std::uint64_t{0} << length;
      const std::uint64_t leads = ~continues & ~padding;
      store_led(window, leads, to);
      written = static_cast<std::size_t>(std::popcount(leads));
      carry = asked_behind;
    }
    in += length;
    left -= length;
    to += written;
    room -= written;
  }
  // The rest of a character across the end was looked at, and is part of what was read.
  return {static_cast<std::size_t>(in - begin) + static_cast<std::size_t>(std::popcount(carry)),
          static_cast<std::size_t>(to - out_begin)};
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leitong {

HWY_EXPORT(decode);

Utf8WindowProgress decode_utf8_windows(std::string_view utf8, std::span<char16_t> out) {
  return HWY_DYNAMIC_DISPATCH(decode)(utf8, out);
}

}  // namespace leitong
#endif

// The format is described in token_hash.cc.
//
// Tokens of up to eight units. Their first eight units are copied side by side, cut to length by a
// mask, for a whole block of tokens; then vectors take the two factors of as many tokens as they
// have lanes, and put the product of 128 bits together from those of halves.
//
// Tokens of one unit. There x = unit, y = 0, so the product is (unit ^ K0) * K1, and the unit
// touches the lowest 16 bits of K0 alone: with d = unit ^ (K0 mod 2^16) and the constant A = (K0 -
// K0 mod 2^16) * K1, it is A + d * K1. The two halves of K1 times d have 48 bits each, so 32 bits
// at a time can be put together without a carry that is lost.
#include "sketch/token_hash_kernel.h"

#include <algorithm>
#include <array>

#include "sketch/format.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/token_hash_kernel.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "sketch/finalize-inl.h"

HWY_BEFORE_NAMESPACE();
namespace leitong::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

__extension__ using Wide = unsigned __int128;

constexpr std::uint64_t kLowKey = kTokenKey0 & 0xFFFF;
constexpr Wide kConstantPart = Wide{kTokenKey0 - kLowKey} * kTokenKey1;
constexpr std::uint64_t kLow32 = 0xFFFFFFFF;

using D64 = hn::CappedTag<std::uint64_t, 8>;
using V64 = hn::Vec<D64>;

HWY_INLINE V64 set(std::uint64_t value) { return hn::Set(D64(), value); }

// Of numbers below 2^32.
HWY_INLINE V64 multiply_halves(V64 a, V64 b) {
#if HWY_TARGET == HWY_SCALAR
  return hn::Mul(a, b);
#else
  const hn::Repartition<std::uint32_t, D64> halves;
  return hn::MulEven(hn::BitCast(halves, a), hn::BitCast(halves, b));
#endif
}

#if HWY_TARGET == HWY_SCALAR
HWY_INLINE V64 fold_product(V64 a, V64 b) {
  const Wide product = Wide{hn::GetLane(a)} * hn::GetLane(b);
  return set(static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64));
}
#else
// Low 64 bits of a * b ^ high 64 bits.
HWY_INLINE V64 fold_product(V64 a, V64 b) {
  const V64 a1 = hn::ShiftRight<32>(a), b1 = hn::ShiftRight<32>(b);
  const V64 low = multiply_halves(a, b), high = multiply_halves(a1, b1);
  const V64 cross = multiply_halves(a, b1), crossed = multiply_halves(a1, b);
  const V64 middle = hn::Add(hn::Add(hn::ShiftRight<32>(low), hn::And(cross, set(kLow32))),
                             hn::And(crossed, set(kLow32)));
  const V64 product_low = hn::Or(hn::And(low, set(kLow32)), hn::ShiftLeft<32>(middle));
  const V64 carried = hn::Add(hn::ShiftRight<32>(cross), hn::ShiftRight<32>(crossed));
  const V64 product_high = hn::Add(hn::Add(high, carried), hn::ShiftRight<32>(middle));
  return hn::Xor(product_low, product_high);
}
#endif

// [8 - n, 16 - n) is a mask of the first n of 8 units.
constexpr std::array<std::uint16_t, 16> kMask = {0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF,
                                                 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF};

// The first units of a token and zeros.
HWY_INLINE void copy_token(std::u16string_view units, std::size_t begin, std::size_t length,
                           std::uint16_t* out) {
  const auto* from = reinterpret_cast<const std::uint16_t*>(units.data()) + begin;
  if (begin + kShortToken > units.size()) [[unlikely]] {
    std::fill(std::copy_n(from, std::min(length, units.size() - begin), out), out + kShortToken, 0);
    return;
  }
  const hn::CappedTag<std::uint16_t, kShortToken> d;
  const std::uint16_t* mask = &kMask[kShortToken - length];
  for (std::size_t i = 0; i < kShortToken; i += hn::Lanes(d)) {
    hn::Store(hn::And(hn::LoadU(d, from + i), hn::LoadU(d, mask + i)), d, out + i);
  }
}

std::uint64_t hash_block(std::u16string_view units, const std::uint32_t* begin,
                         const std::uint32_t* end, std::size_t count, std::uint64_t* out) {
  const D64 d;
  HWY_ALIGN std::array<std::uint64_t, kTokenBlock * 2> tokens;
  HWY_ALIGN std::array<std::uint64_t, kTokenBlock> lengths;
  std::uint64_t too_long = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t length = end[i] - begin[i];
    copy_token(units, begin[i], std::min(length, kShortToken),
               reinterpret_cast<std::uint16_t*>(&tokens[2 * i]));
    lengths[i] = length;
    too_long |= std::uint64_t{length > kShortToken} << i;
  }
  const std::size_t whole = (count + hn::Lanes(d) - 1) / hn::Lanes(d) * hn::Lanes(d);
  std::fill(tokens.begin() + static_cast<std::ptrdiff_t>(2 * count),
            tokens.begin() + static_cast<std::ptrdiff_t>(2 * whole), 0);
  std::fill(lengths.begin() + static_cast<std::ptrdiff_t>(count),
            lengths.begin() + static_cast<std::ptrdiff_t>(whole), 0);
  for (std::size_t i = 0; i < whole; i += hn::Lanes(d)) {
    V64 x, y;
    hn::LoadInterleaved2(d, &tokens[2 * i], x, y);
    const V64 state = fold_product(hn::Xor(x, set(kTokenKey0)), hn::Xor(y, set(kTokenKey1)));
    const V64 length = hn::Mul(hn::Load(d, &lengths[i]), set(kTokenLength));
    hn::StoreU(finalize_lanes(hn::Add(state, length)), d, out + i);
  }
  return too_long;
}

HWY_INLINE V64 hash_unit(V64 units) {
  const V64 d = hn::Xor(units, set(kLowKey));
  const auto constant_low = static_cast<std::uint64_t>(kConstantPart);
  const V64 low = hn::Add(multiply_halves(d, set(kTokenKey1 & kLow32)), set(constant_low & kLow32));
  const V64 middle =
      hn::Add(hn::Add(multiply_halves(d, set(kTokenKey1 >> 32)), hn::ShiftRight<32>(low)),
              set(constant_low >> 32));
  const V64 product_low = hn::Or(hn::And(low, set(kLow32)), hn::ShiftLeft<32>(middle));
  const V64 product_high =
      hn::Add(hn::ShiftRight<32>(middle), set(static_cast<std::uint64_t>(kConstantPart >> 64)));
  return finalize_lanes(hn::Add(hn::Xor(product_low, product_high), set(kTokenLength)));
}

void hash_every_unit(std::u16string_view units, std::uint64_t* out) {
  const D64 d;
  const hn::Rebind<std::uint32_t, D64> d32;
  const hn::Rebind<std::uint16_t, D64> d16;
  const auto* in = reinterpret_cast<const std::uint16_t*>(units.data());
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= units.size(); i += hn::Lanes(d)) {
    const V64 wide = hn::PromoteTo(d, hn::PromoteTo(d32, hn::LoadU(d16, in + i)));
    hn::StoreU(hash_unit(wide), d, out + i);
  }
  for (; i < units.size(); ++i) out[i] = hn::GetLane(hash_unit(set(in[i])));
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leitong {

HWY_EXPORT(hash_block);
HWY_EXPORT(hash_every_unit);

std::uint64_t hash_token_block(std::u16string_view units, std::span<const std::uint32_t> begin,
                               std::span<const std::uint32_t> end, std::uint64_t* out) {
  return HWY_DYNAMIC_DISPATCH(hash_block)(units, begin.data(), end.data(), begin.size(), out);
}

void hash_each_unit(std::u16string_view units, std::uint64_t* out) {
  HWY_DYNAMIC_DISPATCH(hash_every_unit)(units, out);
}

}  // namespace leitong
#endif

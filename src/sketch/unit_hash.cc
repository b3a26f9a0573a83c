// The hash of a token of one unit (token_hash.cc has the format), for as many as a vector has
// lanes.
//
// Such a token is x = unit, y = 0, so the product is (unit ^ K0) * K1, and the unit touches the
// lowest 16 bits of K0 alone: with d = unit ^ (K0 mod 2^16) and the constant A = (K0 - K0 mod 2^16)
// * K1, it is A + d * K1. The two halves of K1 times d have 48 bits each, so 32 bits at a time can
// be put together without a carry that is lost.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "leitong/shingles.h"
#include "sketch/format.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/unit_hash.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

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

HWY_INLINE V64 finalize_lanes(V64 v) {
  v = hn::Xor(v, hn::ShiftRight<32>(v));
  v = hn::Mul(v, set(kFinalMultiplier));
  return hn::Xor(v, hn::ShiftRight<29>(v));
}

HWY_INLINE V64 hash(V64 units) {
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

void hash_all(std::u16string_view units, std::uint64_t* out) {
  const D64 d;
  const hn::Rebind<std::uint32_t, D64> d32;
  const hn::Rebind<std::uint16_t, D64> d16;
  const auto* in = reinterpret_cast<const std::uint16_t*>(units.data());
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= units.size(); i += hn::Lanes(d)) {
    const V64 wide = hn::PromoteTo(d, hn::PromoteTo(d32, hn::LoadU(d16, in + i)));
    hn::StoreU(hash(wide), d, out + i);
  }
  for (; i < units.size(); ++i) out[i] = hn::GetLane(hash(set(in[i])));
}

}  // namespace leitong::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace leitong {

HWY_EXPORT(hash_all);

void hash_units(std::u16string_view units, std::vector<std::uint64_t>& out) {
  out.resize(units.size());
  HWY_DYNAMIC_DISPATCH(hash_all)(units, out.data());
}

}  // namespace leitong
#endif
